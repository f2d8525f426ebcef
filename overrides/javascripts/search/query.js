// A query as groups: a document must hold one of a group's forms. Soft groups only add.
//
//   const { grouped, gist, shortened } = reader({ asked, said, also, vocabulary, isGeneral });
//   grouped("两亿元 口罩")  // [{ kind: "number", forms: ["#200000000"], … }, { kind: "han", … }]
//   gist("钱付了吗？")      // 钱付

// What Chinese questions are made of, besides what they ask for.
const PARTICLES = /请问|能不能|可不可以|有没有|是不是|是否|没有|为什么|为何|什么时候|什么|怎么样|怎么|怎样|如何|多少|几[个家笔]|多久|何时|哪些|哪里|哪儿|哪个|哪家|哪|谁|到底|究竟|可以|你们|我们|他们|这个|那个|这里|去了|到了|吗|呢|吧|啊|的|了|是/;
// What makes no difference to a question, and different words for one in it.
const FILLING = /请问|到底|究竟|可以|没有|有没有|是不是|是否|能不能|吗|呢|吧|啊|的|了|是|去|到/g;
const ALIKE = [[/哪里|哪儿|哪/g, "哪"], [/怎么样|怎么|怎样|如何/g, "怎"], [/多少|几/g, "几"], [/什么时候|何时/g, "时"], [/为什么|为何/g, "何"]];
const ASKING = new Set(["who", "whom", "whose", "where", "when", "why", "how"]);
const LEADING = /^[有被把在本这该](?=.)/;
const TRAILING = /(..)[有在给过]$/;
const HEDGES = /(?:超过|超|逾|多达|高达|达到|达|大约|约|将近|接近|近|至少|不少于|不低于|不到|不足|少于|大概|一共|总共|共计|合计|总计|共)+$/;
const ABOUT = /^(?:上旬|中旬|下旬|初|底|末)/; // the part of a month or year that is meant
const COUNTERS = /^[台核家名个人万次套项位只条笔所件座间辆份款]/;

export function reader({ asked, said, also, vocabulary, isGeneral }) {
  function grouped(query) {
    const groups = [];
    const words = asked(query);
    words.forEach((word, at) => {
      const before = words[at - 1] || {};
      const next = words[at + 1] || {};
      if (word.kind === "han") groups.push(...ofHan(word, before.kind, next.kind));
      else if (word.kind === "number" && word.also && word.also.length && !vocabulary.has(word.forms[0])) groups.push({ ...word, kind: "date", forms: word.also });
      else if (word.kind === "number") groups.push({ ...word, forms: [word.forms[0]], bonus: word.forms[1] });
      else groups.push({ ...word, also: also.get(word.forms[0]), soft: word.kind === "coin" });
    });
    return required(groups);
  }

  // What stands in a large part of the record distinguishes nothing beside another word.
  function required(groups) {
    for (const group of groups) {
      if (group.kind === "latin" || group.kind === "han") group.general = group.forms.every(isGeneral);
    }
    for (const idle of [({ soft, general }) => soft || general, ({ general }) => general, ({ soft }) => soft, () => false]) {
      const hard = groups.filter((group) => !group.unheld && !idle(group));
      if (hard.length) return groups.map((group) => ({ ...group, hard: hard.includes(group) }));
    }
    return groups;
  }

  function ofHan({ text }, before, next) {
    const found = [];
    const counted = before === "number";
    let rest = next === "number" ? text.replace(HEDGES, "") : text;
    if (before === "date") rest = rest.replace(ABOUT, "");
    if (counted && COUNTERS.test(rest)) {
      found.push(run(rest[0], true));
      rest = rest.slice(1);
    }
    const parts = told(rest);
    for (const part of parts.length || !rest ? parts : [rest]) found.push(...peeled(part, parts.length > 1 || counted));
    return found;
  }

  function told(text) {
    return text.split(PARTICLES).map((part) => part.replace(LEADING, "").replace(TRAILING, "$1")).filter(Boolean);
  }

  // A run that the record does not hold may begin or end with a word of the thesaurus.
  function peeled(text, soft) {
    if (text.length > 1 && !also.has(text) && !run(text).forms.every((pair) => vocabulary.has(pair))) {
      for (let length = Math.min(4, text.length - 1); length > 0; length -= 1) {
        const [first, last] = [text.slice(0, length), text.slice(-length)];
        if (also.has(last)) return [...peeled(text.slice(0, -length), true), run(last)];
        if (also.has(first)) return [run(first), ...peeled(text.slice(length), true)];
      }
      if (text.length > 2 && isGeneral(text.slice(0, 2))) return [run(text.slice(0, 2)), ...peeled(text.slice(2), true)];
    }
    return [run(text, soft && text.length === 1 && !also.has(text))];
  }

  function run(text, soft = false) {
    const forms = text.length > 1 ? [...text].slice(1).map((mark, at) => text[at] + mark) : [text];
    return { kind: "han", text, forms, also: also.get(text), soft };
  }

  // What a question or a heading asks: its words, and those that say whether who, where or how
  // much is asked, without what it is all about.
  function gist(text) {
    const words = [];
    for (const word of said(text)) {
      if (word.kind === "han") words.push(bare(word.text));
      else if (word.kind !== "common" || ASKING.has(word.text)) words.push(isGeneral(word.forms[0]) ? "" : word.forms[0]);
    }
    return words.some((word) => word && !ASKING.has(word)) ? words.filter(Boolean).join(" ") : "";
  }

  function bare(text) {
    const subject = isGeneral(text.slice(0, 2)) && text.length > 2 ? 2 : 0;
    return ALIKE.reduce((left, [these, one]) => left.replace(these, one), text.slice(subject)).replace(FILLING, "");
  }

  // What the record holds of a run of Han in a question, at least half of it, and the rest.
  function parted({ text }, query) {
    if (told(query).join("") === query && text.length < 7) return null;
    const pieces = [text[0]];
    for (let at = 1; at < text.length; at += 1) {
      if (vocabulary.has(text[at - 1] + text[at])) pieces[pieces.length - 1] += text[at];
      else pieces.push(text[at]);
    }
    const kept = pieces.filter(({ length }) => length > 1);
    return kept.join("").length * 2 < text.length ? null : { kept: kept.map((piece) => run(piece)), left: pieces.filter(({ length }) => length < 2) };
  }

  // A query without what nothing holds, if enough is left.
  function shortened(query, { groups, hard, missing }) {
    const without = [];
    const left = groups.flatMap((group) => {
      if (!missing.includes(group)) return [group];
      const part = group.kind === "han" && parted(group, query);
      without.push(...(part ? part.left : [group.text]));
      return part ? part.kept : [{ ...group, unheld: true }];
    });
    return isEnough(required(left), hard, without) ? { left: required(left), without } : { left: [], without };
  }

  // As much as was left out, and something that tells. A name is asked for whole.
  function isEnough(left, before, without) {
    const isWhole = before.length > 1 && before.every(({ capital }) => capital);
    const kept = left.filter(({ soft, unheld }) => !soft && !unheld);
    const tells = left.some((group) => group.hard && isTelling(group));
    return tells && !isWhole && without.length > 0 && without.every(Boolean) && without.length <= kept.length;
  }

  function isTelling({ kind, text, forms, general, bonus }) {
    if (kind === "latin") return text.length > 3 && !general;
    if (kind === "han") return text.length > 1 && !general;
    return kind === "date" ? /-/.test(forms[0]) : Boolean(bonus) || Number(forms[0].slice(1)) >= 100;
  }

  return { grouped, gist, shortened };
}

// Finds documents for a query. No page, no box: this part also runs in the benchmark.
//
//   const { find, nearest, placesOf } = await finder(known);   // what search_index.py wrote
//   find("15亿")  // [{ one, parts, hits, byName }]: a page, its claims and sections, the words that hit, if one in another name
//
// The other modules are asked for with the query `again`, so that after a failure all of them can
// be asked for anew: browsers of 2020 remember a module that failed. A copy that is read without a
// server brings them along as `modules`.

// What only explains, lists or counts does not come before what it is about.
const ABOUT = new Set(["term", "event", "source", "figure", "statement"]);
const named = ({ k }) => !ABOUT.has(k);
const own = (one) => named(one) && one.k !== "page" && one.k !== "section";
const BOOST = { t: 6, a: 6, v: 5, d: 3, s: 2, p: 1, x: 1 };
const SECTION = 0.5; // its weight beside those which the index gives
const SLICE = 6; // milliseconds at a stretch, so that typing is never held up
const SHARE = 0.6; // of a long query, or of a run of Han, that a document must hold
// What Chinese questions are made of, besides what they ask for.
const PARTICLES = /请问|有没有|是不是|是否|为什么|什么|怎么样|怎么|怎样|如何|多少|哪些|哪里|哪个|哪|谁|你们|我们|他们|吗|呢|吧|啊|的|了|是|^有|^被|^把|^在|^本|^这|^该/;
const COUNTERS = /^[台核家名个人万次套项位只条笔所件座间辆份款]/;

export async function finder(known, { again = "", modules = null } = {}) {
  const load = (name) => (modules ? modules[name] : import(`./${name}${again}`));
  const [{ default: MiniSearch }, { stemmer }, { asked, fold, learn, placesOf, words }, { thesaurus }] = await Promise.all(
    ["vendor/minisearch.js", "vendor/stemmer.js", "words.js", "thesaurus.js"].map(load),
  );
  learn(known.fold, stemmer);
  const also = thesaurus(stemmer);
  const documents = known.documents.flatMap(expanded).map((one, id) => ({ ...one, id }));
  const byAddress = new Map(documents.map((one) => [one.u, one]));
  const vocabulary = new Set();
  const index = new MiniSearch({
    fields: Object.keys(BOOST),
    tokenize: words,
    processTerm: (term) => {
      vocabulary.add(term);
      return term;
    },
  });
  const names = []; // the title of each document and its other names, to compare with a query
  let began = performance.now();
  for (const one of documents) {
    index.add(one);
    names.push({ title: key(one.t), others: new Set((one.a || "").split(";").map(key)) });
    if (performance.now() - began < SLICE) continue;
    await new Promise((go) => setTimeout(go));
    began = performance.now();
  }

  // The query as groups: a document must hold one of a group's forms. Soft groups only add.
  function grouped(query) {
    const groups = [];
    let before = {};
    for (const word of asked(query)) {
      if (word.kind === "han") groups.push(...ofHan(word.text, before.kind === "number"));
      else if (word.kind === "number") groups.push({ ...word, forms: [word.forms[0]], bonus: word.forms[1] });
      else groups.push({ ...word, also: also.get(word.forms[0]), soft: word.kind === "coin" });
      before = word;
    }
    const hard = groups.filter(({ soft }) => !soft);
    return hard.length ? groups : groups.map((group) => ({ ...group, soft: false }));
  }

  function ofHan(text, counted) {
    const found = [];
    let rest = text;
    if (counted && COUNTERS.test(rest)) {
      found.push(run(rest[0], true));
      rest = rest.slice(1);
    }
    const parts = rest.split(new RegExp(PARTICLES, "g")).filter(Boolean);
    for (const part of parts.length || !rest ? parts : [rest]) found.push(...peeled(part, parts.length > 1 || counted));
    return found;
  }

  // A run that the record does not hold may begin or end with a word of the thesaurus.
  function peeled(text, soft) {
    if (text.length > 1 && !also.has(text) && !run(text).forms.every((pair) => vocabulary.has(pair))) {
      for (let length = Math.min(4, text.length - 1); length > 0; length -= 1) {
        const [first, last] = [text.slice(0, length), text.slice(-length)];
        if (also.has(last)) return [...peeled(text.slice(0, -length), true), run(last)];
        if (also.has(first)) return [run(first), ...peeled(text.slice(length), true)];
      }
    }
    return [run(text, soft && text.length === 1 && !also.has(text))];
  }

  function run(text, soft = false) {
    const forms = text.length > 1 ? [...text].slice(1).map((mark, at) => text[at] + mark) : [text];
    return { kind: "han", text, forms, also: also.get(text), soft };
  }

  // How far a document holds a group, from 0 to 1, and whether only by a word's beginning.
  function held(group, match, queryTerms) {
    const exact = group.forms.filter((form) => form in match);
    if (group.kind === "han" && group.text.length > 1) {
      const marks = new Set(exact.flatMap((pair) => [...group.forms.keys()].filter((at) => group.forms[at] === pair)).flatMap((at) => [at, at + 1]));
      const share = marks.size / group.text.length;
      if (share === 1 || (group.text.length > 3 && share >= SHARE)) return { share };
    } else if (exact.length) return { share: group.bonus && !(group.bonus in match) ? 0.8 : 1 };
    if ((group.also || []).some((form) => form in match)) return { share: 0.7 };
    if (group.kind !== "han" || group.text.length === 1) {
      if (group.forms.some((form) => queryTerms.includes(form))) return { share: 0.9, begins: true };
    }
    return { share: 0 };
  }

  // Whether the names of a document, not only its text, hold a group.
  function inName({ forms }, match) {
    const here = forms.filter((form) => (match[form] || []).some((field) => field === "t" || field === "a"));
    return here.length > 0 && here.length >= forms.length * SHARE;
  }

  function search(groups, whole, loose = 0) {
    const weights = new Map();
    const note = (form, weight) => weights.set(form, Math.max(weight, weights.get(form) || 0));
    for (const group of groups) {
      for (const form of group.forms) note(form, group.soft ? 0.2 : 1);
      for (const form of group.also || []) note(form, 0.4);
      if (group.bonus) note(group.bonus, 0.5);
    }
    const typed = new Set(groups.flatMap(({ forms }) => forms));
    const last = groups[groups.length - 1].forms[0];
    const found = index.search(whole, {
      boost: BOOST,
      fields: loose ? ["t", "a"] : undefined,
      tokenize: () => [...weights.keys()],
      processTerm: (term) => term,
      boostTerm: (term) => weights.get(term),
      prefix: (term) => typed.has(term) && (/^[\u3400-\u9fff]$/.test(term) || (/^[a-z]{2,}$/.test(term) && (term === last || term.length > 2))),
      fuzzy: (term) => (loose && typed.has(term) && /^[a-z]{4,}$/.test(term) ? loose : false),
      weights: { prefix: 0.5, fuzzy: 0.3 },
    });
    const hard = groups.filter(({ soft }) => !soft);
    return found.map(({ id, score, match, queryTerms }) => {
      const one = documents[id];
      const each = hard.map((group) => held(group, match, queryTerms));
      const share = each.reduce((sum, group) => sum + group.share, 0) / hard.length;
      const name = likeness(one, whole) * (own(one) && hard.every((group) => inName(group, match)) ? 1.5 : 1);
      const day = one.k === "event" && hard.every(({ kind }) => kind === "date") ? 3 : 1;
      return {
        one,
        share,
        count: each.filter((group) => group.share).length / hard.length,
        tier: likeness(one, whole) >= 6 ? 0 : each.some(({ begins }) => begins) ? 2 : 1,
        hits: new Set(Object.keys(match)),
        byName: Object.values(match).some((fields) => fields.includes("a")),
        score: score * one.w * share ** 2 * name * day,
      };
    });
  }

  // Exactly, then whole words, then beginnings, and slips of the pen only where nothing else is
  // found, in names only, if every word is near one.
  function ask(query) {
    const groups = grouped(query);
    if (!groups.length) return [];
    const whole = key(query);
    const hard = groups.filter(({ soft }) => !soft);
    const all = search(groups, whole);
    const held = (group) => all.some(({ hits }) => [...group.forms, ...(group.also || [])].some((form) => hits.has(form)));
    // Where every word is in the record, half of them are enough for the end of the list.
    const enough = hard.length > 1 && hard.every(held) ? 0.5 : hard.length < 3 ? 1 : SHARE;
    const found = all.filter(({ count }) => count >= enough);
    if (hard.length > 1 && hard.every(({ kind }) => kind === "latin")) {
      // Pinyin with spaces is one word in the index.
      const text = hard.map((word) => word.text).join("");
      found.push(...search([{ kind: "latin", text, forms: [text] }], whole).filter(({ count }) => count));
    }
    if (found.length) return found;
    // Beside a word that is known, a slip may be a little worse: two letters have changed places.
    return search(groups, whole, hard.some(held) ? 0.3 : 0.25).filter(({ count }) => count === 1);
  }

  // A name that is, begins with or holds the whole query.
  function likeness(one, whole) {
    if (!named(one) || !whole) return 1;
    const { title, others } = names[one.id];
    if (one.o) return title === whole ? 2 : 1;
    if (title === whole) return 8;
    if (others.has(whole)) return 6;
    if (!own(one)) return 1;
    if (title.startsWith(whole)) return 2;
    return title.includes(whole) ? 1.5 : 1;
  }

  // Results in order, with claims and sections below the record that they belong to.
  function find(query) {
    const results = new Map();
    for (const { one, count, tier, score, hits, byName } of ask(query)) {
      const address = one.o || one.u;
      const head = byAddress.get(address) || one;
      const result = results.get(address) || { one: head, tier, score: 0, parts: [], hits: new Set() };
      if (head !== one && count > 0.5) result.parts.push({ one, score, hits });
      if (head === one) Object.assign(result, { hits, byName });
      result.tier = Math.min(result.tier, tier);
      result.score = Math.max(result.score, head === one ? score : score * 0.7 * (own(head) ? head.w : 1));
      results.set(address, result);
    }
    const sorted = [...results.values()].sort((a, b) => a.tier - b.tier || b.score - a.score);
    const best = Math.max(...sorted.map(({ score }) => score));
    return sorted
      .filter(({ score }) => score > best / 200)
      .map((result) => ({ ...result, parts: result.parts.sort((a, b) => b.score - a.score).slice(0, 3) }));
  }

  // Names that look like the query, for when nothing is found.
  function nearest(query, most = 3) {
    const text = parts(key(query));
    return documents
      .filter((one) => named(one) && !one.o)
      .map((one) => ({ one, share: Math.max(...[names[one.id].title, ...names[one.id].others].map((name) => alike(text, parts(name)))) }))
      .filter(({ share }) => share > 0.25)
      .sort((a, b) => b.share - a.share)
      .slice(0, most)
      .map(({ one }) => one);
  }

  function key(text) {
    return fold(text).replace(/[^a-z0-9\u3400-\u9fff]+/g, "");
  }

  return { find, nearest, placesOf };
}

// A page and its sections. A record's page is found by all of its text and shows its sections
// below; sections of other pages are found by themselves.
function expanded(page) {
  const { h: sections = [], ...rest } = page;
  const one = { u: "", ...rest };
  const ofRecord = own(one);
  const told = sections.map(([anchor, heading, text]) => ({
    u: `${one.u}#${anchor}`, k: "section", w: SECTION, t: heading, p: one.t, x: text, o: ofRecord ? one.u : "",
  }));
  if (ofRecord) one.x = [one.x, ...sections.map(([, heading, text]) => `${heading}\n${text}`)].join("\n");
  return [one, ...told];
}

function parts(text) {
  const marks = [...text];
  return new Set(marks.slice(1).map((mark, at) => marks[at] + mark));
}

// How much two sets share (Dice's coefficient).
function alike(one, other) {
  if (!one.size || !other.size) return 0;
  const shared = [...one].filter((part) => other.has(part)).length;
  return (2 * shared) / (one.size + other.size);
}

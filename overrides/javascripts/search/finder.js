// Finds documents for a query. No page, no box: this part also runs in the benchmark.
//
//   const { find, nearest, placesOf } = await finder(known);   // what search_index.py wrote
//   find("15亿")  // { results, instead, without }
//
// A result is { one, parts, hits, byName }: a page, its claims and sections, the words that hit,
// whether one in another name. `instead` says as what a query was read that had a slip in it,
// `without` which of its words were left out, since nothing holds them.
//
// The other modules are asked for with the query `again`, so that after a failure all of them can
// be asked for anew: browsers of 2020 remember a module that failed. A copy that is read without a
// server brings them along as `modules`.

// What only explains, lists or counts does not come before what it is about.
const ABOUT = new Set(["term", "event", "source", "figure", "statement"]);
const OF_SITE = new Set(["page", "section"]);
const LIGHT = 0.2; // the weight up to which something only bears witness: who published, what
const named = ({ k }) => !ABOUT.has(k);
const own = (one) => named(one) && !OF_SITE.has(one.k) && one.w > LIGHT;
const BOOST = { t: 6, a: 6, y: 6, v: 5, d: 3, s: 2, p: 1, x: 1 };
const SECTION = 0.5; // its weight beside those which the index gives
const SLICE = 6; // milliseconds at a stretch, so that typing is never held up
const SHARE = 0.6; // of a long query, or of a run of Han, that a document must hold
const ALL = 3; // the power of the share of a query that something holds
const BOTH = 0.3; // how much it adds that a page and one of its claims both hold a query
const GENERAL = 0.2; // of all documents: a word that more of them hold only adds to another
const WHEN = /什么时候|何时|哪天|哪一天|几月|几号|\bwhen\b|\bwhat (?:day|date)\b/i;

export async function finder(known, { again = "", modules = null } = {}) {
  const load = (name) => (modules ? modules[`${name}.js`] : import(`./${name}.js${again}`));
  const [{ default: MiniSearch }, { stemmer }, language, { thesaurus }, { reader }, { sounds }, { namesOf }, near] = await Promise.all(
    ["vendor/minisearch", "vendor/stemmer", "words", "thesaurus", "query", "sounds", "names", "near"].map(load),
  );
  const { asked, learn, placesOf, said, spelling, words } = language;
  learn(known.fold, stemmer);
  const also = thesaurus(stemmer);
  const documents = known.documents.flatMap(expanded).map((one, id) => ({ ...one, id }));
  const byAddress = new Map(documents.map((one) => [one.u, one]));
  const vocabulary = new Map(); // a word -> how many documents hold it
  const isGeneral = (form) => (vocabulary.get(form) || 0) > documents.length * GENERAL;
  const { grouped, gist, shortened } = reader({ asked, said, also, vocabulary, isGeneral });
  const names = namesOf({ ...language, ...near, ...sounds(known.sounds || ""), vocabulary });
  let here = new Set(); // the words of the document being read
  const index = new MiniSearch({
    fields: Object.keys(BOOST),
    tokenize: (text, field) => (field === "y" ? spelling(text) : words(text)),
    processTerm: (term) => {
      here.add(term);
      return term;
    },
  });
  await inSlices(documents, (one) => {
    one.y = names.add(one, !OF_SITE.has(one.k), one.k === "source");
    here = new Set();
    index.add(one);
    for (const term of here) vocabulary.set(term, (vocabulary.get(term) || 0) + 1);
  });
  names.ready();
  // What is general is known only now.
  await inSlices(documents.filter(({ k }) => OF_SITE.has(k)), (one) => {
    names.of(one).gists = new Set([one.t, ...(one.a || "").split("; ")].map(gist));
  });

  // How far a document holds a group, from 0 to 1, whether only by a word's beginning, and whether
  // only in part.
  function held(group, match, queryTerms) {
    const exact = group.forms.filter((form) => form in match);
    if (group.kind === "han" && group.text.length > 1) {
      const marks = new Set(exact.flatMap((pair) => [...group.forms.keys()].filter((at) => group.forms[at] === pair)).flatMap((at) => [at, at + 1]));
      const share = marks.size / group.text.length;
      if (share === 1 || (group.text.length > 3 && share >= SHARE)) return { share, inPart: share < 1 };
    } else if (exact.length) return { share: group.bonus && !(group.bonus in match) ? 0.8 : 1 };
    if ((group.also || []).some((form) => form in match)) return { share: 0.7 };
    if (group.kind !== "han" || group.text.length === 1) {
      if (group.forms.some((form) => queryTerms.includes(form) && begins(form, match))) return { share: 0.9, begins: true };
    }
    return { share: 0 };
  }

  // Two or three letters are the beginning of a name, not of any word.
  function begins(form, match) {
    return !/^[a-z]{1,3}$/.test(form) || Object.keys(match).some((word) => word.startsWith(form) && isName(match[word]));
  }

  // Whether the names of a document, not only its text, hold a group.
  function inName({ forms }, match) {
    const there = forms.filter((form) => isName(match[form] || []));
    return there.length > 0 && there.length >= forms.length * SHARE;
  }

  function search(groups, query) {
    const weights = new Map();
    const note = (form, weight) => weights.set(form, Math.max(weight, weights.get(form) || 0));
    for (const group of groups) {
      for (const form of group.forms) note(form, group.soft ? 0.2 : 1);
      for (const form of group.also || []) note(form, 0.4);
      if (group.bonus) note(group.bonus, 0.5);
    }
    const typed = new Set(groups.flatMap(({ forms }) => forms));
    const last = groups[groups.length - 1].forms[0];
    const found = index.search(query, {
      boost: BOOST,
      tokenize: () => [...weights.keys()],
      processTerm: (term) => term,
      boostTerm: (term) => weights.get(term),
      prefix: (term) => typed.has(term) && (/^[\u3400-\u9fff]$/.test(term) || (/^[a-z]{2,}$/.test(term) && (term === last || term.length > 3))),
      weights: { prefix: 0.5, fuzzy: 0 },
    });
    const asking = { whole: names.key(query), gist: gist(query), when: WHEN.test(query) };
    const hard = groups.filter((group) => group.hard);
    return found.map(({ id, score, match, queryTerms }) => {
      const one = documents[id];
      const each = hard.map((group) => held(group, match, queryTerms));
      const share = each.reduce((sum, group) => sum + group.share, 0) / hard.length;
      const like = likeness(one, asking);
      const all = hard.every((group) => inName(group, match));
      const name = all && (own(one) || (OF_SITE.has(one.k) && hard.some(({ text }) => text))) ? 1.5 : 1;
      const day = one.k === "event" && (asking.when ? all : hard.every(({ kind }) => kind === "date")) ? 3 : 1;
      return {
        one,
        each: each.map((group) => group.share),
        held: each.map((group) => (group.inPart ? group.share : Math.ceil(group.share))),
        count: each.filter((group) => group.share).length / hard.length,
        tier: like >= 6 ? 0 : hard.length === 1 && each[0].begins ? 2 : 1,
        hits: new Set(Object.keys(match)),
        byName: Object.values(match).some((fields) => fields.includes("a") || fields.includes("y")),
        score: score * one.w * share ** ALL * like * name * day,
      };
    });
  }

  // Documents that hold enough of a query, which of its words none holds, and how much of it is
  // held somewhere: a word by another of its matter or by its beginning is.
  function ask(query, groups = grouped(query)) {
    const hard = groups.filter((group) => group.hard);
    if (!hard.length) return { found: [], missing: [], hard, groups, held: 0 };
    const all = search(groups, query);
    const best = hard.map((_, at) => all.reduce((most, one) => Math.max(most, one.held[at]), 0));
    const missing = hard.filter((_, at) => !best[at]);
    const held = best.reduce((sum, share) => sum + share, 0) / hard.length;
    // Where every word is in the record, half of them are enough for the end of the list.
    const enough = hard.length > 1 && !missing.length ? 0.5 : hard.length < 3 ? 1 : SHARE;
    const found = all.filter(({ count }) => count >= enough);
    if (hard.length > 1 && hard.every(({ kind }) => kind === "latin")) {
      // Pinyin with spaces is one word in the index.
      const text = hard.map((word) => word.text).join("");
      const joined = search([{ kind: "latin", text, forms: [text], hard: true }], query).filter(({ count }) => count);
      if (joined.length) return { found: [...found, ...joined], missing: [], hard, groups, held: 1 };
    }
    return { found, missing, hard, groups, held };
  }

  // A name that is, begins with or holds the whole query, or a heading that asks the same.
  function likeness(one, { whole, gist: asks }) {
    if (!named(one) || !whole) return 1;
    const { title, others, gists } = names.of(one);
    if (one.o) return title === whole ? 2 : 1;
    if (title === whole) return 8;
    if (others.has(whole) || (asks && gists.has(asks))) return 6;
    if (!own(one)) return 1;
    if (title.startsWith(whole)) return 2;
    return title.includes(whole) ? 1.5 : 1;
  }

  // Exactly, then whole words, then beginnings. Only where that is not in the record, the query
  // is read with its slips put right, or without the words that nothing holds.
  function find(query) {
    const exact = ask(query);
    if (exact.found.length && exact.held === 1) return { results: listed(exact.found) };
    const instead = names.corrected(query);
    const other = instead ? ask(instead) : exact;
    if (other.found.length && other.held > exact.held) return { results: listed(other.found), instead };
    if (exact.found.length) {
      const unheld = exact.missing.map(({ text }) => text).filter(Boolean);
      return { results: listed(exact.found), without: unheld.length ? unheld : undefined };
    }
    const { left, without } = shortened(query, exact);
    const { found } = ask(query, left);
    return { results: listed(found), without: found.length ? without : undefined };
  }

  // Results in order, with claims and sections below the record that they belong to.
  function listed(found) {
    const results = new Map();
    for (const { one, each, count, tier, score, hits, byName } of found) {
      const address = one.o || one.u;
      const head = byAddress.get(address) || one;
      const result = results.get(address) || { one: head, tier, itself: 0, below: 0, each, parts: [], hits: new Set() };
      if (head !== one && count > 0.5) result.parts.push({ one, score, hits });
      if (head === one) Object.assign(result, { hits, byName });
      result.tier = Math.min(result.tier, tier);
      if (head === one) result.itself = score;
      else result.below = Math.max(result.below, score * 0.7 * (own(head) ? head.w : 1));
      result.most = Math.max(result.most || 0, each.reduce((sum, share) => sum + share, 0));
      result.each = result.each.map((share, at) => Math.max(share, each[at] || 0));
      results.set(address, result);
    }
    for (const result of results.values()) {
      const { itself, below } = result;
      const share = result.each.reduce((sum, one) => sum + one, 0) / (result.most || 1);
      result.score = (Math.max(itself, below) + BOTH * Math.min(itself, below)) * share ** ALL;
    }
    const sorted = [...results.values()].sort((a, b) => a.tier - b.tier || b.score - a.score);
    const best = Math.max(...sorted.map(({ score }) => score));
    return sorted
      .filter(({ score }) => score > best / 200)
      .map((result) => ({ ...result, parts: result.parts.sort((a, b) => b.score - a.score).slice(0, 3) }));
  }

  // Names near the query, for when nothing is found.
  function nearest(query, most = 3) {
    return documents
      .filter((one) => own(one) || one.k === "figure" || one.k === "statement")
      .map((one) => ({ one, far: names.farness(query, one) }))
      .filter(({ far }) => far < Infinity)
      .sort((a, b) => a.far - b.far || b.one.w - a.one.w)
      .slice(0, most)
      .map(({ one }) => one);
  }

  return { find, nearest, placesOf };
}

function isName(fields) {
  return fields.includes("t") || fields.includes("a") || fields.includes("y");
}

// Does something with each one, and lets go of the page's thread now and then.
async function inSlices(all, act) {
  let began = performance.now();
  for (const one of all) {
    act(one);
    if (performance.now() - began < SLICE) continue;
    await new Promise((go) => setTimeout(go));
    began = performance.now();
  }
}

// A page and its sections. A record's page is found by all of its text and shows its sections
// below; sections of other pages are found by themselves.
function expanded(page) {
  const { h: sections = [], ...rest } = page;
  const one = { u: "", ...rest };
  const ofRecord = own(one);
  const told = sections.map(([anchor, heading, text, asked]) => ({
    u: `${one.u}#${anchor}`, k: "section", w: SECTION, t: heading, a: asked, p: one.t, x: text, o: ofRecord ? one.u : "",
  }));
  if (ofRecord) one.x = [one.x, ...sections.map(([, heading, text]) => `${heading}\n${text}`)].join("\n");
  return [one, ...told];
}

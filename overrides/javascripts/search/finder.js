// Finds documents for a query. No page, no box: this part also runs in the benchmark.
import MiniSearch from "./vendor/minisearch.js";
import { fold, learn, words } from "./words.js";

const ownPage = new Set(["fund", "initiative", "organization", "figure"]);
const BOOST = { t: 6, a: 6, v: 5, s: 2, x: 1 };

// `known` is what archive/publishing/search_index.py wrote for one language.
export function finder(known) {
  learn(known.fold);
  const documents = known.documents.map((one, id) => ({ u: "", ...one, id }));
  const byAddress = new Map(documents.map((one) => [one.u, one]));
  const index = new MiniSearch({
    fields: Object.keys(BOOST),
    tokenize: (text) => words(text),
    processTerm: (term) => term,
  });
  index.addAll(documents);

  function ask(query) {
    const asked = [...new Set(words(query, { query: true }))];
    if (!asked.length) return [];
    const whole = fold(query).replace(/\s+/g, "");
    const found = index.search(query, {
      boost: BOOST,
      tokenize: () => asked,
      prefix: (term) => /^[a-z]{2,}$/.test(term) || /^[\u3400-\u9fff]$/.test(term),
      fuzzy: (term) => (/^[a-z]{4,}$/.test(term) ? 0.25 : false),
      weights: { prefix: 0.5, fuzzy: 0.3 },
    });
    return found.map(({ id, score, queryTerms }) => {
      const one = documents[id];
      const covered = new Set(queryTerms).size / asked.length;
      return { one, covered, score: score * one.w * covered ** 2 * named(one, whole) };
    });
  }

  // A name that is, begins with or holds the whole query. What only explains or lists (a term,
  // an event, a source) does not come before what it explains.
  function named(one, whole) {
    if (!ownPage.has(one.k)) return 1;
    const title = fold(one.t).replace(/\s+/g, "");
    const others = (one.a || "").split(";").map((name) => fold(name).replace(/\s+/g, ""));
    if (title === whole) return 4;
    if (others.includes(whole)) return 3;
    if (title.startsWith(whole)) return 2;
    return title.includes(whole) ? 1.5 : 1;
  }

  // Results in order, figures below the record that they belong to.
  function find(query) {
    const results = new Map();
    for (const { one, covered, score } of ask(query)) {
      const address = one.o || one.u;
      const result = results.get(address) || { one: byAddress.get(address), score: 0, figures: [] };
      if (one.o && covered > 0.5) result.figures.push({ one, score });
      result.score = Math.max(result.score, one.o ? score * result.one.w * 0.7 : score);
      results.set(address, result);
    }
    const sorted = [...results.values()]
      .sort((a, b) => b.score - a.score)
      .filter(({ score }, at, [best]) => score > best.score / 200);
    for (const result of sorted) {
      result.figures.sort((a, b) => b.score - a.score);
      result.figures = result.figures.slice(0, 3).map(({ one }) => one);
    }
    return sorted;
  }

  // Names that look like the query, for when nothing is found.
  function nearest(query, most = 3) {
    const asked = parts(query);
    return documents
      .filter((one) => !["page", "figure", "event", "source"].includes(one.k))
      .map((one) => ({ one, share: Math.max(...[one.t, ...(one.a || "").split(";")].map((name) => alike(asked, parts(name)))) }))
      .filter(({ share }) => share > 0.25)
      .sort((a, b) => b.share - a.share)
      .slice(0, most)
      .map(({ one }) => one);
  }

  return { find, nearest };
}

function parts(text) {
  const marks = [...fold(text).replace(/\s+/g, "")];
  return new Set(marks.slice(1).map((mark, at) => marks[at] + mark));
}

// How much two sets share (Dice's coefficient).
function alike(one, other) {
  if (!one.size || !other.size) return 0;
  const shared = [...one].filter((part) => other.has(part)).length;
  return (2 * shared) / (one.size + other.size);
}

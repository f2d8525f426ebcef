// The names in the record: how they are spelt, and which of them a query with a slip means.
//
//   names.add(one)           // pinyin and initials of a document's names
//   names.corrected("云择书舟")  // 云泽书舟
const LONGEST = 20; // characters of a name of which the pinyin is spelt
const isShort = (run) => run.length > 1 && run.length < 5; // a person's name; in a source, no title

export function namesOf({ asked, farness, fold, heard, learnNames, nearestWord, plain, spelt, twoWords, vocabulary }) {
  const known = new Map(); // a document -> its title and its other names, to compare with a query
  const spellings = new Set(); // the Latin words of names, as they are written
  const syllables = new Set(); // their pinyin
  const written = new Set(); // the Han of names

  // The titles of sources are sentences: only the people and bodies in them are names.
  function add(one, hasPinyin, isSource) {
    const others = (one.a || "").split("; ").filter(Boolean);
    const text = `${isSource ? "" : one.t}; ${one.a || ""}`;
    for (const run of runs(text)) if (!isSource || isShort(run)) written.add(run);
    if (!isSource) for (const word of fold(text).match(/[a-z]{3,}/g) || []) spellings.add(word);
    const spelling = new Set();
    // A claim has first its record's name, which is spelt with the record.
    const own = [one.t, one.v || "", ...others.slice(one.o ? 1 : 0)].join(";");
    for (const run of hasPinyin ? runs(own) : []) {
      if (run.length < 2 || run.length > LONGEST || (isSource && !isShort(run))) continue;
      for (const { text: pinyin, initials } of spelt(run)) {
        spelling.add(pinyin);
        if (initials) spelling.add(initials);
        if (!isSource) syllables.add(pinyin);
      }
    }
    known.set(one.id, { title: key(one.t), others: new Set([...others.map(key), ...spelling]), gists: new Set() });
    return [...spelling].join(" ");
  }

  // A query in which each unknown word is put right by the nearest word of a name; "" if none is.
  function corrected(query) {
    const text = plain(query);
    let from = 0;
    let made = "";
    for (const word of asked(query)) {
      const typed = text.slice(word.from, word.to);
      made += text.slice(from, word.from) + (right(word, typed) || typed);
      from = word.to;
    }
    made += text.slice(from);
    return made === text ? "" : made.trim();
  }

  function right({ kind, text, forms }, typed) {
    if (kind === "han") return heard(typed);
    if (kind !== "latin" || vocabulary.has(forms[0]) || isBeginning(text)) return "";
    return nearestWord(text, spellings) || twoWords(text, spellings) || nearestWord(text, syllables, 1);
  }

  function isBeginning(text) {
    return text.length > 3 && [...spellings].some((word) => word.startsWith(text));
  }

  // How far the nearest name of a document is from a query. Other names of a claim are its record's.
  function far(query, one) {
    const { title, others } = of(one);
    return Math.min(...[title, ...(one.o ? [] : others)].map((name) => farness(key(query), name)));
  }

  function key(text) {
    return fold(text).replace(/[^a-z0-9\u3400-\u9fff]+/g, "");
  }

  function runs(text) {
    return plain(text).match(/[\u3400-\u9fff]+/g) || [];
  }

  function of(one) {
    return known.get(one.id);
  }

  return { add, ready: () => learnNames(written), of, key, corrected, farness: far };
}

// Words that are nearly the same: one slip in up to seven letters, two in longer words, none in
// words of three. Letters that have changed places are one slip.

export function slips(word) {
  if (/[\u3400-\u9fff]/.test(word)) return word.length < 3 ? 0 : 1;
  if (word.length < 4) return 0;
  return word.length < 8 ? 1 : 2;
}

// How many letters to add, leave out, change or swap to make one word the other; Infinity if
// more than `most`.
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return Infinity;
  let before = [];
  let last = [...Array(other.length + 1).keys()];
  for (let at = 1; at <= one.length; at += 1) {
    const row = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const same = one[at - 1] === other[to - 1];
      row[to] = Math.min(row[to - 1] + 1, last[to] + 1, last[to - 1] + (same ? 0 : 1));
      const swapped = at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1];
      if (swapped) row[to] = Math.min(row[to], before[to - 2] + 1);
    }
    if (Math.min(...row) > most) return Infinity;
    [before, last] = [last, row];
  }
  return last[other.length] > most ? Infinity : last[other.length];
}

// Four letters of which one is changed are another word: game, gave.
function isOther(word, one) {
  return word.length === one.length && [...word].sort().join("") !== [...one].sort().join("");
}

// The nearest of `words` that begin as `word` does; the first of those equally near.
export function nearestWord(word, words, limit = 2) {
  let best = "";
  let most = Math.min(limit, slips(word));
  for (const one of words) {
    if (!most) break;
    if (one[0] !== word[0] || (word.length < 5 && isOther(word, one))) continue;
    const far = distance(word, one, most);
    if (far <= most) [best, most] = [one, far - 1];
  }
  return best;
}

// Two of `words` written as one: healthcode.
export function twoWords(word, words) {
  for (let at = 3; at <= word.length - 3; at += 1) {
    if (words.has(word.slice(0, at)) && words.has(word.slice(at))) return `${word.slice(0, at)} ${word.slice(at)}`;
  }
  return "";
}

// How far a name is from what was typed: it may be one slip off, stand within it, or, in
// Chinese, hold something that is one slip off.
export function farness(typed, name) {
  const most = slips(typed);
  const han = /[\u3400-\u9fff]/.test(name);
  let far = distance(typed, name, most);
  if (name.length >= (han ? 2 : 4) && typed.includes(name)) far = Math.min(far, most + 1);
  for (let at = 0; han && most && at < name.length - typed.length; at += 1) {
    far = Math.min(far, distance(typed, name.slice(at, at + typed.length), most));
  }
  return far;
}

// Text -> the words that the search compares. Documents and queries go through the same
// mill, so that 15亿, 1.5 billion and 1,500,000,000 are one word, and so are 2月7日 and Feb 7.
import { stemmer } from "./vendor/stemmer.js";

const SCALES = {
  十: 1e1, 百: 1e2, 千: 1e3, 万: 1e4, 亿: 1e8, 万亿: 1e12,
  k: 1e3, thousand: 1e3, m: 1e6, mn: 1e6, million: 1e6, bn: 1e9, billion: 1e9, trillion: 1e12,
};
const DIGITS = "零一二三四五六七八九";
const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const MONTH = `(?:${MONTHS.join("|")})[a-z]*`;
const COMMON = new Set("a an and as at by did for from how in is it of on or that the to was were what which who with".split(" "));

const PATTERN = new RegExp(
  [
    /(?<iso>\b(?:19|20)\d\d-\d\d(?:-\d\d)?\b)/,
    /(?<zh>(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号])?)/,
    new RegExp(`(?<dmy>\\b\\d{1,2}(?:st|nd|rd|th)? ${MONTH}\\b)`),
    new RegExp(`(?<mdy>\\b${MONTH} \\d{1,2}\\b(?!\\d*[,.]?\\d{3}))`),
    /(?<number>\d[\d,]*(?:\.\d+)?(?:\s*(?:万亿|[十百千万亿]|(?:thousand|million|billion|trillion|bn|mn|[km])\b)(?:\d+(?:\.\d+)?[百千万])*)?)/,
    /(?<written>[一二两三四五六七八九十百千]+(?:万亿|[万亿])|[一二两三四五六七八九][十百千][一二三四五六七八九十百千]*)/,
    /(?<han>[\u3400-\u9fff]+)/,
    /(?<latin>[a-z]+(?:['’][a-z]+)?)/,
  ]
    .map((part) => part.source)
    .join("|"),
  "g",
);

let simplified = new Map();

// `pairs` holds a traditional and a simplified character by turns.
export function learn(pairs) {
  const characters = [...pairs];
  simplified = new Map();
  for (let at = 0; at < characters.length; at += 2) simplified.set(characters[at], characters[at + 1]);
}

// One form for full and half width, large and small, traditional and simplified.
export function fold(text) {
  const plain = text.normalize("NFKC").toLowerCase().replace(/\u2060/g, "");
  return plain.replace(/[\u3400-\u9fff]/g, (mark) => simplified.get(mark) || mark);
}

export function words(text, { query = false } = {}) {
  const found = [];
  const folded = fold(text).replace(/us\$|\$/g, " dollar ").replace(/美金/g, "美元");
  for (const match of folded.matchAll(PATTERN)) {
    const { iso, zh, dmy, mdy, number, written, han, latin } = match.groups;
    if (iso || zh || dmy || mdy) found.push(...dates(match.groups, query));
    else if (number) found.push(`#${amount(number)}`);
    else if (written) {
      found.push(`#${writtenAmount(written)}`);
      if (!query) found.push(...pairs(written));
    } else if (han) found.push(...pairs(han));
    else if (latin) {
      const word = latin.replace(/['’].*/, "");
      if (!COMMON.has(word)) found.push(stemmer(word));
    }
  }
  return found.length || !query ? found : pairs(folded.replace(/\s/g, ""));
}

// Overlapping pairs; a single character stands alone, and so does the last of a run, which
// begins no pair.
function pairs(run) {
  const characters = [...run];
  const found = characters.slice(1).map((mark, at) => characters[at] + mark);
  return [...found, ...characters.slice(-1)];
}

function dates({ iso, zh, dmy, mdy }, query) {
  let year, month, day;
  if (iso) [year, month, day] = iso.split("-");
  else if (zh) [, year, month, day] = zh.match(/(?:(\d{4})年)?(\d+)月(?:(\d+))?/);
  else {
    const text = dmy || mdy;
    day = text.match(/\d+/)[0];
    month = MONTHS.indexOf(text.match(/[a-z]{3,}/)[0].slice(0, 3)) + 1;
  }
  const two = (value) => String(value).padStart(2, "0");
  const found = day ? [`@${two(month)}-${two(day)}`] : [`@${two(month)}`];
  if (day && !query) found.push(`@${two(month)}`);
  if (year) found.push(`#${year}`);
  return found;
}

// 1.3万, 1万3千, 13,000 and 13 thousand -> 13000
function amount(text) {
  let sum = 0;
  for (const part of text.replace(/,/g, "").matchAll(/(\d+(?:\.\d+)?)\s*(万亿|[十百千万亿]|[a-z]+)?/g)) {
    sum += Number(part[1]) * (SCALES[part[2]] || 1);
  }
  return Math.round(sum * 100) / 100;
}

// 十五亿 -> 1500000000
function writtenAmount(text) {
  const [, coefficient, scale] = text.match(/^(.*?)(万亿|[万亿])?$/);
  let sum = 0;
  let digit = 0;
  for (const mark of coefficient.replace(/两/g, "二")) {
    if (DIGITS.includes(mark)) digit = DIGITS.indexOf(mark);
    else {
      sum += (digit || 1) * SCALES[mark];
      digit = 0;
    }
  }
  return ((sum + digit) || 1) * (SCALES[scale] || 1);
}

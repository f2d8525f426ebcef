// Text -> the words that the search compares. Documents and queries go through the same mill,
// so that 15亿, 1.5 billion and 1,500,000,000 are one word, and so are 2月7日 and Feb. 7.
//
// Words that begin with # are numbers, with ¤ a number and its currency, with @ dates.

const DIGITS = { 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const UNITS = { 十: 10, 百: 100, 千: 1000 };
const BIG = { 万: 1e4, w: 1e4, 亿: 1e8 };
const ENGLISH = {
  k: 1e3, thousand: 1e3, m: 1e6, mn: 1e6, mln: 1e6, million: 1e6, b: 1e9, bn: 1e9, billion: 1e9, trillion: 1e12,
};
const SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
  "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];
const TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const NAMED = new Map([
  ["a", 1], ["half", 0.5], ["hundred", 100],
  ...SMALL.map((name, at) => [name, at]), ...TENS.map((name, at) => [name, 20 + 10 * at]),
]);
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const COMMON = new Set((
  "a about actually all almost also an and any approximately are around as at be been but by can could did do does each " +
  "ever exactly for from get give go goes going gone got had happen happened has have here how i if in into is it its just " +
  "least made make many may me mean means more much my nearly no not of on or our over please really roughly should show " +
  "so some tell than that the their them then there these they this those to up us was we went were what when where " +
  "whether which who whom whose why will with would you your"
).split(" "));

const MONTH = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\b\\.?";
const YEAR = "(?:19|20)\\d\\d";
const DAY = "\\d{1,2}(?:st|nd|rd|th)?\\b";
const HAN_DIGITS = "〇零一二三四五六七八九";
const HAN_DAY = `(?:\\d{1,2}|[一二三四五六七八九十]{1,3})`;
const COINS = "(?:us\\s?\\$|usd|\\$|rmb|cny|¥|人民币)";
const COIN_NAMES = "(?:元?人民币元?|美元|美金|元|块钱?|rmb\\b|cny\\b|yuan\\b|renminbi\\b|usd\\b|(?:us\\s)?dollars?\\b)";
const MONEY = new RegExp(`${COINS}|${COIN_NAMES}`, "g");
const NUMBER = "\\d+(?:,\\d{3})*(?:\\.\\d+)?";
const SCALE = "(?:thousand|million|billion|trillion|bn|mn|mln|[kmb])\\b";
const HAN_NUMBER =
  `(?:${NUMBER}\\s*[多余来]?\\s*(?:个?亿|[十百千万亿]+|w(?![a-z]))[多余来]?)+` +
  `|[${HAN_DIGITS}两]?十?[${HAN_DIGITS}两]?多?个多?亿` +
  `|[上数]?(?:[${HAN_DIGITS}两]*[十百千万亿]+[多余来]?){2,}[${HAN_DIGITS}]?` +
  `|(?:[上数][百千万亿]|[${HAN_DIGITS}两][十百千万亿]+|[十百千万][万亿])[多余来]?[${HAN_DIGITS}]?` +
  "|十[一二三四五六七八九]" +
  "|[二两三四五六七八九](?=[天个名家台次位])";
const NAMES = [...SMALL.slice(1), ...TENS].join("|");
const NAMED_SCALE = "(?:hundred|thousand|million|billion|trillion)";

const TELLING = new RegExp(
  [
    `(?<iso>\\b(?:${YEAR})[-/.]\\d{1,2}(?:[-/.]\\d{1,2})?\\b(?!\\d))`,
    `(?<compact>\\b(?:${YEAR})(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\b)`,
    `(?<slashed>\\b\\d{1,2}(?<mark>[-/.])\\d{1,2}\\k<mark>(?:${YEAR})\\b)`,
    `(?<han>(?:(?:${YEAR}|[${HAN_DIGITS}]{4})\\s*年\\s*)?${HAN_DAY}\\s*月(?:\\s*份)?(?:\\s*${HAN_DAY}\\s*[日号])?)`,
    `(?<dmy>\\b${DAY}[\\s-]+(?:day\\s+)?(?:of\\s+)?${MONTH}(?:[\\s,-]+(?:${YEAR})\\b)?)`,
    `(?<mdy>\\b${MONTH}[\\s-]+(?:the\\s+)?${DAY}(?![,.]?\\d)(?:,?\\s+(?:${YEAR})\\b)?)`,
    `(?<my>\\b${MONTH},?[\\s-]+(?:${YEAR})\\b)`,
    `(?<month>\\b(?!may\\b)${MONTH})`,
    `(?<year>(?:${YEAR}|[${HAN_DIGITS}]{4})\\s*年)`,
    `(?<amount>(?:${COINS}\\s*)?(?:${HAN_NUMBER}|${NUMBER}(?:\\s*${SCALE})?)[多余来]?(?:\\s*${COIN_NAMES}){0,2})`,
    `(?<named>\\b(?:(?:(?:half\\s+)?an?\\s+)?${NAMED_SCALE}(?:\\s+${NAMED_SCALE})?|(?:${NAMES})(?:[\\s-]+(?:${NAMED_SCALE}|${NAMES})){0,6})\\b(?:\\s*${COIN_NAMES})?)`,
    "(?<coin>us\\s?\\$|\\$|¥|人民币|美元|美金|(?:rmb|cny|usd|yuan|renminbi|dollars?)\\b)",
  ].join("|"),
  "y",
);
// In a query 2.7 may be a day as well as a number, and 2/7 is one of two days.
const SHORT = /\d{1,2}[-./]\d{1,2}(?![-\d./])/y;
const LATIN = /[a-z]+(?:['’][a-z]+)*/y;
const RUN = /[\u3400-\u9fff]+/y;
// Where a number, a date or a currency may begin: the pattern is not tried elsewhere.
const BEGINS = /[\d$¥]|[〇零一二两三四五六七八九十百千万亿](?=[〇零一二两三四五六七八九十百千万亿月年天个名家台次位\s])|[上数](?=[百千万亿])|人民币|美[元金]/y;
const BEGINNINGS = new RegExp(`^(?:${MONTH}|${NAMES}|an?|half|${NAMED_SCALE}|us|usd|rmb|cny|yuan|renminbi|dollars?)$`);

let simplified = new Map();
let stem = (word) => word;

// `pairs` holds a traditional and a simplified character by turns.
export function learn(pairs, stemmer = stem) {
  const characters = [...pairs];
  simplified = new Map();
  for (let at = 0; at < characters.length; at += 2) simplified.set(characters[at], characters[at + 1]);
  const stems = new Map();
  stem = (word) => {
    if (!stems.has(word)) stems.set(word, stemmer(even(word)));
    return stems.get(word);
  };
}

// The words of a line of pinyin.
export function spelling(line) {
  return line ? line.split(" ").map(stem) : [];
}

// One form for American and British spelling: rumor and rumour, license and licence.
function even(word) {
  return word
    .replace(/^((?:l[ia]|def|off|pret)\w*)ence/, "$1ense")
    .replace(/(\w\w)our(?=(?:s|ed|ing|al|ful|able)?$)/, "$1or")
    .replace(/(\w\w)is(?=(?:e|es|ed|er|ers|ing|ation|ations)$)/, "$1iz")
    .replace(/^(program)me/, "$1")
    .replace(/(cen|me|thea|fib)tre(?=s?$)/, "$1ter");
}

// One form for full and half width, accents, large and small, traditional and simplified.
export function fold(text) {
  return plain(text).toLowerCase();
}

export function plain(text) {
  const even = text.normalize("NFKD").replace(/[\u0300-\u036f\u2060\u200b]/g, "");
  return even.replace(/[\u3400-\u9fff]/g, (mark) => simplified.get(mark) || mark);
}

// Every word of a text: the forms to compare, and where it stands in the plain text.
// `kind` is date, number, coin, han or latin. In a query a run of Han is one word with its
// pairs, up to the number or date in it; in a text the pairs go on through it.
function* read(text, query) {
  const small = text.toLowerCase();
  let at = 0;
  while (at < small.length) {
    const run = next(RUN, small, at);
    if (run) {
      if (!query) yield* places(run, at);
      let from = at;
      const end = at + run.length;
      while (at < end) {
        const found = next(BEGINS, small, at) && telling(small, at, query);
        if (!found) at += 1;
        else {
          if (query && from < at) yield han(small.slice(from, at), from);
          yield* found;
          from = at = found[0].to;
        }
      }
      if (query && from < end) yield han(small.slice(from, end), from);
      continue;
    }
    const word = next(LATIN, small, at);
    const found = (word ? BEGINNINGS.test(word) : next(BEGINS, small, at)) && telling(small, at, query);
    if (found) {
      yield* found;
      at = found[0].to;
    } else if (word) {
      yield latin(word, text.slice(at, at + word.length), at);
      at += word.length;
    } else at += 1;
  }
}

function next(pattern, text, at) {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match && match[0];
}

// The number, date or currency that begins here.
function telling(text, at, query) {
  TELLING.lastIndex = at;
  const match = TELLING.exec(text);
  if (!match) return null;
  const [found] = match;
  const { groups } = match;
  const word = (kind, forms, length = found.length) => [{ kind, forms, from: at, to: at + length }];
  if (groups.amount) {
    const short = query && next(SHORT, text, at);
    return short && short.length >= found.length ? shortDate(short, word) : word("number", amount(found));
  }
  if (groups.coin) return word("coin", [`¤${coin(found)}`]);
  if (!groups.named) return word("date", dates(groups, query));
  const forms = named(found);
  return forms && word("number", forms);
}

function shortDate(text, word) {
  const [one, two] = text.split(/[-./]/);
  const days = [[one, two], [two, one]].filter(([month, day]) => month > 0 && month < 13 && day > 0 && day < 32);
  const forms = days.flatMap((day) => dayForms("", ...day, true));
  if (text.includes(".")) return word("number", amount(text)).map((number) => ({ ...number, also: forms }));
  return forms.length ? word("date", forms, text.length) : word("number", amount(one));
}

function han(text, from) {
  return { kind: "han", text, forms: pairs(text), from, to: from + text.length };
}

// Common words count where they are written as an abbreviation: WHO.
function latin(found, written, from) {
  const text = found.replace(/['’]s$/, "").replace(/['’]/g, "");
  const common = COMMON.has(text) && (written.length < 2 || written !== written.toUpperCase());
  const capital = written[0] !== found[0];
  return { kind: common ? "common" : "latin", text, capital, forms: [stem(text)], from, to: from + found.length };
}

// What the search compares of a document's text.
export function words(text) {
  const found = [];
  for (const { kind, forms } of read(plain(text), false)) {
    if (kind !== "common") found.push(...forms);
    if (forms[1] && kind === "number") found.push(forms[1].slice(0, 4)); // the currency by itself
  }
  return found;
}

// The words of a query in order, all of them.
export function said(text) {
  return [...read(plain(text), true)];
}

// The same without the common ones, unless there are no others.
export function asked(text) {
  const all = said(text);
  const telling = all.filter((word) => word.kind !== "common");
  if (telling.length) return telling;
  return /^\s*may\s*$/i.test(text) ? [{ kind: "date", forms: ["@05"] }] : all;
}

// The stretches of `text` that hold words in `wanted`, as [from, to] in order; words with only
// space between them are one stretch.
export function placesOf(text, wanted) {
  const { even, back } = aligned(text);
  const spans = [];
  for (const word of read(even, false)) {
    if (!word.forms.some((form) => wanted.has(form))) continue;
    const span = [back[word.from], back[word.to - 1] + 1];
    const last = spans[spans.length - 1];
    if (last && (span[0] <= last[1] || !text.slice(last[1], span[0]).trim())) last[1] = Math.max(last[1], span[1]);
    else spans.push(span);
  }
  return spans;
}

// The plain form of a text, and for each of its characters where it came from.
function aligned(text) {
  let even = "";
  const back = [];
  for (let at = 0; at < text.length; at += 1) {
    const part = plain(text[at]);
    for (let n = 0; n < part.length; n += 1) back.push(at);
    even += part;
  }
  return { even, back };
}

function pairs(run) {
  return run.length === 1 ? [run] : [...run].slice(1).map((mark, at) => run[at] + mark);
}

// Overlapping pairs; the last character of a run, which begins no pair, stands alone.
function* places(run, index) {
  for (let at = 0; at < run.length; at += 1) {
    const form = run.slice(at, at + 2);
    yield { kind: "han", text: form, forms: [form], from: index + at, to: index + at + form.length };
  }
}

function coin(text) {
  return /美|\$|usd|dollar/.test(text) ? "usd" : "cny";
}

// ¥1.5bn, 1万3千多, 上千万, 100多万元
function amount(text) {
  const money = text.match(MONEY);
  const bare = text.replace(MONEY, "").replace(/,/g, "").trim();
  const english = bare.match(/^(\d+(?:\.\d+)?)\s*([a-z]+)$/);
  const value = english && ENGLISH[english[2]] ? Number(english[1]) * ENGLISH[english[2]] : counted(bare);
  return forms(value, money && coin(money[0]));
}

function forms(value, currency) {
  const number = Math.round(value * 100) / 100;
  return currency ? [`#${number}`, `¤${currency}${number}`] : [`#${number}`];
}

function counted(text) {
  let total = 0;
  let section = 0;
  let digit = null;
  for (const [part] of text.matchAll(/\d+(?:\.\d+)?|[〇零一二两三四五六七八九十百千万亿w]/g)) {
    if (part in BIG) {
      const before = section + (digit === null ? 0 : digit);
      if (before || !total) total += (before || 1) * BIG[part];
      else total *= BIG[part]; // 万亿
      section = 0;
      digit = null;
    } else if (part in UNITS) {
      section += (digit === null ? 1 : digit) * UNITS[part];
      digit = null;
    } else if (part in DIGITS) digit = (digit || 0) * 10 + DIGITS[part];
    else digit = Number(part);
  }
  return total + section + (digit || 0);
}

// fifty million, half a billion, one hundred thousand; null where it is no number: one, two three.
function named(found) {
  const money = found.match(MONEY);
  const parts = found.replace(MONEY, "").trim().split(/[\s-]+/);
  let total = 0;
  let section = 0;
  for (const [at, part] of parts.entries()) {
    const previous = parts[at - 1];
    if (part === "an" || (part === "a" && previous)) continue;
    if (ENGLISH[part]) {
      total += (section || 1) * ENGLISH[part];
      section = 0;
    } else if (part === "hundred") section = (section || 1) * 100;
    else section += NAMED.get(part);
  }
  const bare = !parts.some((part) => ENGLISH[part] || part === "hundred");
  if (bare && (parts.length > 1 || parts[0] === "one")) return null;
  return forms(total + section, money && coin(money[0]));
}

// A day is found by itself and by its month. With a year, a query finds texts with that year
// and texts without one.
function dates(groups, query) {
  const { iso, compact, slashed, han: chinese, dmy, mdy, my, month: alone, year: yearAlone } = groups;
  let year;
  let month;
  let day;
  let other;
  if (iso) [year, month, day] = iso.split(/[-/.]/);
  else if (compact) [year, month, day] = [compact.slice(0, 4), compact.slice(4, 6), compact.slice(6)];
  else if (slashed) {
    [month, day, year] = slashed.split(/[-/.]/);
    if (month > 12) [month, day] = [day, month];
    else if (day <= 12) other = [day, month]; // 02/07 is read differently in different places
  } else if (chinese || yearAlone) {
    const text = chinese || yearAlone;
    const parts = text.match(/[\d〇零一二三四五六七八九十]+/g);
    year = text.includes("年") ? digits(parts.shift()) : undefined;
    [month, day] = parts.map(counted);
  } else {
    const text = dmy || mdy || my || alone;
    year = (text.match(/\b(?:19|20)\d\d\b/) || [])[0];
    month = MONTHS.indexOf(text.match(/[a-z]{3,}/g).map((word) => word.slice(0, 3)).find((word) => MONTHS.includes(word))) + 1;
    day = dmy || mdy ? text.match(/\d+/)[0] : undefined;
  }
  const found = dayForms(year, month, day, query);
  return other ? [...found, ...dayForms(year, ...other, query)] : found;
}

function dayForms(year, month, day, query) {
  const two = (value) => String(Number(value)).padStart(2, "0");
  if (!month) return [`#${year}`];
  const whole = day ? `${two(month)}-${two(day)}` : two(month);
  if (query) return year ? [`@${year}-${whole}`, `@?${whole}`] : [`@${whole}`];
  const marks = year ? [`${year}-`, ""] : ["?", ""];
  const found = marks.map((mark) => `@${mark}${whole}`);
  if (day) found.push(...marks.map((mark) => `@${mark}${two(month)}`));
  return year ? [...found, `#${year}`] : found;
}

function digits(text) {
  return /\d/.test(text) ? text : [...text].map((mark) => DIGITS[mark]).join("");
}

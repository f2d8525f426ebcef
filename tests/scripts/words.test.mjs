// Run by tests/browser/test_scripts.py, or alone: node --test tests/scripts/
import assert from "node:assert/strict";
import { test } from "node:test";
import { asked, fold, learn, placesOf, words } from "../../overrides/javascripts/search/words.js";
import { stemmer } from "../../overrides/javascripts/search/vendor/stemmer.js";

learn("書书館馆億亿萬万兩两", stemmer);
const forms = (text) => asked(text).flatMap((word) => word.forms);

test("one amount is one word, however it is written", () => {
  for (const text of ["15亿", "15 亿", "十五亿", "1500百万", "1.5 billion", "1.5bn", "1,500,000,000", "１５億", "1500 million"]) {
    assert.deepEqual(forms(text), ["#1500000000"], text);
  }
  for (const text of ["1.3万", "1万3千", "一万三千", "1.3w", "13,000", "13 thousand", "13k", "1万3千多"]) {
    assert.deepEqual(forms(text), ["#13000"], text);
  }
  for (const text of ["5千万", "五千万", "5000万", "50m", "fifty million"]) assert.deepEqual(forms(text), ["#50000000"], text);
  for (const text of ["3个亿", "三个亿", "3 个亿", "3亿"]) assert.deepEqual(forms(text), ["#300000000"], text);
  assert.deepEqual(forms("三个阶段"), ["#3", "个阶", "阶段"]);
  for (const text of ["2万亿", "2 trillion"]) assert.deepEqual(forms(text), ["#2000000000000"], text);
  assert.deepEqual(forms("half a billion"), ["#500000000"]);
  assert.notDeepEqual(forms("15亿"), forms("1.5亿"));
});

test("an amount has its currency, before or after it, in either language", () => {
  for (const text of ["15亿元", "15亿元人民币", "人民币15亿", "RMB 1.5 billion", "1.5bn yuan", "¥1.5bn", "￥15亿", "CNY1,500,000,000"]) {
    assert.deepEqual(forms(text), ["#1500000000", "¤cny1500000000"], text);
  }
  for (const text of ["1亿美元", "1亿美金", "$1亿", "US$100 million", "100m USD", "one hundred million dollars"]) {
    assert.deepEqual(forms(text), ["#100000000", "¤usd100000000"], text);
  }
});

test("a hedge is no part of an amount", () => {
  for (const text of ["100万", "100多万", "100余万"]) assert.deepEqual(forms(text), ["#1000000"], text);
  for (const text of ["上千万", "一千万", "ten million"]) assert.deepEqual(forms(text), ["#10000000"], text);
  assert.deepEqual(forms("上万"), forms("10000"));
  assert.ok(words("投入超100万核").includes("#1000000"));
});

test("Han that look like numbers and are none stay text", () => {
  for (const text of ["十分", "万一", "一些", "第一", "三八红旗手", "元宇宙"]) {
    assert.ok(!forms(text).some((form) => /^[#¤]/.test(form)), text);
  }
  assert.deepEqual(forms("八一建军"), ["八一", "一建", "建军"]);
  assert.ok(words("捐赠十五亿元").includes("#1500000000"));
  assert.ok(words("捐赠十五亿元").includes("捐赠"));
});

test("one day is one word in both languages, and its month is found with it", () => {
  for (const text of ["2月7日", "2 月 7 日", "二月七日", "2月7号", "Feb 7", "Feb. 7", "February 7th", "7 February", "7th of February"]) {
    assert.deepEqual(forms(text), ["@02-07"], text);
  }
  const whole = ["2020-02-07", "2020/2/7", "2020.2.7", "20200207", "7-Feb-2020", "Feb. 7, 2020", "2020年2月7日", "二〇二〇年二月七日", "13/02/2020"];
  for (const text of whole.slice(0, -1)) assert.deepEqual(forms(text), ["@2020-02-07", "@?02-07"], text);
  assert.deepEqual(forms("13/02/2020"), ["@2020-02-13", "@?02-13"]);
  assert.ok(forms("02/07/2020").includes("@2020-02-07") && forms("02/07/2020").includes("@2020-07-02"));
  for (const text of ["三月", "3月", "March", "3月份"]) assert.deepEqual(forms(text), ["@03"], text);
  assert.deepEqual(forms("April 2020"), forms("2020-04"));
  assert.deepEqual(forms("May"), ["@05"]);
  for (const form of [...forms("Feb 7"), ...forms("February"), ...forms("2020-02-07").slice(0, 1), ...forms("2020")]) {
    assert.ok(words("2020年2月7日").includes(form), form);
  }
  assert.ok(words("2月7日").includes("@?02-07"), "a text without the year answers a query with one");
  assert.ok(!words("2021年2月7日").includes("@?02-07"), "one with another year does not");
});

test("in a query, not in a text, two short numbers may be a day", () => {
  assert.deepEqual(asked("2.7").map(({ forms: [form], also }) => [form, also]), [["#2.7", ["@02-07", "@07-02"]]]);
  assert.deepEqual(forms("2/7"), ["@02-07", "@07-02"]);
  assert.deepEqual(forms("13/2"), ["@02-13"]);
  for (const text of ["2.7亿", "2.70.1", "45.50"]) assert.ok(!asked(text)[0].also || !asked(text)[0].also.length, text);
  assert.ok(words("2.7").includes("#2.7") && !words("2.7").includes("@02-07"));
});

test("American and British spellings are one word", () => {
  for (const [one, other] of [["rumor", "rumours"], ["license", "licence"], ["organization", "organisation"], ["programs", "programmes"], ["center", "centre"]]) {
    assert.deepEqual(forms(one), forms(other), one);
  }
  assert.notDeepEqual(forms("our"), forms("or"));
});

test("Chinese is compared by pairs, a single character alone", () => {
  assert.deepEqual(forms("图书会议"), ["图书", "书会", "会议"]);
  assert.deepEqual(forms("讯"), ["讯"]);
  assert.deepEqual(words("图书"), ["图书", "书"]);
});

test("English words are compared by their stem, without the common ones", () => {
  assert.deepEqual(forms("the meetings of people"), forms("meeting people"));
  assert.deepEqual(forms("women’s"), forms("women's"));
  assert.deepEqual(forms("Xi’an"), ["xian"]);
  assert.deepEqual(words("thanks to the WHO"), ["thank", "who"]);
  assert.deepEqual(forms("who"), ["who"], "a query of nothing else");
});

test("width, case, accents, joiners and traditional characters make no difference", () => {
  assert.equal(fold("ＡＩ\u2060 書館 Barça"), "ai 书馆 barca");
  assert.deepEqual(forms("書館"), forms("书馆"));
});

test("a word is found where it stands, whatever is folded away before it", () => {
  const text = "…書\u2060館：①１５億元，Barça";
  const marked = (form) => placesOf(text, new Set([form])).map(([from, to]) => text.slice(from, to));
  assert.deepEqual(marked("书馆"), ["書\u2060館"]);
  assert.deepEqual(marked("barca"), ["Barça"]);
  assert.deepEqual(placesOf("图书会议", new Set(["图书", "书会"])), [[0, 3]]);
  const found = (query, text) => placesOf(text, new Set(forms(query))).map(([from, to]) => text.slice(from, to));
  assert.deepEqual(found("July 12, 2031", "on 12 July 2031, early"), ["12 July 2031"]);
  assert.deepEqual(found("13000", "超1.3万册"), ["1.3万"]);
  assert.deepEqual(found("dry book", "Drying the Books"), ["Drying", "Books"]);
});

test("no query is too odd", () => {
  for (const text of ["", "？", "$&", "¤", "\\", "1".repeat(200), "一".repeat(200), "a-".repeat(100)]) {
    const began = process.cpuUsage();
    asked(text);
    assert.ok(process.cpuUsage(began).user < 500_000, text); // of a million a second
  }
});

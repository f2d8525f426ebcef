// Run by tests/test_scripts.py, or alone: node --test tests/scripts/
import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, learn, words } from "../../overrides/javascripts/search/words.js";

const asked = (text) => words(text, { query: true });

test("one amount is one word, however it is written", () => {
  for (const text of ["15亿", "15 亿", "十五亿", "1.5 billion", "1,500,000,000", "１５亿"]) {
    assert.deepEqual(asked(text), ["#1500000000"], text);
  }
  for (const text of ["1.3万", "1万3千", "13,000", "13 thousand"]) {
    assert.deepEqual(asked(text), ["#13000"], text);
  }
  assert.notDeepEqual(asked("15亿"), asked("1.5亿"));
});

test("one day is one word in both languages, and its month is found with it", () => {
  for (const text of ["2月7日", "Feb 7", "7 February", "7th Feb"]) {
    assert.deepEqual(asked(text), ["@02-07"], text);
  }
  assert.deepEqual(asked("2020-02-07"), ["@02-07", "#2020"]);
  assert.ok(words("2月7日").includes("@02"));
  assert.deepEqual(asked("2月"), ["@02"]);
});

test("Chinese is compared by pairs, a single character alone", () => {
  assert.deepEqual(asked("腾讯会议"), ["腾讯", "讯会", "会议", "议"]);
  assert.deepEqual(asked("讯"), ["讯"]);
});

test("English words are compared by their stem, without the common ones", () => {
  assert.deepEqual(asked("the meetings of people"), asked("meeting people"));
  assert.deepEqual(asked("women’s"), asked("women's"));
});

test("a query of nothing but marks still asks for something, a text does not", () => {
  assert.deepEqual(words("？"), []);
  assert.notDeepEqual(asked("？"), []);
  assert.deepEqual(asked(""), []);
});

test("width, case, joiners and traditional characters make no difference", () => {
  learn("騰腾訊讯");
  assert.equal(fold("ＡＩ\u2060 騰訊"), "ai 腾讯");
  assert.deepEqual(asked("騰訊"), asked("腾讯"));
  learn("");
});

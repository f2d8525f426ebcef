import assert from "node:assert/strict";
import { test } from "node:test";
import * as words from "../../overrides/javascripts/search/words.js";
import { run } from "./script.mjs";

const { sentences, telling, marker } = run("search.js", "sentences, telling, marker", {
  document: { createElement: (tag) => ({ tag }) },
});
const { placesOf } = words;
const hits = (query) => new Set(words.asked(query).flatMap(({ forms }) => forms));
const told = (one, query) => telling({ u: "about/", k: "page", ...one }, hits(query), { placesOf });

test("a text is cut behind its sentences, not behind abbreviations or inside numbers", () => {
  assert.deepEqual(sentences("甲说：“好。”乙说不！丙？"), ["甲说：“好。”", "乙说不！", "丙？"]);
  assert.deepEqual(sentences("Paid 1.5 million. See p. 4 there. “No.” He left!"), ["Paid 1.5 million.", "See p. 4 there.", "“No.”", "He left!"]);
});

test("the sentence is shown that holds most of what was asked, with what follows in its paragraph", () => {
  const text = "A record. It names funds.\nThe boats sailed in July. Books came along. Then the water fell.\nNothing of it.";
  assert.equal(told({ x: text }, "boats in july"), "The boats sailed in July. Books came along. Then the water fell.");
  assert.equal(told({ x: text }, "zeppelin"), "A record. It names funds.");
  assert.equal(told({ x: "洪水之后。船来了。", s: "书在船上。" }, "船"), "书在船上。");
  assert.equal(told({}, "boats"), "");
});

test("of a long sentence the part is shown that was asked for", () => {
  const part = told({ x: `${"so many words ".repeat(40)}boats ${"and more words ".repeat(40)}` }, "boats");
  assert.ok(/^….*boats.*…$/.test(part), part);
  assert.ok(part.length <= 172);
});

test("an entry of a list, which only says where it is named, is told of only what was asked", () => {
  const entry = { u: "organizations/#guild", k: "organization", x: "Flood Fund; Boats" };
  assert.equal(told(entry, "zeppelin"), "");
  assert.equal(told(entry, "boats"), "Boats");
});

test("what hit is marked where it stands and remembered once, eight forms at most", () => {
  const { mark, marked } = marker(hits("水 boats"), { placesOf });
  assert.deepEqual(mark("洪水 and Boats"), ["洪", { tag: "mark", textContent: "水" }, " and ", { tag: "mark", textContent: "Boats" }]);
  mark("水");
  assert.deepEqual(marked, ["水", "Boats"]);
  const many = "alpha bravo charlie delta echo foxtrot golf hotel india juliet";
  const all = marker(hits(many), { placesOf });
  assert.equal(all.mark(many.replace(/ /g, " zeppelin ")).filter((part) => part.tag).length, 10);
  assert.equal(all.marked.length, 8);
});

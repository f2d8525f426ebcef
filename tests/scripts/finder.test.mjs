import assert from "node:assert/strict";
import { test } from "node:test";
import { finder } from "../../overrides/javascripts/search/finder.js";

const RECORDS = {
  fold: "雲云",
  documents: [
    { k: "fund", w: 1.5, u: "funds/flood/", t: "Flood Fund", a: "洪水基金; hongshuijijin", x: "Money for towns." },
    { k: "initiative", w: 1.5, u: "initiatives/boats/", t: "Boats", a: "船; chuan", x: "The Flood Fund paid for boats." },
    { k: "figure", w: 1, u: "figures/#flood.total", o: "funds/flood/", t: "Total", v: "RMB 1.5 billion" },
    { k: "term", w: 0.45, u: "glossary/#cloud", t: "云", s: "Computers of others." },
  ],
};
const { find, nearest } = finder(RECORDS);
const addresses = (query) => find(query).map(({ one }) => one.u);

test("a record of that name comes before a page that mentions it", () => {
  assert.deepEqual(addresses("flood fund"), ["funds/flood/", "initiatives/boats/"]);
});

test("an amount leads to its record, with the figure below it", () => {
  const [first] = find("15亿");
  assert.equal(first.one.u, "funds/flood/");
  assert.deepEqual(first.figures.map(({ u }) => u), ["figures/#flood.total"]);
});

test("a name is found by its other language, its pinyin, its beginning and with a slip", () => {
  for (const query of ["洪水基金", "hongshui", "floo", "flodo fund"]) {
    assert.equal(addresses(query)[0], "funds/flood/", query);
  }
  assert.deepEqual(addresses("雲"), ["glossary/#cloud"]);
});

test("what is nowhere is not found, and the nearest name is offered", () => {
  assert.deepEqual(find("zzz"), []);
  assert.deepEqual(find(""), []);
  assert.deepEqual(nearest("xxfloodxx").map(({ t }) => t), ["Flood Fund"]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { finder } from "../../overrides/javascripts/search/finder.js";

const RECORDS = {
  fold: "雲云",
  documents: [
    {
      k: "fund", w: 1.5, u: "funds/flood/", t: "Flood Fund", a: "洪水基金; hongshuijijin", x: "Money for towns.",
      h: [["delivery", "What was handed over", "Nothing was paid."]],
    },
    { k: "initiative", w: 1.5, u: "initiatives/boats/", t: "Boats", a: "船; chuan", x: "The Flood Fund paid for boats." },
    { k: "figure", w: 1, u: "figures/#flood.total", o: "funds/flood/", t: "Total", v: "RMB 1.5 billion" },
    { k: "figure", w: 1, u: "figures/#boats.crew", o: "initiatives/boats/", t: "Crew", v: "100多万人" },
    { k: "term", w: 0.45, u: "glossary/#cloud", t: "云", s: "Computers of others." },
    { k: "person", w: 0.9, u: "organizations/#li", t: "Li Hua", a: "李华; lihua" },
    { k: "page", w: 0.4, u: "about/", t: "About", x: "A record.", h: [["cite", "Citing", "Give the address."]] },
  ],
};
const { find, nearest, placesOf } = await finder(RECORDS);
const addresses = (query) => find(query).map(({ one }) => one.u);
const below = (result) => result.parts.map(({ one }) => one.u);

test("a record of that name comes before a page that mentions it", () => {
  assert.deepEqual(addresses("flood fund"), ["funds/flood/", "initiatives/boats/"]);
});

test("an amount leads to its record, with the figure below it", () => {
  for (const query of ["15亿", "RMB 1.5bn", "人民币15亿元", "1500 million yuan"]) {
    const [first] = find(query);
    assert.equal(first.one.u, "funds/flood/", query);
    assert.deepEqual(below(first), ["figures/#flood.total"], query);
  }
  assert.deepEqual(below(find("1 million")[0]), ["figures/#boats.crew"]);
});

test("a section is found by itself, that of a record below its record", () => {
  assert.deepEqual(addresses("how do I cite this?"), ["about/#cite"]);
  assert.deepEqual(addresses("怎么引用"), ["about/#cite"]);
  const result = find("handed over").find(({ one }) => one.u === "funds/flood/");
  assert.deepEqual(below(result), ["funds/flood/#delivery"]);
});

test("a name is found by its other language, its pinyin, its beginning and with a slip", () => {
  for (const query of ["洪水基金", "hongshui", "hong shui ji jin", "floo", "flodo fund"]) {
    assert.equal(addresses(query)[0], "funds/flood/", query);
  }
  assert.deepEqual(addresses("雲"), ["glossary/#cloud"]);
  assert.deepEqual(addresses("Li Hua"), ["organizations/#li"]);
});

test("what is nowhere is not found, and the nearest name is offered", () => {
  for (const query of ["zzz", "", "李文亮", "Li Wenliang", "flx", "洪都拉斯"]) assert.deepEqual(find(query), [], query);
  assert.deepEqual(nearest("xxfloodxx").map(({ t }) => t), ["Flood Fund"]);
});

test("a beginning ranks below a whole word", () => {
  const tiers = find("tot").map(({ tier }) => tier);
  assert.deepEqual([...tiers, find("total")[0].tier], [2, 1]);
});

test("what hit is known, to be marked in any script", () => {
  const [{ hits }] = find("雲");
  assert.deepEqual(placesOf("雲 and 云", hits), [[0, 1], [6, 7]]);
  assert.deepEqual(placesOf("… RMB 1.5 billion", find("15亿")[0].parts[0].hits), [[2, 17]]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { finder } from "../../overrides/javascripts/search/finder.js";

const RECORDS = {
  fold: "雲云",
  sounds: "chuan船传 hong洪红 hua华化 ji基积 jin金今 li李里力 shui水 wang王网 yun云",
  documents: [
    {
      k: "fund", w: 1.5, u: "funds/flood/", t: "Flood Fund", a: "洪水基金", x: "Money for towns.",
      h: [["delivery", "What was handed over", "Nothing was paid."]],
    },
    { k: "initiative", w: 1.5, u: "initiatives/boats/", t: "Boats", a: "船只", x: "The Flood Fund paid for boats." },
    { k: "figure", w: 1, u: "figures/#flood.total", o: "funds/flood/", t: "Total", v: "RMB 1.5 billion" },
    { k: "figure", w: 1, u: "figures/#boats.crew", o: "initiatives/boats/", t: "Crew", v: "100多万人" },
    { k: "term", w: 0.45, u: "glossary/#cloud", t: "云", s: "Computers of others." },
    { k: "person", w: 0.9, u: "organizations/#li", t: "Li Hua", a: "李华" },
    { k: "organization", w: 0.15, u: "organizations/#news", t: "Flood News" },
    { k: "source", w: 0.2, u: "sources/#news", t: "On boats", a: "Flood News; 王红" },
    {
      k: "page", w: 0.4, u: "about/", t: "About", x: "A record.",
      h: [["cite", "Citing", "Give the address."], ["licence", "Licence", "Free to use.", "copyright; can I reuse it; 能不能转载"]],
    },
    // A word of one in five documents tells something; here the others are more than the record's.
    ...["one", "two", "three", "four", "five", "six", "seven", "eight"].map((name) => ({ k: "term", w: 0.45, u: `glossary/#${name}`, t: `term ${name}` })),
  ],
};
const { find, nearest, placesOf } = await finder(RECORDS);
const addresses = (query) => find(query).results.map(({ one }) => one.u);
const below = (result) => result.parts.map(({ one }) => one.u);

test("a record of that name comes before a page that mentions it", () => {
  assert.deepEqual(addresses("flood fund").slice(0, 2), ["funds/flood/", "initiatives/boats/"]);
});

test("an amount leads to its record, with the figure below it", () => {
  for (const query of ["15亿", "RMB 1.5bn", "人民币15亿元", "1500 million yuan"]) {
    const [first] = find(query).results;
    assert.equal(first.one.u, "funds/flood/", query);
    assert.deepEqual(below(first), ["figures/#flood.total"], query);
  }
  assert.deepEqual(below(find("1 million").results[0]), ["figures/#boats.crew"]);
});

test("a section is found by itself, that of a record below its record", () => {
  assert.deepEqual(addresses("how do I cite this?"), ["about/#cite"]);
  assert.deepEqual(addresses("怎么引用"), ["about/#cite"]);
  const result = find("handed over").results.find(({ one }) => one.u === "funds/flood/");
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
  for (const query of ["zzz", "", "李文亮", "Li Wenliang", "flx", "洪都拉斯"]) assert.deepEqual(addresses(query), [], query);
  assert.deepEqual(nearest("xx flood fund xx").map(({ t }) => t), ["Flood Fund"]);
  assert.deepEqual(nearest("李花花").map(({ t }) => t), []);
  assert.deepEqual(nearest("Zeppelin"), []);
});

test("a beginning ranks below a whole word", () => {
  const tiers = find("tot").results.map(({ tier }) => tier);
  assert.deepEqual([...tiers, find("total").results[0].tier], [2, 1]);
});

test("what hit is known, to be marked in any script", () => {
  const [{ hits }] = find("雲").results;
  assert.deepEqual(placesOf("雲 and 云", hits), [[0, 1], [6, 7]]);
  assert.deepEqual(placesOf("… RMB 1.5 billion", find("15亿").results[0].parts[0].hits), [[2, 17]]);
});

test("what sounds the same, sounds nearly the same or lacks a syllable is read as the name, and said", () => {
  for (const query of ["红水基金", "洪水积金", "洪基金"]) {
    const { results, instead } = find(query);
    assert.deepEqual([results[0].one.u, instead], ["funds/flood/", "洪水基金"], query);
  }
  assert.equal(find("力华").instead, "李华");
  assert.deepEqual(addresses("力化"), []); // nothing of it is right
});

test("one slip in up to seven letters, two in longer words, none in three", () => {
  assert.equal(find("flod fund").instead, "flood fund");
  assert.equal(find("boast").instead, "boats");
  for (const query of ["blodo", "flxxd", "fnd", "lee", "fond", "foud"]) assert.deepEqual(addresses(query), [], query);
});

test("what nothing holds is left out and named; a name is asked for whole", () => {
  const { results, without } = find("boats zeppelin");
  assert.deepEqual([results[0].one.u, without], ["initiatives/boats/", ["zeppelin"]]);
  assert.deepEqual(find("1.5 billion zeppelins").without, ["zeppelins"]);
  assert.deepEqual(find("boats money zeppelin").without, ["zeppelin"]);
  assert.equal(find("hong shui ji jin").without, undefined);
  for (const query of ["Boats Zeppelin", "Li Zeppelin", "zeppelin airship boats", "term zeppelin"]) assert.deepEqual(addresses(query), [], query);
});

test("a section is found by the other words for it, before what only holds them", () => {
  for (const query of ["copyright", "may I reuse it?", "能转载吗", "license"]) assert.equal(addresses(query)[0], "about/#licence", query);
});

test("who published comes after what is told", () => {
  const found = addresses("flood");
  assert.ok(found.indexOf("organizations/#news") > found.indexOf("initiatives/boats/"), found);
  assert.equal(addresses("flood news")[0], "organizations/#news");
});

test("a person named in a source is found in pinyin", () => {
  for (const query of ["wang hong", "wanghong", "王红", "王洪"]) assert.equal(addresses(query)[0], "sources/#news", query);
});

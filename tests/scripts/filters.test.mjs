import assert from "node:assert/strict";
import { test } from "node:test";
import * as words from "../../overrides/javascripts/search/words.js";
import { run } from "./script.mjs";

words.learn("災灾復复");
const ROW = "水灾修复基金 总额 120万元 2031年8月31日 Flood Repair Fund RMB 1.2 million 31 August 2031";
const filters = (location) =>
  run("filters.js", "reading, holds, arrange, rowsOf, queryOf, use: (given) => (mill = given)", { location });

test("what is typed is found however it is written, once the search's mill is there", () => {
  const { reading, holds, use } = filters();
  use(words);
  const row = reading(ROW);
  for (const typed of ["水災修復", "120 万", "1200000", "总额  水灾修复基金", "1.2 MILLION", "repair  flood fund", "３１ august", "2031-08-31", "august rep", "2031 水"]) {
    assert.ok(holds(row, typed), typed);
  }
  for (const typed of ["zeppelin", "130万", "2031-08-30", "flood zeppelin", "复水", "?!"]) assert.ok(!holds(row, typed), typed);
});

test("without the mill, what is typed is found as it stands, its words in any order", () => {
  const { reading, holds } = filters();
  for (const typed of ["修复基金", "fund  FLOOD", "１２０万"]) assert.ok(holds(reading(ROW), typed), typed);
  for (const typed of ["水災", "1200000", "fund zeppelin"]) assert.ok(!holds(reading(ROW), typed), typed);
});

test("dates rise, numbers of one unit fall, levels go as the form lists them, what has none is last", () => {
  const { arrange } = filters();
  const parentElement = { append(...items) { this.order = items.map(({ id }) => id).join(""); } };
  const row = (id, date, unit, value, evidence) => ({ id, dataset: { date, unit, value, evidence }, parentElement });
  const rows = [row("a", "2020-03", "CNY", "9", "own-word"), row("b", "", "", "", "disputed"), row("c", "2020", "CNY", "1000", "own-word"), row("d", "2020-02-07", "people", "70", "relayed"), row("e", "2020-02-07", "CNY", "80", "disputed")];
  const options = ["", "disputed", "relayed", "own-word"].map((value) => ({ value }));
  for (const [value, order] of [["date", "cdeab"], ["value", "ceadb"], ["evidence", "bedac"], ["", "abcde"]]) {
    arrange(rows, { value, form: { elements: { evidence: { options } } } });
    assert.equal(parentElement.order, order, value);
  }
});

test("the address says what was chosen, and keeps what others say in it", () => {
  const { queryOf } = filters({ search: "?utm=x&kind=money&text=a" });
  const controls = [{ name: "kind", value: "" }, { name: "text", value: "水 & 火" }];
  assert.deepEqual([...new URLSearchParams(queryOf(controls))], [["utm", "x"], ["text", "水 & 火"]]);
  assert.equal(filters({ search: "?kind=money" }).queryOf([{ name: "kind", value: "" }]), "");
});

test("a file is cut down to the rows that show, line breaks and quotes inside fields left whole", () => {
  const rows = ['a.b,"two\nlines",x\r\n', 'a.c,"say ""a.b,"" twice\n",y\r\n', "a.d,,\r\n"];
  const file = filters().rowsOf(`\ufeffid,words\r\n${rows.join("")}`, new Set(["a.c", "a.d"]));
  assert.equal(file.join(""), `\ufeffid,words\r\n${rows[1]}${rows[2]}`);
});

// A script of overrides/javascripts/ as a browser runs it in the bundle: a function of its own, with
// no more of a page than a test gives it. Returns what `names` are inside.
import { readFileSync } from "node:fs";

const FOLDER = new URL("../../overrides/javascripts/", import.meta.url);
const EMPTY = {
  addEventListener() {},
  document: { querySelector: () => null, querySelectorAll: () => [], addEventListener() {} },
  location: { search: "", hash: "" },
};

export function run(name, names, globals = {}) {
  const given = { ...EMPTY, ...globals };
  given.document = { ...EMPTY.document, ...globals.document };
  const source = readFileSync(new URL(name, FOLDER), "utf-8");
  const script = new Function(...Object.keys(given), `"use strict";\n${source}\nreturn { ${names} };`);
  return script(...Object.values(given));
}

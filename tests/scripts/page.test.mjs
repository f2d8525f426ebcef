// What the small scripts of a page work out, on as much of a page as they look at.
import assert from "node:assert/strict";
import { test } from "node:test";
import { run } from "./script.mjs";

process.env.TZ = "Asia/Shanghai";
const listening = (one) => ({ ...one, heard: {}, addEventListener(name, act) { this.heard[name] = act; } });

test("a citation gets the reader's own day, in the form of its style", () => {
  class Evening extends Date {
    constructor(...given) { super(...(given.length ? given : ["2026-11-25T18:30:00Z"])); } // the 26th in Shanghai
  }
  const marks = ["iso", "slashes", "long"].map((day) => ({ dataset: { day } }));
  run("copy.js", "", { Date: Evening, document: { querySelectorAll: (selector) => (selector === "[data-day]" ? marks : []) } });
  assert.deepEqual(marks.map(({ textContent }) => textContent), ["2026-11-26", "2026/11/26", "November 26, 2026"]);
});

test("a report tells page and claim in form and mail, and nothing else of their addresses changes", () => {
  const link = (href) => ({ href, getAttribute: () => href });
  const form = link("https://h.example/new?template=mistake.yml&where=page&lang=x");
  const mail = link("mailto:a%40b.example?subject=S&body=page");
  const text = { value: "Page\nhttps://r.example/figures/" };
  const copy = listening({});
  const parts = { textarea: text, ".report__form": form, ".report__mail": mail, ".report__copy": copy };
  const cells = { ".claims__label a": { textContent: "Total", href: "https://r.example/figures/a.b/" }, ".claims__value": { textContent: "5 & 6" } };
  const asked = listening({ closest: () => ({ querySelector: (selector) => cells[selector] }) });
  const went = [];
  run("report.js", "", {
    location: { assign: (address) => went.push(address) },
    document: { getElementById: () => ({ querySelector: (selector) => parts[selector] }), querySelectorAll: () => [asked] },
  });
  asked.heard.click({ ctrlKey: true });
  assert.deepEqual(went, [], "the browser opens it elsewhere");
  asked.heard.click({ preventDefault() {} });
  const where = "Page\nhttps://r.example/figures/\nTotal: 5 & 6\nhttps://r.example/figures/a.b/";
  assert.equal(text.value, where);
  assert.deepEqual(went, [form.href]);
  assert.deepEqual([...new URL(form.href).searchParams], [["template", "mistake.yml"], ["lang", "x"], ["where", where]]);
  assert.equal(mail.href, `mailto:a%40b.example?subject=S&body=${encodeURIComponent(where)}`);
});

test("the other language opens at the anchor in sight, else at what was scrolled past last", () => {
  const place = (id, top, shown = true) => ({ id, getClientRects: () => (shown ? [1] : []), getBoundingClientRect: () => ({ top, bottom: top + 40 }) });
  const there = (hash, scrollY, ...places) => {
    const link = listening({ getAttribute: () => "../en/a/", setAttribute: (_, href) => (link.now = href) });
    run("language.js", "", {
      scrollY,
      innerHeight: 800,
      location: { search: "?kind=money", hash },
      document: {
        querySelector: () => ({ querySelectorAll: () => places }),
        querySelectorAll: () => [link],
        getElementById: (id) => places.find((one) => one.id === id),
      },
    });
    return link.now;
  };
  const [above, past, hidden, below] = [place("a", -900), place("水", 60), place("h", 70, false), place("b", 300)];
  assert.equal(there("", 0, past), "../en/a/?kind=money", "at the top of a page");
  assert.equal(there("", 500, above, past, hidden, below), `../en/a/?kind=money#${encodeURIComponent("水")}`);
  assert.equal(there("#b", 500, above, past, below), "../en/a/?kind=money#b");
  assert.equal(there("#a", 500, above, past, below), `../en/a/?kind=money#${encodeURIComponent("水")}`, "scrolled out of sight");
  assert.equal(there("#gone", 500, below), "../en/a/?kind=money");
});

test("a note that would leave the window is shifted into it; a sheet on a phone hides no figure", () => {
  const scrolled = [];
  const shifted = (left, right, { width = 1000, sheet = false, figure = 0 } = {}) => {
    const note = { style: {}, getBoundingClientRect: () => ({ left, right, top: 400 }) };
    const { keepInView } = run("notes.js", "keepInView", {
      CSS: { supports: () => true },
      getComputedStyle: () => ({ position: sheet ? "fixed" : "absolute" }),
      scrollBy: (_, down) => scrolled.push(down),
      document: { documentElement: { clientWidth: width }, querySelectorAll: () => [] },
    });
    keepInView({ note, fact: { getBoundingClientRect: () => ({ bottom: figure }) } });
    return note.style.transform;
  };
  assert.equal(shifted(100, 500), "");
  assert.equal(shifted(700, 1100), "translateX(-112px)");
  assert.equal(shifted(-50, 350), "translateX(62px)");
  assert.equal(shifted(100, 700, { width: 500 }), "translateX(-88px)", "too wide a one begins in the window");
  assert.deepEqual(scrolled, []);
  assert.equal(shifted(0, 390, { sheet: true, figure: 300 }), "");
  assert.equal(shifted(0, 390, { sheet: true, figure: 450 }), "");
  assert.deepEqual(scrolled, [74]);
});

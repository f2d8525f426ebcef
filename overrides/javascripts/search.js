// The search box: opens, asks, shows, and lets one walk through what was found by keyboard.
// The documents and the finder are fetched when the box is first used.
const MOST = 20; // results at a time
const LONGEST = 200; // characters of a query, as in the box
const MARKS = 8; // forms to mark on the page that a result leads to
const SLICE = 8; // milliseconds at a stretch, so that typing is never held up
const box = document.querySelector("[data-search]");
const article = document.querySelector("article");
if (box) setUp(box);
if (article) highlight(article, new URLSearchParams(location.search).getAll("h"));

function setUp(box) {
  const toggle = document.getElementById("__search");
  const sign = document.querySelector("label.md-header__button[for=__search]");
  const input = box.querySelector("input");
  const form = box.querySelector("form");
  const status = box.querySelector("[role=status]");
  const list = box.querySelector("ol");
  const help = box.querySelector(".md-search-result__help");
  let loading = null;
  let failures = 0;
  let composing = false;
  let shown = 0; // counts what was asked for, so that an older answer gives way
  let before = null; // what had the focus before the search

  box.hidden = sign.hidden = false;

  // After a failure the modules are asked for under another address: browsers of 2020 remember
  // one that failed for as long as the page is open.
  function load() {
    if (loading) return loading;
    const again = failures ? `?${failures}` : "";
    loading = sources(box.dataset, again).then(async ({ finder, known, modules }) => ({
      ...(await finder(known, { again, modules })),
      known,
    }));
    loading.catch(() => {
      loading = null;
      failures += 1;
    });
    return loading;
  }

  function open() {
    if (!toggle.checked) before = document.activeElement === input ? before : document.activeElement;
    toggle.checked = true;
    show();
  }

  function close() {
    toggle.checked = false;
    input.blur();
    if (before && before !== document.body && before !== input) before.focus();
    before = null;
  }

  async function show() {
    const asked = (shown += 1);
    const waiting = setTimeout(() => say(box.dataset.loading), 150);
    const loaded = await load().catch(() => null);
    clearTimeout(waiting);
    if (asked !== shown) return; // typed on meanwhile
    if (!loaded) return unavailable();
    const query = input.value.trim().slice(0, LONGEST);
    const { results: found, instead, without } = query ? loaded.find(query) : { results: [] };
    fill(help, ...(query && !found.length ? suggestions(loaded.nearest(query), loaded.known) : []));
    help.hidden = !help.firstChild;
    fill(list);
    list.removeAttribute("data-query");
    const { words } = loaded.known;
    const count = found.length === 1 ? words.one : words.some.replace("{count}", found.length);
    const worded = (text, named) => text.replace(/{(query|words|found)}/g, (_, name) => ({ query, words: named, found: count })[name]);
    if (!query) say("");
    else if (!found.length) say(worded(words.none));
    else if (instead) say(worded(words.instead, instead));
    else say(without ? worded(words.without, without.join(" ")) : count);
    if (await add(found, loaded, asked)) list.dataset.query = input.value.trim();
  }

  function say(text) {
    status.textContent = text;
  }

  function unavailable() {
    say(box.dataset.unavailable);
    const button = element("button", "found__more", box.dataset.again);
    button.type = "button";
    button.addEventListener("click", () => {
      input.focus();
      show();
    });
    fill(list);
    fill(help, button);
    help.hidden = false;
  }

  // The next results, and a button for those behind them; false if another query came meanwhile.
  async function add(found, loaded, asked, from = 0) {
    let began = performance.now();
    for (const result of found.slice(from, from + MOST)) {
      list.append(item(result, loaded));
      if (performance.now() - began < SLICE) continue;
      await new Promise((go) => setTimeout(go));
      if (asked !== shown) return false;
      began = performance.now();
    }
    const left = found.length - from - MOST;
    if (left <= 0) return true;
    const more = element("button", "found__more", loaded.known.words.more.replace("{count}", Math.min(left, MOST)));
    more.type = "button";
    const entry = element("li", "md-search-result__item");
    more.addEventListener("click", async () => {
      const last = entry.previousElementSibling;
      entry.remove();
      await add(found, loaded, asked, from + MOST);
      last.nextElementSibling.querySelector("a").focus();
    });
    entry.append(more);
    list.append(entry);
    return true;
  }

  function item({ one, parts, hits, byName }, loaded) {
    const { kinds } = loaded.known;
    const entry = element("li", "md-search-result__item");
    const link = element("a", "md-search-result__link");
    const text = element("article", "md-search-result__article md-typeset");
    const title = spoken(element("h1"), one.t);
    const paragraph = element("p");
    const marks = marker(hits, loaded);
    const excerpt = telling(one, hits, loaded);
    title.append(...marks.mark(one.t));
    if (one.k === "section") title.append(element("small", "", ` – ${one.p}`));
    if (one.d) paragraph.append(...marks.mark(one.d), " ");
    paragraph.append(...marks.mark(excerpt));
    // Found by another name or its pinyin: then this name is what was meant.
    if (byName && !marks.marked.length) fill(title, ...marks.whole(one.t));
    text.append(element("small", "found__kind", kinds[one.k]), title);
    if (paragraph.firstChild) text.append(paragraph);
    link.href = target(one.u, marks.marked);
    link.append(text);
    entry.append(link, ...parts.map((part) => row(part, loaded)));
    return entry;
  }

  // A claim or a section below its record.
  function row({ one, hits }, loaded) {
    const { kinds, levels } = loaded.known;
    const link = element("a", "found__figure");
    const marks = marker(hits, loaded);
    link.append(element("small", "found__kind", kinds[one.k]));
    if (one.v) {
      const value = element("b");
      value.append(...marks.mark(one.v));
      link.append(value, " ");
    }
    const label = spoken(element("span"), one.t);
    label.append(...marks.mark(one.t));
    link.append(label);
    if (one.e) link.append(" ", element("span", `evidence evidence--${one.e}`, levels[one.e]));
    if (!marks.marked.length) marks.mark(telling(one, hits, loaded));
    link.href = target(one.u, marks.marked);
    return link;
  }

  function suggestions(names, known) {
    const parts = [];
    if (names.length) {
      const paragraph = element("p", "", known.words.nearest);
      for (const one of names) {
        const link = spoken(element("a", "", one.t), one.t);
        link.href = target(one.u);
        paragraph.append(" ", link);
      }
      parts.push(paragraph);
    }
    const report = element("a", "", known.words.report);
    report.href = box.dataset.report;
    const paragraph = element("p");
    paragraph.append(report);
    return [...parts, paragraph];
  }

  function target(address, marks = []) {
    const url = new URL(box.dataset.home + "/", location);
    const [path, anchor] = address.split("#");
    const there = new URL(path, url);
    for (const mark of marks) there.searchParams.append("h", mark);
    if (anchor) there.hash = anchor;
    return there.href;
  }

  // Arrow keys walk from the box through the links and back.
  function walk(event) {
    const links = [...list.querySelectorAll("a, button"), ...help.querySelectorAll("a, button")];
    const at = links.indexOf(document.activeElement);
    const next = event.key === "ArrowDown" ? at + 1 : at - 1;
    event.preventDefault();
    if (next < 0) input.focus();
    else links[Math.min(next, links.length - 1)]?.focus();
  }

  input.addEventListener("focus", open);
  input.addEventListener("compositionstart", () => (composing = true));
  input.addEventListener("compositionend", () => {
    composing = false;
    show();
  });
  input.addEventListener("input", () => {
    if (!composing) show();
  });
  form.addEventListener("reset", () => setTimeout(() => (input.focus(), show())));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (composing) return;
    await show();
    list.querySelector("a")?.click();
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") walk(event);
  });
  // The sign on phones and the surface behind the box are labels of the theme's toggle.
  toggle.addEventListener("change", () => (toggle.checked ? input.focus() : close()));
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") {
      event.preventDefault();
      before = document.activeElement;
      toggle.checked = true;
      input.focus();
      input.select();
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (toggle.checked && !box.contains(event.target) && !event.target.closest("label[for=__search]")) {
      toggle.checked = false;
      input.blur();
    }
  });

  const asked = new URLSearchParams(location.search).get("q");
  if (asked !== null) {
    input.value = asked.slice(0, LONGEST);
    input.focus();
  }
}

// The finder and what it knows: two requests, or the one script of a copy that is read from a
// folder, where browsers run scripts and let them fetch nothing.
async function sources({ finder, records, offline }, again) {
  if (!offline) {
    const [module, known] = await Promise.all([
      import(new URL(finder, document.baseURI).href + again),
      fetch(records).then((response) => (response.ok ? response.json() : Promise.reject(response.status))),
    ]);
    return { finder: module.finder, known };
  }
  await new Promise((done, failed) => {
    const script = element("script");
    Object.assign(script, { src: offline, onload: done, onerror: failed });
    document.head.append(script);
  });
  const { modules, known } = globalThis.offlineSearch;
  return { finder: modules["finder.js"].finder, known, modules };
}

function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

// What nobody has translated yet says which language it is in.
function spoken(made, words) {
  const han = /[\u3400-\u9fff]/.test(words);
  const chinese = document.documentElement.lang.startsWith("zh");
  if (han && !chinese) made.lang = "zh-Hans";
  if (chinese && !han && /[A-Za-z]{2} [A-Za-z]{2}/.test(words)) made.lang = "en";
  return made;
}

function fill(parent, ...children) {
  parent.textContent = "";
  parent.append(...children);
}

// Marks what hit, in whatever script, and remembers it for the page that the result leads to.
function marker(hits, { placesOf }) {
  const marked = [];
  const note = (text) => {
    if (!marked.includes(text) && marked.length < MARKS) marked.push(text);
    return element("mark", "", text);
  };
  const mark = (text) => {
    const made = [];
    let from = 0;
    for (const [start, end] of placesOf(text, hits)) {
      made.push(text.slice(from, start), note(text.slice(start, end)));
      from = end;
    }
    return [...made, text.slice(from)].filter(Boolean);
  };
  return { marked, mark, whole: (text) => [note(text)] };
}

// The sentence that tells most of what was asked, and what follows if it is short.
function telling(one, hits, { placesOf }) {
  // The text of an entry lists where it is named, in no sentences.
  const entry = one.u.includes("#") && one.k !== "section";
  const lines = [one.s, ...(one.x || "").split(entry ? "; " : "\n")].filter(Boolean);
  const all = lines.flatMap((line, at) => sentences(line).map((sentence) => ({ sentence, line: at })));
  if (!all.length) return "";
  const length = /[\u3400-\u9fff]/.test(lines[0]) ? 80 : 170;
  let best = 0;
  let most = 0;
  let first = 0;
  all.forEach(({ sentence }, at) => {
    const places = placesOf(sentence, hits);
    if (places.length > most) [best, most, first] = [at, places.length, places[0][0]];
  });
  let { sentence: text, line } = all[best];
  if (entry && !most && !one.s) return "";
  if (text.length > length * 1.5) {
    const from = Math.max(0, first - Math.round(length / 3));
    const to = from + length;
    return `${from ? "…" : ""}${text.slice(from, to)}${to < text.length ? "…" : ""}`;
  }
  for (const next of all.slice(best + 1)) {
    if (next.line !== line || text.length + next.sentence.length > length) break;
    text += (/[\u3000-\u9fff\uff00-\uffef]$/.test(text) ? "" : " ") + next.sentence;
  }
  return text;
}

// A text's sentences, with their punctuation.
function sentences(line) {
  return line.replace(/[。！？][”’」』）]*|[.!?][”’)]*(?=\s+[A-Z“])/g, "$&\n").split("\n").map((one) => one.trim()).filter(Boolean);
}

// Marks what led here: the forms that the list of results marked.
function highlight(article, forms) {
  const parts = forms.filter(Boolean).map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+"));
  if (!parts.length) return;
  const found = new RegExp(`(${parts.sort((a, b) => b.length - a.length).join("|")})`, "gi");
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest("script, style, svg, nav, form, [hidden]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    const pieces = node.nodeValue.split(found).map((part, at) => (at % 2 ? element("mark", "", part) : part));
    if (pieces.length > 1) node.replaceWith(...pieces);
  }
}

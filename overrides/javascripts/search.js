// The search box: opens, asks, shows, and lets one walk through what was found by keyboard.
// The documents and the finder are fetched when the box is first used.
const MOST = 20;
const box = document.querySelector("[data-search]");
const article = document.querySelector("article");
if (box) setUp(box);
if (article) highlight(article, new URLSearchParams(location.search).get("h"));

function setUp(box) {
  const toggle = document.getElementById("__search");
  const sign = document.querySelector("label.md-header__button[for=__search]");
  const input = box.querySelector("input");
  const form = box.querySelector("form");
  const status = box.querySelector("[role=status]");
  const list = box.querySelector("ol");
  const help = box.querySelector(".md-search-result__help");
  let loading = null;
  let composing = false;
  let before = null; // what had the focus before the search

  box.hidden = sign.hidden = false;

  function load() {
    if (loading) return loading;
    loading = Promise.all([
      import(new URL(box.dataset.finder, document.baseURI).href),
      fetch(box.dataset.records).then((response) => (response.ok ? response.json() : Promise.reject(response.status))),
    ]).then(([{ finder }, known]) => ({ ...finder(known), known }));
    loading.catch(() => (loading = null)); // the next use tries again
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
    const query = input.value.trim();
    const loaded = await load().catch(() => null);
    if (!loaded) return (status.textContent = box.dataset.unavailable);
    const { find, nearest, known } = loaded;
    if (query !== input.value.trim()) return; // typed on meanwhile
    const found = query ? find(query) : [];
    fill(list, ...found.slice(0, MOST).map((result) => item(result, query, known)));
    list.dataset.query = query;
    help.hidden = !query || found.length > 0;
    if (help.hidden) fill(help);
    const { none, one, some } = known.words;
    if (!query) status.textContent = "";
    else if (found.length) status.textContent = found.length === 1 ? one : some.replace("{count}", found.length);
    else {
      status.textContent = none.replace("{query}", () => query);
      fill(help, ...suggestions(nearest(query), known));
    }
  }

  function item({ one, figures }, query, known) {
    const entry = element("li", "md-search-result__item");
    const link = element("a", "md-search-result__link");
    link.href = target(one.u, query);
    const text = element("article", "md-search-result__article md-typeset");
    const title = element("h1");
    title.append(...marked(one.t, query));
    text.append(element("small", "found__kind", known.kinds[one.k]), title);
    const excerpt = telling([one.s, one.x].filter(Boolean), query);
    if (excerpt) {
      const paragraph = element("p");
      paragraph.append(...marked(around(excerpt, query), query));
      text.append(paragraph);
    }
    link.append(text);
    entry.append(link);
    for (const figure of figures) {
      const row = element("a", "found__figure");
      row.href = target(figure.u, query);
      const value = element("b");
      value.append(...marked(figure.v, query));
      row.append(element("small", "found__kind", known.kinds.figure), value, " ");
      row.append(...marked(figure.t, query));
      entry.append(row);
    }
    return entry;
  }

  function suggestions(names, known) {
    const parts = [];
    if (names.length) {
      const paragraph = element("p", "", known.words.nearest);
      for (const one of names) {
        const link = element("a", "", one.t);
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

  function target(address, query = "") {
    const url = new URL(box.dataset.home + "/", location);
    const [path, anchor] = address.split("#");
    const there = new URL(path, url);
    if (query) there.searchParams.set("h", query);
    if (anchor) there.hash = anchor;
    return there.href;
  }

  // Arrow keys walk from the box through the links and back.
  function walk(event) {
    const links = [...list.querySelectorAll("a"), ...help.querySelectorAll("a")];
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
  if (asked) {
    input.value = asked;
    input.focus();
  }
}

function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function fill(parent, ...children) {
  parent.textContent = "";
  parent.append(...children);
}

// What to mark: the query as typed, its words, and of a longer Chinese word also its pairs.
function pattern(query) {
  const plain = query.normalize("NFKC");
  const whole = plain.split(/[\s,，。；：、]+/).filter((word) => word.length > 1 || /[\u3400-\u9fff]/.test(word));
  const pairs = whole.flatMap((word) =>
    /^[\u3400-\u9fff]{3,}$/.test(word) ? [...word].slice(1).map((mark, at) => word[at] + mark) : [],
  );
  const parts = [...new Set([plain.trim(), ...whole, ...pairs])]
    .filter(Boolean)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+"));
  return parts.length ? new RegExp(`(${parts.join("|")})`, "gi") : null;
}

function marked(text, query) {
  const found = pattern(query);
  if (!found) return [text];
  return text.split(found).map((part, at) => (at % 2 ? element("mark", "", part) : part));
}

// The first text that holds a hit, or the first.
function telling(texts, query) {
  const found = pattern(query);
  return texts.find((text) => found && text.search(found) >= 0) || texts[0];
}

// About two lines around the first hit, from the beginning of a sentence or with an ellipsis.
function around(text, query) {
  const length = /[\u3400-\u9fff]/.test(text) ? 90 : 180;
  const at = Math.max(0, text.search(pattern(query) || /^/));
  if (at < length * 0.7) return text.length > length ? `${text.slice(0, length)}…` : text;
  const from = Math.max(0, at - Math.round(length / 3));
  return `…${text.slice(from, from + length)}…`;
}

function highlight(article, query) {
  const found = query && pattern(query);
  if (!found) return;
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest("script, style, svg, nav, form, [hidden]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    const parts = marked(node.nodeValue, query);
    if (parts.length > 1) node.replaceWith(...parts);
  }
}

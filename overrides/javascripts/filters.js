// Filters a list or table in place and keeps the choice in the address, so that it can be
// shared. Without scripts the form stays hidden and everything shows.
//
// A form with `data-filters="selector"` filters the elements that the selector finds. A choice
// named `evidence` fits an element whose `data-evidence` holds the chosen word; a choice named
// `text` fits what holds its words, as the search reads them; `sort` puts the elements in the
// order of that attribute.
const search = document.querySelector("[data-search]");
let mill = null; // how the search reads a text; fetched when somebody types
for (const form of document.querySelectorAll("[data-filters]")) setUp(form);

function setUp(form) {
  const items = [...document.querySelectorAll(form.dataset.filters)];
  const controls = [...form.elements].filter((control) => control.name);
  const choices = controls.filter((control) => control.tagName === "SELECT" && control.name !== "sort");
  const { text, sort } = form.elements;
  const count = form.querySelector("[data-count]");
  const reset = form.querySelector("[type=reset]");
  const words = new Map(choices.flatMap((choice) => [...choice.options]).map((option) => [option, option.textContent]));
  const texts = new Map();
  const paper = document.createElement("p");
  const groups = new Map(items.map((item) => [item.parentElement, heading(item.parentElement)]));

  const has = (item, name, value) => !value || (item.dataset[name] || "").split(" ").includes(value);
  const fits = (item, except) =>
    (!text || !text.value.trim() || holds(read(item), text.value)) &&
    choices.every((choice) => choice === except || has(item, choice.name, choice.value));

  function read(item) {
    if (!texts.has(item)) texts.set(item, reading(wording(item)));
    return texts.get(item);
  }

  async function fetchMill() {
    if (mill || !search) return;
    mill = await millOf(search).catch(() => null); // what is typed is found as it stands then
    if (!mill) return;
    texts.clear();
    if (text.value) show();
  }

  function show() {
    for (const item of items) item.hidden = !fits(item);
    for (const mark of document.querySelectorAll("[data-shows]")) {
      const item = items.find((one) => one.id === mark.dataset.shows);
      if (item) mark.hidden = item.hidden;
    }
    for (const [list, above] of groups) {
      const empty = [...list.children].every((child) => child.hidden);
      for (const element of above) element.hidden = empty;
    }
    // What each choice would leave, given the others.
    for (const choice of choices) {
      const left = items.filter((item) => fits(item, choice));
      for (const option of choice.options) {
        const number = left.filter((item) => has(item, choice.name, option.value)).length;
        option.textContent = `${words.get(option)} (${number})`;
        option.disabled = !number && !option.selected;
      }
    }
    const ordered = sort ? arrange(items, sort) : items;
    const shown = ordered.filter((item) => !item.hidden);
    shown.forEach((item, at) => {
      const first = !at || recordOf(shown[at - 1]) !== recordOf(item);
      item.classList.toggle("claims__first", first);
    });
    const said = shown.length ? count.dataset.words : count.dataset.none;
    count.textContent = said.replace("{shown}", shown.length).replace("{all}", items.length);
    const chosen = controls.filter((control) => control.value);
    reset.hidden = !chosen.length;
    paper.textContent = chosen.length ? [...chosen.map(spoken), count.textContent].join(" · ") : "";
  }

  // A choice in words, for paper.
  function spoken(control) {
    const value = control.tagName === "SELECT" ? words.get(control.selectedOptions[0]) : control.value;
    return `${control.closest("label").querySelector("span").textContent}: ${value}`;
  }

  function remember() {
    try {
      history.replaceState(history.state, "", location.pathname + queryOf(controls) + location.hash);
    } catch {
      // Some browsers let no page from a folder change its address.
    }
  }

  function recall() {
    const chosen = new URLSearchParams(location.search);
    for (const control of controls) {
      const value = chosen.get(control.name) || "";
      const known = control.tagName !== "SELECT" || [...control.options].some((option) => option.value === value);
      control.value = known ? value : "";
    }
    show();
  }

  function clear() {
    for (const control of controls) control.value = "";
    remember();
    show();
  }

  // A link to an element must show that element, whatever was filtered before.
  function reveal() {
    // Not `:target`: the browser may not have looked for it yet.
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.hidden) {
      clear();
      count.textContent += ` ${count.dataset.cleared}`;
    }
    target.scrollIntoView();
  }

  paper.className = "filters__paper";
  form.after(paper);
  form.hidden = false;
  if (text) text.addEventListener("focus", fetchMill);
  form.addEventListener("input", () => (show(), remember()));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    clear();
    controls[0].focus();
  });
  for (const link of form.querySelectorAll("[data-download]")) {
    link.addEventListener("click", (event) => download(event, link, items));
  }
  addEventListener("hashchange", reveal);
  addEventListener("popstate", recall);
  recall();
  if (text && text.value) fetchMill();
  if (location.hash && !returning()) reveal();
}

// What the address says with the choices of a form; what others say in it stays.
function queryOf(controls) {
  const chosen = new URLSearchParams(location.search);
  for (const { name, value } of controls) {
    if (value) chosen.set(name, value);
    else chosen.delete(name);
  }
  return `${chosen}` && `?${chosen}`;
}

// Who comes back finds the page as it was left; the browser sees to that.
function returning() {
  const [entry] = performance.getEntriesByType("navigation");
  return entry ? entry.type === "back_forward" : performance.navigation.type === 2;
}

function fold(text) {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}

// What readers see of an element, and its names in the other language.
function wording(item) {
  const copy = item.cloneNode(true);
  for (const note of copy.querySelectorAll(".note")) note.remove();
  for (const part of copy.querySelectorAll(":not(bdi)")) part.append(" "); // words of neighbouring cells
  return `${copy.textContent} ${item.dataset.also || ""}`;
}

// The search's own module for words, with the traditional characters that its records list.
async function millOf(box) {
  const finder = new URL(box.dataset.finder, document.baseURI);
  const [module, records] = await Promise.all([
    import(new URL("words.js", finder).href),
    fetch(box.dataset.records).then((response) => (response.ok ? response.json() : Promise.reject(response))),
  ]);
  module.learn(records.fold);
  return module;
}

function reading(text) {
  const words = mill ? new Set(mill.words(text)) : new Set();
  return { plain: fold(mill ? mill.fold(text) : text), words, all: [...words] };
}

// Whether a text holds what was typed: as it stands, or all its words in any order and form.
function holds({ plain, words, all }, typed) {
  if (plain.includes(fold(mill ? mill.fold(typed) : typed))) return true;
  if (!mill) return fold(typed).split(" ").every((word) => plain.includes(word));
  const has = (form) => words.has(form) || (/^([a-z]{2,}|[\u3400-\u9fff])$/.test(form) && all.some((one) => one.startsWith(form)));
  const asked = mill.asked(typed);
  return asked.length > 0 && asked.every(({ kind, forms }) => (kind === "han" ? forms.every(has) : forms.some(has)));
}

// What stands above a list and goes with it: everything back to the section's heading. A list
// without a heading of its own goes alone.
function heading(list) {
  if (!list.matches("ul")) return [];
  const found = [list];
  for (let element = list.previousElementSibling; element; element = element.previousElementSibling) {
    if (/^H[1-6]$/.test(element.tagName)) return element.tagName === "H1" ? [] : [...found, element];
    found.push(element);
  }
  return [];
}

// Numbers fall, those of one unit together; dates and words rise; what has none comes last. The
// first order is the page's.
function arrange(items, sort) {
  const units = [...new Set(items.map((item) => item.dataset.unit))];
  const words = [...(sort.form.elements.evidence?.options || [])].map((option) => option.value);
  const keys = {
    date: (item) => [item.dataset.date || "9999"],
    value: (item) => (item.dataset.value ? [units.indexOf(item.dataset.unit), -Number(item.dataset.value)] : [Infinity]),
    evidence: (item) => [words.indexOf(item.dataset.evidence)],
  };
  const key = keys[sort.value];
  const ordered = key
    ? items.map((item) => [item, key(item)]).sort(([, a], [, b]) => order(a, b)).map(([item]) => item)
    : items;
  if (ordered.length) ordered[0].parentElement.append(...ordered);
  return ordered;
}

function order(one, other) {
  const at = one.findIndex((part, index) => part !== other[index]);
  return at < 0 ? 0 : one[at] > other[at] ? 1 : -1;
}

// A claim's address begins with its record.
function recordOf(row) {
  return row.id.split(".")[0];
}

// The file of all rows, cut down to the rows that show.
async function download(event, link, items) {
  if (!items.some((item) => item.hidden)) return;
  event.preventDefault();
  const shown = new Set(items.filter((item) => !item.hidden).map((item) => item.id));
  const response = await fetch(link.href).catch(() => ({})); // from a folder, nothing can be fetched
  if (!response.ok) return location.assign(link.href);
  const file = new Blob(rowsOf(await response.text(), shown), { type: "text/csv" });
  const target = document.createElement("a");
  target.href = URL.createObjectURL(file);
  target.download = link.dataset.download;
  target.click();
  setTimeout(() => URL.revokeObjectURL(target.href));
}

// The header and the rows with these ids. A field in quotes may hold line breaks.
function rowsOf(text, ids) {
  const [first, ...rows] = text.match(/(?:"[^"]*"|[^"\n])+\n/g);
  const kept = rows.filter((row) => ids.has(row.slice(0, row.indexOf(","))));
  return [`\ufeff${first.replace("\ufeff", "")}`, ...kept];
}

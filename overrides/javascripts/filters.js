// Filters a list or table in place and keeps the choice in the address, so that it can be
// shared. Without scripts the form stays hidden and everything shows.
//
// A form with `data-filters="selector"` filters the elements that the selector finds. A choice
// named `evidence` fits an element whose `data-evidence` holds the chosen word; a choice named
// `text` fits what contains the text; `sort` puts the elements in the order of that attribute.
for (const form of document.querySelectorAll("[data-filters]")) setUp(form);

function setUp(form) {
  const items = [...document.querySelectorAll(form.dataset.filters)];
  const controls = [...form.elements].filter((control) => control.name);
  const choices = controls.filter((control) => control.tagName === "SELECT" && control.name !== "sort");
  const { text, sort } = form.elements;
  const count = form.querySelector("[data-count]");
  const reset = form.querySelector("[type=reset]");
  const words = new Map(choices.flatMap((choice) => [...choice.options]).map((option) => [option, option.textContent]));
  const texts = new Map(items.map((item) => [item, fold(item.textContent)]));
  const groups = new Map(items.map((item) => [item.parentElement, heading(item.parentElement)]));

  const has = (item, name, value) => !value || (item.dataset[name] || "").split(" ").includes(value);
  const fits = (item, except) =>
    (!text || texts.get(item).includes(fold(text.value.trim()))) &&
    choices.every((choice) => choice === except || has(item, choice.name, choice.value));

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
    if (sort) arrange(items, sort);
    const shown = items.filter((item) => !item.hidden).length;
    const said = shown ? count.dataset.words : count.dataset.none;
    count.textContent = said.replace("{shown}", shown).replace("{all}", items.length);
    reset.hidden = !controls.some((control) => control.value);
  }

  function remember() {
    const chosen = new URLSearchParams(location.search);
    for (const { name, value } of controls) {
      if (value) chosen.set(name, value);
      else chosen.delete(name);
    }
    const query = `${chosen}` && `?${chosen}`;
    history.replaceState(history.state, "", location.pathname + query + location.hash);
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
    const target = document.querySelector(":target");
    if (!target) return;
    if (target.hidden) clear();
    target.scrollIntoView();
  }

  form.hidden = false;
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
  if (location.hash) reveal();
}

function fold(text) {
  return text.normalize("NFKC").toLowerCase();
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

// Numbers fall, dates and words rise; what has none comes last. The first order is the page's.
function arrange(items, sort) {
  const words = [...(sort.form.elements.evidence?.options || [])].map((option) => option.value);
  const keys = {
    date: (item) => item.dataset.date || "9999",
    value: (item) => (item.dataset.value ? -Number(item.dataset.value) : Infinity),
    evidence: (item) => words.indexOf(item.dataset.evidence),
  };
  const key = keys[sort.value];
  const ordered = key
    ? [...items].sort((a, b) => (key(a) > key(b) ? 1 : key(a) < key(b) ? -1 : 0))
    : items;
  ordered[0]?.parentElement.append(...ordered);
}

// The file of all rows, cut down to the rows that show. A field in quotes may hold line breaks.
async function download(event, link, items) {
  if (!items.some((item) => item.hidden)) return;
  event.preventDefault();
  const shown = new Set(items.filter((item) => !item.hidden).map((item) => item.dataset.item));
  const response = await fetch(link.href);
  if (!response.ok) return location.assign(link.href);
  const [first, ...rows] = (await response.text()).match(/(?:"(?:[^"]|"")*"|[^"\n])+\n/g);
  const kept = rows.filter((row) => shown.has(row.slice(0, row.indexOf(","))));
  const file = new Blob([`\ufeff${first.replace("\ufeff", "")}`, ...kept], { type: "text/csv" });
  const target = document.createElement("a");
  target.href = URL.createObjectURL(file);
  target.download = link.dataset.download;
  target.click();
  setTimeout(() => URL.revokeObjectURL(target.href));
}

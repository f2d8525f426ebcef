// Sorts and filters the table of all claims in place. Without scripts the whole table shows.
const form = document.querySelector("[data-filters]");
if (form) {
  const body = document.querySelector("table.claims tbody");
  const rows = [...body.rows];
  const count = form.querySelector("[data-count]");
  const levels = [...form.elements.evidence.options].map((option) => option.value);
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const texts = new Map(rows.map((row) => [row, fold(row.textContent)]));
  // Rows without a date or number come last, whatever the order.
  const orders = {
    date: (row) => row.dataset.date || "9999",
    value: (row) => (row.dataset.value ? -Number(row.dataset.value) : Infinity),
    evidence: (row) => levels.indexOf(row.dataset.evidence),
  };

  function show() {
    const { text, evidence, kind, sort } = form.elements;
    const wanted = fold(text.value.trim());
    const fits = (row) =>
      texts.get(row).includes(wanted) &&
      (!evidence.value || row.dataset.evidence === evidence.value) &&
      (!kind.value || row.dataset.kind === kind.value);
    for (const row of rows) row.hidden = !fits(row);
    const key = orders[sort.value];
    const sorted = key
      ? [...rows].sort((a, b) => (key(a) > key(b) ? 1 : key(a) < key(b) ? -1 : 0))
      : rows;
    body.append(...sorted);
    const shown = rows.filter((row) => !row.hidden).length;
    count.textContent = count.dataset.words
      .replace("{shown}", shown)
      .replace("{all}", rows.length);
  }

  // A link to a row must show that row, whatever was filtered before.
  function reveal() {
    const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!row || !row.hidden) return;
    form.reset();
    show();
    row.scrollIntoView();
  }

  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", reveal);
  show();
  if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}

// Puts the day of reading into citations, and a button beside every text made for copying.
// Without scripts the texts can be selected, and say where the day belongs.
const now = new Date();
const iso = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
const days = {
  iso,
  slashes: iso.replace(/-/g, "/"),
  long: now.toLocaleDateString("en-US", { year: "numeric", month: "long", day: "numeric" }),
};
for (const day of document.querySelectorAll("[data-day]")) day.textContent = days[day.dataset.day];

for (const text of document.querySelectorAll(".citing dd, [data-copied-text]")) {
  const { copy, copied } = text.closest("[data-copy]").dataset;
  const button = document.createElement("button");
  const name = text.previousElementSibling;
  let timer = 0;
  button.type = "button";
  button.className = "copy";
  button.textContent = copy;
  if (name) button.setAttribute("aria-label", `${copy} ${name.textContent}`);
  const words = text.textContent;
  const say = () => {
    button.textContent = copied;
    clearTimeout(timer);
    timer = setTimeout(() => (button.textContent = copy), 2000);
  };
  button.addEventListener("click", () => {
    // Browsers have a clipboard for pages from https only; WebViews may refuse it.
    if (!navigator.clipboard) return select(text, say);
    navigator.clipboard.writeText(words).then(say, () => select(text, say));
  });
  // A button after the text, or in a list of terms at the end of its entry.
  if (text.tagName === "DD") text.append(button);
  else text.after(button);
}

function select(text, say) {
  const range = document.createRange();
  range.selectNodeContents(text);
  if (text.lastElementChild && text.lastElementChild.matches("button")) {
    range.setEndBefore(text.lastElementChild);
  }
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  if (document.execCommand("copy")) say();
}

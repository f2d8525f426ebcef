// The note behind a figure, or the explanation of a term or of an evidence level. Its marker is a
// link to the figure’s row, to the glossary or to the levels; with scripts it becomes a
// disclosure that opens in place by hover, focus, tap or key.
const OPEN_DELAY = 200;
const CLOSE_DELAY = 300;
// A browser that cannot tell how the focus came opens on every focus.
const FOCUSED = CSS.supports("selector(:focus-visible)") ? ":focus-visible" : ":focus";
let current = null;

function setUp(fact, index) {
  const note = fact.querySelector(".note") || explanation(fact);
  const markers = fact.querySelectorAll("[data-note]");
  note.id = `note-${index}`;
  note.setAttribute("role", "group");
  note.setAttribute("aria-label", fact.querySelector(".fact__value, .term__word, .evidence").textContent);
  const view = { fact, note, markers, pinned: false, timer: 0 };

  for (const marker of markers) {
    marker.setAttribute("role", "button");
    marker.setAttribute("aria-expanded", "false");
    marker.setAttribute("aria-controls", note.id);
    marker.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // open the row elsewhere
      event.preventDefault();
      if (current === view && view.pinned) return close(view);
      open(view, true, marker);
    });
    marker.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      marker.click();
    });
    marker.addEventListener("focus", () => {
      if (marker.matches(FOCUSED) && current !== view) open(view, false, marker);
    });
  }
  fact.addEventListener("focusout", (event) => {
    if (!fact.contains(event.relatedTarget) && !view.pinned) close(view);
  });
  fact.addEventListener("pointerenter", (event) => {
    if (event.pointerType !== "mouse") return;
    clearTimeout(view.timer);
    // A note that was asked for stays: opening it may move the page below a resting mouse.
    view.timer = setTimeout(() => current || open(view, false), OPEN_DELAY);
  });
  fact.addEventListener("pointerleave", (event) => {
    if (event.pointerType !== "mouse") return;
    clearTimeout(view.timer);
    view.timer = setTimeout(() => view.pinned || close(view), CLOSE_DELAY);
  });
  note.querySelector(".note__close").addEventListener("click", () => {
    close(view);
    (view.opener || markers[0]).focus({ preventScroll: true });
    close(view); // focus opens; a closed note stays closed
  });
}

// The title of a badge as a note: a title cannot be had by touch or by key.
function explanation(badge) {
  const link = badge.querySelector(".evidence");
  const note = document.createElement("span");
  const line = document.createElement("span");
  note.className = "note";
  line.className = "note__line";
  line.textContent = link.title;
  note.append(line, document.getElementById("about-levels").content.cloneNode(true));
  note.querySelector("a").href = link.href;
  note.hidden = true;
  link.removeAttribute("title");
  badge.append(note);
  return note;
}

function open(view, pinned, opener) {
  if (current && current !== view) close(current);
  current = view;
  view.pinned = pinned;
  view.opener = opener;
  view.note.hidden = false;
  for (const marker of view.markers) marker.setAttribute("aria-expanded", "true");
  keepInView(view);
}

function close(view) {
  clearTimeout(view.timer);
  view.note.hidden = true;
  view.pinned = false;
  for (const marker of view.markers) marker.setAttribute("aria-expanded", "false");
  if (current === view) current = null;
}

// Shift a note that would leave the window to the left or right. On phones it is a sheet
// at the bottom: there the page moves, so that the sheet does not cover the figure.
function keepInView({ fact, note }) {
  note.style.transform = "";
  const box = note.getBoundingClientRect();
  if (getComputedStyle(note).position === "fixed") {
    const covered = fact.getBoundingClientRect().bottom - box.top;
    if (covered > 0) scrollBy(0, covered + 24);
    return;
  }
  const margin = 12;
  const right = document.documentElement.clientWidth - margin;
  const shift = Math.max(Math.min(0, right - box.right), margin - box.left);
  if (shift) note.style.transform = `translateX(${Math.round(shift)}px)`;
}

document.querySelectorAll(".fact, .term, .badge").forEach(setUp);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !current) return;
  const view = current;
  const inside = view.note.contains(document.activeElement);
  close(view);
  if (inside) (view.opener || view.markers[0]).focus({ preventScroll: true });
  close(view);
});

document.addEventListener("pointerdown", (event) => {
  if (current && !current.fact.contains(event.target)) close(current);
});

// Carries the reader's place, search and choices over to the page in the other language. Without
// scripts the switch still leads to the same page, at its top.
const PLACES = "h2[id], h3[id], h4[id], tr[id], li[id], section[id], div[id]";
const article = document.querySelector("article") || document.body;
const HEADER = 90; // as high as the header and what a heading keeps free above itself

for (const link of document.querySelectorAll("[data-language-switch]")) {
  const target = link.getAttribute("href");
  const follow = () => link.setAttribute("href", target + location.search + place());
  for (const moment of ["focus", "pointerenter", "click"]) link.addEventListener(moment, follow);
  addEventListener("hashchange", follow);
  follow();
}

// The anchor in the address while it is in sight, else the last that was scrolled past.
function place() {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named && seen(named)) return location.hash;
  const passed = [...article.querySelectorAll(PLACES)].filter(
    (one) => one.getClientRects().length && one.getBoundingClientRect().top < HEADER,
  );
  const last = passed[passed.length - 1];
  return last && scrollY ? `#${encodeURIComponent(last.id)}` : "";
}

function seen(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

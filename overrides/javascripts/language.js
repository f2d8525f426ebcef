// Carries the anchor over to the page in the other language. Without scripts the
// switch still leads to the same page, at its top.
for (const link of document.querySelectorAll("[data-language-switch]")) {
  const target = link.getAttribute("href");
  const follow = () => link.setAttribute("href", target + location.hash);
  addEventListener("hashchange", follow);
  link.addEventListener("focus", follow);
  link.addEventListener("pointerenter", follow);
  link.addEventListener("click", follow);
  follow();
}

// Draws the search box into its place, which every page keeps free for it. What it says is told there.
const place = document.querySelector("[data-search]");
if (place) draw(place);

function draw(place) {
  const icon = (path) => `<svg viewBox="0 0 24 24"><path d="${path}"/></svg>`;
  const sign = document.querySelector("label.md-header__button[for=__search]");
  place.innerHTML = `<label class="md-search__overlay" for="__search"></label>
<div class="md-search__inner" role="search">
<form class="md-search__form">
<input type="search" class="md-search__input" name="query" id="search-query" aria-controls="search-results" autocapitalize="off" autocorrect="off" autocomplete="off" maxlength="200" spellcheck="false" enterkeyhint="go">
<label class="md-search__icon md-icon" for="__search">${sign.innerHTML}${icon("M20 11v2H8l5.5 5.5-1.42 1.42L4.16 12l7.92-7.92L13.5 5.5 8 11z")}</label>
<div class="md-search__options"><button type="reset" class="md-search__icon md-icon" tabindex="-1">${icon("M19 6.41 17.59 5 12 10.59 6.41 5 5 6.41 10.59 12 5 17.59 6.41 19 12 13.41 17.59 19 19 17.59 13.41 12z")}</button></div>
</form>
<div class="md-search__output"><div class="md-search__scrollwrap"><div class="md-search-result">
<div class="md-search-result__meta" role="status"></div>
<ol class="md-search-result__list" id="search-results"></ol>
<div class="md-search-result__help" hidden></div>
</div></div></div>
</div>`;
  const input = place.querySelector("input");
  const clear = place.querySelector("button");
  input.placeholder = place.getAttribute("aria-label");
  input.setAttribute("aria-label", input.placeholder);
  clear.title = place.dataset.clear;
  clear.setAttribute("aria-label", clear.title);
}

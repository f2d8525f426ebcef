"""One grid: the same edges on every page, nothing too wide, nothing that moves while it loads."""

from __future__ import annotations

import time
from collections import defaultdict

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from archive.languages import LANGUAGES, Language
from tests.built import Site

WIDTHS = (320, 390, 720, 768, 820, 960, 1100, 1220, 1280, 1366, 1440)
EDGES = """() => ["h1", "> p", ".lead", "> .fact-box", "> .table-frame", ".wall", ".filters"]
  .map((one) => document.querySelector(`article ${one}`))
  .filter((one) => one && one.checkVisibility() && getComputedStyle(one).position !== "absolute")
  .map((one) => [one.getBoundingClientRect().left, one.getBoundingClientRect().right].map(Math.round))"""
BEYOND = """() => {
  const column = document.querySelector("article").getBoundingClientRect().right;
  const all = [...document.querySelectorAll("article .table-frame *, article .fact-box *")];
  const right = Math.max(0, ...all.filter((one) => one.checkVisibility() && !one.closest(".note"))
    .map((one) => one.getBoundingClientRect().right));
  return [document.documentElement.scrollWidth - innerWidth, right - column];
}"""
SHIFTS = """window.shift = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) window.shift += one.value;
  }).observe({ type: "layout-shift", buffered: true });"""


def test_text_boxes_and_tables_share_their_edges_on_all_pages(
    invented_base: str, page: Page, invented_site: Site
) -> None:
    found: dict[int, dict[tuple[int, int], list[str]]] = defaultdict(lambda: defaultdict(list))
    for language in LANGUAGES:
        for tail in invented_site.tails:
            page.goto(f"{invented_base}{language}/{tail}")
            for width in (390, 800, 1100, 1440):
                page.set_viewport_size({"width": width, "height": 900})
                for left, right in page.evaluate(EDGES):
                    found[width][left, right].append(tail)
    assert len(found) == 4
    for width, edges in found.items():
        assert len(edges) == 1, (width, dict(edges))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [800, 1100, 1440])
def test_in_letters_of_any_width_no_words_run_into_others(
    invented_base: str, page: Page, language: Language, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{invented_base}{language}/figures/")
    page.locator(".claims").evaluate("(table) => { table.style.letterSpacing = '0.15em' }")
    cells = page.locator(".claims tr > *").evaluate_all(
        "all => all.map((one) => [one.textContent, one.scrollWidth - one.clientWidth])"
    )
    assert len(cells) > 20
    assert [words for words, beyond in cells if beyond > 0] == []


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_the_sources_of_each_claim_stand_at_the_edge(
    invented_base: str, page: Page, width: int
) -> None:
    """Also of one without a date, whose place nothing fills."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{invented_base}en/figures/")
    widths = page.locator(".claims__grounds").evaluate_all("all => all.map(one => one.clientWidth)")
    assert page.locator(".claims__date:empty").count()
    assert max(widths) - min(widths) < 10, "one source or two"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_too_wide_from_phone_to_desktop(
    own_base: str, page: Page, own_site: Site, language: Language
) -> None:
    wrong = []
    for tail in own_site.tails:
        page.goto(f"{own_base}{language}/{tail}")
        expect(page.locator("article h1")).to_be_visible()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            beyond = page.evaluate(BEYOND)
            if max(beyond) > 0:  # unless it is what slides away at another width
                page.wait_for_timeout(1000)
                beyond = page.evaluate(BEYOND)
            if max(beyond) > 0:
                wrong.append(f"{tail} at {width}: {beyond}")
    assert not wrong


def slow(context: BrowserContext) -> Page:
    """A page whose scripts come late; ``window.shift`` is how far things jumped."""

    def late(route: Route) -> None:
        time.sleep(0.3)
        route.continue_()

    page = context.new_page()
    page.add_init_script(SHIFTS)
    page.route("**/*.js", late)
    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_jumps_when_the_scripts_come_late(
    invented_base: str, browser: Browser, invented_site: Site, language: Language
) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = slow(context)
        for tail in ("", "figures/", "initiatives/", "timeline/"):
            if tail not in invented_site.tails:
                continue
            page.goto(f"{invented_base}{language}/{tail}", wait_until="networkidle")
            assert page.evaluate("window.shift") < 0.02, tail

"""What readers come to do, done in a real Chromium from end to end."""

from __future__ import annotations

import csv
import re
from typing import Literal
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from archive.languages import LANGUAGES, Language
from archive.model import evidence
from archive.rendering.facets import facets, values
from tests.built import Site

PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_home_to_a_figures_source_in_three_actions(
    invented_base: str, phone: Page, invented_site: Site, language: Language
) -> None:
    phone.goto(f"{invented_base}{language}/")
    phone.locator(".wall .mark").first.tap()  # 1: the row of the claim
    phone.wait_for_url("**/figures/#*")
    address = urlsplit(phone.url).fragment
    row = phone.locator(f"[id='{address}']")
    expect(row).to_be_in_viewport()
    row.locator("summary").tap()  # 2: its sources
    row.locator(".ground a").first.tap()  # 3: the first of them
    first = invented_site.archive.claims[address].sources[0].source
    expect(phone).to_have_url(f"{invented_base}{language}/sources/#{first}")
    expect(phone.locator(f"[id='{first}'] .source__title")).to_be_in_viewport()


def test_a_choice_of_initiatives_can_be_shared_and_taken_back(
    invented_base: str, page: Page, invented_site: Site
) -> None:
    initiatives = invented_site.archive.initiatives
    answers = {key: values(one) for key, one in initiatives.items()}
    purpose = next(iter(initiatives.values())).category
    (second, value) = next(
        (key, value)
        for key in facets(invented_site.archive, str)
        for value in answers[next(iter(initiatives))][key]
        if key != "category"
    )
    wanted = {
        key
        for key, given in answers.items()
        if purpose in given["category"] and value in given[second]
    }
    assert 0 < len(wanted) < len(initiatives)

    def shown() -> set[str | None]:
        return {card.get_attribute("data-item") for card in page.locator(".card:visible").all()}

    page.goto(f"{invented_base}en/initiatives/")
    assert shown() == set(initiatives)
    page.locator("select[name=category]").select_option(purpose)
    page.locator(f"select[name={second}]").select_option(value)
    expect(page.locator(".card:visible")).to_have_count(len(wanted))
    assert shown() == wanted
    status = page.locator("[data-filters] [role=status]")
    expect(status).to_contain_text(f"{len(wanted)} of {len(initiatives)}")
    assert parse_qs(urlsplit(page.url).query) == {"category": [purpose], second: [value]}
    # No heading is left standing over nothing.
    categories = {initiatives[key].category for key in wanted}
    for category in invented_site.archive.categories:
        expect(page.locator(f"h2#{category}")).to_be_visible(visible=category in categories)

    page.reload()
    assert shown() == wanted
    page.goto(page.url.replace("/en/", "/zh/"))
    assert shown() == wanted

    page.locator(".filters button[type=reset]").click()
    expect(page.locator(".card:visible")).to_have_count(len(initiatives))
    assert not urlsplit(page.url).query


def test_each_choice_says_how_many_it_would_leave(
    invented_base: str, page: Page, invented_site: Site
) -> None:
    page.goto(f"{invented_base}en/initiatives/")
    initiatives = invented_site.archive.initiatives.values()
    for level in evidence.Level:
        number = sum(level in values(one)["evidence"] for one in initiatives)
        option = page.locator(f"select[name=evidence] option[value='{level}']")
        if number:
            expect(option).to_contain_text(f"({number})")
        else:
            expect(option).to_have_count(0)


def test_what_is_shown_can_be_taken_away(
    invented_base: str, page: Page, invented_site: Site
) -> None:
    page.goto(f"{invented_base}en/figures/?kind=money")
    money = {address for address, claim in invented_site.archive.claims.items() if claim.currency}
    expect(page.locator("table.claims tbody tr:visible")).to_have_count(len(money))
    with page.expect_download() as waiting:
        page.locator("[data-download]").click()
    with waiting.value.path().open(encoding="utf-8-sig", newline="") as file:
        assert {row["id"] for row in csv.DictReader(file)} == money


def test_nothing_found_says_so_and_offers_the_way_back(
    invented_base: str, page: Page, invented_site: Site
) -> None:
    page.goto(f"{invented_base}zh/figures/?text=nowhere-to-be-found")
    expect(page.locator("table.claims tbody tr:visible")).to_have_count(0)
    expect(page.locator("[data-filters] [role=status]")).to_have_text("没有符合的条目。")
    page.locator(".filters button[type=reset]").click()
    expect(page.locator("table.claims tbody tr:visible")).to_have_count(
        len(dict(invented_site.archive.claims.items()))
    )


def test_the_timeline_by_theme_as_list_and_picture(
    invented_base: str, page: Page, invented_site: Site
) -> None:
    page.goto(f"{invented_base}en/timeline/")
    theme = next(iter(invented_site.archive.events.values())).theme
    of_theme = {key for key, event in invented_site.archive.events.items() if event.theme == theme}
    assert 0 < len(of_theme) < len(invented_site.archive.events)
    marks = page.locator(".time-axis__marks a:visible")
    expect(marks).to_have_count(len(invented_site.archive.events))
    page.locator("select[name=theme]").select_option(theme)
    expect(page.locator(".timeline > li:visible")).to_have_count(len(of_theme))
    expect(marks).to_have_count(len(of_theme))


@pytest.mark.parametrize("width", [390, 1440])
def test_a_mark_of_the_timeline_says_what_it_is_inside_the_window(
    invented_base: str, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{invented_base}en/timeline/")
    marks = page.locator(".time-axis__marks a").all()
    assert len(marks) > 1
    for mark in marks:
        mark.focus()
        words = mark.locator(".time-axis__words")
        expect(words).to_be_in_viewport(ratio=0.99)
        assert words.evaluate("one => one.scrollWidth - one.clientWidth") <= 0


@pytest.mark.parametrize("tail", ["initiatives/", "timeline/", "figures/"])
def test_without_scripts_everything_shows_and_nothing_pretends_to_filter(
    invented_base: str, browser: Browser, invented_site: Site, tail: str
) -> None:
    items = {
        "initiatives/": (".card", len(invented_site.archive.initiatives)),
        "timeline/": (".timeline > li", len(invented_site.archive.events)),
        "figures/": ("table.claims tbody tr", len(dict(invented_site.archive.claims.items()))),
    }
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{invented_base}zh/{tail}?theme=none&category=none&kind=money")
        selector, number = items[tail]
        expect(page.locator(f"{selector}:visible")).to_have_count(number)
        expect(page.locator("form.filters")).to_be_hidden()


def test_a_term_is_explained_where_it_stands(
    invented_base: str, page: Page, invented_site: Site
) -> None:
    page.goto(f"{invented_base}en/initiatives/book-drying/")
    term = page.locator(".term").first
    word, note = term.locator(".term__word"), term.locator(".note")
    expect(note).to_be_hidden()
    word.click()
    expect(note).to_be_visible()
    key = urlsplit(word.get_attribute("href") or "").fragment
    expect(note).to_contain_text(invented_site.archive.terms[key].definition.en)
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(word).to_be_focused()


def test_a_marker_for_a_colour_scheme_is_kept_and_readable_on_a_phone(
    invented_base: str, phone: Page
) -> None:
    phone.goto(f"{invented_base}zh/funds/")
    phone.locator("label[for='__palette_1']").tap()
    expect(phone.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    phone.goto(f"{invented_base}zh/initiatives/")
    expect(phone.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    # The charts follow: their bars are light on dark.
    lightness = phone.locator(".chart rect").first.evaluate(
        "bar => getComputedStyle(bar).fill.match(/\\d+/g).slice(0, 3).reduce((a, b) => a + +b, 0)"
    )
    assert lightness > 3 * 140


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_legible_whatever_the_scheme_on_the_screen(
    invented_base: str, browser: Browser, scheme: Literal["light", "dark"]
) -> None:
    with browser.new_context(color_scheme=scheme) as context:
        page = context.new_page()
        for language in LANGUAGES:
            page.goto(f"{invented_base}{language}/initiatives/book-drying/")
            page.emulate_media(media="print", color_scheme=scheme)
            looks = page.locator("article :is(h1, h2, p, li, td, th, dd, dt)").evaluate_all(
                "all => all.filter(e => e.checkVisibility()).map(e => getComputedStyle(e))"
                ".map(s => [s.color, parseFloat(s.fontSize) * 0.75])"
            )
            assert len(looks) > 30
            for colour, points in looks:
                assert max(int(part) for part in re.findall(r"\d+", colour)[:3]) <= 0xA6, colour
                assert points > 8.49
            page.emulate_media(media="screen")


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_marked_as_of_the_other_language_stay_in_their_line(
    invented_base: str, page: Page, invented_site: Site, language: Language
) -> None:
    """What a style sheet says of the elements around must not take hold of the mark."""
    marked = 0
    for tail in invented_site.tails:
        page.goto(f"{invented_base}{language}/{tail}")
        looks = page.locator("article bdi[lang]").evaluate_all(
            "all => all.filter(mark => mark.checkVisibility()).map(mark => ["
            "getComputedStyle(mark).display, getComputedStyle(mark).fontSize,"
            " getComputedStyle(mark.parentElement).fontSize])"
        )
        marked += len(looks)
        assert all(display == "inline" and own == around for display, own, around in looks), tail
    assert marked


def test_controls_have_room_for_a_finger(
    invented_base: str, phone: Page, invented_site: Site
) -> None:
    """44 px, but for links in running text and for marks of events and claims: these are
    at least 24 px, and the lists behind them offer the same links (WCAG 2.5.8)."""
    small = """() => [...document.querySelectorAll("a, button, input, select, summary, label.md-icon")]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) &&
        getComputedStyle(one).display !== "inline" && !one.closest(".time-axis, .mark"))
      .map((one) => [one.outerHTML.slice(0, 120), one.getBoundingClientRect()])
      .filter(([_, box]) => box.width > 1 && box.right > 0 && box.left < innerWidth &&
        (box.height < 43.5 || box.width < 43.5))
      .map(([html, box]) => `${Math.round(box.width)}×${Math.round(box.height)}: ${html}`)"""
    wrong = []
    for tail in invented_site.tails:
        phone.goto(f"{invented_base}en/{tail}")
        expect(phone.locator("article h1")).to_be_visible()
        wrong += [f"{tail}: {one}" for one in phone.evaluate(small)]
    phone.locator("label[for='__palette_1']").tap()
    wrong += [f"in the dark: {one}" for one in phone.evaluate(small)]
    assert not wrong


def test_everything_is_seen_with_forced_colours(invented_base: str, browser: Browser) -> None:
    """Bars, marks and badges do not vanish where the system paints over all colours."""
    with browser.new_context(viewport=PHONE, forced_colors="active") as context:  # type: ignore[arg-type]
        page = context.new_page()
        for tail, selector, part in (
            ("", ".time-axis__marks a", "::before"),
            ("initiatives/", ".chart rect", ""),
            ("", ".wall .mark", ""),
            ("figures/", "td .evidence", ""),
        ):
            page.goto(f"{invented_base}en/{tail}")
            found = page.locator(selector).all()
            assert found, selector
            for element in found:
                colours = element.evaluate(
                    """(element, part) => {
                      const style = getComputedStyle(element, part || null);
                      const paper = getComputedStyle(document.body).backgroundColor;
                      const drawn = element instanceof SVGElement ? [style.fill, style.stroke] : [];
                      const edge = parseFloat(style.borderTopWidth) ? [style.borderTopColor] : [];
                      return [paper, style.backgroundColor, ...drawn, ...edge];
                    }""",
                    part,
                )
                assert set(colours[1:]) - {colours[0], "rgba(0, 0, 0, 0)", "none"}, selector

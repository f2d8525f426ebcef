"""How a page reads: badges that explain themselves, names for screen readers, copied sentences,
the dark, paper, large letters and narrow screens."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from archive.languages import LANGUAGES, Language
from tests.built import Site, chromium

PHONE: ViewportSize = {"width": 390, "height": 844}
RECORD = "initiatives/book-drying/"


def test_a_badge_says_what_it_means_by_key_pointer_and_finger(
    invented_base: str, browser: Browser
) -> None:
    with browser.new_context(viewport=PHONE, has_touch=True) as context:
        page = context.new_page()
        page.goto(f"{invented_base}en/figures/")
        badge = page.locator("table.claims .badge").first
        level, note = badge.locator(".evidence"), badge.locator(".note")
        expect(level).to_have_attribute("aria-expanded", "false")
        level.tap()
        expect(note).to_be_in_viewport(ratio=0.9)
        expect(note).to_contain_text("repeat what those concerned say")
        expect(level).to_have_attribute("aria-expanded", "true")
        note.locator(".note__close").tap()
        expect(note).to_be_hidden()
        level.focus()
        page.keyboard.press("Space")
        expect(note).to_be_visible()
        page.keyboard.press("Escape")
        expect(note).to_be_hidden()
        note.locator("a").evaluate("link => link.click()")
        expect(page).to_have_url(f"{invented_base}en/about/#evidence")


def test_without_scripts_a_badge_leads_to_the_levels(invented_base: str, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{invented_base}zh/figures/")
        page.locator("table.claims .evidence").first.click()
        expect(page).to_have_url(f"{invented_base}zh/about/#evidence")


def test_every_count_leads_to_as_many_entries(invented_base: str, page: Page) -> None:
    rows, cards = "table.claims tbody tr:visible", ".card:visible"
    for tail, links, behind in (
        ("", ".wall__sum a, .wall__table td a", rows),
        ("about/", ".levels td a", rows),
        ("initiatives/", ".chart__amount a", cards),
    ):
        page.goto(f"{invented_base}en/{tail}")
        found = page.locator(links).evaluate_all(
            "all => all.map(one => [one.href, parseInt(one.textContent.match(/\\d+/)[0])])"
        )
        assert len(found) > 2
        for address, count in found:
            page.goto(address)
            expect(page.locator(behind)).to_have_count(count)


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("zh", r"120万元的来源：.+，第2段"),
        ("en", r"Source of RMB 1\.2 million: .+, paragraph 2"),
    ],
)
def test_marks_and_headings_have_names_that_say_what_they_are(
    invented_base: str, page: Page, language: Language, name: str
) -> None:
    page.goto(f"{invented_base}{language}/")
    fact = page.locator("[data-claim='flood-fund.total']").first
    expect(fact.get_by_role("button", name=re.compile(rf"^{name}$"))).to_be_visible()
    for tail in ("about/", "organizations/"):
        page.goto(f"{invented_base}{language}/{tail}")
        outline = page.locator("article").aria_snapshot()
        headings = re.findall(r"heading \"(.*)\"", outline)
        assert headings
        assert not [one for one in headings if one.rstrip().endswith("#")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_copied_sentence_is_the_sentence(
    invented_base: str, page: Page, language: Language
) -> None:
    page.goto(f"{invented_base}{language}/")
    paragraph = page.locator(".wall + p")
    copied = paragraph.evaluate(
        "one => { getSelection().selectAllChildren(one); return getSelection().toString(); }"
    )
    assert "¶" not in copied
    assert "\u2060" not in paragraph.evaluate("one => one.textContent")
    assert re.search(r"120万元。|RMB 1\.2 million\.", copied.replace("\xa0", " "))


@pytest.mark.parametrize("scripts", [True, False])
def test_the_dark_is_dark_from_the_first_paint(
    invented_base: str, browser: Browser, scripts: bool
) -> None:
    """With the theme's script out of the way, which would see to it late."""
    with browser.new_context(color_scheme="dark", java_script_enabled=scripts) as context:
        page = context.new_page()
        page.route("**/*.js", lambda route: route.abort())
        page.goto(f"{invented_base}en/{RECORD}")
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor") if scripts else ""
        shot = page.screenshot(clip={"x": 0, "y": 700, "width": 1, "height": 1})
        assert not scripts or paper == "rgb(20, 25, 31)"
        assert b"\xff\xff\xff" not in shot


def test_without_scripts_the_dark_has_the_colours_it_has_with_them(invented_site: Site) -> None:
    style = next((invented_site.folder / "assets").glob("site.*.css")).read_text("utf-8")
    dark = "".join(
        re.findall(r'^ *\[data-md-color-scheme="slate"\] \{([^}]*--[^}]*)\}', style, re.MULTILINE)
    )
    unscripted = re.search(r"html:not\(\.scripted\)[^{]*\{([^}]*)\}", style)
    assert unscripted
    assert set(re.findall(r"--(?:record|level|md)[^;]*;", dark)) <= set(
        re.findall(r"--[^;]*;", unscripted[1])
    )


def test_a_damaged_choice_of_colours_is_as_good_as_none(invented_base: str, page: Page) -> None:
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{invented_base}en/about/")
    for stored in (
        "{",
        "5",
        '{"index":99,"color":5}',
        '{"index":"x","color":{"scheme":"slate"}}',
    ):
        keys = page.evaluate(
            "bad => Object.keys(localStorage).map(key => localStorage[key] = bad)", stored
        )
        assert keys
        page.reload()
        expect(page.locator("html")).to_have_class(re.compile(r"(^| )js( |$)"))
        assert not wrong, stored


def test_an_anchor_that_is_none_stops_no_script(invented_base: str, page: Page) -> None:
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    for anchor in ("#%", "#100%", "#%E0%A4%A"):
        page.goto(f"{invented_base}en/{anchor}")  # a page between, so that each loads anew
        page.goto(f"{invented_base}en/figures/{anchor}")
        page.evaluate("anchor => location.hash = anchor", anchor)
        page.locator("select[name=sort]").select_option("date")
        expect(page).to_have_url(re.compile(r"sort=date"))
        assert not wrong, anchor


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_says_where_when_and_what_was_chosen(
    invented_base: str, browser: Browser, scheme: Literal["light", "dark"]
) -> None:
    with browser.new_context(color_scheme=scheme) as context:
        page = context.new_page()
        page.goto(f"{invented_base}zh/figures/?evidence=relayed&text=基金")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print", color_scheme=scheme)
        expect(page.locator(".filters__paper")).to_be_visible()
        expect(page.locator(".filters__paper")).to_contain_text("他方转述")
        expect(page.locator(".filters__paper")).to_contain_text("基金")
        imprint = page.locator(".imprint")
        expect(imprint).to_contain_text("/zh/figures/")
        expect(imprint).to_contain_text(re.compile(r"打印于 ?\d{4}年"))
        scheme_of = "getComputedStyle(document.documentElement).colorScheme"
        assert "dark" not in page.evaluate(scheme_of)
        page.emulate_media(media="screen")
        page.goto(f"{invented_base}zh/")
        page.locator(".fact .cite").first.click()
        page.emulate_media(media="print")
        expect(page.locator(".note:visible")).to_have_count(0)


def test_letters_of_double_size_fit_a_narrow_phone(
    own_base: str, browser: Browser, own_site: Site
) -> None:
    large = browser.browser_type.launch(
        executable_path=chromium(),
        args=["--no-sandbox", "--disable-gpu", "--blink-settings=defaultFontSize=32"],
    )
    wrong = []
    page = large.new_page()
    for language in LANGUAGES:
        for tail in own_site.tails:
            page.goto(f"{own_base}{language}/{tail}")
            for width in (320, 390):
                page.set_viewport_size({"width": width, "height": 700})
                beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                if beyond > 0:
                    wrong.append(f"{language}/{tail} is {beyond} px too wide at {width}")
    large.close()
    assert not wrong

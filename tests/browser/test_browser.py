"""The site in a real Chromium: what a reader's browser loads, shows and follows."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from archive.model.addresses import claim_page
from tests.built import PREFIX, Site, served


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_load_whole_silently_and_from_their_own_server_only(
    own_base: str, page: Page, own_site: Site, language: str
) -> None:
    host = urlsplit(own_base).netloc
    seen: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    # The browser gives up the icon when the test moves on before it has come.
    page.on(
        "requestfailed",
        lambda request: (
            None
            if request.failure == "net::ERR_ABORTED" and request.url.endswith("mark.svg")
            else wrong.append(f"failed: {request.url}: {request.failure}")
        ),
    )
    page.on(
        "response",
        lambda response: (
            wrong.append(f"{response.status}: {response.url}") if response.status >= 400 else None
        ),
    )
    page.on(
        "console",
        lambda message: (
            wrong.append(f"console: {message.text}")
            if message.type in ("error", "warning")
            else None
        ),
    )
    page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    claims = [f"{language}/{claim_page(claim)}" for claim in own_site.archive.claims]
    every = [address for address in own_site.pages if address.startswith(f"{language}/")]
    assert len(every) == len(own_site.pages) / 2
    addresses = [one for one in every if one not in claims[3:]]  # all of one template
    for address in addresses:
        page.goto(f"{own_base}{address}")
        expect(page.locator("article h1")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert len(seen) > len(addresses) > len(claims[:3])
    assert not [url for url in seen if urlsplit(url).netloc != host]
    assert not wrong


def test_language_switch_keeps_page_and_anchor_in_both_directions(
    invented_base: str, page: Page
) -> None:
    page.goto(f"{invented_base}zh/initiatives/book-drying/#claims")
    page.get_by_role("link", name="English", exact=True).click()
    expect(page).to_have_url(f"{invented_base}en/initiatives/book-drying/#claims")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="中文", exact=True).click()
    expect(page).to_have_url(f"{invented_base}zh/initiatives/book-drying/#claims")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


@pytest.mark.parametrize("prefix", ["", PREFIX])
def test_language_switch_works_without_scripts(
    invented_site: Site, browser: Browser, prefix: str
) -> None:
    with (
        served(invented_site.folder, prefix) as base,
        browser.new_context(java_script_enabled=False) as context,
    ):
        page = context.new_page()
        page.goto(f"{base}")
        page.get_by_role("link", name="English").click()
        expect(page).to_have_url(f"{base}en/")
        page.goto(f"{base}en/funds/flood-fund/")
        page.get_by_role("link", name="中文", exact=True).click()
        expect(page).to_have_url(f"{base}zh/funds/flood-fund/")


WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Pages of the invented record: a disputed figure, and an undisputed one.
DISPUTED, BOOKS = "funds/", "initiatives/book-drying/"


@pytest.mark.parametrize(
    ("language", "does", "by", "theirs"),
    [
        ("zh", "数值不同", "云泽晚报", "2.5万美元"),
        ("en", "differs", "Yunze Evening Post", "US$25,000"),
    ],
)
def test_the_note_of_a_figure_says_who_gives_which_other_figure(
    invented_base: str, page: Page, language: str, does: str, by: str, theirs: str
) -> None:
    page.goto(f"{invented_base}{language}/{DISPUTED}")
    fact = page.locator(".fact").first
    expect(fact.locator(".cite--differs")).to_have_count(1)
    note = fact.locator(".note")
    expect(note).to_be_hidden()
    marker = fact.locator(".cite").first
    marker.click()
    expect(note).to_be_visible()
    for words in (does, by, theirs):
        expect(note).to_contain_text(words)
    expect(note).to_contain_text("¶4")
    expect(marker).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(marker).to_have_attribute("aria-expanded", "false")


def test_a_note_opens_and_closes_by_keyboard_and_hover(invented_base: str, page: Page) -> None:
    page.goto(f"{invented_base}en/{DISPUTED}")
    fact = page.locator(".fact").first
    note, marker = fact.locator(".note"), fact.locator(".cite").first
    page.locator(".fact .cite").first.evaluate("first => first.closest('p').tabIndex = -1")
    page.locator(".fact").first.evaluate("fact => fact.closest('p').focus()")
    for _ in range(30):
        page.keyboard.press("Tab")
        if marker.evaluate("marker => marker === document.activeElement"):
            break
    expect(marker).to_be_focused()
    expect(note).to_be_visible()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(marker).to_be_focused()
    page.keyboard.press("Space")
    expect(note).to_be_visible()
    note.locator(".note__close").click()
    expect(note).to_be_hidden()

    page.mouse.move(0, 0)
    fact.locator(".fact__value").hover()
    expect(note).to_be_visible()
    page.mouse.move(0, 0)
    expect(note).to_be_hidden()


def test_a_note_stays_in_the_window(invented_base: str, page: Page) -> None:
    for path in (DISPUTED, BOOKS, "funds/flood-fund/"):
        page.goto(f"{invented_base}en/{path}")
        facts = page.locator(".fact")
        expect(facts.first).to_be_visible()
        for width, height in ((1280, 800), (390, 700), (320, 600)):
            page.set_viewport_size({"width": width, "height": height})
            for fact in facts.all():
                fact.locator(".cite").first.click()
                note = fact.locator(".note")
                expect(note).to_be_visible()
                box = note.bounding_box()
                assert box
                assert box["x"] >= 0
                assert box["x"] + box["width"] <= width
                if width < 700:
                    expect(note).to_be_in_viewport(ratio=0.9)
                page.keyboard.press("Escape")


def test_a_note_leads_to_the_claims_page_its_row_and_its_source(
    invented_base: str, page: Page
) -> None:
    page.goto(f"{invented_base}en/{BOOKS}")
    fact = page.locator(".fact[data-claim='book-drying.volumes']").first
    fact.locator(".cite").first.click()
    fact.locator(".note__source a").first.click()
    expect(page).to_have_url(f"{invented_base}en/sources/#report")
    page.go_back()
    fact.locator(".cite").first.click()
    fact.locator(".note__foot a").click()
    expect(page).to_have_url(f"{invented_base}en/figures/book-drying.volumes/")
    page.locator(".claim-page__ways a").first.click()
    expect(page).to_have_url(f"{invented_base}en/figures/#book-drying.volumes")
    row = page.locator("tr[id='book-drying.volumes']")
    expect(row).to_be_in_viewport()
    expect(row).to_contain_text("13,000 volumes")


def test_a_citation_is_copied_with_the_day_of_reading(invented_base: str, browser: Browser) -> None:
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"{invented_base}en/figures/book-drying.volumes/")
        today = page.evaluate("new Date().getFullYear()")
        page.get_by_role("button", name="Copy APA 7").click()
        expect(page.get_by_role("button", name="Copy APA 7")).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert re.search(rf"Retrieved \w+ \d+, {today}, from http\S+volumes/$", copied)


def test_without_scripts_a_marker_is_a_link_to_the_row(
    invented_base: str, browser: Browser
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{invented_base}zh/{BOOKS}")
        fact = page.locator(".fact[data-claim='book-drying.volumes']").first
        expect(fact.locator(".note")).to_be_hidden()
        fact.locator(".cite").first.click()
        expect(page).to_have_url(f"{invented_base}zh/figures/#book-drying.volumes")
        expect(page.locator("tr[id='book-drying.volumes']")).to_contain_text("超1.3万册图书")
        expect(page.locator("[data-filters]")).to_be_hidden()


def test_the_table_of_claims_filters_sorts_and_shows_a_linked_row(
    invented_base: str, page: Page
) -> None:
    page.goto(f"{invented_base}en/figures/")
    rows = page.locator("table.claims tbody tr")
    everything = rows.count()
    status = page.locator("[data-filters] [role=status]")
    expect(status).to_have_text(f"Showing {everything} of {everything}")

    level = rows.first.get_attribute("data-evidence") or ""
    page.locator("select[name=evidence]").select_option(level)
    visible = page.locator("table.claims tbody tr:visible")
    chosen = page.locator(f"table.claims tbody tr[data-evidence='{level}']")
    expect(visible).to_have_count(chosen.count())
    expect(status).to_have_text(f"Showing {chosen.count()} of {everything}")
    assert 0 < chosen.count() < everything
    label = chosen.first.locator(".claims__label").inner_text().upper()
    having = [text for text in chosen.all_text_contents() if label in text.upper()]
    assert 0 < len(having) < chosen.count()
    page.locator("input[name=text]").fill(label)
    expect(visible).to_have_count(len(having))

    hidden = page.locator(f"table.claims tbody tr:not([data-evidence='{level}'])").last
    address = hidden.get_attribute("id")
    page.evaluate(f"location.hash = '#{address}'")
    expect(page.locator(f"tr[id='{address}']")).to_be_in_viewport()
    expect(visible).to_have_count(everything)

    page.locator("select[name=sort]").select_option("date")
    dates = [row.get_attribute("data-date") or "9999" for row in rows.all()]
    assert dates == sorted(dates)


def test_an_unknown_address_gets_a_page_in_its_language(invented_site: Site, page: Page) -> None:
    with served(invented_site.folder) as invented_base:
        page.goto(f"{invented_base}zh/404.html")
        expect(page.locator("article h1")).to_have_text("没有这个页面")
        page.get_by_role("link", name="English", exact=True).click()
        expect(page).to_have_url(f"{invented_base}en/")
        page.goto(f"{invented_base}en/404.html")
        expect(page.locator("article h1")).to_have_text("No such page")
        page.locator("article").get_by_role("link", name="all figures").click()
        expect(page).to_have_url(f"{invented_base}en/figures/")
        page.goto(f"{invented_base}404.html")
        expect(page.get_by_role("link", name="首页")).to_be_visible()
        page.get_by_role("link", name="Home").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize(("language", "scheme"), [("zh", "dark"), ("en", "light")])
def test_every_page_type_is_accessible(
    invented_base: str,
    browser: Browser,
    invented_site: Site,
    language: str,
    scheme: Literal["light", "dark"],
) -> None:
    """WCAG 2.2 A and AA as far as axe can judge; the first note of each kind is judged, too, open
    and by itself: it lies over a part of the page."""
    options = {"runOnly": WCAG, "resultTypes": ["violations"]}  # what passes is not listed
    wrong = []
    judged, kinds = 0, set()
    with browser.new_context(
        viewport={"width": 390, "height": 844}, color_scheme=scheme, reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        for tail in invented_site.tails:
            page.goto(f"{invented_base}{language}/{tail}")
            expect(page.locator("article h1")).to_be_attached()
            answers = [Axe().run(page, options=options).response]
            marker = page.locator("[data-note]").first
            kind = marker.get_attribute("class") if marker.count() else None
            if kind and kind not in kinds:  # what a note covers is not judged again
                kinds.add(kind)
                marker.click()
                open_note = ".note:not([hidden])"
                expect(page.locator(open_note).first).to_be_visible()
                answers.append(Axe().run(page, open_note, options).response)
            for found in answers:
                judged += len(found["passes"])
                wrong += [
                    f"{language}/{tail}: {rule['id']}: {node['html'][:120]}"
                    for rule in found["violations"]
                    for node in rule["nodes"]
                ]
    assert not wrong
    assert judged > 10 * len(invented_site.tails)
    assert len(kinds) > 2

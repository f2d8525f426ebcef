"""This record's pages: what their length and their first screen promise."""

from __future__ import annotations

import re
from random import Random

import pytest
from playwright.sync_api import Browser, Page, expect

from archive.languages import LANGUAGES, Language
from archive.model.relations import sources_of
from archive.pages.document import documents
from tests.browser.test_grid import slow
from tests.built import PROJECT, Site

# Addresses that were promised, below the language; other people cite them.
FIXED = (
    "",
    "funds/",
    "initiatives/",
    "timeline/",
    "organizations/",
    "figures/",
    "sources/",
    "glossary/",
    "about/",
    "contribute/",
    "corrections/",
    "translation-status/",
    "data/",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_promised_address_exists(own_site: Site, language: str) -> None:
    assert {f"{language}/{tail}" for tail in FIXED} <= set(own_site.pages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_claims_are_on_a_phone_page_of_a_length_one_can_scroll(
    own_base: str, browser: Browser, own_site: Site, language: Language
) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.goto(f"{own_base}{language}/figures/")
        # Two thousand pixels for all that stands around the table, eighty a claim.
        most = 2_000 + 80 * len(own_site.archive.claims)
        assert page.evaluate("document.documentElement.scrollHeight") <= most
        folded = page.locator("tr:has(.claims__said:not(.claims__said--figure))").first
        hidden = "one => one.scrollHeight - one.clientHeight"
        whole = folded.locator("th").evaluate("one => one.clientHeight")
        whole += folded.locator(".claims__said").evaluate(hidden)
        folded.locator("summary").click()
        assert folded.locator("th").evaluate("one => one.clientHeight") >= whole


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_choice_in_the_address_moves_nothing_in_sight(
    own_base: str, browser: Browser, language: Language
) -> None:
    """Below a long table; below a short one the foot of the page comes up."""
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = slow(context)
        page.goto(f"{own_base}{language}/figures/?evidence=relayed", wait_until="networkidle")
        assert page.evaluate("window.shift") < 0.02


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_shows_the_finding_the_money_and_where_to_go_on_one_phone_screen(
    own_base: str, phone: Page, language: Language
) -> None:
    phone.goto(f"{own_base}{language}/")
    assert phone.locator(".wall .mark").count()
    for seen in (
        phone.locator(".lead"),
        phone.locator(".wall__sum"),
        *phone.locator(".wall .mark").all(),
        phone.locator(".wall + p"),
        *phone.locator("#start + ul a").all(),
    ):
        expect(seen).to_be_in_viewport(ratio=0.9)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_record_prints_on_few_sheets_with_its_sources_written_out(
    own_base: str, page: Page, own_site: Site, language: Language
) -> None:
    for collection in ("funds", "initiatives"):
        records = list(
            getattr(own_site.archive, collection)
        )  # of each kind some, others in each language
        for record in Random(language).sample(records, min(5, len(records))):
            if f"{language}/{collection}/{record}/" in own_site.stand_ins:
                continue
            page.goto(f"{own_base}{language}/{collection}/{record}/")
            sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
            # Two, and one more for every seven rows of claims and for every 1,500 characters
            # that contributors wrote.
            rows = len(own_site.archive.records[record].claims)
            rows += len(getattr(own_site.archive.records[record], "outcomes", ()))
            text = PROJECT / "docs" / language / collection / f"{record}.md"
            written = len(text.read_text("utf-8"))
            assert 1 <= sheets <= 2 + rows // 7 + written // 1_500, record
            page.emulate_media(media="print")
            for source in sources_of(own_site.archive, record):
                entry = page.locator(".source-list > li", has=page.locator(f"[href$='#{source}']"))
                expect(entry.locator(".source__meta")).to_be_visible()
                address = own_site.archive.sources[source].address
                if address:
                    expect(entry.locator(".source__address")).to_have_text(address)
            expect(page.locator("nav:visible")).to_have_count(0)


def test_the_escape_from_macros_is_rare() -> None:
    """One call in fifty at most."""
    calls = [call.macro for page in documents(PROJECT) for call in page.calls]
    assert calls.count("verbatim") * 50 <= len(calls)

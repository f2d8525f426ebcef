"""The filters read what is typed as the search does, and do not lose what was chosen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from archive.languages import Language

ROWS = "table.claims tbody tr:visible"


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        ("zh", "水災修復", "flood-fund.total"),
        ("zh", "flood repair", "flood-fund.total"),
        ("en", "2031-08-31", "flood-fund.total"),
    ],
)
def test_a_row_is_found_however_its_words_are_written(
    invented_base: str, page: Page, language: Language, typed: str, expected: str
) -> None:
    page.goto(f"{invented_base}{language}/figures/")
    rows = page.locator(ROWS)
    everything = rows.count()
    box = page.locator("input[name=text]")
    with page.expect_response("**/words.js"):
        box.focus()
    box.fill(typed)
    expect(page.locator(f"[id='{expected}']")).to_be_visible()
    expect(rows).not_to_have_count(everything)


def test_a_link_to_a_hidden_row_says_that_it_took_the_choice_back(
    invented_base: str, page: Page
) -> None:
    page.goto(f"{invented_base}en/figures/?evidence=confirmed-in-part#flood-fund.total")
    expect(page.locator("[id='flood-fund.total']")).to_be_in_viewport()
    expect(page.locator("[data-count]")).to_contain_text("The filter was cleared")


def test_a_record_is_named_above_the_first_of_its_rows_that_shows(
    invented_base: str, page: Page
) -> None:
    page.goto(f"{invented_base}en/figures/")
    for choice in ("", "relayed"):
        page.locator("select[name=evidence]").select_option(choice)
        page.locator("select[name=sort]").select_option("date" if choice else "")
        shown = page.locator(ROWS).evaluate_all(
            "all => all.map(row => [row.id.split('.')[0], row.classList.contains('claims__first')])"
        )
        before = None
        for record, first in shown:
            assert first == (record != before)
            before = record


def test_back_and_forward_keep_choice_and_place(invented_base: str, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 300})
    page.goto(f"{invented_base}en/figures/#flood-fund.total")
    page.locator("select[name=kind]").select_option("money")
    page.evaluate("scrollTo(0, 234)")
    page.wait_for_timeout(200)
    page.locator("table.claims tbody tr:visible .claims__of a").last.evaluate("one => one.click()")
    page.wait_for_url("**/funds/**")
    page.go_back()
    expect(page.locator("select[name=kind]")).to_have_value("money")
    page.wait_for_function("Math.abs(scrollY - 234) < 30")
    page.go_forward()
    page.wait_for_url("**/funds/**")


def test_the_other_language_opens_at_the_same_place_with_the_same_choice(
    invented_base: str, page: Page
) -> None:
    page.set_viewport_size({"width": 390, "height": 400})
    page.goto(f"{invented_base}zh/figures/?evidence=own-word")
    row = page.locator("table.claims tbody tr:visible").nth(2)
    claim = row.get_attribute("id")
    row.evaluate("one => { one.scrollIntoView(); scrollBy(0, -40); }")
    page.get_by_role("link", name="English", exact=True).click()
    page.wait_for_url("**/en/figures/?evidence=own-word#*")
    expect(page.locator("select[name=evidence]")).to_have_value("own-word")
    expect(page.locator(f"[id='{claim}']")).to_be_in_viewport()

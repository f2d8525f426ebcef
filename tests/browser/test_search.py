"""The search as a reader uses it: typed into the box of the built site, judged by what is listed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from archive.languages import LANGUAGES, Language
from archive.model.addresses import address_of
from archive.publishing.spellings import aliases, odd_readings, sounds, traditional
from tests.built import PREFIX, Site

RESULT = "a.md-search-result__link"


# Types each query into the box, and tells what is listed once the list is of this query.
ASK = """async (queries) => {
  const box = document.querySelector(".md-search__input");
  const list = document.querySelector("#search-results");
  const answers = [];
  for (const query of queries) {
    const whole = new Promise((done) => {
      const ofQuery = () => list.dataset.query === query.trim() && done();
      new MutationObserver(ofQuery).observe(list, { attributes: true });
    });
    box.value = query;
    box.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await whole;
    const rows = [...list.children].map((one) => [...one.querySelectorAll("a")]);
    answers.push(rows.filter((links) => links.length).map((links) => links.map((a) => a.pathname + a.hash)));
  }
  return answers;
}"""


def listed(page: Page, *queries: str) -> list[list[list[str]]]:
    """For each query, for each of its results in order, its address and those of the rows below."""
    page.locator(".md-search__input").focus()
    answers: list[list[list[str]]] = page.evaluate(ASK, queries)
    return answers


def found(page: Page, *queries: str) -> list[list[str]]:
    """For each query, the addresses listed, in order, each once; anchors only where they name
    a record."""
    return [
        list(
            dict.fromkeys(
                address if "/organizations/#" in address else address.partition("#")[0]
                for address, *_ in rows
            )
        )
        for rows in listed(page, *queries)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_record_is_found_by_each_of_its_names(
    invented_base: str, page: Page, invented_site: Site, language: Language
) -> None:
    page.goto(f"{invented_base}{language}/")
    for key, record in invented_site.archive.records.items():
        path = f"{PREFIX}/{language}/{address_of(invented_site.archive, key)}"
        for addresses in found(page, record.name.zh, record.name.en):
            assert path in addresses[:3], key


@pytest.mark.parametrize(
    ("language", "query", "value", "kind"),
    [
        ("zh", "首批捐款", "45万元", "数字"),
        ("en", "First gifts", "RMB 450,000", "Figure"),
    ],
)
def test_a_figure_shows_its_value_in_the_list_and_leads_to_its_row(
    invented_base: str, page: Page, language: str, query: str, value: str, kind: str
) -> None:
    page.goto(f"{invented_base}{language}/")
    page.locator(".md-search__input").fill(query)
    figure = page.locator(".found__figure").first
    expect(figure).to_contain_text(value)
    expect(figure).to_contain_text(kind)
    expect(figure.locator(".evidence--relayed")).to_be_visible()
    expect(figure.locator("mark").first).to_have_text(query, ignore_case=True)
    figure.click()
    page.wait_for_url("**/figures/**#*")
    expect(page.locator("tr:target")).to_be_in_viewport()
    expect(page.locator("tr:target mark").first).to_have_text(query, ignore_case=True)


def test_nothing_is_loaded_before_the_search_is_used_and_little_then(
    invented_base: str, page: Page, invented_site: Site
) -> None:
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    page.goto(f"{invented_base}zh/", wait_until="networkidle")
    expect(page.locator("[data-search]")).not_to_have_attribute("hidden", "")
    assert not [url for url in seen if "records.json" in url or "vendor" in url]
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("shuizai")
    expect(page.locator(RESULT).first).to_be_visible()
    assert len([url for url in seen if "records.json" in url]) == 1
    assert not [url for url in seen if "search_index" in url]


def test_the_keyboard_goes_all_the_way(invented_base: str, page: Page) -> None:
    page.goto(f"{invented_base}en/funds/")
    link = page.get_by_role("link", name="Binding Money", exact=True).last
    link.focus()
    page.keyboard.press("/")
    box = page.locator(".md-search__input")
    expect(box).to_be_focused()
    page.keyboard.type("fund")
    results = page.locator(RESULT)
    expect(results.nth(2)).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(results.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(results.first).to_be_hidden()
    expect(link).to_be_focused()

    page.keyboard.press("/")
    page.keyboard.type("boat")
    expect(results.first).to_contain_text("Reading Boat")
    page.keyboard.press("Enter")
    page.wait_for_url("**/initiatives/reading-boat/**")
    expect(page.locator("article mark").first).to_be_visible()


def test_text_that_comes_without_keys_and_half_typed_text(invented_base: str, page: Page) -> None:
    page.goto(f"{invented_base}zh/")
    box = page.locator(".md-search__input")
    box.focus()
    listed = page.locator("ol[data-query]")
    type_ = """(box, [text, composing]) => {
      if (composing) box.dispatchEvent(new CompositionEvent("compositionstart"));
      box.value = text;
      box.dispatchEvent(new InputEvent("input", { isComposing: composing, bubbles: true }));
    }"""
    box.evaluate(type_, ["晾书", False])  # pasted or spoken
    expect(listed).to_have_attribute("data-query", "晾书")
    expect(page.locator(RESULT).first).to_contain_text("晾书")
    box.evaluate(type_, ["du shu", True])  # still being composed
    expect(listed).to_have_attribute("data-query", "晾书")
    box.evaluate(
        """box => {
          box.value = "读书";
          box.dispatchEvent(new CompositionEvent("compositionend"));
        }"""
    )
    expect(listed).to_have_attribute("data-query", "读书")


@pytest.mark.parametrize(("language", "said"), [("zh", r"找到\d+项"), ("en", r"\d+ results")])
def test_the_number_of_results_is_announced(
    invented_base: str, page: Page, language: str, said: str
) -> None:
    page.goto(f"{invented_base}{language}/?q=Flood Repair Fund")
    expect(page.locator(".md-search__input")).to_have_value("Flood Repair Fund")
    expect(page.locator(".md-search [role=status]")).to_have_text(re.compile(said))
    expect(page.locator(RESULT).first).to_be_visible()


def test_nothing_found_offers_near_names_and_a_way_to_tell(invented_base: str, page: Page) -> None:
    page.goto(f"{invented_base}en/")
    page.locator(".md-search__input").fill("zzreadingboatzz")
    expect(page.locator(".md-search [role=status]")).to_contain_text("Nothing found")
    help_ = page.locator(".md-search-result__help")
    expect(help_.get_by_role("link", name="Reading Boat")).to_be_visible()
    help_.get_by_role("link", name="Tell us").click()
    expect(page).to_have_url(f"{invented_base}en/contribute/")


@pytest.mark.parametrize(
    ("language", "answers"),
    [
        (
            "zh",
            {
                "读书传": "没有找到“读书传”。按“读书船”查：找到",
                "读书船 飞机": "没有找到“读书船 飞机”。去掉“飞机”后：找到",
            },
        ),
        (
            "en",
            {
                "raeding boat": "Nothing found for “raeding boat”. For “reading boat”: ",
                "reading boat zeppelin": "Without “zeppelin”: ",
            },
        ),
    ],
)
def test_a_slip_and_a_word_too_many_are_named(
    invented_base: str, page: Page, language: Language, answers: dict[str, str]
) -> None:
    page.goto(f"{invented_base}{language}/")
    for query, said in answers.items():
        page.locator(".md-search__input").fill(query)
        expect(page.locator(".md-search [role=status]")).to_contain_text(said)
        boat = "读书船" if language == "zh" else "Reading Boat"
        expect(page.locator(RESULT).first).to_contain_text(boat)


def test_the_reader_is_told_that_the_search_is_loading_and_may_type_on(
    invented_base: str, page: Page
) -> None:
    waiting: list[Route] = []
    page.route("**/records.json", lambda route: waiting.append(route))
    page.goto(f"{invented_base}en/")
    page.locator(".md-search__input").press_sequentially("bo")
    expect(page.locator(".md-search [role=status]")).to_contain_text("Getting the search ready")
    page.locator(".md-search__input").press_sequentially("at")
    waiting[0].continue_()
    expect(page.locator(RESULT).first).to_contain_text("Reading Boat")
    assert len(waiting) == 1


@pytest.mark.parametrize("part", ["records.json", "finder.js", "vendor/minisearch.js"])
def test_a_search_that_could_not_be_loaded_can_be_tried_again(
    invented_base: str, page: Page, part: str
) -> None:
    page.route(f"**/{part}", lambda route: route.abort())
    page.goto(f"{invented_base}en/")
    page.locator(".md-search__input").fill("boat")
    expect(page.locator(".md-search [role=status]")).to_contain_text("could not be loaded")
    page.unroute(f"**/{part}")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(RESULT).first).to_contain_text("Reading Boat")
    expect(page.get_by_role("button", name="Try again")).to_have_count(0)


@pytest.mark.parametrize(
    ("language", "query", "mark"),
    [
        ("zh", "水災修復", "水灾修复"),
        ("zh", "dushuchuan", "读书船"),
        ("en", "120万元", "RMB 1.2 million"),
    ],
)
def test_what_matched_is_marked_in_the_list_and_on_the_page(
    invented_base: str, page: Page, language: str, query: str, mark: str
) -> None:
    page.goto(f"{invented_base}{language}/")
    page.locator(".md-search__input").fill(query)
    first = page.locator("ol[data-query] > li").first
    expect(first.locator("mark", has_text=mark).first).to_be_visible()
    expect(first).not_to_contain_text(query)  # what is shown is text of the page only
    first.locator(RESULT).click()
    expect(page.locator("main article mark", has_text=mark).first).to_be_attached()


def test_a_query_may_be_long_or_odd(invented_base: str, page: Page) -> None:
    page.goto(f"{invented_base}en/?q={'fund+' * 1000}")
    box = page.locator(".md-search__input")
    expect(page.locator(RESULT).first).to_be_visible()
    assert len(box.input_value()) <= 200
    box.fill("$& zzz")
    expect(page.locator(".md-search [role=status]")).to_have_text("Nothing found for “$& zzz”.")


@pytest.mark.parametrize(("scheme", "width"), [("dark", 390), ("light", 1280)])
def test_the_open_search_is_accessible(
    invented_base: str, browser: Browser, scheme: Any, width: int
) -> None:
    with browser.new_context(
        viewport={"width": width, "height": 844}, color_scheme=scheme, reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        page.goto(f"{invented_base}zh/")
        if width < 600:
            page.locator("label.md-header__button[for=__search]").click()
        page.locator(".md-search__input").fill("基金")
        expect(page.locator(RESULT).first).to_be_visible()
        levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
        found = Axe().run(page, options={"runOnly": levels}).response
        assert not [(rule["id"], rule["nodes"][0]["html"]) for rule in found["violations"]]
        box = page.locator(RESULT).first.bounding_box()
        assert box
        assert box["height"] >= 44
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_there_is_no_box_that_does_nothing(
    invented_base: str, browser: Browser
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{invented_base}zh/")
        expect(page.locator(".md-search")).to_be_hidden()
        expect(page.locator("label.md-header__button[for=__search]")).to_be_hidden()


def test_other_ways_to_ask_are_derived(invented_site: Site) -> None:
    boat = invented_site.archive.initiatives["reading-boat"]
    given = aliases(boat, "zh")
    assert "Reading Boat" in given
    assert "读书船" in aliases(boat, "en")
    assert {"chongqingyinhang", "yinhang", "cqyh"} <= set(odd_readings("重庆银行"))
    assert not odd_readings("读书船")
    assert [group[:4] for group in sounds("讯书").split(" ")] == ["shu书", "xun讯"]
    assert "迅" in sounds("讯")
    assert "書书" in traditional("读书")
    assert "书" not in traditional("读")


def test_a_phone_that_opens_the_search_by_its_address_shows_all_of_it(
    invented_base: str, browser: Browser
) -> None:
    with browser.new_context(
        viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True
    ) as context:
        page = context.new_page()
        page.goto(f"{invented_base}en/?q=fund")
        expect(page.locator(RESULT).first).to_be_visible()
        assert page.evaluate("innerWidth") == 390

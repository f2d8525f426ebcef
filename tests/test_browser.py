"""The site in a real Chromium: what a reader's browser loads, shows and follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.site import Site, served

PREFIX = "/some/project"
# One page of each type.
TAILS = (
    "",
    "funds/",
    "funds/domestic-fund/",
    "initiatives/",
    "initiatives/tencent-meeting/",
    "timeline/",
    "organizations/",
    "organizations/tencent/",
    "figures/",
    "sources/",
    "glossary/",
    "about/",
    "contribute/",
    "corrections/",
    "translation-status/",
    "data/",
)


@pytest.fixture(scope="module")
def base(site: Site) -> Iterator[str]:
    """The site below a path of its server, as on a project page: the harder case."""
    with served(site.folder, PREFIX) as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_load_whole_silently_and_from_their_own_server_only(
    base: str, page: Page, language: str
) -> None:
    host = urlsplit(base).netloc
    seen: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    page.on("requestfailed", lambda request: wrong.append(f"failed: {request.url}"))
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
    for tail in TAILS:
        page.goto(f"{base}{language}/{tail}", wait_until="networkidle")
        expect(page.locator("article h1")).to_be_visible()
    assert len(seen) > len(TAILS)
    assert not [url for url in seen if urlsplit(url).netloc != host]
    assert not wrong


def test_language_switch_keeps_page_and_anchor_in_both_directions(base: str, page: Page) -> None:
    page.goto(f"{base}zh/initiatives/tencent-meeting/#claims")
    page.get_by_role("link", name="English", exact=True).click()
    expect(page).to_have_url(f"{base}en/initiatives/tencent-meeting/#claims")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="中文", exact=True).click()
    expect(page).to_have_url(f"{base}zh/initiatives/tencent-meeting/#claims")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


def test_language_switch_follows_the_anchor_one_moves_to(base: str, page: Page) -> None:
    page.goto(f"{base}en/sources/")
    page.locator(".md-sidebar--secondary a[href='#emendations']").click()
    page.get_by_role("link", name="中文", exact=True).click()
    expect(page).to_have_url(f"{base}zh/sources/#emendations")


@pytest.mark.parametrize("prefix", ["", PREFIX])
def test_language_switch_works_without_scripts(site: Site, browser: Browser, prefix: str) -> None:
    with (
        served(site.folder, prefix) as base,
        browser.new_context(java_script_enabled=False) as context,
    ):
        page = context.new_page()
        page.goto(f"{base}")
        page.get_by_role("link", name="English").click()
        expect(page).to_have_url(f"{base}en/")
        page.goto(f"{base}en/funds/global-fund/")
        page.get_by_role("link", name="中文", exact=True).click()
        expect(page).to_have_url(f"{base}zh/funds/global-fund/")


def test_a_figures_marker_leads_to_its_row(base: str, page: Page) -> None:
    page.goto(f"{base}en/initiatives/tencent-meeting/")
    page.locator(".fact[data-claim='tencent-meeting.cloud-hosts'] .cite").first.click()
    expect(page).to_have_url(f"{base}en/figures/#tencent-meeting.cloud-hosts")
    row = page.locator("tr[id='tencent-meeting.cloud-hosts']")
    expect(row).to_be_in_viewport()
    expect(row).to_contain_text("100,000 cloud hosts")


@pytest.mark.parametrize(
    ("language", "query", "found"),
    [("zh", "血浆", "plasma-donation"), ("en", "plasma", "plasma-donation")],
)
def test_search_finds_a_record(
    base: str, page: Page, language: str, query: str, found: str
) -> None:
    page.goto(f"{base}{language}/")
    page.locator("input.md-search__input").click()
    page.locator("input.md-search__input").press_sequentially(query)
    result = page.locator(f".md-search-result__link[href*='{found}']").first
    expect(result).to_be_visible()
    result.click()
    expect(page).to_have_url(re.compile(f"/{language}/initiatives/{found}/"))


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_scrolls_sideways_on_a_phone(
    base: str, browser: Browser, language: str, width: int
) -> None:
    with browser.new_context(viewport={"width": width, "height": 700}) as context:
        page = context.new_page()
        for tail in TAILS:
            page.goto(f"{base}{language}/{tail}")
            expect(page.locator("article h1")).to_be_visible()
            beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert beyond <= 0, f"{language}/{tail} is {beyond} px too wide at {width}"


def test_an_unknown_address_gets_a_page_in_its_language(site: Site, page: Page) -> None:
    with served(site.folder) as base:
        page.goto(f"{base}zh/404.html")
        expect(page.locator("article h1")).to_have_text("没有这个页面")
        page.goto(f"{base}en/404.html")
        expect(page.locator("article h1")).to_have_text("No such page")
        page.goto(f"{base}404.html")
        expect(page.get_by_role("link", name="首页")).to_be_visible()
        page.get_by_role("link", name="Home").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")

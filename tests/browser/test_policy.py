"""What browsers are told to run and load, seen in a real Chromium."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from tests.built import Site

_SPY = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
"""


def test_nothing_that_readers_do_breaks_the_policy(
    invented_base: str, page: Page, invented_site: Site
) -> None:
    """Of pages as they load, a breach would be said in the console, where test_browser listens."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.add_init_script(_SPY)
    for address in ["", "404.html", "zh/404.html", "en/404.html"]:
        page.goto(f"{invented_base}{address}")
        page.wait_for_load_state("load")
        assert page.evaluate("window.violations") == [], address
    page.goto(f"{invented_base}en/")
    page.locator("label[for=__palette_1]").first.click()
    page.locator("#search-query").focus()
    page.locator("#search-query").fill(next(iter(invented_site.archive.records.values())).name.en)
    page.locator("#search-results a").first.wait_for()
    assert page.evaluate("window.violations") == []
    assert not [words for words in said if "Content Security Policy" in words]


def test_an_injected_script_does_not_run(invented_base: str, page: Page) -> None:
    page.goto(f"{invented_base}en/about/")
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=window.ran=1>');"
        "document.body.append(Object.assign(document.createElement('script'),"
        " {textContent: 'window.ran = 1'}))"
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None


def test_every_page_has_a_policy_and_no_style_or_event_attribute(invented_site: Site) -> None:
    for path in invented_site.folder.rglob("*.html"):
        text = path.read_text("utf-8")
        assert text.count('<meta http-equiv="Content-Security-Policy"') == 1, path
        assert "unsafe" not in text.split("Content-Security-Policy")[1].split(">")[0]
        assert not re.search(r"<[a-z][^>]*\s(style|on[a-z]+)=", text), path
    headers = (invented_site.folder / "_headers").read_text("utf-8")
    assert "frame-ancestors 'none'" in headers
    assert "unsafe" not in headers


def test_links_to_other_sites_tell_them_nothing(invented_site: Site) -> None:
    links = [
        link
        for page in invented_site.pages.values()
        for link in page.select("article a[href^=http]")
    ]
    assert links
    for link in links:
        assert {"noopener", "noreferrer", "external"} <= set(link.get("rel") or ()), link

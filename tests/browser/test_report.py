"""Saying that something is wrong: by the repository's form, by mail, or with copied lines; and
mending it, where the repository is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.built import PROJECT, Site, served
from tests.conftest import built_once, fixture_project, lay_out

ROW = "table.claims tbody tr"


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The invented record, built with a repository and an address for mails; one page of it is in
    Chinese only."""
    root = lay_out(tmp_path_factory.mktemp("reporting") / "record")
    (root / "docs" / "en" / "about.md").unlink()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("REPOSITORY_URL", "https://example.org/some/record/")
        environment.setenv("CONTACT", "record@example.org")
        folder = built_once(tmp_path_factory, "hosted", root)
    return Site(folder, fixture_project().archive, root)


@pytest.fixture(scope="module")
def reporting(hosted: Site) -> Iterator[str]:
    with served(hosted.folder) as address:
        yield address


def test_each_page_leads_to_its_file_where_a_repository_is_configured(hosted: Site) -> None:
    for address, page in hosted.pages.items():
        links = [str(link["href"]) for link in page.select("a[rel=edit]")]
        if address == "en/about/" or page.select(".claim-page"):
            assert links == [], address  # a stand-in or made from data: there is no such file
        else:
            path = links[0].removeprefix("https://example.org/some/record/edit/main/")
            assert (hosted.root / path).is_file(), address


def test_the_form_is_filled_in_with_page_claim_and_language(reporting: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route("https://example.org/**", lambda route: route.fulfill(body="A form."))
    page.goto(f"{reporting}en/figures/")
    form = page.locator(".report__form")
    parts = urlsplit(str(form.get_attribute("href")))
    assert (parts.netloc, parts.path) == ("example.org", "/some/record/issues/new")
    query = parse_qs(parts.query)
    template = PROJECT / ".github" / "ISSUE_TEMPLATE" / query["template"][0]
    fields = {one.get("id") for one in yaml.safe_load(template.read_text("utf-8"))["body"]}
    assert set(query) - {"template"} <= fields
    assert "/en/figures/" in query["where"][0]
    assert "English" in query["where"][0]
    mail = str(page.locator(".report__mail").get_attribute("href"))
    assert mail.startswith("mailto:record%40example.org?subject=")

    row = page.locator(ROW).first
    row.locator("summary").click()
    with page.expect_navigation(url=re.compile("example.org")):
        claim = row.get_attribute("id")
        row.locator("[data-report]").click()
    told = parse_qs(urlsplit(asked[-1]).query)["where"][0]
    assert f"/en/figures/{claim}/" in told
    assert "English" in told

    page.goto(f"{reporting}zh/figures/{claim}/")
    link = page.locator(".report__form")
    where = parse_qs(urlsplit(str(link.get_attribute("href"))).query)["where"][0]
    assert where.endswith(f"/zh/figures/{claim}/\n语言：中文")
    assert where == page.locator("#report-this textarea").input_value()


def test_without_form_and_address_every_page_has_lines_to_copy(
    invented_base: str, page: Page, invented_site: Site
) -> None:
    for address, soup in invented_site.pages.items():
        text = soup.select_one("#report-this textarea")
        assert text is not None, address
        assert f"/{address}" in text.text.splitlines()[1]
        assert not soup.select("#report-this a")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{invented_base}zh/funds/flood-fund/")
    row = page.locator(ROW).first
    row.locator("summary").click()
    row.locator("[data-report]").click()
    expect(page.locator("#report-this textarea")).to_be_focused()
    expect(page.locator("#report-this textarea")).to_be_in_viewport()
    page.locator(".report__copy").click()
    expect(page.locator(".report__copy")).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.search(
        r"/zh/funds/flood-fund/\n语言：中文\n基金总额.*/zh/figures/flood", copied, re.DOTALL
    )

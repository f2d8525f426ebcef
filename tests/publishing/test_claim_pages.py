"""Each claim has a page of its own, and is the same there, in the table and in the data."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import openpyxl
import pytest
from bs4 import BeautifulSoup, Tag

from archive.building.language_site import complete_language
from archive.languages import LANGUAGES, Language
from archive.model.addresses import claim_page
from archive.model.evidence import assess
from archive.project import open_project
from archive.publishing import content_security
from archive.rendering import wording
from tests.built import Site
from tests.conftest import fixture_project

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def _words(tag: Tag | BeautifulSoup) -> str:
    return "".join(tag.get_text().split())


def test_a_page_is_written_once_and_its_policy_is_its_own(
    scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = scratch / "site"
    (site / "assets").mkdir(parents=True)
    for kind in ("css", "js"):
        (site / "assets" / f"site.0.{kind}").touch()
    written = Counter[Path]()
    write = Path.write_text
    monkeypatch.setattr(
        Path, "write_text", lambda path, *a, **k: written.update([path]) or write(path, *a, **k)
    )
    complete_language(scratch, "en", site, "https://e.org/", draft=False, pictures=False)
    for claim in open_project(scratch).archive.claims:
        path = site / "en" / claim_page(claim) / "index.html"
        assert written[path] == 1
        content_security.write([path])  # once more, with what the page really brings along
        policies = re.findall('Content-Security-Policy" content="(.*?)"', path.read_text("utf-8"))
        assert policies == [policies[0]] * 2


def test_a_claim_is_the_same_wherever_it_is_read(invented_site: Site) -> None:
    """On its page and its row; in CSV, JSON, workbook and linked data.

    What is made of the built pages for keeping, such as a PDF, is held against them elsewhere.
    """
    folder, archive = invented_site.folder / "data" / "v1", invented_site.archive
    labels = fixture_project().templates.labels
    header, *lines = openpyxl.load_workbook(folder / "record.xlsx")["claims"].values
    in_book = {line[0]: dict(zip(header, line, strict=True)) for line in lines}
    whole = json.loads((folder / "record.json").read_text("utf-8"))["tables"]["claims"]
    in_whole = {row["id"]: row for row in whole}
    by_json = {row["id"]: row for row in json.loads((folder / "claims.json").read_text("utf-8"))}
    text = (folder / "claims.csv").read_text("utf-8-sig")
    by_csv = {row["id"]: row for row in csv.DictReader(text.splitlines(keepends=True))}
    assert list(by_json) == list(by_csv) == list(archive.claims)
    for address, claim in archive.claims.items():
        level = assess(claim)
        assert bool(by_csv[address]["as_of"]) == bool(by_csv[address]["as_of_basis"])
        assert by_json[address]["evidence"] == by_csv[address]["evidence"] == level
        assert in_whole[address] == by_json[address]
        if claim.value is not None:
            assert float(str(in_book[address]["value"])) == claim.value
            assert float(by_csv[address]["value"]) == by_json[address]["value"] == claim.value
        for language in LANGUAGES:
            own = invented_site.pages[f"{language}/{claim_page(address)}"]
            row = invented_site.pages[f"{language}/figures/"].find(id=address)
            assert isinstance(row, Tag)
            said = wording.said(claim, archive, language)
            shown = own.select_one(".claim-page__value")
            assert shown is not None
            assert _words(shown) == "".join(said.split())
            assert "".join(said.split()) in _words(row)
            printed = f"wording_{language}" if claim.value is not None else f"statement_{language}"
            words = claim.statement or (claim.unit and archive.units[claim.unit])
            given = None if words and words.missing == language else said
            assert by_json[address][printed] == in_book[address][printed] == given
            assert by_csv[address][printed] == (given or "")
            (script,) = own.find_all("script", type="application/ld+json")
            told = json.loads(script.string or "")["@graph"][0]["mainEntity"]
            assert (told["@type"], told["text"]) == ("Claim", said)
            assert urlsplit(told["author"]["@id"]).fragment == by_csv[address]["said_by"]
            assert bool(by_csv[address][f"label_{language}"]) == (claim.label.missing != language)
            page, _, anchor = by_json[address][f"path_{language}"].partition("#")
            assert invented_site.pages[page].find(id=anchor)
            grounds = [_words(ground) for ground in own.select(".ground")]
            assert grounds == [_words(ground) for ground in row.select(".ground")]
            for ground, citation in zip(grounds, claim.sources, strict=True):
                assert all(locator in ground for locator in (citation.locator or "").split())
            for page in (own, row):
                (badge,) = page.select(".evidence")
                assert badge.get_text() == labels[f"level-{level}"][language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_claim_pages_are_small_and_need_no_inline_script_or_style(
    invented_site: Site, language: Language
) -> None:
    for address in invented_site.archive.claims:
        page = invented_site.pages[f"{language}/{claim_page(address)}"]
        file = invented_site.folder / language / claim_page(address) / "index.html"
        assert file.stat().st_size < 10_500, address
        assert not page.select("style, [style], [onclick]")
        inline = page.select("script:not([src])")
        assert [one["type"] for one in inline] == ["application/ld+json"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_row_and_the_claims_own_page_lead_to_each_other(
    invented_site: Site, language: Language
) -> None:
    figures = f"{language}/figures/"
    for address in invented_site.archive.claims:
        own = f"{language}/{claim_page(address)}"
        row = invented_site.pages[figures].find(id=address)
        assert isinstance(row, Tag)
        assert own in {_target(figures, link) for link in row.select("a")}
        there = {_target(own, link) for link in invented_site.pages[own].select("a")}
        assert f"{figures}#{address}" in there
        other = "en" if language == "zh" else "zh"
        assert f"{other}/{claim_page(address)}" in there


def _target(page: str, link: Tag) -> str:
    found = urlsplit(urljoin(f"https://site/{page}", str(link["href"])))
    return unquote(found.path.lstrip("/") + (f"#{found.fragment}" if found.fragment else ""))


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_to_copy_has_figure_source_and_address(
    invented_site: Site, language: Language
) -> None:
    for address, claim in invented_site.archive.claims.items():
        page = invented_site.pages[f"{language}/{claim_page(address)}"]
        text = page.select_one(".claim-page__sentence [data-copied-text]")
        assert text is not None
        words = text.get_text()
        if claim.value is not None:
            assert wording.quantity(claim, invented_site.archive.units, language) in words
        assert words.endswith(f"/{language}/{claim_page(address)}")
        assert claim.author_citation is not None
        publisher = invented_site.archive.sources[claim.author_citation.source].publisher
        assert invented_site.archive.organizations[publisher].name.in_language(language) in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_record_pages_say_how_to_cite_them(invented_site: Site, language: Language) -> None:
    for fund in invented_site.archive.funds:
        (block,) = invented_site.pages[f"{language}/funds/{fund}/"].select(".citing")
        assert len(block.select("dt")) == len(block.select("dd")) == 7
        assert len(block.select("[data-day]")) == 6
        assert block.get_text().count(f"/{language}/funds/{fund}/") == 7


@pytest.mark.parametrize("language", LANGUAGES)
def test_changes_are_on_the_claims_page_and_in_a_feed(
    invented_site: Site, language: Language
) -> None:
    corrected, added = "flood-fund.first-gifts", "reading-boat.trips"
    since = fixture_project().templates.labels["added"][language]
    for address in invented_site.archive.claims:
        page = invented_site.pages[f"{language}/{claim_page(address)}"]
        assert (page.find(id="corrections") is not None) == (address == corrected)
        assert (since in page.get_text()) == (address == added)
    feed = ElementTree.parse(invented_site.folder / language / "corrections" / "feed.xml").getroot()
    for place in (feed, *feed.findall("a:entry", ATOM)):  # what RFC 4287 requires
        for needed in ("id", "title", "updated"):
            assert place.findtext(f"a:{needed}", "", ATOM).strip()
        datetime.fromisoformat(place.findtext("a:updated", "", ATOM))
    assert feed.findtext("a:author/a:name", "", ATOM)
    entries = [entry.findtext("a:id", "", ATOM) for entry in feed.findall("a:entry", ATOM)]
    places = [urlsplit(entry).path + f"#{urlsplit(entry).fragment}" for entry in entries]
    assert places == [
        f"/{language}/{claim_page(added)}#",
        f"/{language}/corrections/#first-gifts-date",
    ]
    rows = csv.DictReader(
        (invented_site.folder / "data/v1/changes.csv").read_text("utf-8-sig").splitlines()
    )
    assert [(row["change"], row["claims"]) for row in rows] == [
        ("added", added),
        ("corrected", corrected),
    ]
    told = invented_site.pages[f"{language}/"].find("link", type="application/atom+xml")
    assert isinstance(told, Tag)
    assert "alternate" in told["rel"]
    assert re.search(r"corrections/feed\.xml$", str(told["href"]))

"""What others see of a page: search engines, link previews, printers; and the way around it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from archive.building.build import DEFAULT_URL
from archive.languages import LANGUAGES, Language
from archive.model.addresses import claim_page
from archive.model.collections import COLLECTIONS
from archive.model.relations import sources_of
from archive.rendering.breadcrumbs import previous_and_next
from tests.built import PROJECT, Site

VOCABULARY = json.loads((PROJECT / "tests" / "schema_org.json").read_text("utf-8"))
# How the vocabulary's plain values are written.
FORMS: dict[str, Callable[[Any], object]] = {
    "Boolean": lambda value: isinstance(value, bool),
    "Date": lambda value: re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", str(value)),
    "Integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "Text": lambda value: isinstance(value, str) and value.strip(),
    "URL": lambda value: re.match(r"https?://\S+$", str(value)),
}
PAGED = [name for name, collection in COLLECTIONS.items() if collection.paged]


def _graph(page: BeautifulSoup) -> list[dict[str, Any]]:
    (script,) = page.find_all("script", type="application/ld+json")
    found = json.loads(script.string or "")
    assert found["@context"] == "https://schema.org"
    graph: list[dict[str, Any]] = found["@graph"]
    return graph


def _ancestors(kind: str) -> set[str]:
    parents = VOCABULARY["types"][kind]
    return {kind}.union(
        *(_ancestors(parent) for parent in parents if parent in VOCABULARY["types"])
    )


def _objections(node: Any, path: str) -> Iterator[str]:
    """Where a node uses a type or property that schema.org lacks, or one in the wrong place."""
    if not isinstance(node, dict):
        return
    kinds = _ancestors(node["@type"]) if "@type" in node else set()
    for key, value in node.items():
        if key.startswith("@"):
            continue
        known = VOCABULARY["properties"].get(re.sub("-input$", "", key))
        if not known:
            yield f"{path}.{key}: no such property"
            continue
        if kinds and not key.endswith("-input") and not kinds & set(known["domains"]):
            yield f"{path}.{key}: not a property of {node['@type']}"
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict) and "@type" in one:
                if not _ancestors(one["@type"]) & set(known["ranges"]):
                    yield f"{path}.{key}: {one['@type']} is none of {known['ranges']}"
            elif not isinstance(one, dict) and not any(
                kind in FORMS and FORMS[kind](one) for kind in known["ranges"]
            ):
                yield f"{path}.{key}: {one!r} is none of {known['ranges']}"
            yield from _objections(one, f"{path}.{key}")


def test_every_page_describes_itself_in_the_vocabulary_of_schema_org(invented_site: Site) -> None:
    wrong: list[str] = []
    kinds: set[str] = set()
    for address, page in invented_site.pages.items():
        for node in _graph(page):
            kinds.add(node["@type"])
            wrong += _objections(node, f"{address}: {node['@type']}")
    assert not wrong
    assert {"WebSite", "Article", "Organization", "Dataset", "BreadcrumbList"} <= kinds


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_records_article_cites_the_sources_that_its_page_lists(
    invented_site: Site, language: Language
) -> None:
    for collection in PAGED:
        for record in invented_site.archive.entries(collection):
            address = f"{language}/{collection}/{record}/"
            if address in invented_site.stand_ins:
                continue
            page = invented_site.pages[address]
            cited = {urlsplit(one["@id"]).fragment for one in _graph(page)[0]["citation"]}
            titles = page.select(".source-list .source__title > a:first-child")
            listed = {urlsplit(str(link["href"])).fragment for link in titles}
            assert cited == listed == set(sources_of(invented_site.archive, record))


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Every object in a tree of them."""
    for one in node if isinstance(node, list) else [node]:
        if isinstance(one, dict):
            yield one
            for value in one.values():
                yield from _nodes(value)


def test_what_pages_tell_programs_leads_to_pages_and_files_of_the_site(invented_site: Site) -> None:
    astray = []
    for address, page in invented_site.pages.items():
        told = 0
        for node in _nodes(_graph(page)):
            for key in ("@id", "url", "contentUrl", "mainEntityOfPage"):
                target = node.get(key)
                if isinstance(target, str) and target.startswith(DEFAULT_URL):
                    told += 1
                    path = urlsplit(target).path.lstrip("/")
                    if (
                        path not in invented_site.pages
                        and not (invented_site.folder / path).is_file()
                    ):
                        astray.append(f"{address}: {target}")
        assert told, address
    assert not astray


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_can_be_shared_with_words(invented_site: Site, language: Language) -> None:
    for address, page in invented_site.pages.items():
        if not address.startswith(f"{language}/"):
            continue
        given = {
            str(tag[key]): str(tag["content"])
            for tag in page.find_all("meta", content=True)
            for key in ("property", "name")
            if tag.get(key)
        }
        heading = page.find("h1")
        assert heading is not None
        assert given["og:title"] == heading.get_text().removesuffix("#")
        assert given["og:description"] == given["description"]
        assert given["description"].strip()
        assert given["og:url"].endswith(address)
        canonical = page.find("link", rel="canonical")
        assert canonical is not None
        assert canonical["href"] == given["og:url"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_made_from_data_are_told_and_reported_like_those_written(
    invented_site: Site, language: Language
) -> None:
    def frame(page: BeautifulSoup) -> list[set[str]]:
        """How a page is shown, what its head says it is, and the parts of its report block."""
        views = {str(tag["content"]) for tag in page.select("head meta[name=viewport]")}
        properties = {str(tag["property"]) for tag in page.select("head meta[property]")}
        pictured = {one for one in properties if one.startswith("og:image")}
        links = {f"{tag['rel']} {tag.get('hreflang')}" for tag in page.select("head link")}
        parts = page.select("#report-this, #report-this *")
        report = {f"{tag.name} {tag.get('class')} {tag.get('id')}" for tag in parts}
        return [views, properties - pictured, pictured, links, report]

    for claim in invented_site.archive.claims:
        made, written = (
            invented_site.pages[f"{language}/{claim_page(claim)}"],
            invented_site.pages[f"{language}/figures/"],
        )
        one, other = frame(made), frame(written)
        assert one[2] == (other[2] or one[2]), "a claim may have a picture where no page has one"
        assert one[:2] + one[3:] == other[:2] + other[3:], claim


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_to_every_page_is_shown_and_leads_back(
    invented_site: Site, language: Language
) -> None:
    for address, page in invented_site.pages.items():
        tail = address.removeprefix(f"{language}/")
        if tail == address or not tail:
            continue
        steps = page.select("nav.breadcrumbs li")
        assert len(steps) >= 2
        for link in page.select("nav.breadcrumbs a"):
            target = urlsplit(urljoin(f"https://site/{address}", str(link["href"]))).path.lstrip(
                "/"
            )
            assert target in invented_site.pages
            assert address.startswith(target)
        heading = page.find("h1")
        assert heading is not None
        assert steps[-1].get_text() == heading.get_text().removesuffix("#")
        told = next(node for node in _graph(page) if node["@type"] == "BreadcrumbList")
        assert [step.get_text() for step in steps] == [
            item["name"] for item in told["itemListElement"]
        ]


def test_previous_and_next_go_round_each_category_once(invented_site: Site) -> None:
    for collection in PAGED:
        for record, entry in getattr(invented_site.archive, collection).items():
            before, after = previous_and_next(invented_site.archive, record)
            if after:
                assert previous_and_next(invented_site.archive, after)[0] == record
                following = getattr(invented_site.archive, collection)[after]
                for field in ("category", "kind"):
                    assert getattr(following, field, None) == getattr(entry, field, None)
            shown = invented_site.pages[f"en/{collection}/{record}/"].select("nav.previous-next a")
            assert len(shown) == sum(one is not None for one in (before, after))


def test_the_tool_that_renews_the_vocabulary_finds_the_terms_of_this_site(
    invented_site: Site,
) -> None:
    import runpy

    used = runpy.run_path(str(PROJECT / "tools" / "schema_org.py"))["used"]
    types, properties = used(Path(invented_site.folder))
    assert types <= set(VOCABULARY["types"])
    assert properties <= set(VOCABULARY["properties"])

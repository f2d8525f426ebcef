"""What must hold on the built site, whatever the theme does in its next version."""

from __future__ import annotations

import re
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest

from archive.building.build import DEFAULT_URL, public_address
from archive.languages import LANGUAGES, Language
from archive.model.addresses import address_of, claim_page, page_address
from archive.model.history import last_change
from archive.rendering import wording
from tests.built import Site

HTML_LANGUAGE = {"zh": "zh-Hans", "en": "en"}


def test_every_source_page_and_every_claims_own_was_published(invented_site: Site) -> None:
    written = {
        f"{language}/{page_address(path.relative_to(invented_site.root / 'docs' / side).as_posix())}"
        for language in LANGUAGES
        for side in LANGUAGES  # a page written in one language has a stand-in in the other
        for path in (invented_site.root / "docs" / side).rglob("*.md")
    }
    computed = {
        f"{side}/{claim_page(one)}" for side in LANGUAGES for one in invented_site.archive.claims
    }
    assert written | computed == set(invented_site.pages)
    assert not written & computed


def test_no_page_shows_unrendered_jinja(invented_site: Site) -> None:
    for address, page in invented_site.pages.items():
        body = page.find("body")
        assert body is not None
        shown = "".join(
            str(text)
            for text in body.find_all(string=True)
            if not text.find_parents(["code", "script"])
        )
        assert not re.search(r"\{\{|\}\}|\{%|\{#", shown), address


def test_internal_links_and_anchors_resolve(invented_site: Site) -> None:
    ids = {
        address: {tag["id"] for tag in page.find_all(id=True)}
        for address, page in invented_site.pages.items()
    }
    broken = []
    for address, page in invented_site.pages.items():
        count = 0
        for link in page.find_all(["a", "link", "script", "img"]):
            target = str(link.get("href") or link.get("src") or "")
            if not target or urlsplit(target).scheme:
                continue
            count += 1
            assert not target.startswith("/"), (
                f"{address} links to {target}: not portable to a sub-path"
            )
            resolved = urlsplit(urljoin(f"https://site/{address}", target))
            path, fragment = unquote(resolved.path).lstrip("/"), unquote(resolved.fragment)
            if path in invented_site.pages:
                if fragment and fragment not in ids[path]:
                    broken.append(f"{address} -> {target}: no such anchor")
            elif not (invented_site.folder / path).is_file() and path not in ("", "zh", "en"):
                broken.append(f"{address} -> {target}: no such page")
        assert count, address
    assert not broken


@pytest.mark.parametrize("language", LANGUAGES)
def test_sources_name_their_address(invented_site: Site, language: str) -> None:
    page = invented_site.pages[f"{language}/sources/"]
    for source_id, source in invented_site.archive.sources.items():
        entry = page.find("li", id=source_id)
        assert entry is not None, source_id
        linked = {str(a["href"]) for a in entry.find_all("a")}
        assert source.address is None or source.address in linked


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_is_on_its_records_page(invented_site: Site, language: Language) -> None:
    for address, claim in invented_site.archive.claims.items():
        record = address.partition(".")[0]
        page = address_of(invented_site.archive, record).partition("#")[0]
        if f"{language}/{page}" in invented_site.stand_ins:
            continue
        text = _run_together(invented_site.text(f"{language}/{page}"))
        if claim.value is not None:
            figure = wording.quantity(claim, invented_site.archive.units, language)
            assert _run_together(figure) in text, address
        elif claim.statement:
            printed = wording.printed(claim.statement, invented_site.archive, language)
            assert _run_together(printed) in text, address


def _run_together(text: str) -> str:
    """Without white space, which elements inside a sentence bring into its text."""
    return "".join(text.split())


def test_each_page_knows_its_language_its_address_and_its_counterpart(invented_site: Site) -> None:
    for address, page in invented_site.pages.items():
        language, _, tail = address.partition("/")
        root = page.find("html")
        assert root is not None
        assert root["lang"] == HTML_LANGUAGE[language], address
        head = page.find("head")
        assert head is not None
        assert head.find("link", rel="canonical")["href"].endswith(f"/{address}")  # type: ignore[index,union-attr]
        alternates = {
            str(link["hreflang"]): str(link["href"])
            for link in head.find_all("link", hreflang=True)
        }
        assert set(alternates) == {"zh-Hans", "en", "x-default"}
        assert alternates["zh-Hans"].endswith(f"/zh/{tail}")
        assert alternates["en"].endswith(f"/en/{tail}")
        title = page.find("title")
        assert title is not None
        assert title.get_text().strip(), address
        headings = page.find_all("h1")
        assert len(headings) == 1, address


def test_headings_have_the_same_ids_in_both_languages(invented_site: Site) -> None:
    """But for the sections that only one language has so far: none is at another place."""
    for address, page in invented_site.pages.items():
        if address.startswith("zh/"):
            other = invented_site.pages["en/" + address.removeprefix("zh/")]
            ids = [
                [h.get("id") for h in p.select("article h2, article h3[id]")] for p in (page, other)
            ]
            common = set(ids[0]) & set(ids[1])
            assert [i for i in ids[0] if i in common] == [i for i in ids[1] if i in common], address
            written = invented_site.written.get(address.removeprefix("zh/"), set())
            assert set(ids[0]) ^ set(ids[1]) <= written, address
            for one in (*ids[0], *ids[1]):
                assert one, f"{address} lacks explicit ids"
                assert not str(one).startswith("_"), f"{address} lacks explicit ids"


def test_sitemap_names_every_page_with_its_alternates(invented_site: Site) -> None:
    tree = ElementTree.parse(invented_site.folder / "sitemap.xml")
    names = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "x": "http://www.w3.org/1999/xhtml",
    }
    listed = {}
    for url in tree.findall("s:url", names):
        location = url.findtext("s:loc", namespaces=names) or ""
        links = {link.get("hreflang"): link.get("href") for link in url.findall("x:link", names)}
        assert set(links) == {"zh-Hans", "en", "x-default"}
        changed = url.findtext("s:lastmod", namespaces=names)
        last = last_change(invented_site.archive)
        assert changed == (str(last) if last else None)
        listed[urlsplit(location).path.lstrip("/")] = links
    assert set(listed) == set(invented_site.pages)
    assert not list(invented_site.folder.glob("*/sitemap.xml*"))


def test_robots_and_browsers_find_what_they_ask_for_at_the_root(invented_site: Site) -> None:
    robots = (invented_site.folder / "robots.txt").read_text("utf-8")
    assert robots.splitlines()[-1] == f"Sitemap: {DEFAULT_URL}sitemap.xml"
    assert "Disallow: /" not in robots
    assert (invented_site.folder / "favicon.ico").read_bytes()[:4] == b"\0\0\1\0"
    assert (invented_site.folder / "apple-touch-icon.png").read_bytes()[:4] == b"\x89PNG"
    for address, page in invented_site.pages.items():
        for link in page.select("link[rel=icon], link[rel=apple-touch-icon]"):
            path = unquote(urlsplit(urljoin(f"https://site/{address}", str(link["href"]))).path)
            assert (invented_site.folder / path.lstrip("/")).is_file(), address
        assert len(page.select("link[rel=icon]")) == 2, address


def test_addresses_in_any_script_are_encoded_for_programs() -> None:
    encoded = "https://xn--dyv4b.example/%E5%85%AC%E5%85%B1/"
    assert public_address("https://档案.example/公共/") == public_address(encoded) == encoded
    assert public_address(f"{DEFAULT_URL}a/") == f"{DEFAULT_URL}a/"


def test_nothing_is_loaded_from_elsewhere(invented_site: Site) -> None:
    for address, page in invented_site.pages.items():
        for tag in page.find_all(["script", "img", "iframe", "source", "video", "audio"]):
            assert not urlsplit(str(tag.get("src", ""))).scheme, f"{address}: {tag}"
        for tag in page.find_all(
            "link", rel=lambda rel: rel in ("stylesheet", "preconnect", "icon")
        ):
            assert not urlsplit(str(tag["href"])).scheme, f"{address}: {tag}"


def test_no_placeholder_is_published(invented_site: Site) -> None:
    placeholder = re.compile(r"\{[a-z0-9-]+\.[a-z0-9-]+\}")
    endings = {".html", ".json", ".csv", ".xml", ".svg"}
    read = [path for path in invented_site.folder.rglob("*") if path.suffix in endings]
    assert {".html", ".json", ".csv"} <= {path.suffix for path in read}
    for path in read:
        found = placeholder.findall(path.read_text(encoding="utf-8"))
        assert not found, (path.relative_to(invented_site.folder), found[:3])

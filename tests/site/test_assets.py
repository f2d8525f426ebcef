"""Styles and scripts of the built site: bundled, named by their content, and nothing unused."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from mkdocs.utils import get_theme_dir
from playwright.sync_api import Page

from archive.building.site_folder import MARK
from archive.building.theme_styles import UNUSED, lean
from archive.languages import LANGUAGES
from archive.pages.html_policy import _CLASS
from archive.publishing.claim_pages import PICTURE
from tests.built import PREFIX, PROJECT, Site

THEME = Path(get_theme_dir("material")) / "assets/stylesheets"


def test_a_record_is_few_requests_and_few_bytes(
    invented_base: str, page: Page, invented_site: Site
) -> None:
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    for language in LANGUAGES:
        seen.clear()
        page.goto(f"{invented_base}{language}/{invented_site.tails[-1]}", wait_until="networkidle")
        paths = [urlsplit(url).path.removeprefix(PREFIX).lstrip("/") for url in seen]
        files = [
            invented_site.folder / path / ("index.html" if path.endswith("/") else "")
            for path in paths
        ]
        assert len(files) <= 8, paths
        assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= 95_000


def test_pages_share_one_style_sheet_and_one_script_of_ours(invented_site: Site) -> None:
    for language in LANGUAGES:
        linked = {
            urljoin(address, str(tag.get("href") or tag.get("src")))
            for address, soup in invented_site.pages.items()
            if address.startswith(f"{language}/")
            for tag in soup.select("link[rel=stylesheet], script[src]")
        }
        ours = {address for address in linked if not re.search(r"/bundle\.\w+\.min\.js$", address)}
        assert {address.rpartition(".")[2] for address in ours} == {"css", "js"}
        assert len(ours) == 2
        for address in ours:
            content = (invented_site.folder / address).read_bytes()
            assert hashlib.sha256(content).hexdigest()[:8] in address


def test_nothing_of_the_theme_is_published_that_no_page_uses(invented_site: Site) -> None:
    used = {
        (invented_site.folder / language / invented_site.tails[-1] / str(tag.get(name))).resolve()
        for language in LANGUAGES
        for tag in invented_site.pages[f"{language}/{invented_site.tails[-1]}"].find_all(True)
        for name in ("href", "src", "data-finder")
        if tag.get(name)
    }
    modules = next(path.parent for path in used if path.name == "finder.js")
    published = {
        path.resolve()
        for folder in ("assets", *LANGUAGES)
        for path in (invented_site.folder / folder).rglob("*.*")
        if path.suffix in (".css", ".js", ".map", ".txt", ".svg", ".png")
        and "images" not in path.parts
        and path.name != PICTURE  # which only programs ask for
    }
    assert {path for path in published - used if not path.is_relative_to(modules)} == set()


def test_nothing_that_a_build_needs_for_itself_is_published(invented_site: Site) -> None:
    hidden = {MARK, "_headers"}
    found = {
        path.relative_to(invented_site.folder).as_posix()
        for path in invented_site.folder.rglob("[._]*")
    }
    assert found == hidden


def test_rules_go_that_need_what_no_page_holds() -> None:
    assert (
        lean(
            ':root{--md-tabbed-icon:url("data:a;b,(c)");--md-note:1;--md-old:var(--md-older);'
            "--md-older:2;--md-ours:3}"
            ".note{color:var(--md-note)}.tabbed-set{mask:var(--md-tabbed-icon)}"
            ".md-version,.md-nav--primary:not(.md-version)~p,[dir=rtl] p{margin:0}"
            "@media print{@supports (x:y){.md-source__fact{margin:0}}}.md-typeset .result-list{top:0}",
            "p{margin:var(--md-ours)}",
        )
        == ":root{--md-note:1;--md-ours:3}.note{color:var(--md-note)}"
        ".md-nav--primary:not(.md-version)~p{margin:0}"
    )


def test_no_page_template_or_script_holds_what_has_lost_its_rules(invented_site: Site) -> None:
    """Nor may a page ask for it tomorrow."""
    lost = _lost()
    assert not [name for name in lost if _CLASS.fullmatch(name)]
    for address, page in invented_site.pages.items():
        held = {name for tag in page.select("[class]") for name in tag["class"]}
        assert not held & lost, address
        for tag in page.select("[dir], [data-md-color-primary], [data-md-color-accent]"):
            assert not any(UNUSED.search(f"[{name}={value}]") for name, value in tag.attrs.items())
    for path in (PROJECT / "overrides/javascripts").rglob("*.js"):
        said = set(re.findall(r"[\w-]*-[\w-]+", path.read_text("utf-8")))
        assert not said & lost, path


@pytest.mark.parametrize("width", [390, 1440])
def test_nor_does_the_theme_s_script_bring_it_along(
    invented_base: str, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 400})
    page.goto(f"{invented_base}zh/figures/", wait_until="networkidle")
    page.keyboard.press("/")
    page.keyboard.type("1")
    page.wait_for_selector("#search-results li")
    page.keyboard.press("Escape")
    page.evaluate("scrollTo(0, 900)")
    page.wait_for_selector(".md-header--shadow")
    page.evaluate("scrollTo(0, 500)")
    page.wait_for_selector(".md-top:not([hidden])")
    found = page.evaluate(
        "[...document.querySelectorAll('*')].flatMap((one) => [...one.classList])"
    )
    assert not _lost() & set(found)


def _lost() -> set[str]:
    theme = "".join(path.read_text("utf-8") for path in THEME.glob("*.css"))
    lost = {name for name in re.findall(r"\.([a-z][\w-]*)", theme) if UNUSED.search(f".{name}")}
    assert len(lost) > 90
    return lost

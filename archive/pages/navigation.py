"""The navigation of each language against the pages that exist, with the file to mend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from archive.languages import LANGUAGES
from archive.messages import say
from archive.pages.configuration import CONFIGS, configuration
from archive.pages.document import documents
from archive.pages.files import page_files
from archive.pages.macro_gate import plain_label
from archive.problems import Problem, listed, suggestion


def check_navigation(root: Path, former: Mapping[str, str]) -> Iterator[Problem]:
    """Pages that no entry leads to, entries that lead to no page, labels that are not plain.

    ``former`` leads from what files of pages were called to what they are called.
    Raises ContentError for a configuration that cannot be read.
    """
    for language in LANGUAGES:
        config = configuration(root, language)
        settings, written = config.settings, config.text.splitlines()
        items = [*_items(settings.get("nav", []))]
        for label in [settings.get("site_name", ""), *(label for label, _ in items)]:
            if why := plain_label(str(label)):
                yield Problem(config.file, 1, f'"{label}": {why}')
        pages = set(page_files(root, language)[0])
        # Those that exist in the other language only have a stand-in.
        known = {page.src for page in documents(root, [language])}
        entries = {entry for _, entry in items if entry and not urlsplit(entry).scheme}
        for page in sorted(pages - entries):
            meant = any(entry.endswith(page) for entry in entries - known)  # told at its line
            if not meant and not config.is_out_of_nav(page):
                message = say(
                    "no entry in the navigation — add {page} under nav: in {files}",
                    page=page,
                    files=listed(CONFIGS.values()),
                )
                yield Problem(f"docs/{language}/{page}", 1, message)
        for entry in sorted(entries - known):
            line = next((at for at, text in enumerate(written, 1) if entry in text), 1)
            message = say(
                "nav: {page} does not exist — {hint}",
                page=f"docs/{language}/{entry}",
                hint=suggestion(entry, known, former),
            )
            yield Problem(config.file, line, message)


def _items(nav: Any, label: str = "") -> Iterator[tuple[str, str]]:
    """The words and the page of each item of a navigation, however deep; a section has no page."""
    if isinstance(nav, str):
        yield label, nav
    elif isinstance(nav, dict):
        for words, inner in nav.items():
            yield from _items(inner, str(words))
    else:
        yield label, ""
        for inner in nav or ():
            yield from _items(inner)

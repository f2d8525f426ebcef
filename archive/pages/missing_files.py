"""What the configurations name against what is there: pages, styles, scripts, pictures, icons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from archive.languages import LANGUAGES
from archive.messages import say
from archive.pages.configuration import CONFIGS, configuration
from archive.pages.document import Document
from archive.problems import Problem, listed, suggestion

# What comes with a record besides its data and pages.
ENGINE = ("templates", "overrides", "macros.py")


def navigation_problems(
    root: Path, every: Sequence[Document], former: Mapping[str, str]
) -> Iterator[Problem]:
    """Pages that no entry leads to, and entries that lead to no page, of all that there are.

    ``former`` leads from what files of pages were called to what they are called.
    Raises ContentError for a configuration that cannot be read.
    """
    for language in LANGUAGES:
        config = configuration(root, language)
        known = {page.src: page for page in every if page.language == language}
        entries = {
            entry for entry in _targets(config.settings["nav"]) if not urlsplit(entry).scheme
        }
        astray = sorted(entries - known.keys())
        for page in sorted(known.keys() - entries):
            meant = any(entry.endswith(page) for entry in astray)  # told at its line
            if not (known[page].stand_in or meant or config.is_out_of_nav(page)):
                message = say(
                    "no entry in the navigation — add {page} under nav: in {files}",
                    page=page,
                    files=listed(CONFIGS.values()),
                )
                yield Problem(f"docs/{language}/{page}", 1, message)
        for entry in astray:
            message = say(
                "nav: {page} does not exist — {hint}",
                page=f"docs/{language}/{entry}",
                hint=suggestion(entry, known, former),
            )
            yield Problem(config.file, config.line_of(entry) or 1, message)


def _targets(nav: Any) -> Iterator[str]:
    """The page or address of each item of a navigation, however deep."""
    if isinstance(nav, str):
        yield nav
    else:
        for inner in nav.values() if isinstance(nav, dict) else nav:
            yield from _targets(inner)


def missing_parts(root: Path) -> list[Problem]:
    """What of a record is not there, without which nothing can be checked."""
    message = say("is missing — take it from the repository as it was")
    folders = [f"docs/{language}" for language in LANGUAGES]
    missing = [name for name in ENGINE if not (root / name).exists()]
    missing += [name for name in folders if not (root / name).is_dir()]
    return [Problem(name, 1, message) for name in missing]


def missing_files(root: Path) -> Iterator[Problem]:
    """What a configuration names and the record does not have."""
    for language in LANGUAGES:
        config, own = configuration(root, language), root / "docs" / language
        for name in _configured_files(config.settings):
            line = config.line_of(name)  # what the other file names is told there
            if line and not any((folder / name).is_file() for folder in (root / "overrides", own)):
                message = say("{name} does not exist — take it as it was", name=name)
                yield Problem(config.file, line, message)


def _configured_files(settings: Mapping[str, Any]) -> Iterator[str]:
    """Files by their paths among the overrides, or the pages."""
    yield from (settings["theme"][key] for key in ("logo", "favicon") if key in settings["theme"])
    yield from settings.get("extra_css", ())
    yield from (script["path"] for script in settings.get("extra_javascript", ()))
    yield from settings["extra"].get("not_in_book", ())

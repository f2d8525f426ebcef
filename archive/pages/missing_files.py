"""What the configurations name against what is there: pages, styles, scripts, pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

from archive.languages import LANGUAGES
from archive.messages import say
from archive.pages.configuration import CONFIGS, configuration
from archive.pages.document import Document
from archive.problems import Problem, listed, suggestion

# What comes with a record besides its data and pages.
ENGINE = ("templates", "overrides", "macros.py")
# The settings that name files, each with a dot; a script has a type besides.
_NAMING = (
    ("theme", "logo"),
    ("theme", "favicon"),
    ("extra_css",),
    ("extra_javascript",),
    ("extra", "not_in_book"),
)


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
        entries = {one: line for one, line in config.texts("nav") if not urlsplit(one).scheme}
        astray = sorted(entries.keys() - known.keys())
        for page in sorted(known.keys() - entries.keys()):
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
            yield Problem(CONFIGS[language], entries[entry], message)


def missing_parts(root: Path) -> list[Problem]:
    """What of a record is not there, without which nothing can be checked."""
    message = say("is missing — take it from the repository as it was")
    folders = [f"docs/{language}" for language in LANGUAGES]
    missing = [name for name in ENGINE if not (root / name).exists()]
    missing += [name for name in folders if not (root / name).is_dir()]
    return [Problem(name, 1, message) for name in missing]


def missing_files(root: Path) -> Iterator[Problem]:
    """What a configuration names and the record does not have."""
    folders = [root / "overrides", *(root / "docs" / language for language in LANGUAGES)]
    for language in LANGUAGES:
        config = configuration(root, language)
        for name, line in chain.from_iterable(config.texts(*place) for place in _NAMING):
            if "." in name and not any((folder / name).is_file() for folder in folders):
                message = say("{name} does not exist — take it as it was", name=name)
                yield Problem(CONFIGS[language], line, message)

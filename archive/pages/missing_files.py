"""What the configurations name against what is there: pages, styles, scripts, pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
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
    theme, docs = root / "overrides", {side: root / "docs" / side for side in LANGUAGES}
    for language in LANGUAGES:
        config = configuration(root, language)
        places = {
            ("theme", "logo"): [theme, docs[language]],
            ("theme", "favicon"): [theme, docs[language]],
            ("extra_css",): [theme],
            ("extra_javascript",): [theme],
            ("extra", "not_in_book"): [*docs.values()],  # it may be in one language only
        }
        named = (
            (*text, folders) for place, folders in places.items() for text in config.texts(*place)
        )
        for name, line, folders in named:
            # Without a dot it is the type of a script.
            if "." in name and not any((folder / name).is_file() for folder in folders):
                message = say("{name} does not exist — take it as it was", name=name)
                yield Problem(CONFIGS[language], line, message)

"""The files that the configurations name: styles, scripts, pictures and icons of the theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from archive.languages import LANGUAGES
from archive.messages import say
from archive.pages.configuration import configuration
from archive.problems import Problem

# What comes with a record besides its data and pages.
ENGINE = ("templates", "overrides", "macros.py")


def missing_parts(root: Path) -> list[Problem]:
    """What of a record is not there, without which nothing can be checked."""
    message = say("is missing — take it from the repository as it was")
    folders = [f"docs/{language}" for language in LANGUAGES]
    missing = [name for name in ENGINE if not (root / name).exists()]
    missing += [name for name in folders if not (root / name).is_dir()]
    return [Problem(name, 1, message) for name in missing]


def missing_files(root: Path) -> Iterator[Problem]:
    """What a configuration names and neither the record nor the theme has."""
    theme = find_spec("material")
    folders = [root / "overrides"]
    folders += [
        Path(place) / "templates" for place in (theme and theme.submodule_search_locations) or ()
    ]
    for language in LANGUAGES:
        config = configuration(root, language)
        own = root / "docs" / language
        for name, path in _named(config.settings):
            line = next(
                (at for at, text in enumerate(config.text.splitlines(), 1) if name in text), 0
            )
            # What the other file names is told there.
            if line and not any((folder / path).is_file() for folder in (*folders, own)):
                message = say("{name} does not exist — take it as it was", name=name)
                yield Problem(config.file, line, message)


def _named(settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each name, and the path of its file below a folder of the theme."""
    theme = settings["theme"]
    toggles = (one.get("toggle", {}).get("icon") for one in theme.get("palette", ()))
    for icon in filter(None, (theme.get("icon", {}).get("edit"), *toggles)):
        yield icon, f".icons/{icon}.svg"
    yield theme["language"], f"partials/languages/{theme['language']}.html"
    for name in (theme.get("logo"), theme.get("favicon"), *settings.get("extra_css", ())):
        yield from [(name, name)] if name else ()
    for script in settings.get("extra_javascript", ()):
        yield script["path"], script["path"]
    for page in settings["extra"].get("not_in_book", ()):
        yield page, page

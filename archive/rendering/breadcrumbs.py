"""Where a page stands: the way to it from the home page, and its neighbours.

trail(archive, titles, "initiatives/some-initiative/", "en")
neighbours(archive, "some-initiative")      # (the one before, the one after)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from archive.languages import Language
from archive.model.collections import Archive

# What the pages of a collection are grouped by, and the field that says so.
_GROUPS = {"initiatives": ("categories", "category"), "organizations": ("kinds", "kind")}


@dataclass(frozen=True)
class Step:
    """One stop on the way to a page: its words and its address."""

    words: str
    address: str


def record_of(archive: Archive, tail: str) -> tuple[str, str] | None:
    """The collection and id of the record whose page is at ``tail``, if it is one's."""
    collection, _, rest = tail.rstrip("/").partition("/")
    known = collection in ("funds", "initiatives", "organizations")
    return (collection, rest) if known and rest in getattr(archive, collection) else None


def trail(
    archive: Archive, titles: Mapping[str, str], tail: str, language: Language, home: str
) -> list[Step]:
    """The way from the home page, called ``home``, to the page at ``tail``, both included.

    ``titles`` are the first headings of the pages by their address.
    """
    steps = [Step(home, "")]
    found = record_of(archive, tail)
    if found:
        collection, record = found
        steps.append(Step(titles[f"{collection}/"], f"{collection}/"))
        if collection in _GROUPS:
            names, field = _GROUPS[collection]
            group = getattr(getattr(archive, collection)[record], field)
            words = getattr(archive, names)[group].name.in_language(language)
            steps.append(Step(words, f"{collection}/#{group}"))
    if tail:
        steps.append(Step(titles[tail], tail))
    return steps


def neighbours(archive: Archive, record: str) -> tuple[str | None, str | None]:
    """The records before and after ``record`` among those of its group, in file order."""
    for collection in ("funds", "initiatives", "organizations"):
        entries: Mapping[str, Any] = getattr(archive, collection)
        if record in entries:
            _, field = _GROUPS.get(collection, ("", ""))
            alike = [
                key
                for key, entry in entries.items()
                if getattr(entry, field, None) == getattr(entries[record], field, None)
            ]
            at = alike.index(record)
            around = [None, *alike, None]
            return around[at], around[at + 2]
    return None, None

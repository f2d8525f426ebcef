"""By what a reader may choose among initiatives and events: each facet, its values, its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from archive.model import evidence, relations
from archive.model.collections import Archive
from archive.model.records import Initiative
from archive.model.texts import Text


@dataclass(frozen=True)
class Facet:
    """One choice: its key in the address, and its values with their words.

    The words are a text from the data or, as a string, a key of the labels.
    """

    key: str
    options: Mapping[str, Text | str]


def facets(archive: Archive) -> list[Facet]:
    """The choices among initiatives; a value that none has is left out, and so is a choice
    that they all answer alike."""
    used = [values(archive, initiative) for initiative in archive.initiatives.values()]
    words: dict[str, Mapping[str, Text | str]] = {
        "category": {key: entry.name for key, entry in archive.categories.items()},
        "audience": {key: entry.name for key, entry in archive.audiences.items()},
        "evidence": {level: f"level-{level}" for level in evidence.Level},
        "commendation": {"yes": "with-commendation", "no": "without-commendation"},
        "figures": {"yes": "with-figures", "no": "without-figures"},
    }
    found = []
    for key, options in words.items():
        having = Counter(value for one in used for value in one[key])
        chosen = {value: said for value, said in options.items() if having[value]}
        if any(having[value] < len(used) for value in chosen):
            found.append(Facet(key, chosen))
    return found


def values(archive: Archive, initiative: Initiative) -> dict[str, list[str]]:
    """What an initiative answers to under each facet."""
    claims = initiative.claims.values()
    levels = [evidence.assess(claim) for claim in claims]
    return {
        "category": [initiative.category],
        "audience": list(initiative.audiences),
        "evidence": [level for level in evidence.Level if level in levels],
        "commendation": ["yes" if relations.commendations(initiative) else "no"],
        "figures": ["yes" if any(claim.value is not None for claim in claims) else "no"],
    }

"""By what a reader may choose among initiatives: each facet, its values, its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from archive.model import evidence, relations
from archive.model.collections import Archive
from archive.model.records import Initiative
from archive.model.texts import Text


def facets(archive: Archive, label: Callable[[str], str]) -> dict[str, Mapping[str, Text | str]]:
    """The choices among initiatives, each by its key in the address, and its values with their
    words; a value that none has is left out, and so is a choice that they all answer alike."""
    used = [values(initiative) for initiative in archive.initiatives.values()]
    words: dict[str, Mapping[str, Text | str]] = {
        "category": {key: entry.name for key, entry in archive.categories.items()},
        "audience": {key: entry.name for key, entry in archive.audiences.items()},
        "evidence": {level: label(f"level-{level}") for level in evidence.Level},
        "commendation": {
            "yes": label("with-commendation"),
            "no": label("without-commendation"),
        },
        "figures": {"yes": label("with-figures"), "no": label("without-figures")},
    }
    choices: dict[str, Mapping[str, Text | str]] = {}
    for key, options in words.items():
        having = Counter(value for one in used for value in one[key])
        in_use = {value: said for value, said in options.items() if having[value]}
        if any(having[value] < len(used) for value in in_use):
            choices[key] = in_use
    return choices


def values(initiative: Initiative) -> dict[str, list[str]]:
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

"""How well a claim is supported: computed from its sources, never typed.

The rules, which the about page explains to readers:

1. A source that *differs* makes the claim contested.
2. Otherwise, if the organisation's own side says it and an independent source that
   readers can open supports it, the claim is corroborated.
3. Otherwise, if only the organisation's own side says it, it is self-reported. Those
   who repeat a statement confirm that it was made, not that the thing happened; a
   repost without an address cannot be checked, so it lifts nothing.
4. Otherwise only others say it: the claim is reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from archive.model.claims import Claim, Relation, Source


class Level(StrEnum):
    """The four evidence levels, in the order in which pages list them."""

    CORROBORATED = "corroborated"
    REPORTED = "reported"
    SELF_REPORTED = "self-reported"
    CONTESTED = "contested"


@dataclass(frozen=True)
class Evidence:
    """A level, and two things that a reader should know beside it.

    ``qualified``: some source narrows the claim. ``copy_only``: the claim rests only on
    reposts that nobody can open.
    """

    level: Level
    qualified: bool
    copy_only: bool


def assess(claim: Claim, sources: Mapping[str, Source]) -> Evidence:
    """The evidence for ``claim``; ``sources`` holds every source that it cites."""
    cited = {relation: [] for relation in Relation}  # type: dict[Relation, list[Source]]
    for citation in claim.sources:
        cited[citation.relation].append(sources[citation.source])
    supporting = cited[Relation.SUPPORTS]
    own_side = [source for source in supporting if source.own_side]
    independent = [source for source in supporting if source.independent]
    if cited[Relation.DIFFERS]:
        level = Level.CONTESTED
    elif own_side and any(source.can_be_opened for source in independent):
        level = Level.CORROBORATED
    elif own_side:
        level = Level.SELF_REPORTED
    else:
        level = Level.REPORTED
    return Evidence(
        level,
        qualified=bool(cited[Relation.QUALIFIES]),
        copy_only=not own_side and not any(source.can_be_opened for source in supporting),
    )

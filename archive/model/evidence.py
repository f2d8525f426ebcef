"""How well a claim is supported: computed from what its sources do to it, never typed.

The rules, which the about page explains to readers:

1. A source that *differs* makes the claim disputed.
2. Otherwise a source that *confirms* all of it makes it confirmed, one that confirms only
   part of it, confirmed in part.
3. Otherwise, if a source *repeats* what the organisation says, the claim is relayed:
   others show that the words were said, not that the thing happened.
4. Otherwise only the organisation or its people *state* it: it is their own word.

A source that *compares* counts for nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from archive.model.claims import Claim, Relation


class Level(StrEnum):
    """The evidence levels, in the order in which pages list them."""

    CONFIRMED = "confirmed"
    CONFIRMED_IN_PART = "confirmed-in-part"
    RELAYED = "relayed"
    OWN_WORD = "own-word"
    DISPUTED = "disputed"


def assess(claim: Claim) -> Level:
    """The evidence level of ``claim``."""
    relations = {citation.relation for citation in claim.sources}
    if Relation.DIFFERS in relations:
        return Level.DISPUTED
    if Relation.CONFIRMS in relations:
        confirming = (one for one in claim.sources if one.relation is Relation.CONFIRMS)
        in_part = all(citation.part for citation in confirming)
        return Level.CONFIRMED_IN_PART if in_part else Level.CONFIRMED
    return Level.RELAYED if Relation.REPEATS in relations else Level.OWN_WORD


def count_by_level(claims: Iterable[Claim]) -> dict[Level, int]:
    """How many claims have each level, in the order in which pages list them."""
    counts = Counter(map(assess, claims))
    return {level: counts[level] for level in Level}

"""What a claim's sources make of it: the rules that the about page gives to readers."""

from __future__ import annotations

import pytest

from archive.model.claims import Claim
from archive.model.evidence import Level, assess


def claim(cited: str) -> Claim:
    """A claim of a hundred, from words such as ``states confirms:part differs``."""
    citations = []
    for word in cited.split():
        relation, _, part = word.partition(":")
        citation: dict[str, object] = {"source": f"the-one-that-{relation}", "relation": relation}
        if relation == "differs":
            citation |= {"value": 200, "unit": "people"}
        if part or relation == "compares":
            citation |= {"note": {"zh": "只在一地。", "en": "In one place only."}}
        citations.append({**citation, "part": bool(part)})
    return Claim.model_validate(
        {
            "label": {"zh": "人数", "en": "People"},
            "value": 100,
            "unit": "people",
            "sources": citations,
        }
    )


@pytest.mark.parametrize(
    ("cited", "level"),
    [
        # The organisation alone, whatever stands beside it for comparison
        ("states", Level.OWN_WORD),
        ("states states", Level.OWN_WORD),
        ("states compares", Level.OWN_WORD),
        # Those who repeat it show that it was said, however many they are
        ("states repeats", Level.RELAYED),
        ("repeats", Level.RELAYED),
        ("states repeats:part", Level.RELAYED),
        ("states repeats repeats compares", Level.RELAYED),
        # Knowledge of one's own
        ("states confirms", Level.CONFIRMED),
        ("confirms", Level.CONFIRMED),
        ("states repeats confirms confirms:part", Level.CONFIRMED),
        ("states confirms:part", Level.CONFIRMED_IN_PART),
        ("states repeats confirms:part", Level.CONFIRMED_IN_PART),
        # Another value for the same measure
        ("states differs", Level.DISPUTED),
        ("states repeats confirms differs", Level.DISPUTED),
    ],
)
def test_the_level_follows_from_the_relations_in_any_order(cited: str, level: Level) -> None:
    assert assess(claim(cited)) is level
    assert assess(claim(" ".join(reversed(cited.split())))) is level

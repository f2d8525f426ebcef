"""What a claim's sources make of it: the rules that the about page gives to readers."""

from __future__ import annotations

import pytest

from archive.model.claims import Claim, Source
from archive.model.evidence import Evidence, Level, assess


def source(kind: str, *, address: bool = True) -> Source:
    return Source.model_validate(
        {
            "about": {"zh": "一篇文章", "en": "A text"},
            "kind": kind,
            "publisher": "somebody",
            "access": "stored copy" if address else "repost",
            **({"address": "https://example.org/text"} if address else {}),
        }
    )


SOURCES = {
    "speech": source("primary", address=False),
    "release": source("self-reported"),
    "release-reposted": source("self-reported", address=False),
    "newspaper": source("press"),
    "newspaper-reposted": source("press", address=False),
    "ministry": source("official"),
    "profile": source("profile"),
    "post": source("post"),
}


def claim(cited: str) -> Claim:
    """A claim of a hundred, from words such as ``speech newspaper:differs``."""
    citations = []
    for word in cited.split():
        name, _, relation = word.partition(":")
        citation: dict[str, object] = {"source": name, "relation": relation or "supports"}
        if relation == "differs":
            citation |= {"value": 200, "unit": "people"}
        if relation == "qualifies":
            citation |= {"note": {"zh": "只在一地。", "en": "In one place only."}}
        citations.append(citation)
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
        # The organisation's own side alone, however many repeat it
        ("speech", Level.SELF_REPORTED),
        ("release", Level.SELF_REPORTED),
        ("speech release release-reposted", Level.SELF_REPORTED),
        ("speech profile post", Level.SELF_REPORTED),
        # An independent text that readers can open, and one that they cannot
        ("speech newspaper", Level.CORROBORATED),
        ("speech ministry", Level.CORROBORATED),
        ("release newspaper", Level.CORROBORATED),
        ("speech newspaper newspaper-reposted", Level.CORROBORATED),
        ("speech newspaper-reposted", Level.SELF_REPORTED),
        # Somebody says otherwise
        ("speech newspaper:differs", Level.CONTESTED),
        ("speech newspaper-reposted:differs", Level.CONTESTED),
        ("speech ministry newspaper:differs", Level.CONTESTED),
        ("newspaper speech:differs", Level.CONTESTED),
        # A source that narrows the claim does not support it
        ("speech newspaper:qualifies", Level.SELF_REPORTED),
        ("speech ministry newspaper:qualifies", Level.CORROBORATED),
        # Others only
        ("newspaper", Level.REPORTED),
        ("newspaper ministry", Level.REPORTED),
        ("newspaper-reposted", Level.REPORTED),
        ("newspaper profile post", Level.REPORTED),
        ("newspaper speech:qualifies", Level.REPORTED),
    ],
)
def test_the_level_follows_from_the_sources(cited: str, level: Level) -> None:
    assert assess(claim(cited), SOURCES).level is level


@pytest.mark.parametrize(
    ("cited", "qualified"),
    [
        ("speech", False),
        ("speech newspaper", False),
        ("speech newspaper:differs", False),
        ("speech newspaper:qualifies", True),
        ("speech ministry newspaper-reposted:qualifies", True),
    ],
)
def test_a_source_that_narrows_the_claim_is_shown(cited: str, qualified: bool) -> None:
    assert assess(claim(cited), SOURCES).qualified is qualified


@pytest.mark.parametrize(
    ("cited", "copy_only"),
    [
        ("newspaper-reposted", True),
        ("newspaper-reposted newspaper:qualifies", True),
        ("newspaper", False),
        ("newspaper newspaper-reposted", False),
        ("speech", False),
        ("speech newspaper-reposted", False),
    ],
)
def test_resting_on_a_repost_alone_is_shown(cited: str, copy_only: bool) -> None:
    assert assess(claim(cited), SOURCES).copy_only is copy_only


def test_the_order_of_the_sources_does_not_matter() -> None:
    forwards = assess(claim("speech ministry newspaper:differs profile:qualifies"), SOURCES)
    backwards = assess(claim("profile:qualifies newspaper:differs ministry speech"), SOURCES)
    assert forwards == backwards == Evidence(Level.CONTESTED, qualified=True, copy_only=False)

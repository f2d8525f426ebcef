"""The record held against its own method, where no rule of the check can: what a new entry adds,
a level or another claim of the same amount, is seen by whoever reviews it in `make compare`."""

from __future__ import annotations

from decimal import Decimal

import pytest

from archive.model.claims import AsOfBasis, Relation
from archive.model.collections import Archive
from archive.project import open_project
from tests.built import PROJECT


@pytest.fixture(scope="module")
def archive() -> Archive:
    return open_project(PROJECT).archive


def test_equal_amounts_are_kept_apart(archive: Archive) -> None:
    """The same amount means another thing each time; none may be taken for another's."""
    for amount, apart in (
        (
            200_000_000,
            {
                "domestic-fund.for-hardship",
                "hardship-aid.total",
                "developer-fund.total",
                "tencent.september-grant",
            },
        ),
        (300_000_000, {"first-tranche.total", "domestic-fund.for-frontline-people"}),
    ):
        equal = {a for a, claim in archive.claims.items() if claim.value == Decimal(amount)}
        assert {archive.former.get(address, address) for address in apart} <= equal


def test_a_date_borrowed_from_the_speech_is_marked(archive: Archive) -> None:
    """The speech gives no date as its own day: a claim of that day has it from outside."""
    speech = archive.sources["speech"]
    for address, claim in archive.claims.items():
        sources = {one.source for one in claim.sources if one.relation is not Relation.COMPARES}
        if sources == {"speech"} and claim.as_of in (speech.published, speech.tells_of):
            assert claim.as_of is None or claim.as_of_basis is AsOfBasis.SOURCE, address

"""The record held against its own method: levels, wording, attribution, what is published."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from archive.model.claims import AsOfBasis, Qualifier, Relation
from archive.model.collections import Archive
from archive.model.evidence import Level, assess
from archive.project import open_project
from tests.built import PROJECT

CONFIRMED = {
    "people-fund.civil-affairs-pool",
    "global-fund.ecuador",
    "global-fund.barcelona",
    "global-fund.ethiopia",
    "consumption-vouchers.governments",
    "consumption-vouchers.wuhan-value",
}
CONFIRMED_IN_PART = {
    "first-tranche.suits-landed",
    "people-fund.recipients",
    "government-mini-programs.functions",
    "health-code.coverage",
    "consumption-vouchers.wuhan-service",
    "merchant-reopening.tools",
}


@pytest.fixture(scope="module")
def archive() -> Archive:
    return open_project(PROJECT).archive


def test_what_counts_as_confirmed_is_known_and_nothing_is_disputed(archive: Archive) -> None:
    """Whoever adds to these lists has read a source that speaks from knowledge of its own."""
    levels = {address: assess(claim) for address, claim in archive.claims.items()}
    for level, known in (
        (Level.CONFIRMED, CONFIRMED),
        (Level.CONFIRMED_IN_PART, CONFIRMED_IN_PART),
        (Level.DISPUTED, set()),
    ):
        assert {address for address, found in levels.items() if found is level} == known


def test_equal_amounts_are_kept_apart(archive: Archive) -> None:
    """Whoever adds to these lists has read that the same amount means another thing."""
    equal = [a for a, claim in archive.claims.items() if claim.value == Decimal(200_000_000)]
    assert set(equal) == {
        "domestic-fund.for-hardship",
        "hardship-aid.total",
        "developer-fund.total",
        "tencent.september-grant",
    }
    hundreds = [a for a, claim in archive.claims.items() if claim.value == Decimal(300_000_000)]
    assert set(hundreds) == {"first-tranche.total", "domestic-fund.for-frontline-people"}


def test_the_strength_of_what_is_printed_is_kept(archive: Archive) -> None:
    signs = (
        (r"超|多(?!家)|\d千多|more than|over ", Qualifier.MORE_THAN),
        (r"上[十百千万]", Qualifier.AT_LEAST),
        (r"内$|within", Qualifier.WITHIN),
        (r"about|around", Qualifier.ABOUT),
    )
    seen = set()
    for address, claim in archive.claims.items():
        if claim.value is None:
            continue
        for citation in claim.sources:
            if citation.relation is not Relation.STATES or not citation.printed:
                continue
            for pattern, qualifier in signs:
                if re.search(pattern, citation.printed):
                    assert claim.qualifier is qualifier, (address, citation.printed)
                    seen.add(qualifier)
    assert seen >= {Qualifier.MORE_THAN, Qualifier.AT_LEAST, Qualifier.WITHIN}


def test_a_statement_says_who_states_it(archive: Archive) -> None:
    for address, claim in archive.claims.items():
        if claim.statement:
            assert re.match("据|演讲", claim.statement.zh), address
            assert re.match("According to|The speech", claim.statement.en), address
        said_by = archive.said_by(claim)
        assert said_by in archive.organizations or said_by in archive.people, address


def test_a_date_borrowed_from_a_source_is_marked(archive: Archive) -> None:
    """No claim that only the speech makes has a date of its own but those the speech gives."""
    given_by_it = {"2020-01-23", "2020-01-24", "2020-02", "2020-02-07"}
    for address, claim in archive.claims.items():
        if claim.as_of_basis is AsOfBasis.STATED and claim.as_of:
            sources = {one.source for one in claim.sources if one.relation is not Relation.COMPARES}
            if sources == {"speech"}:
                assert str(claim.as_of) in given_by_it, address


def test_nobody_is_shown_as_giver_of_praise_that_only_one_side_reports(archive: Archive) -> None:
    praised = {a: claim for a, claim in archive.claims.items() if claim.commendation}
    assert praised
    for address, claim in praised.items():
        assert assess(claim) is Level.OWN_WORD, address
        assert claim.statement and claim.names, address

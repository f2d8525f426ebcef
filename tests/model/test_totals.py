"""Sums of money are formed only where they mean something."""

from __future__ import annotations

import pytest

from archive.model.claims import Claim
from archive.model.collections import COLLECTIONS, Archive
from archive.model.totals import objections
from archive.publishing.tables import tables
from tests.conftest import fixture_project

# A fund, part of another one, whose amounts differ from that one's first gifts in one thing.
AMOUNTS = {
    "total": {},
    "dollars": {"currency": "USD"},
    "paid": {"status": "paid"},
    "public": {"owner": "public"},
    "more": {"qualifier": "more than"},
}


@pytest.fixture(scope="module")
def archive() -> Archive:
    own = fixture_project().archive
    fund, part = own.funds["flood-fund"], own.funds["binding-fund"]
    gifts = fund.claims["first-gifts"]
    amounts = {
        key: Claim.model_validate({**gifts.model_dump(), **other}) for key, other in AMOUNTS.items()
    }
    steps = fund.composition
    made_up = steps[1].model_copy(update={"parts": ("binding-fund.paid", "binding-fund.public")})
    funds = {
        "flood-fund": fund.model_copy(update={"composition": (steps[0], made_up)}),
        "binding-fund": part.model_copy(update={"claims": amounts}),
    }
    entries = {name: own.entries(name) for name in COLLECTIONS}
    return Archive.model_construct(**{**entries, "funds": funds})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        (["flood-fund.first-gifts", "binding-fund.dollars"], "differ in currency"),
        (["flood-fund.first-gifts", "binding-fund.paid"], "differ in status"),
        (["flood-fund.first-gifts", "binding-fund.public"], "differ in owner"),
        (["flood-fund.first-gifts", "binding-fund.more"], '"more than"'),
        (["flood-fund.total", "flood-fund.first-gifts"], "counts it twice"),
        (["flood-fund.total", "binding-fund.total"], "may be, inside"),
        (["flood-fund.later-gifts", "binding-fund.paid"], "counts it twice"),
        (["flood-fund.total", "flood-fund.total"], "named twice"),
        (["flood-fund.total", "book-drying.volumes"], "no amount of money"),
        (["flood-fund.total"], "at least two"),
    ],
)
def test_dishonest_totals_are_refused_with_the_reason(
    archive: Archive, claims: list[str], reason: str
) -> None:
    assert any(reason in said for said in objections(archive, claims))


def test_amounts_of_one_owner_currency_and_status_can_be_added(archive: Archive) -> None:
    assert not [*objections(archive, ["flood-fund.first-gifts", "flood-fund.later-gifts"])]


def test_the_published_make_up_holds_amounts_that_a_source_gives_and_no_sum(
    archive: Archive,
) -> None:
    rows = tables()["composition"].rows(archive)
    assert [(row["part_of"], row["claim"], row["value"]) for row in rows] == [
        ("flood-fund.total", "flood-fund.first-gifts", 450_000),
        ("flood-fund.total", "flood-fund.later-gifts", 750_000),
        ("flood-fund.later-gifts", "binding-fund.paid", 450_000),
        ("flood-fund.later-gifts", "binding-fund.public", 450_000),
    ]

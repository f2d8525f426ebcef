"""Sums of money are formed only where they mean something."""

from __future__ import annotations

from decimal import Decimal

import pytest

from archive.model import totals
from archive.model.collections import Archive
from archive.project import open_project
from archive.publishing import tables
from tests.site import PROJECT


@pytest.fixture(scope="module")
def archive() -> Archive:
    return open_project(PROJECT).archive


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        (["domestic-fund.total", "global-fund.total"], "differ in currency"),
        (["research-fund.package", "research-fund.academy-grant"], "differ in status"),
        (["research-fund.package", "consumption-vouchers.wuhan-value"], "differ in owner"),
        (["domestic-fund.total", "charity-platform.raised"], '"more than"'),
        (["domestic-fund.total", "first-tranche.total"], "counts it twice"),
        (["domestic-fund.total", "hardship-aid.total"], "may be, inside"),
        (["domestic-fund.february-increase", "domestic-fund.for-research"], "counts it twice"),
        (["first-tranche.total", "first-tranche.total"], "named twice"),
        (["first-tranche.total", "tencent-meeting.cores"], "no amount of money"),
        (["first-tranche.total"], "at least two"),
    ],
)
def test_dishonest_totals_are_refused_with_the_reason(
    archive: Archive, claims: list[str], reason: str
) -> None:
    with pytest.raises(totals.NoHonestTotalError, match=reason):
        totals.total(archive, claims)


def test_amounts_of_one_owner_currency_and_status_can_be_added(archive: Archive) -> None:
    found = totals.total(archive, ["developer-fund.total", "domestic-fund.february-increase"])
    assert (found.value, found.currency) == (Decimal(1_200_000_000), "CNY")


def test_the_published_make_up_holds_amounts_that_a_source_gives_and_no_sum(
    archive: Archive,
) -> None:
    rows = tables.tables()["composition"](archive)
    steps = [row for row in rows if row["part_of"] == "domestic-fund.total"]
    parts = [row for row in rows if row["part_of"] == "domestic-fund.february-increase"]
    assert [row["as_of"] for row in steps] == ["2020-01-24", "2020-02-03", "2020-02-07"]
    assert sum(row["value"] for row in parts) == steps[-1]["value"]
    given = {claim.value for _, claim in archive.claims.items()}
    assert {row["value"] for row in rows} <= given
    assert {key for row in rows for key in row} == {
        "id",
        "fund",
        "claim",
        "part_of",
        "as_of",
        "value",
        "currency",
        "status",
        "evidence",
        "label",
    }


def test_equal_amounts_are_kept_apart(archive: Archive) -> None:
    equal = [a for a, claim in archive.claims.items() if claim.value == Decimal(200_000_000)]
    assert set(equal) == {
        "domestic-fund.for-hardship",
        "hardship-aid.total",
        "developer-fund.total",
        "tencent.september-grant",
    }
    hundreds = [a for a, claim in archive.claims.items() if claim.value == Decimal(300_000_000)]
    assert set(hundreds) == {"first-tranche.total", "domestic-fund.for-frontline-people"}

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
        (["developer-fund.total", "tencent.september-grant"], "differ in status"),
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


def test_the_steps_of_a_make_up_can_be_added(archive: Archive) -> None:
    fund = archive.funds["domestic-fund"]
    steps = [step.claim for step in fund.composition]
    found = totals.total(archive, steps)
    assert (found.value, found.currency) == (fund.claims["total"].value, "CNY")


def test_the_published_make_up_is_ready_for_a_chart(archive: Archive) -> None:
    rows = tables.TABLES["composition"](archive)
    steps = [row for row in rows if row["part_of"] == "domestic-fund.total"]
    parts = [row for row in rows if row["part_of"] == "domestic-fund.february-increase"]
    assert [row["as_of"] for row in steps] == ["2020-01-24", "2020-02-03", "2020-02-07"]
    assert steps[-1]["sum_so_far"] == archive.claims["domestic-fund.total"].value
    assert sum(row["value"] for row in parts) == steps[-1]["value"]
    assert {row["status"] for row in rows} == {"announced"}
    assert {row["evidence"] for row in parts} == {"reported"}
    equal = [a for a, claim in archive.claims.items() if claim.value == Decimal(200_000_000)]
    assert set(equal) == {
        "domestic-fund.for-hardship",
        "hardship-aid.total",
        "developer-fund.total",
        "tencent.september-grant",
    }

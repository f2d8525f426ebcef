"""A value is held against what its sources print: slips are named, and no honest hedge is."""

from __future__ import annotations

import pytest

from archive.loading.printed_figures import check_printed
from archive.model.claims import Claim


def said(value: int, qualifier: str, *printed: str, relation: str = "states") -> list[str]:
    claim = {
        "label": {"zh": "某", "en": "Something"},
        "value": value,
        "qualifier": qualifier,
        "currency": "CNY",
        "status": "announced",
        "owner": "public",
        "sources": [{"source": "a", "relation": relation, "printed": one} for one in printed],
    }
    return [message for _, message in check_printed(Claim.model_validate(claim), ("a", "b"))]


@pytest.mark.parametrize(
    ("printed", "value", "qualifier"),
    [
        ("10万台云主机", 100_000, "exactly"),
        ("1万3千多家", 13_000, "more than"),
        ("一百多万", 1_000_000, "more than"),
        ("3亿2千万元", 320_000_000, "exactly"),
        ("上千万的网友", 10_000_000, "at least"),
        ("超100万", 1_200_000, "exactly"),  # somebody else counted
        ("100,000", 90_000, "at least"),
        ("近3000", 2_950, "about"),
        ("RMB1.5 billion", 1_500_000_000, "exactly"),
        ("不超过500万元", 4_000_000, "exactly"),
        ("约$100 million", 700_000_000, "about"),  # another currency
        ("10至20万", 150_000, "about"),  # two numbers
        ("数百万", 3_000_000, "about"),
        ("2020年送了三千", 3_000, "exactly"),
        ("十分高兴", 110_000, "exactly"),
        ("RMB 2,000m", 2_000_000_000, "exactly"),
    ],
)
def test_what_a_source_prints_may_be_hedged(printed: str, value: int, qualifier: str) -> None:
    assert said(value, qualifier, printed) == []


@pytest.mark.parametrize(
    ("printed", "value", "qualifier"),
    [
        ("10万台云主机", 110_000, "exactly"),
        ("上千万的网友", 1_000_000, "at least"),
        ("超100万核", 100_000, "more than"),
        ("两亿元", 20_000_000, "exactly"),
        ("1.5 billion yuan", 1_500_000, "exactly"),
        ("125,100 suits", 125_000, "exactly"),
        ("约10万", 150_000, "about"),
    ],
)
def test_a_value_that_is_not_what_the_source_prints_is_named(
    printed: str, value: int, qualifier: str
) -> None:
    [message] = said(value, qualifier, printed)
    assert f'"{printed}" is ' in message
    assert f"the value is {value} — " in message


def test_who_relays_a_figure_may_round_it() -> None:
    assert said(1_512_345, "exactly", "151万", relation="repeats") == []
    assert said(1_516_345, "exactly", "151万", relation="repeats")
    assert said(1_512_345, "exactly", "151万")


def test_a_hedge_that_the_claim_drops_is_named_unless_another_statement_has_none() -> None:
    [message] = said(100, "exactly", "100多家")
    assert "says more than, the claim says exactly — write qualifier: more than" in message
    assert said(100, "exactly", "100多家", "100家") == []
    assert said(100, "more than", "100多家", "100家") == []

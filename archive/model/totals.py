"""Sums of money, formed only where the sum means something.

Amounts of different currency, owner or status have no honest sum; nor have a whole
and its part, or figures that are themselves only "more than" something.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from archive.messages import say
from archive.model.claims import Claim, Qualifier, Quantity
from archive.model.collections import Archive
from archive.problems import listed


class NoHonestTotalError(ValueError):
    """The amounts cannot be added; the message says why and what to do."""


def total(archive: Archive, addresses: Sequence[str]) -> Quantity:
    """The sum of the claims at ``addresses``, in their common currency.

    Raises NoHonestTotalError if they cannot be added, KeyError for an unknown address.
    """
    claims = {address: archive.claims[address] for address in addresses}
    for reason in _objections(archive, claims, addresses):
        raise NoHonestTotalError(reason)
    first = next(iter(claims.values()))
    return Quantity(
        value=sum((claim.value or Decimal(0) for claim in claims.values()), Decimal(0)),
        currency=first.currency,
    )


def _objections(
    archive: Archive, claims: dict[str, Claim], addresses: Sequence[str]
) -> Iterator[str]:
    """Why these claims have no honest sum; nothing if they have."""
    if len(addresses) < 2:
        yield say("a total needs at least two amounts")
    if len(claims) < len(addresses):
        yield say("the same amount is named twice — count it once")
    for address, claim in claims.items():
        if not claim.currency:
            yield say("{claim} is no amount of money — add up money only", claim=address)
        if claim.qualifier is not Qualifier.EXACTLY:
            yield say(
                '{claim} is "{qualifier}" — only exact amounts can be added',
                claim=address,
                qualifier=claim.qualifier,
            )
    for part in addresses:
        for whole in addresses:
            if part != whole and _inside(archive, part, whole):
                yield say(
                    "{part} is, or may be, inside {whole} — adding them counts it twice",
                    part=part,
                    whole=whole,
                )
    for what in ("currency", "owner", "status"):
        found = {address: str(getattr(claim, what)) for address, claim in claims.items()}
        if len(set(found.values())) > 1:
            yield say(
                "the amounts differ in {field} ({amounts}) — show them side by side instead",
                field=what,
                amounts=listed(f"{address}: {value}" for address, value in found.items()),
            )


def _inside(archive: Archive, part: str, whole: str) -> bool:
    """Whether ``part`` is, stated or only reported, a part of ``whole``."""
    whole_fund = archive.funds.get(whole.removesuffix(".total"))
    if whole_fund:  # ``whole`` is a fund's total
        part_fund = archive.funds.get(part.partition(".")[0])
        if part_fund and part_fund.part_of and whole == f"{part_fund.part_of.fund}.total":
            return True
        if any(part in (step.claim, *step.parts) for step in whole_fund.composition):
            return True
    return any(
        part in step.parts and whole == step.claim
        for fund in archive.funds.values()
        for step in fund.composition
    )

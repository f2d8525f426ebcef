"""Sums of money, formed only where the sum means something.

Amounts of different currency, owner or status have no honest sum; nor have a whole
and its part, or figures that are themselves only "more than" something.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from archive.messages import say
from archive.model.claims import Qualifier
from archive.model.collections import Archive
from archive.problems import listed


def objections(archive: Archive, addresses: Sequence[str]) -> Iterator[str]:
    """Why the claims at ``addresses`` have no honest sum, and what to do; nothing if they have."""
    claims = {address: archive.claims[address] for address in addresses}
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
    for part, whole in _insides(archive) & {*product(claims, repeat=2)}:
        yield say(
            "{part} is, or may be, inside {whole} — adding them counts it twice",
            part=part,
            whole=whole,
        )
    for what in ("currency", "owner", "status"):
        answers = {address: str(getattr(claim, what)) for address, claim in claims.items()}
        if len(set(answers.values())) > 1:
            yield say(
                "the amounts differ in {field} ({amounts}) — show them side by side instead",
                field=what,
                amounts=listed(f"{address}: {value}" for address, value in answers.items()),
            )


def _insides(archive: Archive) -> set[tuple[str, str]]:
    """Each claim that is, stated or only reported, a part of another, with that one."""
    pairs = set()
    for key, fund in archive.funds.items():
        for step in fund.composition:
            pairs |= {(one, f"{key}.total") for one in (step.claim, *step.parts)}
            pairs |= {(part, step.claim) for part in step.parts}
        if fund.part_of:
            pairs |= {(f"{key}.{claim}", f"{fund.part_of.fund}.total") for claim in fund.claims}
    return pairs

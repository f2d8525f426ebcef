"""The value of a claim held against the words in which its sources print it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from archive.messages import say
from archive.model.claims import Citation, Claim, Qualifier, Quantity, Relation
from archive.model.numerals import Figure, figures
from archive.model.shapes import Place

_PLAIN = 1_000
# Amounts in another currency than the claim's are another number.
_CURRENCIES = {
    "USD": r"\$|美[元金]|dollar",
    "CNY": r"[¥￥]|RMB|CNY|yuan|人民币|(?<![美欧日港])元",
    "EUR": r"€|euro|欧元",
    "GBP": r"£|pound|英镑",
    "JPY": r"yen|日元",
    "HKD": r"HK\$|港[元币]",
}
_AT_LEAST = (Qualifier.AT_LEAST, Qualifier.MORE_THAN)
_AT_MOST = (Qualifier.UP_TO, Qualifier.WITHIN)


def check_printed(claim: Claim, place: Place) -> Iterator[tuple[Place, str]]:
    """Citations whose words give one number, and another than the claim; hedges that it drops."""
    stated = {}
    for index, citation in enumerate(claim.sources):
        quantity = claim if citation.value is None else citation
        figure = _only_figure(citation, quantity)
        if figure is None:
            continue
        at = (*place, "sources", index, "printed")
        if not _compatible(figure, quantity, rounded=citation.relation is not Relation.STATES):
            message = say(
                '"{printed}" is {figure}, the value is {value} — correct one of them, or say '
                "with qualifier: how they agree",
                printed=citation.printed,
                figure=f"{figure.value:f}",
                value=f"{quantity.value:f}",
            )
            yield at, message
        elif citation.relation is Relation.STATES and figure.value == claim.value:
            stated[at] = (citation.printed, figure.qualifier)
    if claim.qualifier not in {qualifier for _, qualifier in stated.values()}:
        for at, (printed, qualifier) in stated.items():
            if qualifier is not Qualifier.EXACTLY:
                message = say(
                    '"{printed}" says {hedge}, the claim says {qualifier} — write '
                    "qualifier: {hedge}",
                    printed=printed,
                    hedge=qualifier.value,
                    qualifier=claim.qualifier.value,
                )
                yield at, message


def _only_figure(citation: Citation, quantity: Quantity) -> Figure | None:
    """The one number that a citation prints for a value, if it is one that can be compared:
    no 数百万, no part of the claim, no other currency."""
    if quantity.value is None or not citation.printed or citation.part:
        return None
    if citation.relation is Relation.COMPARES and citation.value is None:
        return None
    others = [words for code, words in _CURRENCIES.items() if code != quantity.currency]
    if re.search("[几来]|数[十百千万亿]|several|dozen", citation.printed):
        return None
    if quantity.currency and any(re.search(words, citation.printed, re.I) for words in others):
        return None
    numbers = [*figures(citation.printed)]
    return numbers[0] if len(numbers) == 1 else None


def _compatible(figure: Figure, quantity: Quantity, *, rounded: bool) -> bool:
    value, printed = Decimal(quantity.value or 0), figure.value
    if value == printed or not (figure.scaled or printed >= _PLAIN):
        return True
    if figure.qualifier in _AT_LEAST:
        return value > printed or quantity.qualifier in _AT_MOST
    if figure.qualifier in _AT_MOST:
        return value < printed or quantity.qualifier in _AT_LEAST
    if Qualifier.ABOUT in (figure.qualifier, quantity.qualifier):
        return abs(value - printed) * 10 <= max(value, printed)
    if quantity.qualifier in _AT_LEAST:
        return printed > value
    if quantity.qualifier in _AT_MOST:
        return printed < value
    return rounded and abs(value - printed) * 2 <= figure.step

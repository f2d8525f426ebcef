"""The tables of claims: what is said, what it rests on, and the amounts under each fund."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from archive.languages import Language
from archive.model import evidence
from archive.model.addresses import claim_page
from archive.model.claims import Citation, Claim, Quantity
from archive.model.collections import Archive
from archive.model.records import Fund
from archive.publishing.columns import Column, Read, columns_of, in_both, written
from archive.publishing.table import Table, addresses, numbered, own_key, part_of_key, paths
from archive.rendering import wording
from archive.rendering.foreign_text import translated

_CLAIM_ORDER = (
    "label statement wording value unit currency qualifier as_of as_of_basis status owner said_by "
    "printed_by_author evidence names commendation sources note added formerly"
)
_CITATION_ORDER = (
    "source locator relation part forecast printed wording value unit currency qualifier as_of note"
)
_AMOUNT = "label wording value unit currency qualifier as_of status evidence".split()
# What says more of another field, and is empty where that is.
_NEEDS = {"qualifier": "value", "as_of_basis": "as_of"}


def claims() -> Table:
    """One row a claim."""

    def printed(archive: Archive, key: str, claim: Claim) -> str | None:
        return claim.author_citation.printed if claim.author_citation else None

    own = [
        *_columns(Claim),
        Column(
            "said_by",
            lambda archive, key, claim: archive.said_by(claim),
            required=True,
            refers=("organizations", "people"),
        ),
        Column("printed", printed, of="printed_by_author"),
        Column(
            "evidence",
            lambda archive, key, claim: str(evidence.assess(claim)),
            required=True,
            values=tuple(str(level) for level in evidence.Level),
        ),
    ]
    record = Column(
        "record",
        lambda archive, key, claim: key.partition(".")[0],
        required=True,
        refers=("records",),
    )
    pages = addresses("page", lambda archive, key: claim_page(key))
    columns = (own_key(), record, *paths(), *pages, *_ordered(own, _CLAIM_ORDER))
    return Table("claims", columns, lambda archive: archive.claims.items())


def claim_sources() -> Table:
    """One row a citation of a claim."""
    return Table(
        "claim_sources",
        (own_key(), part_of_key("claim", 0, "claims"), *citation_columns()),
        lambda archive: numbered((key, one.sources) for key, one in archive.claims.items()),
    )


def citation_columns() -> list[Column]:
    """What is said of a citation, whatever it supports."""
    return _ordered(_columns(Citation), _CITATION_ORDER)


def composition() -> Table:
    """What each fund's total consists of, step by step with the parts of each; no sum is formed."""

    def part_of(archive: Archive, key: str, claim: Claim) -> str | None:
        fund, _, address = key.partition(":")
        steps = archive.funds[fund].composition
        whole = next((step.claim for step in steps if address in step.parts), f"{fund}.total")
        return whole if whole in archive.claims else None

    return _amounts(
        "composition",
        lambda fund: (key for step in fund.composition for key in (step.claim, *step.parts)),
        Column("part_of", part_of, of="part_of_claim", refers=("claims",)),
    )


def outcomes() -> Table:
    """The commitments and deliveries found for each fund."""
    return _amounts("outcomes", lambda fund: fund.outcomes)


def _amounts(name: str, claims_of: Callable[[Fund], Iterable[str]], *own: Column) -> Table:
    """Claims under a fund, with what readers compare them by."""
    compared = [column for column in claims().columns if column.field in _AMOUNT]
    keys = (own_key(), part_of_key("fund", 0, "funds"), part_of_key("claim", 1, "claims"))
    return Table(
        name,
        (*keys, *own, *compared),
        lambda archive: (
            (f"{key}:{address}", archive.claims[address])
            for key, fund in archive.funds.items()
            for address in claims_of(fund)
        ),
    )


def _columns(model: type[Quantity]) -> Iterator[Column]:
    """The columns of a claim or a citation, with what pages print for it."""

    def only_with(field: str, read: Read) -> Read:
        return lambda archive, key, entry: (
            None if getattr(entry, field) is None else read(archive, key, entry)
        )

    def words(language: Language) -> Read:
        def cell(archive: Archive, key: str, entry: Any) -> str | None:
            if entry.value is not None:
                return translated(wording.quantity(entry, archive.units, language))
            return written(getattr(entry, "statement", None), archive, language)

        return cell

    for column in columns_of(model):
        if column.name in _NEEDS:
            read = only_with(_NEEDS[column.name], column.read)
            column = replace(column, read=read, required=False)
        yield column
    yield from in_both("wording", words)


def _ordered(columns: Iterable[Column], order: str) -> list[Column]:
    """As a reader expects them; what ``order`` does not name comes last."""
    names = order.split()
    return sorted(columns, key=lambda column: [*names, column.field].index(column.field))

"""The tables for taking away: every collection, and what an entry holds many of.

Rows have both languages, and stand in the order of ``data/``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from archive.languages import LANGUAGES
from archive.model.claims import Citation, Quantity
from archive.model.collections import COLLECTIONS, Archive, Collection
from archive.model.history import Change, changes
from archive.model.records import Fund, Step
from archive.model.shapes import own_shapes, walk
from archive.publishing.claim_tables import (
    citation_columns,
    claim_sources,
    claims,
    composition,
    outcomes,
)
from archive.publishing.columns import Column, Read, columns_of
from archive.publishing.table import Entries, Table, numbered, own_key, part_of_key, paths
from archive.rendering import charts
from archive.rendering.templates import Templates

# Has a table of its own, with more in it than the field says.
_TOLD_ELSEWHERE = (Citation, Step)


def tables() -> dict[str, Table]:
    """Every table by its name."""
    listed = [claims(), claim_sources(), composition(), outcomes()]
    for name, collection in COLLECTIONS.items():
        listed += [_collection(name, collection), *_inside(name, collection)]
    listed += [_entry_sources(), _changes()]
    return {table.name: table for table in listed}


def chart_tables(archive: Archive, templates: Templates) -> list[Table]:
    """The numbers behind each chart of the record."""

    def column(name: str, **more: Any) -> Column:
        of, _, language = name.partition("_")
        return Column(
            name,
            lambda archive, key, bar: getattr(bar, name) and str(getattr(bar, name)),
            of=f"chart_{of}",
            aspect=language,
            **more,
        )

    value = next(column for column in columns_of(Quantity) if column.name == "value")
    columns = (
        *(column(f"{name}_{side}") for name in ("label", "note") for side in LANGUAGES),
        column("kind", required=True, values=("item", "part", "total")),
        replace(value, of="chart_value", required=True),
        column("unit", required=True),
    )

    def rows(name: str) -> Entries:
        return lambda archive: (("", bar) for bar in charts.rows(archive, templates, name))

    return [
        Table(f"charts/{name}", columns, rows(name), keyed=False) for name in charts.names(archive)
    ]


def _collection(name: str, collection: Collection) -> Table:
    def resolved(column: Column) -> Column:
        if collection.model is Fund and column.name == "amount":  # its own total, too
            return replace(column, read=lambda archive, key, fund: archive.amount_of(key))
        return column

    own = map(resolved, columns_of(collection.model))
    # What an entry was called before stands behind what it is.
    last = sorted(own, key=lambda column: column.name == "formerly")
    columns = (own_key(), *(paths() if collection.home else ()), *last)
    return Table(name, columns, lambda archive: archive.entries(name).items())


def _inside(name: str, collection: Collection) -> Iterator[Table]:
    """A table for each field that holds many shapes: the parts that bodies take in events."""
    kind = collection.singular or name
    for field, shape in own_shapes(collection.model).items():
        if shape.many and shape.nested and shape.nested not in _TOLD_ELSEWHERE:
            yield Table(
                f"{kind}_{field}",
                (own_key(), part_of_key(kind, 0, name), *columns_of(shape.nested)),
                _parts(name, field),
            )


def _parts(name: str, field: str) -> Entries:
    return lambda archive: numbered(
        (key, getattr(entry, field)) for key, entry in archive.entries(name).items()
    )


def _entry_sources() -> Table:
    """What entries other than claims rest on; a row is about a collection's name and a citation."""
    collections = tuple(COLLECTIONS)

    def collection(archive: Archive, key: str, pair: tuple[str, Citation]) -> str:
        return pair[0]

    def of_citation(read: Read) -> Read:
        return lambda archive, key, pair: read(archive, key, pair[1])

    def cited(archive: Archive) -> Iterator[tuple[str, list[Any]]]:
        for name in COLLECTIONS:
            for key, entry in archive.entries(name).items():
                inside = ((place, one) for place, one in walk(entry) if "claims" not in place)
                yield key, [(name, one) for _, one in inside if isinstance(one, Citation)]

    columns = (
        own_key(),
        Column("collection", collection, required=True, values=collections),
        part_of_key("entry", 0, *collections),
        *(replace(column, read=of_citation(column.read)) for column in citation_columns()),
    )
    return Table("entry_sources", columns, lambda archive: numbered(cited(archive)))


def _changes() -> Table:
    """What was added and corrected since the first edition, newest first."""
    columns = (own_key(), *columns_of(Change))
    return Table("changes", columns, lambda archive: ((one.key, one) for one in changes(archive)))

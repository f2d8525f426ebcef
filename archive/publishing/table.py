"""What a published table is, and the columns that tell which row is which."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from archive.model.addresses import address_of
from archive.model.collections import Archive
from archive.publishing.columns import Column, in_both

Row = dict[str, Any]
Entries = Callable[[Archive], Iterable[tuple[str, Any]]]


@dataclass(frozen=True)
class Table:
    """A table; ``entries`` gives the key of each row and what the row is about.

    ``name`` is also its address below ``data/v1/``. Rows have an ``id`` if they are ``keyed``.
    """

    name: str
    columns: tuple[Column, ...]
    entries: Entries
    keyed: bool = True

    def rows(self, archive: Archive) -> list[Row]:
        """The rows, each with every column; None where there is nothing to say."""
        return [
            {column.name: column.read(archive, key, entry) for column in self.columns}
            for key, entry in self.entries(archive)
        ]


def numbered(items: Iterable[tuple[str, Iterable[Any]]]) -> Iterator[tuple[str, Any]]:
    """Rows for all that stands in ``items``, keyed by the item's key and its number in it."""
    return ((f"{key}:{n}", one) for key, inside in items for n, one in enumerate(inside, start=1))


def own_key() -> Column:
    """The id of a row: the key of what it is about."""
    return Column("id", lambda archive, key, entry: key, required=True)


def part_of_key(name: str, part: int, *refers: str) -> Column:
    """The id of a row in another table: what stands before (0) or behind (1) the key's colon."""
    return Column(
        name,
        lambda archive, key, entry: key.rsplit(":", 1)[part],
        required=True,
        refers=refers,
    )


def paths() -> Iterator[Column]:
    """Where readers find what a row is about: a column per language."""
    return addresses("path", address_of)


def addresses(name: str, address: Callable[[Archive, str], str]) -> Iterator[Column]:
    """The address that ``address`` gives of a row's key, in each language."""
    return in_both(
        name,
        lambda side: lambda archive, key, entry: f"{side}/{address(archive, key)}",
        required=True,
    )

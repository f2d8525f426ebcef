"""Where a page stands: the way to it from the home page, and what comes before and after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archive.caching import lookup
from archive.languages import Language
from archive.model.collections import COLLECTIONS, Archive
from archive.rendering import wording


@dataclass(frozen=True)
class Crumb:
    """One stop on the way to a page: its words and its address."""

    words: str
    address: str


def record_of(archive: Archive, address: str) -> str:
    """The id of the record whose page is at ``address``; empty if it is none's."""
    record = address.rstrip("/").rpartition("/")[2]
    name = archive.homes.get(record)
    is_page = name and address == f"{COLLECTIONS[name].home}{record}/"
    return record if is_page and record in archive.records else ""


def breadcrumbs(
    archive: Archive, titles: Mapping[str, str], address: str, language: Language, home: str
) -> list[Crumb]:
    """The way from the home page, called ``home``, to the page at ``address``, both included.

    ``titles`` are the first headings of the pages by their address.
    """
    steps = [Crumb(home, "")]
    record = record_of(archive, address)
    if record:
        collection = COLLECTIONS[archive.homes[record]]
        steps.append(Crumb(titles[collection.home], collection.home))
        if collection.group:
            field, groups = collection.group
            group = getattr(archive.records[record], field)
            words = wording.printed(archive.entries(groups)[group].name, archive, language)
            steps.append(Crumb(words, f"{collection.home}#{group}"))
    if address:
        steps.append(Crumb(titles[address], address))
    return steps


def previous_and_next(archive: Archive, record: str) -> tuple[str | None, str | None]:
    """The records before and after ``record`` among those of its group, in file order."""
    collection = archive.homes[record]
    alike = _in_group(archive, _group_of(archive, collection, record))
    at = alike.index(record)
    return (alike[at - 1] if at else None), next(iter(alike[at + 1 :]), None)


@lookup
def _in_group(archive: Archive) -> Iterator[tuple[tuple[str, str], str]]:
    """The entries that may have a page, by their group."""
    for record, collection in archive.homes.items():
        yield _group_of(archive, collection, record), record


def _group_of(archive: Archive, collection: str, record: str) -> tuple[str, str]:
    """The collection of a record, and its group in it, if it has groups."""
    group = COLLECTIONS[collection].group
    return collection, getattr(archive.entries(collection)[record], group[0]) if group else ""

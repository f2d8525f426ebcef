"""What the record says of two things is linked from both: from each page or entry to the other."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import Tag

from archive.languages import LANGUAGES
from archive.model.addresses import address_of
from archive.model.collections import Archive
from archive.model.relations import organizations_of, records_of, sources_of
from tests.built import Site


def addresses(archive: Archive) -> dict[str, str]:
    """Records, events, sources and claims by where readers find them."""
    names = (*archive.records, *archive.events, *archive.sources, *archive.claims)
    return {address_of(archive, name): name for name in names}


def named_in(place: Tag, page: str, archive: Archive, things: dict[str, str]) -> Iterator[str]:
    """The things that the links in an element lead to; a source's paragraph is the source."""
    written_out = {source.page: key for key, source in archive.sources.items() if source.page}
    for link in place.find_all("a", href=True):
        target = urlsplit(urljoin(f"https://site/{page}", str(link["href"])))
        path = unquote(target.path).lstrip("/").partition("/")[2]
        found = things.get(f"{path}#{target.fragment}" if target.fragment else path)
        if found or path in written_out:
            yield found or written_out[path]


def relations(archive: Archive) -> Iterator[tuple[str, str]]:
    """All pairs that the data relates."""
    for key, event in archive.events.items():
        yield from ((key, record) for record in records_of(archive, key))
        yield from ((key, one.organization) for one in event.participants)
        yield from ((key, citation.source) for citation in event.sources)
    for key, record in archive.records.items():
        yield from ((key, other) for other in record.related)
        yield from ((key, body) for _, body in organizations_of(record))
        yield from ((key, source) for source in sources_of(archive, key))
    for address, claim in archive.claims.items():
        yield from ((address, citation.source) for citation in claim.sources)


def untold(site: Site, language: str) -> set[str]:
    """What has no page in this language so far."""
    things = addresses(site.archive)
    return {things[tail] for tail in things if f"{language}/{tail}" in site.stand_ins}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_data_relates_is_linked_from_both_ends(invented_site: Site, language: str) -> None:
    archive = invented_site.archive
    things = addresses(archive)
    linked: dict[str, set[str]] = {}
    for address, name in things.items():
        path, _, anchor = f"{language}/{address}".partition("#")
        page = invented_site.pages[path]
        place = page.find(id=anchor) if anchor else page.find("article")
        assert isinstance(place, Tag), address
        linked[name] = set(named_in(place, path, archive, things))
    pairs = list(relations(archive))
    absent = untold(invented_site, language)
    one_way = [f"{a} -> {b}" for one, other in pairs for a, b in ((one, other), (other, one))
               if a not in absent and b not in linked[a]]  # fmt: skip
    assert not one_way


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_links_to_a_record_is_linked_back_by_it(invented_site: Site, language: str) -> None:
    """The same from the side of the pages: where one names another, both do."""
    archive = invented_site.archive
    things = addresses(archive)
    named: dict[str, set[str]] = {name: set() for name in things.values()}
    for address, page in invented_site.pages.items():
        if address.startswith(f"{language}/"):
            for place in page.select("[data-relations]"):
                found = named_in(place, address, archive, things)
                named[str(place["data-relations"])].update(found)
    one_way = [
        f"{name} -> {other}"
        for name, others in named.items()
        for other in others - {name} - archive.claims.keys() - untold(invented_site, language)
        if name not in named[other]
    ]
    assert not one_way
    if archive.events:
        assert any(named[record] & archive.events.keys() for record in archive.records)
        assert any(named[event] & archive.sources.keys() for event in archive.events)

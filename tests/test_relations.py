"""What the pages say of each other must be said from both ends."""

from __future__ import annotations

from urllib.parse import unquote, urljoin, urlsplit

import pytest

from archive.languages import LANGUAGES
from archive.model.addresses import address_of
from tests.site import Site


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_links_to_a_record_is_linked_back_by_it(site: Site, language: str) -> None:
    """Records, events and sources: where one names another, both do."""
    archive = site.archive
    things = {
        f"{language}/{address_of(archive, name)}": name
        for name in (*archive.records, *archive.events, *archive.sources)
    }
    named: dict[str, set[str]] = {name: set() for name in things.values()}
    for address, page in site.pages.items():
        for place in page.select("[data-relations]"):
            for link in place.find_all("a", href=True):
                target = urlsplit(urljoin(f"https://site/{address}", str(link["href"])))
                path = unquote(target.path).lstrip("/")
                mark = f"#{target.fragment}" if target.fragment else ""
                if name := things.get(path + mark):
                    named[str(place["data-relations"])].add(name)
    one_way = [
        f"{name} -> {other}"
        for name, others in named.items()
        for other in others - {name}
        if name not in named[other]
    ]
    assert not one_way
    records, events, sources = archive.records, archive.events, archive.sources
    for ones, others in (
        (records, records),
        (records, events),
        (records, sources),
        (events, sources),
    ):
        assert any(named[name] & set(others) for name in ones), "nothing to compare"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_record_names_its_events_and_each_source_what_rests_on_it(
    site: Site, language: str
) -> None:
    archive = site.archive
    sources = site.pages[f"{language}/sources/"]
    for event_id, event in archive.events.items():
        for record in event.records:
            page = site.pages[f"{language}/{address_of(archive, record)}".partition("#")[0]]
            place = f"[data-relations='{record}'] a[href$='timeline/#{event_id}']"
            assert page.select_one(place), record
        for citation in event.sources:
            entry = sources.find(id=citation.source)
            assert entry is not None
            assert entry.select_one(f"a[href$='timeline/#{event_id}']"), citation.source
    for address, claim in archive.claims.items():
        record = address.partition(".")[0]
        for citation in claim.sources:
            entry = sources.find(id=citation.source)
            assert entry is not None
            assert entry.select_one(f"a[href$='{address_of(archive, record)}']"), citation.source

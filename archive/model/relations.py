"""What points at what, computed from the data: nobody keeps two lists in step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.caching import lookup
from archive.model.claims import Citation, Claim
from archive.model.collections import Archive
from archive.model.fields import Refers
from archive.model.records import Record
from archive.model.shapes import shapes

# What an organisation's part is called where the field of a record says it in another number
# or from the other end; all other fields are called as they are.
_ROLES = {"partners": "partner", "recipients": "recipient", "bodies": "person"}


@dataclass(frozen=True, eq=False)
class Use:
    """One claim's citation of a source."""

    address: str
    claim: Claim
    citation: Citation


@dataclass(frozen=True)
class Appearance:
    """An organisation's part in something: a role key for the labels, and the thing's id.

    ``role`` is a key of ``data/roles.yml`` when ``event`` is true.
    """

    role: str
    target: str
    event: bool = False


@lookup
def drawn_from(archive: Archive) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """What the record draws from a paragraph of a source, each behind its kind."""
    for kind in ("claims", "events", "emendations"):
        for key, entry in getattr(archive, kind).items():
            for cited in getattr(entry, "sources", (entry,)):  # an emendation is a place itself
                for at in (cited.locator or "").split():
                    yield (cited.source, at), (kind, key)


@lookup
def citations_of(archive: Archive) -> Iterator[tuple[str, Use]]:
    """Every claim that cites a source, in file order."""
    for address, claim in archive.claims.items():
        for citation in claim.sources:
            yield citation.source, Use(address, claim, citation)


@lookup
def appearances_of(archive: Archive) -> Iterator[tuple[str, Appearance]]:
    """Everything that names an organisation, each role and target once, in file order."""
    for record_id, record in archive.records.items():
        for field, body in organizations_of(record):
            yield body, Appearance(_ROLES.get(field, field), record_id)
    for address, claim in archive.claims.items():
        for body in claim.names:
            yield body, Appearance("commendation" if claim.commendation else "named", address)
    for body in archive.organizations:
        for record_id in related_to(archive, body):
            yield body, Appearance("related", record_id)
        for event_id in events_of(archive, body):
            taking_part = {one.organization for one in archive.events[event_id].participants}
            if body not in taking_part:  # else its role says more, below
                yield body, Appearance("events", event_id)
    for event_id, event in archive.events.items():
        for one in event.participants:
            yield one.organization, Appearance(one.role, event_id, event=True)
    for source_id, source in archive.sources.items():
        yield source.publisher, Appearance("publisher", source_id)


@lookup
def formerly(archive: Archive) -> Iterator[tuple[str, str]]:
    """What an entry or a claim was called before."""
    yield from ((now, old) for old, now in archive.former.items())


def organizations_of(record: Record) -> Iterator[tuple[str, str]]:
    """The organisations that a record's own fields name, each behind the field that does."""
    for name, shape in shapes(type(record)).items():
        value = getattr(record, name) if shape.refers == Refers(("organizations",)) else None
        if value:
            yield from ((name, body) for body in (value if isinstance(value, tuple) else [value]))


def commendations(record: Record) -> dict[str, Claim]:
    """The claims of a record that something was commended, by their id in it."""
    return {key: claim for key, claim in record.claims.items() if claim.commendation}


@lookup
def records_of(archive: Archive) -> Iterator[tuple[str, str]]:
    """The records that an event concerns: those it names, and funds announced by it."""
    for key, event in archive.events.items():
        yield from ((key, record) for record in event.records)
    yield from ((fund.announced, key) for key, fund in archive.funds.items() if fund.announced)


@lookup
def events_of(archive: Archive) -> Iterator[tuple[str, str]]:
    """The events that concern a record, in order of their dates."""
    for event in _in_order(archive):
        yield from ((record, event) for record in records_of(archive, event))


@lookup
def events_citing(archive: Archive) -> Iterator[tuple[str, str]]:
    """The events that rest on a source, in order of their dates."""
    for event in _in_order(archive):
        yield from ((citation.source, event) for citation in archive.events[event].sources)


def _in_order(archive: Archive) -> list[str]:
    return sorted(archive.events, key=lambda key: archive.events[key].date.order())


@lookup
def records_citing(archive: Archive) -> Iterator[tuple[str, str]]:
    """The records that rest on a source: :func:`sources_of` read from the other end."""
    for record in archive.records:
        yield from ((source, record) for source in sources_of(archive, record))


@lookup
def related_to(archive: Archive) -> Iterator[tuple[str, str]]:
    """Ids related to a record in either direction, its own choice first, others in file order.

    A fund and the fund that it is part of are related without either saying so.
    """
    chosen = [(key, one) for key, record in archive.records.items() for one in record.related]
    wholes = [(key, fund.part_of.fund) for key, fund in archive.funds.items() if fund.part_of]
    back = [(other, one) for one, other in (*chosen, *wholes)]
    at = {key: number for number, key in enumerate(archive.records)}
    yield from chosen
    yield from sorted([*back, *wholes], key=lambda pair: at[pair[1]])


def sources_of(archive: Archive, record: str) -> dict[str, list[str]]:
    """The sources a record rests on, in order of first use -> the locators cited."""
    locators_of: dict[str, set[str]] = {}
    for citation in _record_citations(archive, record):
        locators_of.setdefault(citation.source, set()).update((citation.locator or "").split())
    return {
        source: sorted(locators, key=lambda locator: int(locator[1:]))
        for source, locators in locators_of.items()
    }


def _record_citations(archive: Archive, record_id: str) -> Iterator[Citation]:
    record = archive.records[record_id]
    yield from getattr(record, "sources", ())  # a person's
    for claim in record.claims.values():
        yield from claim.sources
    for body in (record_id, *record.related):  # pages print the disclosures of related bodies
        organization = archive.organizations.get(body)
        if organization and organization.disclosure:
            yield from organization.disclosure.sources
    for event in events_of(archive, record_id):
        yield from archive.events[event].sources

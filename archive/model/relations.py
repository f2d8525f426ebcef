"""What points at what, computed from the data: nobody keeps two lists in step.

uses = citations_of(archive, "some-source")       # every claim resting on it
roles = appearances_of(archive, "some-company")   # everything it takes part in
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from archive.model.claims import Citation, Claim
from archive.model.collections import Archive
from archive.model.fields import refers_of
from archive.model.records import Record

# What an organisation's part is called where the field of a record says it in another number
# or from the other end; all other fields are called as they are.
_ROLES = {"partners": "partner", "recipients": "recipient", "bodies": "person"}


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Paragraph:
    """What the record draws from one numbered paragraph of a source: claims, events, emendations."""

    locator: str
    claims: tuple[str, ...]
    events: tuple[str, ...]
    emendations: tuple[str, ...]


def paragraphs_of(archive: Archive, source: str) -> list[Paragraph]:
    """Every numbered paragraph of ``source``, in order."""

    def citing(entries: Mapping[str, Any], locator: str) -> tuple[str, ...]:
        return tuple(
            key
            for key, entry in entries.items()
            for citation in entry.sources
            if citation.source == source and locator in (citation.locator or "").split()
        )

    return [
        Paragraph(
            locator,
            citing(archive.claims, locator),
            citing(archive.events, locator),
            tuple(
                key
                for key, one in archive.emendations.items()
                if one.source == source and locator in one.locator.split()
            ),
        )
        for number in range(1, (archive.sources[source].paragraphs or 0) + 1)
        for locator in [f"¶{number}"]
    ]


@cache
def citations_of(archive: Archive, source: str) -> list[Use]:
    """Every claim that cites ``source``, in file order."""
    return [
        Use(address, claim, citation)
        for address, claim in archive.claims.items()
        for citation in claim.sources
        if citation.source == source
    ]


@cache
def appearances_of(archive: Archive, organization: str) -> list[Appearance]:
    """Everything that names ``organization``, each role and target once, in file order."""
    return list(dict.fromkeys(_appearances(archive, organization)))


def _appearances(archive: Archive, organization: str) -> Iterator[Appearance]:
    for record_id, record in archive.records.items():
        for field, body in organizations_of(record):
            if body == organization:
                yield Appearance(_ROLES.get(field, field), record_id)
    for address, claim in archive.claims.items():
        if organization in claim.names:
            yield Appearance("commendation" if claim.commendation else "named", address)
    for record_id in related_to(archive, organization):
        yield Appearance("related", record_id)
    for event_id in events_of(archive, organization):
        taking_part = {one.organization for one in archive.events[event_id].participants}
        if organization not in taking_part:  # else its role says more, below
            yield Appearance("events", event_id)
    for event_id, event in archive.events.items():
        for participation in event.participants:
            if participation.organization == organization:
                yield Appearance(participation.role, event_id, event=True)
    for source_id, source in archive.sources.items():
        if source.publisher == organization:
            yield Appearance("publisher", source_id)


def organizations_of(record: Record) -> Iterator[tuple[str, str]]:
    """The organisations that a record's own fields name, each behind the field that does."""
    for name in _organization_fields(type(record)):
        value = getattr(record, name)
        if value:
            yield from ((name, body) for body in (value if isinstance(value, tuple) else [value]))


@cache
def _organization_fields(kind: type[Record]) -> tuple[str, ...]:
    """The fields of a kind of record that name organisations."""
    named = {name: refers_of(field) for name, field in kind.model_fields.items()}
    only = ("organizations",)
    return tuple(name for name, refers in named.items() if refers and refers.collections == only)


def commendations(record: Record) -> dict[str, Claim]:
    """The claims of a record that something was commended, by their id in it."""
    return {key: claim for key, claim in record.claims.items() if claim.commendation}


@cache
def events_of(archive: Archive, record: str) -> list[str]:
    """The events that concern ``record``, in order of their dates."""
    fund = archive.funds.get(record)
    found = [
        key
        for key, event in archive.events.items()
        if record in event.records or (fund and fund.announced == key)
    ]
    return sorted(found, key=lambda key: archive.events[key].date.order())


def records_of(archive: Archive, event: str) -> list[str]:
    """The records that an event concerns: those it names, and funds announced by it."""
    announced = [key for key, fund in archive.funds.items() if fund.announced == event]
    return list(dict.fromkeys([*archive.events[event].records, *announced]))


@cache
def records_resting(archive: Archive) -> dict[str, list[str]]:
    """Each source -> the records that rest on it: :func:`sources_of` read from the other end."""
    found: dict[str, list[str]] = {source: [] for source in archive.sources}
    for record in archive.records:
        for source in sources_of(archive, record):
            found[source].append(record)
    return found


@cache
def events_citing(archive: Archive, source: str) -> list[str]:
    """The events that rest on ``source``, in order of their dates."""
    found = [
        key
        for key, event in archive.events.items()
        if any(citation.source == source for citation in event.sources)
    ]
    return sorted(found, key=lambda key: archive.events[key].date.order())


@cache
def related_to(archive: Archive, record: str) -> list[str]:
    """Ids related to ``record`` in either direction, its own choice first.

    A fund and the fund that it is part of are related without either saying so.
    """
    whole = _whole(archive, record)
    others = [
        other_id
        for other_id, other in archive.records.items()
        if record in other.related or other_id == whole or _whole(archive, other_id) == record
    ]
    return list(dict.fromkeys([*archive.records[record].related, *others]))


def _whole(archive: Archive, record: str) -> str | None:
    fund = archive.funds.get(record)
    return fund.part_of.fund if fund and fund.part_of else None


@cache
def sources_of(archive: Archive, record: str) -> dict[str, list[str]]:
    """The sources a record rests on -> the locators cited, in order of first use."""
    found: dict[str, list[str]] = {}
    for citation in _record_citations(archive, record):
        locators = found.setdefault(citation.source, [])
        for locator in (citation.locator or "").split():
            if locator not in locators:
                locators.append(locator)
    return {
        source: sorted(locators, key=lambda locator: int(locator[1:]))
        for source, locators in found.items()
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

"""The registry of collections: each file of ``data/``, what its entries are, where they live.

A new kind of record is one field of :class:`Archive` with its :class:`Collection`, one class,
one template ``templates/table_<name>.html``, its labels, what its columns mean
(``templates/columns.yml``) and its data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Annotated, Any, get_args

from pydantic import BaseModel, ConfigDict

from archive.model.claims import Claim
from archive.model.fields import Entry
from archive.model.records import (
    Category,
    Correction,
    Emendation,
    Event,
    Fund,
    Initiative,
    Organization,
    Person,
    Record,
    Term,
    Unit,
)
from archive.model.sources import Source


@dataclass(frozen=True)
class Collection:
    """One file of ``data/``: what becomes of its entries, and their shape.

    ``singular`` names the kind of one entry in labels and in the search. ``home`` is the page that
    lists them, where their ids are anchors; if ``paged``, each has a page of its own below it.
    ``group`` names the field by which lists are grouped and the collection of the groups. Each is
    a download, a table of its own.
    """

    singular: str = ""
    home: str = ""
    paged: bool = False
    group: tuple[str, str] | None = None
    model: type[Entry] = Entry

    @property
    def claiming(self) -> bool:
        """Whether its entries may carry claims."""
        return issubclass(self.model, Record)


class Archive(BaseModel):
    """The whole record, one dictionary per file of ``data/``, keyed by id.

    Other collections than these may be added to :data:`COLLECTIONS`.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    funds: Annotated[dict[str, Fund], Collection("fund", home="funds/", paged=True)]
    initiatives: Annotated[
        dict[str, Initiative],
        Collection("initiative", home="initiatives/", paged=True, group=("category", "categories")),
    ]
    organizations: Annotated[
        dict[str, Organization],
        Collection("organization", home="organizations/", group=("kind", "kinds")),
    ]
    people: Annotated[dict[str, Person], Collection("person", home="organizations/")]
    events: Annotated[dict[str, Event], Collection("event", home="timeline/")]
    sources: Annotated[dict[str, Source], Collection("source", home="sources/")]
    terms: Annotated[dict[str, Term], Collection("term", home="glossary/")]
    emendations: dict[str, Emendation]
    corrections: dict[str, Correction]
    categories: dict[str, Category]
    audiences: dict[str, Category]
    kinds: dict[str, Category]
    roles: dict[str, Category]
    themes: dict[str, Category]
    units: dict[str, Unit]

    def entries(self, collection: str) -> Mapping[str, Any]:
        """The entries of a collection by id."""
        entries: Mapping[str, Any] = getattr(self, collection)
        return entries

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """Everything that may carry claims, by id, in file order."""
        return {
            key: entry
            for name, collection in COLLECTIONS.items()
            if collection.claiming
            for key, entry in self.entries(name).items()
        }

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """All claims by their addresses, such as ``some-fund.total``, in file order."""
        return {
            f"{record_id}.{claim_id}": claim
            for record_id, record in self.records.items()
            for claim_id, claim in record.claims.items()
        }

    @cached_property
    def homes(self) -> Mapping[str, str]:
        """The collection of everything that has a page or an anchor of its own, by id."""
        return {
            key: name
            for name, collection in COLLECTIONS.items()
            if collection.home
            for key in self.entries(name)
        }

    @cached_property
    def former(self) -> Mapping[str, str]:
        """What entries and claims were called before -> what they are called now."""
        former_names = {
            old: key for key, name in self.homes.items() for old in self.entries(name)[key].formerly
        }
        for address, claim in self.claims.items():
            record = self.records[address.partition(".")[0]]
            # Its record may have been renamed before it was, after it, or both.
            own = [one.partition(".")[2] for one in (address, *claim.formerly)]
            with_record = (f"{old}.{name}" for old in record.formerly for name in own)
            former_names |= dict.fromkeys((*claim.formerly, *with_record), address)
        return former_names

    def amount_of(self, fund: str) -> str | None:
        """The address of the claim that gives a fund's amount, if any is on record."""
        if self.funds[fund].amount:
            return self.funds[fund].amount
        return f"{fund}.total" if "total" in self.funds[fund].claims else None

    def said_by(self, claim: Claim) -> str:
        """The id of the organisation or person who makes ``claim``, directly or as relayed."""
        citation = claim.author_citation or claim.sources[0]
        source = self.sources[citation.source]
        return source.voice or source.publisher

    # One archive is as good as itself: what is worked out from it can be kept beside it.
    __hash__ = object.__hash__
    __eq__ = object.__eq__


COLLECTIONS: dict[str, Collection] = {
    name: replace(
        next((one for one in field.metadata if isinstance(one, Collection)), Collection()),
        model=get_args(field.annotation)[1],
    )
    for name, field in Archive.model_fields.items()
}

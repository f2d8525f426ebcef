"""Claims: the heart of the record. A figure or a statement, with everyone who says so."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StrictBool, model_validator

from archive.model.fields import (
    Currency,
    Date,
    Entry,
    Lasting,
    Locator,
    Number,
    OrganizationId,
    Plain,
    Refers,
    SourceId,
    fail,
)
from archive.model.texts import Text
from archive.problems import listed

# Money that belongs to no single organisation on record.
PUBLIC = "public"


class Qualifier(StrEnum):
    """How a source hedges a figure."""

    EXACTLY = "exactly"
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    WITHIN = "within"
    ABOUT = "about"
    UP_TO = "up to"


class Status(StrEnum):
    """How far money has moved, after the practice of OCHA's Financial Tracking Service.

    ``partly-paid``: some payment or delivery was found, its sum was not. ``not-found``:
    nothing was found on it.
    """

    ANNOUNCED = "announced"
    COMMITTED = "committed"
    PARTLY_PAID = "partly-paid"
    PAID = "paid"
    NOT_FOUND = "not-found"


class Relation(StrEnum):
    """What a source does to a claim, said by whoever read it.

    ``states``: the organisation or its people say it. ``repeats``: others relay their words.
    ``confirms``: somebody says it from knowledge of their own. ``differs``: an incompatible
    value of the same measure. ``compares``: a related figure or fact of another measure, time
    or scope, which neither supports nor disputes.
    """

    STATES = "states"
    REPEATS = "repeats"
    CONFIRMS = "confirms"
    DIFFERS = "differs"
    COMPARES = "compares"


class Quantity(Entry):
    """A number with what it counts: a unit or a currency, a qualifier, a date."""

    value: Number | None = None
    unit: Annotated[str, Refers(("units",))] | None = None
    currency: Currency | None = None
    qualifier: Qualifier = Qualifier.EXACTLY
    as_of: Date | None = None

    @model_validator(mode="after")
    def _whole(self) -> Quantity:
        if self.value is None:
            if self.unit or self.currency or self.qualifier is not Qualifier.EXACTLY:
                raise fail("got a unit, currency or qualifier without a value — add the value")
            return self
        if bool(self.unit) == bool(self.currency):
            if self.unit:
                raise fail(
                    "got a value with both unit and currency — a value needs either a unit "
                    "(data/units.yml) or, for money, a currency"
                )
            raise fail(
                "got a value with neither unit nor currency — a value needs either a unit "
                "(data/units.yml) or, for money, a currency"
            )
        return self


class Citation(Quantity):
    """One source speaking to one claim.

    ``part``: it covers only part of the claim; the note says which. ``printed``: the few
    characters in which the source gives the figure. ``forecast``: it speaks of something
    still to come.
    """

    source: SourceId
    locator: Locator | None = None
    relation: Relation
    part: StrictBool = False
    forecast: StrictBool = False
    printed: Plain | None = None
    note: Text | None = None

    @classmethod
    def at(cls, source: str, locator: str | None) -> Citation:
        """A place in a source that somebody states something at."""
        return cls(source=source, locator=locator, relation=Relation.STATES)

    @model_validator(mode="after")
    def _own_value(self) -> Citation:
        if self.relation is Relation.DIFFERS and self.value is None:
            raise fail("got a source that differs without its value — add what it says instead")
        if self.relation is Relation.COMPARES and self.note is None:
            raise fail(
                "got a comparison without a note — say in a note what is measured, when or where"
            )
        if self.part and self.note is None:
            raise fail("got part: true without a note — say in a note which part it covers")
        if self.relation not in (Relation.DIFFERS, Relation.COMPARES):
            if self.value is not None:
                raise fail(
                    "got relation: {relation} with a value of its own — remove the value, "
                    "or set relation: differs or compares",
                    relation=self.relation,
                )
        elif self.part:
            raise fail(
                "got part: true with relation: {relation} — only a source that states, repeats "
                "or confirms covers a part",
                relation=self.relation,
            )
        return self


class AsOfBasis(StrEnum):
    """Where a claim's date comes from; ``source``: no date is given, so that of the source."""

    STATED = "stated"
    SOURCE = "source"


class Claim(Lasting, Quantity):
    """A figure or a statement, with everyone who says so. The heart of the record.

    ``names`` are bodies that the claim speaks of. ``commendation`` is the occasion, for a
    claim that something was commended: who is said to have done so stands in the statement.
    ``added`` is the day on which it came into the record, if that was after the first edition.
    """

    label: Text
    statement: Text | None = None
    as_of_basis: AsOfBasis = AsOfBasis.STATED
    status: Status | None = None
    owner: Annotated[str, Refers(("organizations",), besides=(PUBLIC,))] | None = None
    names: tuple[OrganizationId, ...] = ()
    commendation: Text | None = None
    sources: Annotated[tuple[Citation, ...], Field(min_length=1)]
    note: Text | None = None
    added: Date | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Claim:
        if (self.value is None) == (self.statement is None):
            if self.value is None:
                raise fail("got neither — a claim has either a value or a statement")
            raise fail("got both — a claim has either a value or a statement")
        if self.currency and not (self.status and self.owner):
            raise fail(
                "got money without status or owner — say how far it has moved ({statuses}) "
                "and whose it is (an organisation or {public})",
                statuses=listed(Status),
                public=PUBLIC,
            )
        if self.author_citation is None:
            raise fail(
                "got no source that states, repeats or confirms the claim — name the one that "
                "makes it"
            )
        if not self.currency and (self.status or self.owner):
            raise fail("got status or owner without a currency — only money has them")
        if self.commendation and self.statement is None:
            raise fail("got a commendation with a value — say in a statement what was commended")
        return self

    @property
    def author_citation(self) -> Citation | None:
        """The citation by which the claim is somebody's: who states it, else repeats, confirms."""
        for relation in (Relation.STATES, Relation.REPEATS, Relation.CONFIRMS):
            for citation in self.sources:
                if citation.relation is relation:
                    return citation
        return None

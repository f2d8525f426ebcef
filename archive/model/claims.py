"""Claims and the sources that they rest on: the heart of the record.

A claim is a figure or a statement with everyone who says so. What its sources
amount to is worked out in :mod:`archive.model.evidence`.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from archive.model.fields import (
    Address,
    Currency,
    Date,
    Entry,
    Locator,
    Number,
    OrganizationId,
    Refers,
    SourceId,
    Text,
    fail,
)

# Money that belongs to no single organisation on record.
PUBLIC, UNKNOWN_OWNER = "public", "unknown"


class Qualifier(StrEnum):
    """How a source hedges a figure."""

    EXACTLY = "exactly"
    MORE_THAN = "more than"
    ABOUT = "about"
    AT_LEAST = "at least"
    UP_TO = "up to"
    ORDER_OF = "order of"


class Status(StrEnum):
    """How far money has moved, after the practice of OCHA's Financial Tracking Service."""

    ANNOUNCED = "announced"
    COMMITTED = "committed"
    PAID = "paid"
    UNKNOWN = "unknown"


class Relation(StrEnum):
    """What a source does to a claim."""

    SUPPORTS = "supports"
    DIFFERS = "differs"
    QUALIFIES = "qualifies"


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
                raise fail("got a unit, currency or qualifier without a value", "add the value")
            return self
        if bool(self.unit) == bool(self.currency):
            raise fail(
                "got a value with " + ("both unit and currency" if self.unit else "neither"),
                "a value needs either a unit (data/units.yml) or, for money, a currency",
            )
        if self.qualifier is Qualifier.ORDER_OF and not _is_power_of_ten(self.value):
            raise fail(
                f'got "order of" with {self.value}', "an order of magnitude is 10, 100, 1000 …"
            )
        return self


def _is_power_of_ten(value: Decimal) -> bool:
    return value >= 10 and str(value).strip("0") == "1" and value == int(value)


class Citation(Quantity):
    """One source speaking to one claim; a value of its own where it differs."""

    source: SourceId
    locator: Locator | None = None
    relation: Relation = Relation.SUPPORTS
    note: Text | None = None

    @model_validator(mode="after")
    def _own_value(self) -> Citation:
        if self.relation is Relation.DIFFERS and self.value is None:
            raise fail("got a source that differs without its value", "add what it says instead")
        if self.relation is Relation.QUALIFIES and self.note is None:
            raise fail("got a source that qualifies without a note", "say in a note how")
        if self.relation is Relation.SUPPORTS and self.value is not None:
            raise fail(
                "got a supporting source with a value of its own",
                "remove the value, or set relation: differs",
            )
        return self


class Claim(Quantity):
    """A figure or a statement, with everyone who says so. The heart of the record."""

    label: Text
    statement: Text | None = None
    status: Status | None = None
    owner: Annotated[str, Refers(("organizations",), besides=(PUBLIC, UNKNOWN_OWNER))] | None = None
    sources: Annotated[tuple[Citation, ...], Field(min_length=1)]
    note: Text | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Claim:
        if (self.value is None) == (self.statement is None):
            raise fail(
                "got " + ("neither" if self.value is None else "both"),
                "a claim has either a value or a statement",
            )
        if self.currency and not (self.status and self.owner):
            raise fail(
                "got money without status or owner",
                "say how far it has moved (announced, committed, paid, unknown) "
                f"and whose it is (an organisation, {PUBLIC} or {UNKNOWN_OWNER})",
            )
        if not any(citation.relation is Relation.SUPPORTS for citation in self.sources):
            raise fail("got no source that supports the claim", "name the one that makes it")
        if not self.currency and (self.status or self.owner):
            raise fail("got status or owner without a currency", "only money has them")
        return self


class SourceKind(StrEnum):
    """What a source is; its independence follows from this."""

    PRIMARY = "primary"
    SELF_REPORTED = "self-reported"
    PRESS = "press"
    OFFICIAL = "official"
    POST = "post"
    PROFILE = "profile"


class Access(StrEnum):
    """In what form the source was seen."""

    LIVE = "live"
    STORED_COPY = "stored copy"
    REPOST = "repost"
    MIRROR = "mirror"


class Source(Entry):
    """A text that claims rest on. ``address`` is absent where none can be cited.

    ``title`` is the printed title where it is on record, ``about`` our own words for
    what the text is; ``paragraphs`` counts the numbered paragraphs that locators use.
    """

    title: Text | None = None
    about: Text
    kind: SourceKind
    publisher: OrganizationId
    author: Text | None = None
    date: Date | None = None
    address: Address | None = None
    access: Access
    retrieved: Date | None = None
    paragraphs: Annotated[int, Field(gt=0, strict=True)] | None = None
    note: Text | None = None

    @property
    def called(self) -> Text:
        """What lists and links call it."""
        return self.title or self.about

    @property
    def independent(self) -> bool:
        """Whether the source speaks for itself: press and official bodies do. Those who repeat
        the organisation's own statement do not, nor posts and profiles of unknown origin."""
        return self.kind in (SourceKind.PRESS, SourceKind.OFFICIAL)

    @property
    def own_side(self) -> bool:
        """Whether this is the organisation itself, or somebody repeating its statement."""
        return self.kind in (SourceKind.PRIMARY, SourceKind.SELF_REPORTED)

    @property
    def can_be_opened(self) -> bool:
        """Whether a reader can look the source up; a repost without address cannot be."""
        return self.address is not None

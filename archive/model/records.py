"""What a record is made of: every class is one shape of entry in ``data/*.yml``.

The same classes validate the files, describe them to editors (``make schema``) and carry them
through the engine. Rules that need more than one entry are in :mod:`archive.loading`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from archive.model.claims import Citation, Claim
from archive.model.fields import (
    ClaimAddress,
    Date,
    Entry,
    Identifier,
    Lasting,
    Locator,
    OrganizationId,
    Plain,
    RecordId,
    Refers,
    SourceId,
    fail,
)
from archive.model.texts import Bilingual, Text
from archive.problems import listed

_MAGNITUDE = re.compile(r"\b(hundred|thousand|million|billion)s?\b", re.IGNORECASE)


class NameBasis(StrEnum):
    """Where the English name comes from; ``common``: well known, not checked for this record."""

    OFFICIAL = "official"
    PRESS = "press"
    COMMON = "common"
    OWN = "own"


class Disclosure(Entry):
    """A relation between parties that a reader should know of."""

    text: Text
    sources: Annotated[tuple[Citation, ...], Field(min_length=1)]


class Named(Entry):
    """Whatever has a name. Where the English one comes from is ``name_basis``, if there is one.

    ``aliases`` are other names in use, in either language, that the search is to know. They
    are not shown. What can be derived (pinyin, initials, traditional forms) needs no alias.
    """

    asked = frozenset({"name_basis"})

    name: Text
    name_basis: NameBasis | None = None
    aliases: tuple[Plain, ...] = ()

    @model_validator(mode="after")
    def _founded(self) -> Named:
        if self.name.en and not self.name_basis:
            raise fail(
                "got an English name without name_basis — say where it comes from ({bases})",
                bases=listed(NameBasis),
            )
        if set("{}") & set("".join(self.name.written.values())):
            raise fail("got a brace — names and units are words only")
        return self

    @property
    def called(self) -> Text:
        """What lists and links call it."""
        return self.name


class Record(Named, Lasting):
    """What has a page of its own and may carry claims."""

    claims: dict[Identifier, Claim] = Field(default_factory=dict)
    related: tuple[RecordId, ...] = ()


class PartOf(Entry):
    """The fund that this one is inside, and on what ground that is said."""

    fund: Annotated[str, Refers(("funds",))]
    basis: Literal["stated", "reported"]


class Step(Entry):
    """One amount in a fund's make-up, and the parts that it was reported to consist of."""

    claim: ClaimAddress
    parts: tuple[ClaimAddress, ...] = ()


class Work(Record):
    """What funds and initiatives share: a lead and those who took part."""

    summary: Text
    partners: tuple[OrganizationId, ...] = ()
    recipients: tuple[OrganizationId, ...] = ()


class Fund(Work):
    """An amount of money set aside under a name.

    ``amount`` is the claim that gives its amount, where that is another record's; else its
    own ``total`` does. ``composition`` is what a source says that its total consists of. ``outcomes`` are the
    commitments and deliveries that were found, each a claim; they are never added up.
    """

    owner: OrganizationId
    part_of: PartOf | None = None
    amount: ClaimAddress | None = None
    announced: Annotated[str, Refers(("events",))] | None = None
    composition: tuple[Step, ...] = ()
    outcomes: tuple[ClaimAddress, ...] = ()


class Initiative(Work):
    """Something done, with or without figures."""

    category: Annotated[str, Refers(("categories",))]
    operator: OrganizationId | None = None
    audiences: tuple[Annotated[str, Refers(("audiences",))], ...] = ()


class Organization(Record):
    """A body named in the record."""

    kind: Annotated[str, Refers(("kinds",))]
    note: Text | None = None
    disclosure: Disclosure | None = None


class Person(Record):
    """Somebody whose words the record reports."""

    note: Text
    bodies: tuple[OrganizationId, ...] = ()
    sources: Annotated[tuple[Citation, ...], Field(min_length=1)]


class Participation(Entry):
    """An organisation's part in an event."""

    organization: OrganizationId
    role: Annotated[str, Refers(("roles",))]


class Event(Lasting):
    """A dated happening. ``date_of_report``: the date is that of the report, not of the deed."""

    title: Text
    theme: Annotated[str, Refers(("themes",))]
    date: Date
    date_of_report: bool = False
    records: tuple[RecordId, ...] = ()
    participants: tuple[Participation, ...] = ()
    sources: Annotated[tuple[Citation, ...], Field(min_length=1)]

    @property
    def called(self) -> Text:
        """What lists and links call it."""
        return self.title


class Emendation(Entry):
    """What a source prints and what it means.

    ``printed`` is absent where the characters are destroyed in the copy that was seen.
    """

    source: SourceId
    locator: Locator
    printed: Plain | None = None
    meant: Plain
    certainty: Literal["certain", "probable", "loose"]
    occurrences: Annotated[int, Field(gt=0, le=1_000, strict=True)] = 1
    note: Text


class Correction(Entry):
    """What this record itself got wrong, and when that was mended."""

    date: Date
    where: Plain
    was: Text
    now: Text


class Term(Named, Lasting):
    """A word that the record explains."""

    definition: Text
    sources: tuple[Citation, ...] = ()


class Category(Entry):
    """A label from one of the record's own lists: a category, audience, kind, role or theme."""

    name: Text


class Forms(Entry):
    """English forms of a unit, by CLDR plural rule."""

    one: Plain
    other: Plain


class Unit(Bilingual):
    """What is counted: the Chinese classifier with its noun, and the English noun."""

    zh: Plain = ""
    en: Forms | None = None

    @model_validator(mode="after")
    def _counts_ones(self) -> Unit:
        texts = (self.zh, *((self.en.one, self.en.other) if self.en else ()))
        if any(re.match("[十百千]?[万亿]", text) or _MAGNITUDE.search(text) for text in texts):
            raise fail(
                "got a unit with a number in it — count ones, and write the value with all its digits"
            )
        if set("{}") & set("".join(texts)):
            raise fail("got a brace — names and units are words only")
        return self

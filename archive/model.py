"""What a record is made of: claims with their sources, and the things they are about.

Every class here is one shape of entry in ``data/*.yml``. The same classes
validate the files, describe them to editors (JSON Schema, written by
``python -m archive schema``) and carry them through the engine. Rules that
need more than one entry, such as whether a named source exists, live in
:mod:`archive.load`.

Amounts are :class:`~decimal.Decimal` in the unit or currency named beside
them, never in thousands or millions: 1.5 billion is 1500000000.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal, get_args

from babel import Locale
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from archive.dates import When

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

# Money that belongs to no single organisation on record.
PUBLIC, UNKNOWN_OWNER = "public", "unknown"

_ISO_CURRENCIES = frozenset(Locale("en").currencies)
_HTML = re.compile(r"<[A-Za-z/!]")


def _fail(found: str, expected: str) -> PydanticCustomError:
    """An error in the project's two-part form: what was found, what is expected."""
    text: Any = f"{found} — {expected}"  # pydantic wants a literal
    return PydanticCustomError("record", text)


def _plain(text: str) -> str:
    if not text.strip():
        raise _fail("got an empty text", "write the text or remove the field")
    if _HTML.search(text):
        raise _fail(f'got HTML in "{text[:40]}"', "data holds plain text; pages do the formatting")
    return text.strip()


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise _fail(
            f"expected a number, got {_show(value)}",
            "write all its digits, such as 1500000000, and let the page format it",
        )
    number = Decimal(str(value))
    if not number.is_finite():
        raise _fail(f"got {value}", "an amount is a finite number")
    if number < 0:
        raise _fail(f"got the negative amount {value}", "an amount is zero or more")
    # 1.0, 1.0e7 and -0.0 are written as the whole numbers that they are.
    return Decimal(int(number)) if number == int(number) else number.normalize()


def _when(value: Any) -> Any:
    if isinstance(value, When):
        return value
    try:
        return When.parse(str(value))
    except ValueError:
        raise _fail(
            f"got {_show(value)}, which is no date",
            "write 2020-02-07, 2020-02 if only the month is known, "
            "or 2020-03-24/2020-03-25 for a span",
        ) from None


def _address(value: str) -> str:
    if not re.fullmatch(r"https?://[^/\s\"'<>]+\.[^\s\"'<>]+", value):
        raise _fail(f'got "{value}"', "an address starts with https:// or http://")
    return value


def _currency(value: str) -> str:
    if value not in _ISO_CURRENCIES:
        raise _fail(f'got "{value}"', "use an ISO 4217 code such as CNY or USD")
    return value


def _show(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else "nothing" if value is None else str(value)


@dataclass(frozen=True)
class Refers:
    """Marks a field as naming entries of other collections; ``besides`` lists reserved words."""

    collections: tuple[str, ...]
    besides: tuple[str, ...] = ()


Plain = Annotated[str, AfterValidator(_plain)]
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
OrganizationId = Annotated[str, Refers(("organizations",))]
SourceId = Annotated[str, Refers(("sources",))]
RecordId = Annotated[str, Refers(("funds", "initiatives", "organizations"))]
ClaimAddress = Annotated[str, Refers(("claims",))]
Number = Annotated[
    Decimal,
    BeforeValidator(_number),
    WithJsonSchema({"type": "number", "minimum": 0}),
]
Date = Annotated[
    When,
    BeforeValidator(_when),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(
        {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?$"}
    ),
]
Address = Annotated[str, AfterValidator(_address), WithJsonSchema({"type": "string"})]
Currency = Annotated[str, AfterValidator(_currency), WithJsonSchema({"type": "string"})]
Locator = Annotated[str, Field(pattern=r"^¶[1-9]\d*( ¶[1-9]\d*)*$")]


class Entry(BaseModel):
    """Base of all shapes: unknown fields are refused, values are not changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Text(Entry):
    """The same thing said in both languages.

    ``{record.claim}`` inside it prints that claim's figure, so that no text repeats a value.
    """

    zh: Plain
    en: Plain

    def in_language(self, language: Language) -> str:
        """The text in one language, placeholders untouched."""
        return self.zh if language == "zh" else self.en


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


class NameBasis(StrEnum):
    """Where the English name comes from; ``common``: well known, not checked for this record."""

    OFFICIAL = "official"
    PRESS = "press"
    COMMON = "common"
    OWN = "own"


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
                raise _fail("got a unit, currency or qualifier without a value", "add the value")
            return self
        if bool(self.unit) == bool(self.currency):
            raise _fail(
                "got a value with " + ("both unit and currency" if self.unit else "neither"),
                "a value needs either a unit (data/units.yml) or, for money, a currency",
            )
        if self.qualifier is Qualifier.ORDER_OF and not _is_power_of_ten(self.value):
            raise _fail(
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
            raise _fail("got a source that differs without its value", "add what it says instead")
        if self.relation is Relation.QUALIFIES and self.note is None:
            raise _fail("got a source that qualifies without a note", "say in a note how")
        if self.relation is Relation.SUPPORTS and self.value is not None:
            raise _fail(
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
            raise _fail(
                "got " + ("neither" if self.value is None else "both"),
                "a claim has either a value or a statement",
            )
        if self.currency and not (self.status and self.owner):
            raise _fail(
                "got money without status or owner",
                "say how far it has moved (announced, committed, paid, unknown) "
                f"and whose it is (an organisation, {PUBLIC} or {UNKNOWN_OWNER})",
            )
        if not any(citation.relation is Relation.SUPPORTS for citation in self.sources):
            raise _fail("got no source that supports the claim", "name the one that makes it")
        if not self.currency and (self.status or self.owner):
            raise _fail("got status or owner without a currency", "only money has them")
        return self


class Recognition(Entry):
    """Somebody's public acknowledgement, as a source reports it."""

    by: OrganizationId
    what: Text
    sources: Annotated[tuple[Citation, ...], Field(min_length=1)]


class Disclosure(Entry):
    """A relation between parties that a reader should know of."""

    text: Text
    sources: Annotated[tuple[Citation, ...], Field(min_length=1)]


class Named(Entry):
    """Whatever has a name in both languages."""

    name: Text
    name_basis: NameBasis


class Record(Named):
    """What has a page of its own and may carry claims."""

    collection: ClassVar[str]

    claims: dict[Identifier, Claim] = {}
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
    """What funds and initiatives share: a lead, those who took part, what was said of it."""

    summary: Text
    partners: tuple[OrganizationId, ...] = ()
    recipients: tuple[OrganizationId, ...] = ()
    recognitions: tuple[Recognition, ...] = ()


class Fund(Work):
    """An amount of money set aside under a name."""

    collection = "funds"

    owner: OrganizationId
    part_of: PartOf | None = None
    announced: Annotated[str, Refers(("events",))] | None = None
    composition: tuple[Step, ...] = ()


class Initiative(Work):
    """Something done, with or without figures."""

    collection = "initiatives"

    category: Annotated[str, Refers(("categories",))]
    operator: OrganizationId
    audiences: tuple[Annotated[str, Refers(("audiences",))], ...] = ()


class Organization(Record):
    """A body named in the record."""

    collection = "organizations"

    kind: Annotated[str, Refers(("kinds",))]
    note: Text | None = None
    disclosure: Disclosure | None = None


class Participation(Entry):
    """An organisation's part in an event."""

    organization: OrganizationId
    role: Annotated[str, Refers(("roles",))]


class Event(Entry):
    """A dated happening. ``date_of_report``: the date is that of the report, not of the deed."""

    title: Text
    date: Date
    date_of_report: bool = False
    records: tuple[RecordId, ...] = ()
    participants: tuple[Participation, ...] = ()
    sources: Annotated[tuple[Citation, ...], Field(min_length=1)]


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


class Emendation(Entry):
    """What a source prints and what it means."""

    source: SourceId
    locator: Locator
    printed: Plain
    meant: Plain
    certainty: Literal["certain", "probable", "loose"]
    occurrences: Annotated[int, Field(gt=0, strict=True)] = 1
    note: Text


class Correction(Entry):
    """What this record itself got wrong, and when that was mended."""

    date: Date
    where: Plain
    was: Text
    now: Text


class Term(Named):
    """A word that the record explains."""

    definition: Text
    sources: tuple[Citation, ...] = ()


class Category(Entry):
    """A label from one of the record's own lists: a category, audience, kind or role."""

    name: Text


class Forms(Entry):
    """English forms of a unit, by CLDR plural rule."""

    one: Plain
    other: Plain


class Unit(Entry):
    """What is counted: the Chinese classifier with its noun, and the English noun."""

    zh: Plain
    en: Forms


COLLECTIONS: dict[str, type[Entry]] = {
    "funds": Fund,
    "initiatives": Initiative,
    "organizations": Organization,
    "events": Event,
    "sources": Source,
    "terms": Term,
    "emendations": Emendation,
    "corrections": Correction,
    "categories": Category,
    "audiences": Category,
    "kinds": Category,
    "roles": Category,
    "units": Unit,
}


class Archive(BaseModel):
    """The whole record, one dictionary per file of ``data/``, keyed by id."""

    model_config = ConfigDict(frozen=True)

    funds: dict[str, Fund]
    initiatives: dict[str, Initiative]
    organizations: dict[str, Organization]
    events: dict[str, Event]
    sources: dict[str, Source]
    terms: dict[str, Term]
    emendations: dict[str, Emendation]
    corrections: dict[str, Correction]
    categories: dict[str, Category]
    audiences: dict[str, Category]
    kinds: dict[str, Category]
    roles: dict[str, Category]
    units: dict[str, Unit]

    def records(self) -> dict[str, Record]:
        """Everything with a page and claims: funds, initiatives, organisations, by id."""
        return {**self.funds, **self.initiatives, **self.organizations}

    def claims(self) -> Iterator[tuple[str, Claim]]:
        """All claims with their addresses, such as ``some-fund.total``, in file order."""
        for record_id, record in self.records().items():
            for claim_id, claim in record.claims.items():
                yield f"{record_id}.{claim_id}", claim

    def claim(self, address: str) -> Claim:
        """The claim at ``record.claim``; KeyError if there is none."""
        record_id, _, claim_id = address.partition(".")
        return self.records()[record_id].claims[claim_id]

"""What a single value in ``data/`` may be: text, number, date, address, a name of something.

Amounts are :class:`~decimal.Decimal` in the unit or currency named beside them, never in thousands
or millions: 1.5 billion is 1500000000.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from babel import Locale
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from archive.messages import say
from archive.model.dates import EARLIEST, LATEST, When
from archive.model.web_addresses import unsafe
from archive.problems import hidden_character

_ISO_CURRENCIES = frozenset(Locale("en").currencies) - {"XTS", "XXX"}  # for tests, for none
# Beyond this number neither language has words.
_LARGEST = Decimal(10) ** 21 - 1
# An id becomes a file, an address, an anchor and a key in scripts: not ``index.md`` again, no
# name that Windows keeps to itself, none that the theme's own elements or any object has.
_RESERVED = frozenset(
    "index readme con prn aux nul constructor prototype search-query search-results".split()
)
_LONGEST_ID = 80
_ID = "[a-z0-9]+(-[a-z0-9]+)*"
_HTML = re.compile(r"<[A-Za-z/!?]")
_LONGEST_SHOWN = 60


def fail(sentence: str, **values: object) -> PydanticCustomError:
    """An error in the project's two-part form: what was found — what is expected."""
    text: Any = say(sentence, **values)  # pydantic wants a literal
    return PydanticCustomError("record", text)


def _plain(text: str) -> str:
    if not text.strip():
        raise fail("got an empty text — write the text or remove the field")
    if _HTML.search(text):
        raise fail(
            'got HTML in "{text}" — data holds plain text; pages do the formatting', text=text[:40]
        )
    return text.strip()


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise fail(
            "expected a number, got {value} — write all its digits, such as 1500000000, "
            "and let the page format it",
            value=quoted(value),
        )
    number = Decimal(str(value))
    if not number.is_finite():
        raise fail("got {value} — an amount is a finite number", value=value)
    if number < 0:
        raise fail("got the negative amount {value} — an amount is zero or more", value=value)
    if number > _LARGEST or number.as_tuple().exponent < -12:  # type: ignore[operator]
        raise fail(
            "got {value} — an amount has at most 21 digits and 12 decimals", value=str(value)[:40]
        )
    # 1.0, 1.0e7 and -0.0 are written as the whole numbers that they are.
    return Decimal(int(number)) if number == int(number) else number.normalize()


def _when(value: Any) -> Any:
    if isinstance(value, When):
        return value
    try:
        moment = When.parse(str(value))
    except ValueError:
        raise fail(
            "got {value}, which is no date — write 2020-02-07, 2020-02 if only the month is "
            "known, or 2020-03-24/2020-03-25 for a span",
            value=quoted(value),
        ) from None
    for date in (moment.start, moment.end or moment.start):
        if not EARLIEST <= date.year <= LATEST:
            raise fail(
                "got the year {year} — write one from {first} to {last}",
                year=date.year,
                first=EARLIEST,
                last=LATEST,
            )
    return moment


def _address(value: str) -> str:
    if not re.match("https?://", value):
        raise fail('got "{value}" — an address starts with https:// or http://', value=value[:60])
    hidden = hidden_character(value, allowed="\n")  # which is told at its line
    if (why := unsafe(value)) and not hidden:
        raise fail(
            'got "{value}" with {what} — copy the address from the browser’s bar',
            value=value[:60],
            what=why,
        )
    return value


def _currency(value: str) -> str:
    if value not in _ISO_CURRENCIES:
        raise fail('got "{value}" — use an ISO 4217 code such as CNY or USD', value=value)
    return value


def quoted(value: Any) -> str:
    """A value as messages show it: text in quotation marks, and short."""
    if value is None:
        return say("nothing")
    if isinstance(value, bool):
        return str(value).lower()
    short = str(value) if len(str(value)) <= _LONGEST_SHOWN else f"{str(value)[:57]}…"
    return say('"{text}"', text=short) if isinstance(value, str) else short


def bad_id(entry_id: str) -> str | None:
    """Why an entry may not have this id."""
    if not re.fullmatch(_ID, entry_id):
        return say("ids are lower-case words joined by hyphens")
    if len(entry_id) > _LONGEST_ID:
        return say("an id has at most {most} characters", most=_LONGEST_ID)
    if entry_id in _RESERVED or re.fullmatch(r"(com|lpt)[0-9]", entry_id):
        return say("systems or browsers keep this word to themselves; choose another")
    return None


@dataclass(frozen=True)
class Refers:
    """Marks a field as naming entries of other collections; ``besides`` lists reserved words."""

    collections: tuple[str, ...]
    besides: tuple[str, ...] = ()


FormerName = Annotated[str, Field(pattern=rf"^{_ID}(\.{_ID})?$", max_length=161)]
Plain = Annotated[str, AfterValidator(_plain)]
Identifier = Annotated[str, Field(pattern=f"^{_ID}$", max_length=_LONGEST_ID)]
OrganizationId = Annotated[str, Refers(("organizations",))]
SourceId = Annotated[str, Refers(("sources",))]
RecordId = Annotated[str, Refers(("records",))]
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
Locator = Annotated[str, Field(pattern=r"^¶[1-9][0-9]*( ¶[1-9][0-9]*)*$", max_length=80)]


class Entry(BaseModel):
    """Base of all shapes: unknown fields are refused, values are not changed afterwards.

    ``asked`` are fields that may be left out and that ``archive new`` asks for all the same.
    """

    asked: ClassVar[frozenset[str]] = frozenset()

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Lasting(Entry):
    """What has an address that others cite. ``formerly`` holds what it was called before, of a
    claim the whole address: ``some-fund.total``. The old addresses lead to the new one."""

    formerly: tuple[FormerName, ...] = ()

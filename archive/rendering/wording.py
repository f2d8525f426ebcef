"""How a figure, an amount or a date reads in each language; CLDR's words, through Babel, and:

- Amounts are shortened only if nothing is lost: 1.5 billion, but 1,234,567.
- English is British, with RMB for the yuan. Chinese writes no space between Han
  characters and figures, and no thousands separator below 10,000.
- "More than" is 超 before any figure (超6亿元, 超100万核): 100多万 would say less.
- A power of ten of which at least so much is said is a word: 上千万, ten million or more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Literal

from babel import Locale
from babel.dates import format_date
from babel.numbers import (
    format_compact_decimal,
    format_decimal,
    get_currency_name,
    get_currency_symbol,
)
from babel.units import format_unit

from archive.caching import record_cache
from archive.languages import HAN, LOCALES, Language
from archive.model.claims import Claim, Qualifier, Quantity
from archive.model.collections import COLLECTIONS, Archive
from archive.model.dates import PartialDate, When
from archive.model.records import Unit
from archive.model.texts import PLACEHOLDER, AsPrinted, Text
from archive.rendering.foreign_text import ForeignText

# From which number on a language shortens, and by which powers of ten.
_SCALES: dict[Language, tuple[int, ...]] = {"zh": (12, 8, 4), "en": (12, 9, 6)}
_COMPACT: dict[Language, Literal["short", "long"]] = {"zh": "short", "en": "long"}
_MOST_DECIMALS = 3

# What stands around a figure with its unit; the data has the English words. A power of ten of
# which at least so much is counted is written in words instead.
_AROUND: dict[Language, dict[Qualifier, str]] = {
    "zh": {
        Qualifier.EXACTLY: "{}",
        Qualifier.MORE_THAN: "超{}",
        Qualifier.AT_LEAST: "至少{}",
        Qualifier.WITHIN: "{}内",
        Qualifier.ABOUT: "约{}",
        Qualifier.UP_TO: "至多{}",
    },
    "en": {one: f"{one} {{}}" for one in Qualifier} | {Qualifier.EXACTLY: "{}"},
}
# CLDR date patterns for year, month, day.
_DATE_PARTS: dict[Language, tuple[str, ...]] = {
    "zh": ("y年", "M月", "d日"),
    "en": ("y", "MMMM", "d"),
}
_CURRENCIES: dict[Language, dict[str, str]] = {"zh": {"CNY": "元"}, "en": {"CNY": "RMB "}}


@cache
def number(value: Decimal, language: Language) -> str:
    """``1500000000`` -> 15亿, 1.5 billion. Nothing is ever rounded away."""
    locale = LOCALES[language]
    for power in _SCALES[language]:
        coefficient = value.scaleb(-power)
        if not 1 <= coefficient < (10_000 if language == "zh" else 1_000):
            continue
        decimals = max(0, -int(coefficient.normalize().as_tuple().exponent))
        if decimals <= _MOST_DECIMALS:
            return format_compact_decimal(
                value, format_type=_COMPACT[language], locale=locale, fraction_digits=decimals
            )
    grouped = language == "en" or value >= 10_000
    return format_decimal(value, locale=locale, decimal_quantization=False, group_separator=grouped)


def quantity(claimed: Quantity, units: Mapping[str, Unit], language: Language) -> str:
    """A figure with its qualifier and its unit or currency, ready for a sentence; marked if its
    unit is there in the other language only.

    Raises ValueError if ``claimed`` has no value.
    """
    if claimed.value is None:
        raise ValueError("a statement has no figure to word")
    side = units[claimed.unit].nearest(language) if claimed.unit else language
    if side != language:
        return ForeignText.of(quantity(claimed, units, side), side)
    power = _power_of_ten(claimed)
    figure = _POWERS[language](power) if power else number(claimed.value, language)
    around = _OR_MORE[language] if power else _AROUND[language][claimed.qualifier]
    return around.format(_counted(figure, claimed, units, language))


def _counted(figure: str, claimed: Quantity, units: Mapping[str, Unit], language: Language) -> str:
    """A figure with its unit or currency."""
    unit, code = units.get(claimed.unit or ""), claimed.currency or ""
    if language == "zh":
        own = _CURRENCIES["zh"].get(code)
        return figure + (unit.zh if unit else own or get_currency_name(code, locale=LOCALES["zh"]))
    if unit and unit.en:
        # A whole value above 1 is "other" in English however it is shortened.
        one = claimed.value is not None and Locale("en").plural_form(claimed.value) == "one"
        return f"{figure} {unit.en.one if one else unit.en.other}"
    symbol = _CURRENCIES["en"].get(code) or get_currency_symbol(code, LOCALES["en"])
    return f"{symbol} {figure}" if symbol == code else f"{symbol}{figure}"


def printed(text: Text, archive: Archive, language: Language) -> str:
    """A text from data for a page in ``language``, with each ``{record.claim}`` in it as its
    figure; marked if it is in the other language only."""
    side = text.nearest(language)

    def figure(match: re.Match[str]) -> str:
        return quantity(archive.claims[match[1]], archive.units, side)

    words = text.in_language(side)
    if not isinstance(words, AsPrinted):
        words = PLACEHOLDER.sub(figure, words)
    return words if side == language else ForeignText.of(words, side)


def said(claim: Claim, archive: Archive, language: Language) -> str:
    """What a claim says: its figure, or its statement."""
    if claim.statement:
        return printed(claim.statement, archive, language)
    return quantity(claim, archive.units, language)


@record_cache
def latin_names(archive: Archive) -> tuple[str, ...]:
    """The names and titles in Latin letters that texts in Chinese print."""
    entries = (entry for kind in COLLECTIONS for entry in archive.entries(kind).values())
    named = (entry.name.in_language("zh") for entry in entries if hasattr(entry, "name"))
    titled = archive.sources.values()
    names = {name for name in named if not HAN.search(name)}
    names |= {one.title for one in titled if one.title and one.title_language == "en"}
    return tuple(sorted(names))


def _power_of_ten(claimed: Quantity) -> int:
    """The exponent, if at least some power of ten of something is counted; else 0."""
    value = claimed.value
    if claimed.qualifier is not Qualifier.AT_LEAST or claimed.currency or value is None:
        return 0
    digits = str(value)
    return len(digits) - 1 if value >= 10 and digits.strip("0") == "1" else 0


def _zh_power(power: int) -> str:
    """At least a power of ten, in words: 3 -> 上千, 7 -> 上千万."""
    large, small = divmod(power, 4)
    return "上" + ("", "十", "百", "千")[small] + "万" * (large % 2) + "亿" * (large // 2)


def _en_power(power: int) -> str:
    """A power of ten in words: 1 -> ten, 4 -> ten thousand, 8 -> a hundred million."""
    large, small = divmod(power, 3)
    scale = ("", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion")[large]
    count = ("a", "ten", "a hundred")[small]
    return f"{count} {scale}".strip()


_POWERS: dict[Language, Callable[[int], str]] = {"zh": _zh_power, "en": _en_power}
_OR_MORE: dict[Language, str] = {"zh": "{}", "en": "{} or more"}


def size(count: int, language: Language) -> str:
    """The size of a file of ``count`` bytes, rounded up: 12 kB."""
    unit, step = ("megabyte", 1_000_000) if count >= 1_000_000 else ("kilobyte", 1_000)
    number = -(-count * 10 // step) / 10 if unit == "megabyte" else -(-count // step)
    return format_unit(number, f"digital-{unit}", length="short", locale=LOCALES[language])


def when(moment: When, language: Language) -> str:
    """``2020-02-07`` -> 2020年2月7日, 7 February 2020; months, years and spans likewise.

    A span says what its ends share only once: 24–25 March 2020, 2020年3月24日至25日.
    """
    start, end = moment.start, moment.end
    if end is None:
        return _date(start, language)
    shared = 0
    if start.year == end.year:
        shared = 2 if start.month == end.month else 1
    if language == "zh":
        return f"{_date(start, language)}至{_date(end, language, without=shared)}"
    dash = "–" if shared == 2 else " – "
    return f"{_date(start, language, without=shared)}{dash}{_date(end, language)}"


def _date(date: PartialDate, language: Language, *, without: int = 0) -> str:
    """A date as precise as it is known, ``without`` its year (1) or year and month (2)."""
    known = 3 if date.day else 2 if date.month else 1
    pattern = _DATE_PARTS[language][without:known]
    if language == "en":
        pattern = pattern[::-1]
    joint = " " if language == "en" else ""
    return format_date(date.first_day(), joint.join(pattern), locale=LOCALES[language])


def month(date: PartialDate, language: Language) -> str:
    """The month of a date for an axis: 2月, Feb."""
    return format_date(date.first_day(), "LLL", locale=LOCALES[language])


def year(date: PartialDate, language: Language) -> str:
    """The year of a date for an axis: 2020年, 2020."""
    return format_date(date.first_day(), _DATE_PARTS[language][0], locale=LOCALES[language])

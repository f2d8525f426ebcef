"""What the charts show, computed from the data: words and values, no drawing.

A chart's name is its address: ``/data/v1/charts/<name>.csv`` and ``<name>.<language>.svg``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, Literal

from archive.languages import LANGUAGES, PUNCTUATION, Language, Punctuation
from archive.model import evidence, relations
from archive.model.collections import Archive
from archive.model.records import Fund
from archive.model.texts import Text
from archive.rendering import wording
from archive.rendering.marked import translated

Labels = Mapping[str, Mapping[Language, str]]
Kind = Literal["item", "part", "total"]


@dataclass(frozen=True)
class Bar:
    """A value, in words and as a length that begins at ``start`` on the chart's scale.

    A part is inside the item before it; a total is what a source gives for all items.
    ``tone`` names the colour in the style sheet, ``behind`` is the address of what the value
    counts or comes from. A ``track`` is a length against which the value is set: what it
    leaves empty is to be seen.
    """

    label: str
    words: str
    value: Decimal
    tone: str
    kind: Kind = "item"
    behind: str = ""
    note: str = ""
    start: Decimal = Decimal(0)
    track: Decimal = Decimal(0)


@dataclass(frozen=True)
class Chart:
    """A chart in one language. ``heading`` says what its labels are, ``unit`` its values."""

    name: str
    language: Language
    title: str
    description: str
    heading: str
    unit: str
    bars: tuple[Bar, ...]

    def share(self, length: Decimal) -> float:
        """``length`` as a share of the scale, in per cent."""
        end = max((bar.start + bar.value for bar in self.bars), default=Decimal(0))
        return round(100 * float(length / (end or 1)), 2)


@dataclass(frozen=True)
class _Words:
    """The words of the interface and of the data, in one language."""

    archive: Archive
    labels: Labels
    language: Language

    def __call__(self, key: str, **values: object) -> str:
        return self.labels[key][self.language].format(**values)

    def text(self, text: Text) -> str:
        return wording.printed(text, self.archive, self.language)


def names(archive: Archive) -> list[str]:
    """The names of all charts of this record."""
    funds = [f"composition-{key}" for key, fund in archive.funds.items() if fund.composition]
    money = [f"money-{key}" for key in archive.funds if _found_money(archive, key)]
    return ["evidence", "initiatives", *funds, *money]


def chart(archive: Archive, labels: Labels, name: str, language: Language) -> Chart:
    """The chart called ``name``; KeyError if there is none."""
    if name not in names(archive):
        raise KeyError(name)
    words = _Words(archive, labels, language)
    if name == "evidence":
        title, heading, unit = words("chart-evidence"), "evidence", "claims"
        bars = tuple(_evidence(words))
    elif name == "initiatives":
        bars, heading, unit = tuple(_initiatives(words)), "category", "initiatives"
        commended = any(bar.tone == "commended" for bar in bars)
        title = words("chart-initiatives" if commended else "chart-purposes")
    else:
        kind, _, fund_id = name.partition("-")
        fund = archive.funds[fund_id]
        title, heading = words(f"chart-{kind}", fund=words.text(fund.name)), "part"
        unit = fund.claims["total"].currency or ""
        bars = tuple((_money if kind == "money" else _composition)(words, fund_id, fund))
    description = _description(bars, PUNCTUATION[language])
    return Chart(name, language, title, description, words(heading), unit, bars)


def rows(archive: Archive, labels: Labels, name: str) -> list[SimpleNamespace]:
    """The numbers behind a chart, one row a bar: its labels and notes, None where one is still
    to be translated. Adding up rows asks for ``kind``."""
    zh, en = (chart(archive, labels, name, language) for language in LANGUAGES)
    return [
        SimpleNamespace(
            label_zh=translated(one.label),
            label_en=translated(other.label),
            note_zh=one.note,
            note_en=other.note,
            kind=one.kind,
            value=one.value,
            unit=zh.unit,
        )
        for one, other in zip(zh.bars, en.bars, strict=True)
    ]


def _description(bars: tuple[Bar, ...], marks: Punctuation) -> str:
    """All that the drawing shows, for those who do not see it."""
    return marks.semicolon.join(
        f"{bar.label}{marks.bracketed(bar.note) if bar.note else ''}{marks.colon}{bar.words}"
        for bar in bars
    )


def _evidence(words: _Words) -> Iterator[Bar]:
    for level, count in evidence.counted(words.archive.claims.values()).items():
        if count:
            said = words("chart-claims", count=count)
            behind = f"figures/?evidence={level}"
            yield Bar(words(f"level-{level}"), said, Decimal(count), level, behind=behind)


def _initiatives(words: _Words) -> Iterator[Bar]:
    """The initiatives of each category, with those among them that were commended."""
    initiatives = words.archive.initiatives.values()
    all_of = Counter(one.category for one in initiatives)
    commended = Counter(one.category for one in initiatives if relations.commendations(one))

    def bar(label: str, count: int, tone: str, kind: Kind, chosen: str) -> Bar:
        said = words("chart-initiative-count", count=count)
        return Bar(label, said, Decimal(count), tone, kind, f"initiatives/?{chosen}")

    for key, category in words.archive.categories.items():
        if all_of[key]:
            yield bar(words.text(category.name), all_of[key], "count", "item", f"category={key}")
        if commended[key]:
            chosen = f"category={key}&commendation=yes"
            yield bar(words("chart-commended"), commended[key], "commended", "part", chosen)


def _found_money(archive: Archive, fund_id: str) -> list[str]:
    """The amounts found of a fund's money, in the currency of its total; none without one."""
    fund = archive.funds[fund_id]
    total = fund.claims.get("total")
    if total is None or total.value is None:
        return []
    return [one for one in fund.outcomes if archive.claims[one].currency == total.currency]


def _money(words: _Words, fund_id: str, fund: Fund) -> Iterator[Bar]:
    """What was announced, and each amount found of it set against that; none are added up."""
    total = fund.claims["total"]
    announced = total.value or Decimal(0)
    for address in (f"{fund_id}.total", *_found_money(words.archive, fund_id)):
        claim = words.archive.claims[address]
        status = "announced" if claim is total else str(claim.status)
        said = words(f"status-{status}")
        yield _amount(words, address, f"money-{status}", said, track=announced)


def _composition(words: _Words, fund_id: str, fund: Fund) -> Iterator[Bar]:
    """The steps in which a fund grew, each beginning where the one before ended.

    No sum is formed: the total is shown where a claim states it.
    """

    def bar(address: str, start: Decimal, kind: Kind) -> Bar:
        claim = words.archive.claims[address]
        level = evidence.assess(claim)
        return _amount(words, address, level, words(f"level-{level}"), kind=kind, start=start)

    reached = Decimal(0)
    for step in fund.composition:
        item = bar(step.claim, reached, "item")
        yield item
        for address in step.parts:
            part = bar(address, reached, "part")
            yield part
            reached += part.value
        reached = item.start + item.value
    yield bar(f"{fund_id}.total", Decimal(0), "total")


def _amount(words: _Words, address: str, tone: str, said: str, **drawn: Any) -> Bar:
    """A claim's amount, noted with its date and what is ``said`` of it."""
    claim = words.archive.claims[address]
    dates = [wording.when(claim.as_of, words.language)] if claim.as_of else []
    note = PUNCTUATION[words.language].comma.join([*dates, said])
    label, value = words.text(claim.label), claim.value or Decimal(0)
    printed = wording.quantity(claim, words.archive.units, words.language)
    return Bar(label, printed, value, tone, behind=f"figures/#{address}", note=note, **drawn)

"""What the charts show, computed from the data: words and values, no drawing.

    chart = charts.chart(archive, labels, "evidence", "en")    # for drawing.py
    rows = charts.rows(archive, labels, "evidence")            # its numbers, for programs

A chart's name is its address: ``/data/v1/charts/<name>.csv`` and ``<name>.<language>.svg``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from archive.languages import Language
from archive.model import evidence
from archive.model.collections import Archive
from archive.model.fields import Text
from archive.model.records import Fund
from archive.rendering import wording

Labels = Mapping[str, Mapping[Language, str]]
Kind = Literal["item", "part", "total"]


@dataclass(frozen=True)
class Bar:
    """A value, in words and as a length that begins at ``start`` on the chart's scale.

    A part is inside the item before it; a total is what a source gives for all items.
    ``tone`` names the colour in the style sheet.
    """

    label: str
    words: str
    value: Decimal
    tone: str
    kind: Kind = "item"
    note: str = ""
    start: Decimal = Decimal(0)


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


@dataclass(frozen=True)
class Row:
    """A value of a chart with its labels in both languages; adding up rows asks for ``kind``."""

    label_zh: str
    label_en: str
    note_zh: str
    note_en: str
    kind: Kind
    value: Decimal
    unit: str


@dataclass(frozen=True)
class _Words:
    """The words of the interface and of the data, in one language."""

    archive: Archive
    labels: Labels
    language: Language

    def __call__(self, key: str, **values: object) -> str:
        return self.labels[key][self.language].format(**values)

    def text(self, text: Text) -> str:
        return text.in_language(self.language)


def names(archive: Archive) -> list[str]:
    """The names of all charts of this record."""
    funds = [f"composition-{key}" for key, fund in archive.funds.items() if fund.composition]
    return ["evidence", "initiatives", *funds]


def chart(archive: Archive, labels: Labels, name: str, language: Language) -> Chart:
    """The chart called ``name``; KeyError if there is none."""
    words = _Words(archive, labels, language)
    if name == "evidence":
        title, heading, unit = words("chart-evidence"), "evidence", "claims"
        bars = tuple(_evidence(words))
    elif name == "initiatives":
        title, heading, unit = words("chart-initiatives"), "category", "initiatives"
        bars = tuple(_initiatives(words))
    else:
        fund_id = name.removeprefix("composition-")
        fund = archive.funds[fund_id]
        title, heading = words("chart-composition", fund=words.text(fund.name)), "part"
        unit = archive.claim(fund.composition[0].claim).currency or ""
        bars = tuple(_composition(words, fund_id, fund))
    return Chart(name, language, title, _description(words, bars), words(heading), unit, bars)


def rows(archive: Archive, labels: Labels, name: str) -> list[Row]:
    """The numbers behind a chart, one row a bar."""
    zh, en = (chart(archive, labels, name, language) for language in ("zh", "en"))
    return [
        Row(one.label, other.label, one.note, other.note, one.kind, one.value, zh.unit)
        for one, other in zip(zh.bars, en.bars, strict=True)
    ]


def _description(words: _Words, bars: tuple[Bar, ...]) -> str:
    """All that the drawing shows, for those who do not see it."""

    def label(bar: Bar) -> str:
        return words("chart-label", label=bar.label, note=bar.note) if bar.note else bar.label

    said = [words("labelled", label=label(bar), value=bar.words) for bar in bars]
    return words("chart-separator").join(said)


def _evidence(words: _Words) -> Iterator[Bar]:
    archive = words.archive
    counts = Counter(evidence.assess(claim, archive.sources).level for _, claim in archive.claims())
    for level in evidence.Level:
        if count := counts[level]:
            said = words("chart-claims", count=count)
            yield Bar(words(f"level-{level}"), said, Decimal(count), level)


def _initiatives(words: _Words) -> Iterator[Bar]:
    """The initiatives of each category, with those among them that were commended."""
    initiatives = words.archive.initiatives.values()
    all_of = Counter(one.category for one in initiatives)
    commended = Counter(one.category for one in initiatives if one.recognitions)
    for key, category in words.archive.categories.items():
        parts: list[tuple[str, int, Kind]] = [
            (words.text(category.name), all_of[key], "item"),
            (words("chart-commended"), commended[key], "part"),
        ]
        for label, count, kind in parts:
            if count:
                said = words("chart-initiative-count", count=count)
                tone = "commended" if kind == "part" else "count"
                yield Bar(label, said, Decimal(count), tone, kind)


def _composition(words: _Words, fund_id: str, fund: Fund) -> Iterator[Bar]:
    """The steps in which a fund grew, each beginning where the one before ended.

    No sum is formed: the total is shown where a claim states it.
    """

    def bar(address: str, start: Decimal, kind: Kind) -> Bar:
        claim = words.archive.claim(address)
        level = evidence.assess(claim, words.archive.sources).level
        note = words(f"level-{level}")
        if claim.as_of:
            note = words("chart-dated", date=wording.when(claim.as_of, words.language), note=note)
        return Bar(
            words.text(claim.label),
            wording.quantity(claim, words.archive.units, words.language),
            claim.value or Decimal(0),
            level,
            kind,
            note,
            start,
        )

    reached = Decimal(0)
    for step in fund.composition:
        item = bar(step.claim, reached, "item")
        yield item
        for address in step.parts:
            part = bar(address, reached, "part")
            yield part
            reached += part.value
        reached = item.start + item.value
    if "total" in fund.claims:
        yield bar(f"{fund_id}.total", Decimal(0), "total")

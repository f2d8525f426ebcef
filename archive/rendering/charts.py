"""What the charts show, computed from the data: words and values, no drawing.

A chart's name is its address: ``/data/v1/charts/<name>.csv`` and ``<name>.<language>.svg``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, Literal

from archive.caching import record_cache
from archive.languages import LANGUAGES, PUNCTUATION, Language
from archive.model import evidence, relations
from archive.model.collections import Archive
from archive.model.records import Fund
from archive.rendering.context import Context
from archive.rendering.foreign_text import translated
from archive.rendering.templates import Templates

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


@record_cache
def names(archive: Archive) -> list[str]:
    """The names of all charts of this record."""
    funds = [f"composition-{key}" for key, fund in archive.funds.items() if fund.composition]
    money = [f"money-{key}" for key in archive.funds if _found_money(archive, key)]
    return ["evidence", "initiatives", *funds, *money]


def chart(archive: Archive, templates: Templates, name: str, language: Language) -> Chart:
    """The chart called ``name``; KeyError if there is none."""
    if name not in names(archive):
        raise KeyError(name)
    return _Charts(archive, templates, language).chart(name)


def rows(archive: Archive, templates: Templates, name: str) -> list[SimpleNamespace]:
    """The numbers behind a chart, one row a bar: its labels and notes, None where one is still
    to be translated. Adding up rows asks for ``kind``."""
    zh, en = (chart(archive, templates, name, language) for language in LANGUAGES)
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


def _found_money(archive: Archive, fund_id: str) -> list[str]:
    """The amounts found of a fund's money, in the currency of its total; none without one."""
    fund = archive.funds[fund_id]
    total = fund.claims.get("total")
    if total is None or total.value is None:
        return []
    return [one for one in fund.outcomes if archive.claims[one].currency == total.currency]


class _Charts(Context):
    """The charts in one language."""

    def chart(self, name: str) -> Chart:
        if name == "evidence":
            title, heading, unit = self._label("chart-evidence"), "evidence", "claims"
            bars = tuple(self._evidence())
        elif name == "initiatives":
            bars, heading, unit = tuple(self._initiatives()), "category", "initiatives"
            commended = any(bar.tone == "commended" for bar in bars)
            title = self._label("chart-initiatives" if commended else "chart-purposes")
        else:
            kind, _, fund_id = name.partition("-")
            fund = self._archive.funds[fund_id]
            title = self._label(f"chart-{kind}").format(fund=self._text(fund.name))
            heading, unit = "part", fund.claims["total"].currency or ""
            bars = tuple((self._money if kind == "money" else self._composition)(fund_id, fund))
        description = self._description(bars)
        return Chart(name, self._language, title, description, self._label(heading), unit, bars)

    def _description(self, bars: tuple[Bar, ...]) -> str:
        """All that the drawing shows, for those who do not see it."""
        marks = PUNCTUATION[self._language]
        return marks.semicolon.join(
            f"{bar.label}{marks.bracketed(bar.note) if bar.note else ''}{marks.colon}{bar.words}"
            for bar in bars
        )

    def _evidence(self) -> Iterator[Bar]:
        for level, count in evidence.count_by_level(self._archive.claims.values()).items():
            if count:
                words = self._label("chart-claims").format(count=count)
                behind = f"figures/?evidence={level}"
                yield Bar(
                    self._label(f"level-{level}"), words, Decimal(count), level, behind=behind
                )

    def _initiatives(self) -> Iterator[Bar]:
        """The initiatives of each category, with those among them that were commended."""
        initiatives = self._archive.initiatives.values()
        all_of = Counter(one.category for one in initiatives)
        commended = Counter(one.category for one in initiatives if relations.commendations(one))

        def bar(label: str, count: int, tone: str, kind: Kind, chosen: str) -> Bar:
            words = self._label("chart-initiative-count").format(count=count)
            return Bar(label, words, Decimal(count), tone, kind, f"initiatives/?{chosen}")

        for key, category in self._archive.categories.items():
            chosen = f"category={key}"
            if all_of[key]:
                yield bar(self._text(category.name), all_of[key], "count", "item", chosen)
            if commended[key]:
                chosen += "&commendation=yes"
                label = self._label("chart-commended")
                yield bar(label, commended[key], "commended", "part", chosen)

    def _money(self, fund_id: str, fund: Fund) -> Iterator[Bar]:
        """What was announced, and each amount found of it set against that; none are added up."""
        total = fund.claims["total"]
        announced = total.value or Decimal(0)
        for address in (f"{fund_id}.total", *_found_money(self._archive, fund_id)):
            claim = self._archive.claims[address]
            status = "announced" if claim is total else str(claim.status)
            yield self._amount(address, f"money-{status}", f"status-{status}", track=announced)

    def _composition(self, fund_id: str, fund: Fund) -> Iterator[Bar]:
        """The steps in which a fund grew, each beginning where the one before ended.

        No sum is formed: the total is shown where a claim states it.
        """

        def bar(address: str, start: Decimal, kind: Kind) -> Bar:
            level = evidence.assess(self._archive.claims[address])
            return self._amount(address, level, f"level-{level}", kind=kind, start=start)

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

    def _amount(self, address: str, tone: str, noted: str, **drawn: Any) -> Bar:
        """A claim's amount, noted with its date and a label."""
        claim = self._archive.claims[address]
        dates = [self.date(claim.as_of)] if claim.as_of else []
        note = PUNCTUATION[self._language].comma.join([*dates, self._label(noted)])
        label, value = self._text(claim.label), claim.value or Decimal(0)
        behind = f"figures/#{address}"
        return Bar(label, self._quantity(claim), value, tone, behind=behind, note=note, **drawn)

"""What the charts show, computed from the data: labels, values and words, no drawing.

    chart = charts(archive, labels, "en")["evidence"]
    chart.rows()      # the table behind it
    chart.series      # what archive/rendering/drawing.py draws

A chart's name is its address: ``/data/v1/charts/<name>.csv`` and ``<name>.<language>.svg``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from string import ascii_uppercase
from typing import Any, Literal

from archive.languages import LANGUAGES, Language
from archive.model import evidence
from archive.model.collections import Archive
from archive.model.fields import Text
from archive.model.records import Fund
from archive.model.totals import composition
from archive.rendering import wording

Labels = Mapping[str, Mapping[Language, str]]


@dataclass(frozen=True)
class Series:
    """One row of values across all columns of a chart; None where it has no share.

    ``tone`` names the colour in the style sheet. ``words`` are the values in full, ``marks``
    what there is room for in the drawing.
    """

    name: str
    tone: str
    values: Sequence[Decimal | int | None]
    words: Sequence[str]
    marks: Sequence[str]


@dataclass(frozen=True)
class Chart:
    """A chart in one language. ``description`` says in a sentence what it shows.

    ``columns`` are the labels along the axis, each of one or more lines; ``heading``
    says what they are.
    """

    name: str
    title: str
    description: str
    heading: str
    columns: Sequence[tuple[str, ...]]
    series: Sequence[Series]
    shape: Literal["columns", "bars"]
    legend: bool = True

    def rows(self) -> Iterator[tuple[tuple[str, ...], list[tuple[str, str]]]]:
        """The table behind the chart: each column, and its series with their values in words."""
        for place, column in enumerate(self.columns):
            yield (
                column,
                [
                    (series.name, series.words[place])
                    for series in self.series
                    if series.values[place] is not None
                ],
            )


def names(archive: Archive) -> list[str]:
    """The names of all charts of this record."""
    funds = [f"composition-{key}" for key, fund in archive.funds.items() if fund.composition]
    return ["evidence", "initiatives", *funds]


def chart(archive: Archive, labels: Labels, name: str, language: Language) -> Chart:
    """The chart called ``name``; KeyError if there is none."""
    label = _Words(archive, labels, language)
    if name == "evidence":
        return _evidence(archive, label)
    if name == "initiatives":
        return _initiatives(archive, label)
    fund_id = name.removeprefix("composition-")
    if name not in names(archive):
        raise KeyError(name)
    return _composition(archive, label, name, fund_id, archive.funds[fund_id])


def table(archive: Archive, labels: Labels, name: str) -> list[dict[str, Any]]:
    """The numbers behind a chart for its CSV, each with its labels in both languages."""
    both = {side: chart(archive, labels, name, side) for side in LANGUAGES}
    rows = []
    for at, series in enumerate(both["zh"].series):
        for place, value in enumerate(series.values):
            if value is not None:
                rows.append(
                    {
                        **{
                            f"column_{side}": " ".join(one.columns[place])
                            for side, one in both.items()
                        },
                        **{f"series_{side}": one.series[at].name for side, one in both.items()},
                        "value": int(value) if value == int(value) else float(value),
                    }
                )
    return rows


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

    def quantity(self, address: str) -> str:
        claim = self.archive.claim(address)
        return wording.quantity(claim, self.archive.units, self.language)


def _evidence(archive: Archive, words: _Words) -> Chart:
    found = [evidence.assess(claim, archive.sources).level for _, claim in archive.claims()]
    levels = [level for level in evidence.Level if level in found]
    counts = [found.count(level) for level in levels]
    columns = [words(f"level-{level}") for level in levels]
    listed = [f"{column} {count}" for column, count in zip(columns, counts, strict=True)]
    return Chart(
        "evidence",
        words("chart-evidence"),
        words(
            "chart-evidence-says", total=len(found), parts=wording.listing(listed, words.language)
        ),
        words("evidence"),
        [(column,) for column in columns],
        # One series per level, so that each bar can have its level's colour.
        [
            Series(
                column,
                level,
                [count if other == level else None for other in levels],
                *([str(count) if other == level else "" for other in levels],) * 2,
            )
            for level, column, count in zip(levels, columns, counts, strict=True)
        ],
        "bars",
        legend=False,
    )


def _initiatives(archive: Archive, words: _Words) -> Chart:
    def count(category: str, recognized: bool) -> int:
        return sum(
            initiative.category == category and bool(initiative.recognitions) == recognized
            for initiative in archive.initiatives.values()
        )

    categories = [
        key
        for key in archive.categories
        if any(initiative.category == key for initiative in archive.initiatives.values())
    ]
    series = []
    for key, recognized in (("recognised", True), ("not-recognised", False)):
        counts = [count(category, recognized) for category in categories]
        series.append(
            Series(
                words(f"chart-{key}"),
                key,
                [number or None for number in counts],
                *([str(number) if number else "" for number in counts],) * 2,
            )
        )
    praised = sum(bool(initiative.recognitions) for initiative in archive.initiatives.values())
    return Chart(
        "initiatives",
        words("chart-initiatives"),
        words("chart-initiatives-says", total=len(archive.initiatives), praised=praised),
        words("category"),
        [(words.text(archive.categories[category].name),) for category in categories],
        series,
        "bars",
    )


def _composition(archive: Archive, words: _Words, name: str, fund_id: str, fund: Fund) -> Chart:
    """Columns, one per date on which the total grew; each stands on what was there before.

    Colours show the evidence, so letters tell the parts apart.
    """
    shares = list(composition(archive, fund_id, fund))
    steps = [share for share in shares if share.sum_so_far is not None]
    split = {share.part_of for share in shares if share.sum_so_far is None}
    parts = [share for share in shares if share.claim not in split]
    series = []
    for place, share in enumerate(parts):
        step = share.claim if share.sum_so_far is not None else share.part_of
        since = next(at for at, one in enumerate(steps) if one.claim == step)
        letter = ascii_uppercase[place]
        printed = words.quantity(share.claim)
        mark = f"{letter} {wording.number(share.value, words.language)}"
        note = words(f"level-{share.evidence}")
        label = words.text(archive.claim(share.claim).label)
        series.append(
            Series(
                f"{letter} {words('chart-part', label=label, note=note)}",
                share.evidence,
                [share.value if at >= since else None for at in range(len(steps))],
                [printed if at >= since else "" for at in range(len(steps))],
                [mark if at >= since else "" for at in range(len(steps))],
            )
        )
    dates = [wording.when(step.as_of, words.language) if step.as_of else "" for step in steps]
    sums = [
        wording.quantity(
            archive.claim(step.claim).model_copy(update={"value": step.sum_so_far}),
            archive.units,
            words.language,
        )
        for step in steps
    ]
    said = [
        words("chart-step", date=date, sum=sum_) for date, sum_ in zip(dates, sums, strict=True)
    ]
    return Chart(
        name,
        words("chart-composition", fund=words.text(fund.name)),
        wording.listing(said, words.language),
        words("date"),
        list(zip(dates, sums, strict=True)),
        series,
        "columns",
    )

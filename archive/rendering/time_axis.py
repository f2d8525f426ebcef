"""Events on a scale of time, for a picture of when things happened.

Positions are shares of the whole span, from 0 to 1. A mark is as long as its days: a
day is a day, and what is known only to the month is that month. Events of one theme
share a lane; in it, rows keep them so far apart that each can be hit with a finger on
a phone.

    scale = place(archive.events, archive.themes)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from archive.model.dates import PartialDate, When
from archive.model.records import Category, Event

# 26 px on a scale of 260 px: marks on a phone of 320 px never touch.
_GAP = 0.1


@dataclass(frozen=True)
class Mark:
    """One event: where its first day begins and its last one ends, and its row from 0."""

    event: str
    start: float
    end: float
    row: int


@dataclass(frozen=True)
class Lane:
    """The events of one theme, and how many rows they need."""

    theme: str
    rows: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Timescale:
    """The months with where they begin, and the lanes in the order of the themes."""

    months: tuple[tuple[PartialDate, float], ...]
    lanes: tuple[Lane, ...]


def place(events: Mapping[str, Event], themes: Mapping[str, Category]) -> Timescale:
    """Place ``events`` on a scale of whole months."""
    if not events:
        return Timescale((), ())
    spans = {key: _span(event.date) for key, event in events.items()}
    months = _months(
        min(start for start, _ in spans.values()), max(end for _, end in spans.values())
    )
    first = months[0].first_day()
    days = (_day_after(months[-1]) - first).days

    def share(day: date) -> float:
        return round((day - first).days / days, 4)

    lanes = []
    for theme in themes:
        ends: list[float] = []  # of the last mark of each row
        marks = []
        of_theme = [key for key, event in events.items() if event.theme == theme]
        for key in sorted(of_theme, key=lambda key: spans[key]):
            start, end = (share(day) for day in spans[key])
            row = next((at for at, taken in enumerate(ends) if start - taken >= _GAP), len(ends))
            ends[row : row + 1] = [end]
            marks.append(Mark(key, start, end, row))
        if marks:
            lanes.append(Lane(theme, len(ends), tuple(marks)))
    return Timescale(tuple((month, share(month.first_day())) for month in months), tuple(lanes))


def _span(when: When) -> tuple[date, date]:
    """The first day meant, and the day after the last one."""
    return when.start.first_day(), _day_after(when.end or when.start)


def _day_after(moment: PartialDate) -> date:
    if moment.day:
        return moment.first_day() + timedelta(days=1)
    year, month = divmod(moment.year * 12 + (moment.month or 12), 12)
    return date(year, month + 1, 1)


def _months(first: date, end: date) -> list[PartialDate]:
    """Every month from that of ``first`` to that of the day before ``end``."""
    last = end - timedelta(days=1)
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [PartialDate(number // 12, number % 12 + 1) for number in numbers]

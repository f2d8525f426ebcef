"""Events on a scale of time, for a picture of when things happened.

Positions are shares of the whole span, from 0 to 1. What is known only to the month
stretches over that month. Events of one theme share a lane; in it, rows keep them so
far apart that each can be hit with a finger on a phone.

    scale = place(archive.events, archive.themes)
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from archive.model.dates import PartialDate
from archive.model.records import Category, Event

# 26 px on a scale of 260 px: marks on a phone of 320 px never touch.
_GAP = 0.1


@dataclass(frozen=True)
class Mark:
    """One event: where it begins and ends, and the row of its lane from 0."""

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
    """Place ``events`` between the first day of the first month and the last of the last."""
    spans = {key: _span(event) for key, event in events.items()}
    if not spans:
        return Timescale((), ())
    first = min(start for start, _ in spans.values()).replace(day=1)
    last = _month_end(max(end for _, end in spans.values()))
    days = (last - first).days + 1

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
    return Timescale(
        tuple((month, share(month.first_day())) for month in _months(first, last)), tuple(lanes)
    )


def _span(event: Event) -> tuple[date, date]:
    start = event.date.start
    end = event.date.end or start
    if end.day:
        return start.first_day(), end.first_day()
    return start.first_day(), _month_end(end.first_day().replace(month=end.month or 12))


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _months(first: date, last: date) -> list[PartialDate]:
    found = []
    day = first
    while day <= last:
        found.append(PartialDate(day.year, day.month))
        day = _month_end(day) + timedelta(days=1)
    return found

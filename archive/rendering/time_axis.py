"""Events on a scale of time, for a picture of when things happened.

Positions are shares of the whole span, from 0 to 1. A mark is as long as its days: a
day is a day, and what is known only to the month is that month.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from archive.model.dates import PartialDate
from archive.model.records import Category, Event

# As many months can be named side by side on a phone; of a longer span, every second or third
# is named, or one a half-year, a year and so on.
_NAMED = 8
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)


@dataclass(frozen=True)
class Mark:
    """One event: where its first day begins and its last one ends."""

    event: str
    start: float
    end: float


@dataclass(frozen=True)
class Lane:
    """The events of one theme by date."""

    theme: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class TimeAxis:
    """The months to name, with where they begin, and the lanes in the order of the themes."""

    months: tuple[tuple[PartialDate, float], ...]
    lanes: tuple[Lane, ...]


def place(events: Mapping[str, Event], themes: Mapping[str, Category]) -> TimeAxis:
    """Place ``events`` on a scale of whole months."""
    if not events:
        return TimeAxis((), ())
    one_day = timedelta(days=1)
    spans = {key: (one.date.begins(), one.date.ends() + one_day) for key, one in events.items()}
    months = _months(
        min(start for start, _ in spans.values()), max(end for _, end in spans.values()) - one_day
    )
    first = months[0].first_day()
    days = (months[-1].last_day() + one_day - first).days

    def share(day: date) -> float:
        return round((day - first).days / days, 4)

    lanes = []
    for theme in themes:
        of_theme = [key for key, event in events.items() if event.theme == theme]
        if of_theme:
            of_theme.sort(key=lambda key: spans[key])
            marks = (Mark(key, *(share(day) for day in spans[key])) for key in of_theme)
            lanes.append(Lane(theme, tuple(marks)))
    step = next((one for one in _STEPS if len(months) <= one * _NAMED), _STEPS[-1])
    named = (month for month in months if (month.year * 12 + (month.month or 1) - 1) % step == 0)
    return TimeAxis(tuple((month, share(month.first_day())) for month in named), tuple(lanes))


def _months(first: date, last: date) -> list[PartialDate]:
    """Every month from that of ``first`` to that of ``last``."""
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [PartialDate(number // 12, number % 12 + 1) for number in numbers]

"""Calendar dates that may be known only to the month or year, and spans of days.

Of ISO 8601: ``2020-02``, ``2020-03-24/2020-03-25``. The precision that was written is kept.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

# What a record tells of; an axis from year 1 to 9999 would show nothing.
EARLIEST, LATEST = 1800, 2100
_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True)
class PartialDate:
    """A year, a month or a day; ``month`` and ``day`` are None where not known."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``2020``, ``2020-02`` or ``2020-02-07``; ValueError for anything else."""
        match = _FORM.fullmatch(text)
        if not match:
            raise ValueError(text)
        year, month, day = (int(part) if part else None for part in match.groups())
        date(year or 0, month or 1, day or 1)  # raises ValueError for 2020-13-45
        return cls(year or 0, month, day)

    def parts(self) -> tuple[int, ...]:
        """What is known: (2020, 2, 7), (2020, 2) or (2020,)."""
        return tuple(part for part in (self.year, self.month, self.day) if part)

    def first_day(self) -> date:
        """The earliest day meant, for libraries that want a day."""
        return date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> date:
        """The latest day meant."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        return "-".join(f"{part:02}" for part in self.parts())


@dataclass(frozen=True)
class When:
    """A date, or a span from ``start`` to ``end`` when ``end`` is given."""

    start: PartialDate
    end: PartialDate | None = None

    @classmethod
    def parse(cls, text: str) -> When:
        """Read a date or ``date/date``; ValueError if malformed or running backwards."""
        first, slash, last = text.partition("/")
        start = PartialDate.parse(first)
        if not slash:
            return cls(start)
        end = PartialDate.parse(last)
        shared = min(len(start.parts()), len(end.parts()))
        if end.parts()[:shared] <= start.parts()[:shared]:  # backwards, or one inside the other
            raise ValueError(text)
        return cls(start, end)

    def order(self) -> tuple[int, int, int]:
        """A key for sorting: what is known only to the month comes after the days of that month."""
        return self.start.year, self.start.month or 13, self.start.day or 32

    def begins(self) -> date:
        """The earliest day meant."""
        return self.start.first_day()

    def ends(self) -> date:
        """The latest day meant."""
        return (self.end or self.start).last_day()

    def __str__(self) -> str:
        return f"{self.start}/{self.end}" if self.end else str(self.start)

"""The two languages of a page side by side: one may say more, neither may say something else.

What was written in one language only waits for its translation and is no mistake.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from archive.messages import say
from archive.pages.source_text import FRONT_MATTER, blank, line_of, without_code
from archive.problems import Problem
from archive.rendering.calls import Call

_HEADING = re.compile(
    r"^(?P<marks>#{1,6})[ \t]+(?P<words>.*?)(?:[ \t]*\{[^}\n]*#(?P<id>[\w.-]+)[^}\n]*\})?[ \t]*$",
    re.MULTILINE,
)
# Macros with words in the page's language, and how many arguments come before these.
_WORDED = {"verbatim": 0, "term": 1}


@dataclass(frozen=True)
class Heading:
    """A heading below the first level: its depth, its id ("" if it has none), its line."""

    depth: int
    id: str
    line: int


@dataclass(frozen=True)
class Side:
    """One language of a page: where it is, its headings, its macro calls with their lines."""

    path: str
    headings: Sequence[Heading]
    calls: Sequence[tuple[str, int]]

    @cached_property
    def ids(self) -> Mapping[str, Heading]:
        """The headings that have an id, by it."""
        return {heading.id: heading for heading in self.headings if heading.id}

    def section_at(self, line: int, other: Side) -> str:
        """The id of the last heading above ``line`` that the ``other`` side has, too."""
        above = [one.id for one in self.headings if one.line <= line and one.id in other.ids]
        return above[-1] if above else ""


def read(path: str, text: str, calls: Sequence[Call]) -> Side:
    """What is compared of a page. ``calls`` are its macro calls as the gate found them."""
    plain = without_code(blank(FRONT_MATTER, text))
    headings = [
        Heading(len(match["marks"]), match["id"] or "", line_of(plain, match.start()))
        for match in _HEADING.finditer(plain)
        if len(match["marks"]) > 1
    ]
    return Side(path, headings, [(_spelled(call), call.line) for call in calls])


def digests(calls: Sequence[Call]) -> list[str]:
    """A short mark for each macro call, by which the ledger remembers it."""
    return sorted(_digest(_spelled(call)) for call in calls)


def missing_ids(side: Side) -> Iterator[Problem]:
    """Headings below the first level that lack an id of their own."""
    for heading in side.headings:
        if not heading.id:
            message = say(
                "the heading has no id — add one at its end, the same in both languages, "
                "such as {{ #composition }}"
            )
            yield Problem(side.path, heading.line, message)


def differences(one: Side, other: Side, agreed: Sequence[str] | None = None) -> Iterator[Problem]:
    """What the two languages of a page say differently; told at ``one``, the side that changed,
    unless the other lost something.

    ``agreed`` are the :func:`digests` of the calls that both had when they were last in step.
    """
    yield from _headings(one, other)
    counts = [Counter(written for written, _ in side.calls) for side in (one, other)]
    before = Counter(agreed or ())
    added: list[list[tuple[str, int]]] = [[], []]
    for at, (side, opposite) in enumerate(((one, other), (other, one))):
        spare = counts[at] - counts[1 - at]
        for written, line in side.calls:
            if not spare[written]:
                continue
            spare[written] -= 1
            if before[_digest(written)] > counts[1 - at][written]:
                message = say(
                    "{call} was taken out here and still stands in {place} — take it out there, "
                    "too, or put it back",
                    call=written,
                    place=f"{side.path}:{line}",
                )
                section = opposite.ids.get(side.section_at(line, opposite))
                yield Problem(opposite.path, section.line if section else 1, message)
            else:
                added[at].append((written, line))
    yield from _replaced(one, other, *added)


def _headings(one: Side, other: Side) -> Iterator[Problem]:
    """Headings that both sides have in another depth or order, or under different ids."""
    common = [(heading, other.ids[key]) for key, heading in one.ids.items() if key in other.ids]
    for heading, opposite in common:
        if heading.depth != opposite.depth:
            message = say(
                "#{id} is a heading {marks} in {place} — write the same depth in both",
                id=heading.id,
                marks="#" * opposite.depth,
                place=f"{other.path}:{opposite.line}",
            )
            yield Problem(one.path, heading.line, message)
    for (_, above), (heading, opposite) in pairwise(common):
        if opposite.line < above.line:
            message = say(
                "#{id} stands at another place in {place} — write the same order in both",
                id=heading.id,
                place=f"{other.path}:{opposite.line}",
            )
            yield Problem(one.path, heading.line, message)
            return
    for depth in {heading.depth for heading in one.headings}:
        here, there = (
            [
                (f"#{key}", heading.line)
                for key, heading in side.ids.items()
                if heading.depth == depth and key not in opposite.ids
            ]
            for side, opposite in ((one, other), (other, one))
        )
        yield from _replaced(one, other, here, there)


def _replaced(
    one: Side, other: Side, here: Iterable[tuple[str, int]], there: Iterable[tuple[str, int]]
) -> Iterator[Problem]:
    """What ``one`` alone has ``here``, and ``other`` has something else in the same section."""
    for written, line in here:
        section = one.section_at(line, other)
        for counter, at in there:
            if other.section_at(at, one) == section:
                message = say(
                    "{this} here, {that} in {place} — write the same in both",
                    this=written,
                    that=counter,
                    place=f"{other.path}:{at}",
                )
                yield Problem(one.path, line, message)
                break


def _digest(written: str) -> str:
    return hashlib.sha256(written.encode()).hexdigest()[:6]


def _spelled(call: Call) -> str:
    arguments = [f'"{value}"' for value in call.arguments]
    arguments += [f'{name}="{value}"' for name, value in sorted(call.keywords.items())]
    if call.macro in _WORDED:
        arguments[_WORDED[call.macro] :] = ["…"]
    return f"{call.macro}({', '.join(arguments)})"

"""The two languages of a page side by side: the same bones under different words.

Compared are headings (levels and ids), macro calls, internal links, tables and
admonitions, each as often as the other side has it, and how many paragraphs and list
items each section holds. Words and their order inside a paragraph are free.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.pages.source_text import CODE, FRONT_MATTER, blank, line_of
from archive.problems import Problem
from archive.rendering.calls import Call

_HEADING = re.compile(
    r"^(?P<marks>#{1,6})[ \t]+(?P<words>.*?)(?:[ \t]*\{[ \t]*#(?P<id>[\w-]+)[^}\n]*\})?[ \t]*$",
    re.MULTILINE,
)
_LINK = re.compile(r"\]\((?!https?:|mailto:)([^)\s]+)[^)]*\)")
_TABLE = re.compile(
    r"^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(\|[ \t]*:?-{3,}:?[ \t]*)+\|?[ \t]*$", re.MULTILINE
)
_ADMONITION = re.compile(r"^[ \t]*(?:!!!|\?\?\?\+?)[ \t]+(\w+)", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d+\.)[ \t]", re.MULTILINE)
# Macros with words in the page's language, and how many arguments come before these.
_WORDED = {"verbatim": 0, "term": 1}


@dataclass(frozen=True)
class Part:
    """One bone of a page: its kind, what it is, and its line."""

    kind: str
    what: str
    line: int


@dataclass(frozen=True)
class Section:
    """What stands under one heading: its line, and its paragraphs and list items."""

    line: int
    paragraphs: int
    items: int


@dataclass(frozen=True)
class Side:
    """One language of a page: where it is, its bones in order, its sections by id."""

    path: str
    parts: Sequence[Part]
    sections: Mapping[str, Section]


def read(path: str, text: str, calls: Sequence[Call]) -> Side:
    """The bones of a page. ``calls`` are its macro calls as the gate found them."""
    plain = blank(CODE, blank(FRONT_MATTER, text))
    parts = [
        Part(
            "heading",
            f"{match['marks']} {{ #{match['id']} }}" if match["id"] else match["marks"],
            at,
        )
        for match in _HEADING.finditer(plain)
        for at in [line_of(plain, match.start())]
    ]
    for kind, pattern in (("link", _LINK), ("table", _TABLE), ("admonition", _ADMONITION)):
        parts += [
            Part(kind, match[1] if kind != "table" else "", line_of(plain, match.start()))
            for match in pattern.finditer(plain)
        ]
    parts += [Part("macro", _call(call), call.line) for call in calls]
    return Side(path, parts, _sections(plain))


def _sections(plain: str) -> dict[str, Section]:
    """The sections of a page by the id of their heading; the first one, under the title, is ""."""
    headings = [match for match in _HEADING.finditer(plain) if len(match["marks"]) > 1]
    starts = [0, *(match.end() for match in headings)]
    ends = [*(match.start() for match in headings), len(plain)]
    ids = ["", *(match["id"] or "" for match in headings)]
    found: dict[str, Section] = {}
    for name, start, end in zip(ids, starts, ends, strict=True):
        blocks = [
            block
            for block in re.split(r"\n[ \t]*\n", plain[start:end])
            if block.strip() and not _TABLE.search(block)
        ]
        lists = [block for block in blocks if _ITEM.match(block.lstrip("\n"))]
        items = sum(len(_ITEM.findall(block)) for block in lists)
        line = line_of(plain, max(0, start - 1))
        found[name] = Section(line, len(blocks) - len(lists), items)
    return found


def missing_ids(side: Side) -> Iterator[Problem]:
    """Headings below the first level that lack an id of their own."""
    for part in side.parts:
        if part.kind == "heading" and part.what.startswith("##") and "{" not in part.what:
            message = (
                "the heading has no id — add one at its end, the same in both languages, "
                "such as { #composition }"
            )
            yield Problem(side.path, part.line, message)


def differences(one: Side, other: Side) -> Iterator[Problem]:
    """What one language of a page has and the other has not, with both places named."""
    for side, opposite in ((one, other), (other, one)):
        have = Counter((part.kind, part.what) for part in opposite.parts)
        for part in side.parts:
            if have[part.kind, part.what]:
                have[part.kind, part.what] -= 1
                continue
            shown = f"{part.kind} {part.what}".rstrip()
            near = _nearest(part, side, opposite)
            message = f"{shown} has no counterpart in {opposite.path}:{near} — add it there, or remove it here"
            yield Problem(side.path, part.line, message)
    orders = [[p.what for p in side.parts if p.kind == "heading"] for side in (one, other)]
    if Counter(orders[0]) == Counter(orders[1]) and orders[0] != orders[1]:
        at = next(i for i, pair in enumerate(zip(*orders, strict=True)) if pair[0] != pair[1])
        lines = [[p.line for p in side.parts if p.kind == "heading"][at] for side in (one, other)]
        message = f"the headings stand in another order than in {other.path}:{lines[1]}"
        yield Problem(one.path, lines[0], message)
        return
    for name, here in one.sections.items():
        there = other.sections.get(name, here)
        for what, counts in (
            ("paragraphs", (here.paragraphs, there.paragraphs)),
            ("list items", (here.items, there.items)),
        ):
            if counts[0] != counts[1]:
                message = (
                    f"{what} in this section: {counts[0]}, in {other.path}:{there.line}: {counts[1]} "
                    "— both languages say the same, paragraph by paragraph"
                )
                yield Problem(one.path, here.line, message)


def _nearest(part: Part, here: Side, there: Side) -> int:
    """The line of the section in ``there`` that holds the counterpart's place."""
    above = [p for p in here.parts if p.kind == "heading" and p.line <= part.line]
    for heading in sorted(above, key=lambda p: -p.line):
        for candidate in there.parts:
            if candidate.kind == "heading" and candidate.what == heading.what:
                return candidate.line
    return 1


def _call(call: Call) -> str:
    given = [f'"{value}"' for value in call.arguments]
    given += [f'{name}="{value}"' for name, value in sorted(call.keywords.items())]
    if call.macro in _WORDED:
        given[_WORDED[call.macro] :] = ["…"]
    return f"{call.macro}({', '.join(given)})"

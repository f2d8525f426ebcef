"""A chart as SVG: laid out here, written by ``templates/chart.svg``.

It needs no script, no font and nothing to load; equal charts give equal bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from unicodedata import east_asian_width

import jinja2

from archive.languages import HTML_LANGUAGES
from archive.rendering.charts import Chart
from archive.rendering.colours import STYLES, colours

# In the SVG's own units. A phone shows the picture at about nine tenths of its size.
WIDTH = 400
_LINE = 20  # from one baseline to the next
_INDENT = 14  # of a part's words
_GAP = 16  # before a value, and between bars
_HEIGHTS = {"item": 14, "part": 7, "total": 14}
# Average width of a letter, taken from a wide font since nobody knows the reader's. A
# wide character is 1 em.
_FONT = 14
_LETTER = 0.62
# Where a line may break: after a space and around wide characters, never before a mark
# that closes something or after one that opens it.
_CLOSING = "，。、；：！？）》”’…·"
PIECE = re.compile(rf"[（《“‘]*(?:[⺀-鿿]|[^\s⺀-鿿（《“‘{_CLOSING}]+)?[{_CLOSING}]*\s*")


@dataclass(frozen=True)
class Line:
    """A line of text on its baseline; a value ends at ``x``, any other begins there."""

    role: str
    text: str
    x: float
    y: float


@dataclass(frozen=True)
class Box:
    """A bar."""

    tone: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Layout:
    """Where everything stands in a picture ``WIDTH`` wide."""

    lines: tuple[Line, ...]
    boxes: tuple[Box, ...]
    height: float


def svg(environment: jinja2.Environment, chart: Chart, *, tones: str = "") -> str:
    """``chart`` drawn, with its title and description for those who do not see it.

    ``tones`` are for a file on its own.
    """
    return environment.get_template("chart.svg").render(
        chart=chart,
        layout=layout(chart),
        width=WIDTH,
        language=HTML_LANGUAGES[chart.language],
        tones=tones,
    )


def tones(root: Path) -> str:
    """The colours of bars for a file on its own and for programs that know no ``var()``."""
    known = colours(root)
    sheet = (root / STYLES / "chart-tones.css").read_text("utf-8")
    rules = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    return re.sub(r"var\(--([\w-]+)\)", lambda name: known[name[1]], rules)


def layout(chart: Chart) -> Layout:
    """Each bar below its label, its value at the right end of the label's first line."""
    lines: list[Line] = []
    boxes: list[Box] = []
    y = 0.0
    noted = ""
    for bar in chart.bars:
        part = bar.kind == "part"
        indent = _INDENT if part else 0
        lines.append(Line("value", bar.words, WIDTH, y + _FONT))
        room = WIDTH - indent
        texts = [("label", line) for line in wrap(bar.label, room - _GAP - text_width(bar.words))]
        if not part or bar.note != noted:  # a part is noted where it differs from its item
            texts += [("note", line) for line in wrap(bar.note, room)]
        for role, text in texts:
            lines.append(Line(role, text, indent, y + _FONT))
            y += _LINE
        height = _HEIGHTS[bar.kind]
        left, length, track = (
            round(WIDTH * chart.share(one) / 100, 1) for one in (bar.start, bar.value, bar.track)
        )
        if track:
            boxes.append(Box("track", 0, y, track, height))
        boxes.append(Box(bar.tone, left, y, length, height))
        y += height + _GAP
        noted = noted if part else bar.note
    return Layout(tuple(lines), tuple(boxes), max(y - _GAP, 0))


def text_width(text: str) -> float:
    """About how wide ``text`` is; wide characters count double."""
    ems = sum(1 if east_asian_width(mark) in "WFA" else _LETTER for mark in text)
    return ems * _FONT


def wrap(text: str, room: float) -> list[str]:
    """``text`` in lines no wider than ``room``."""
    lines = [""]
    for piece in PIECE.findall(text):
        for part in [piece] if text_width(piece.rstrip()) <= room else piece:
            if text_width((lines[-1] + part).rstrip()) > room:
                lines.append("")
            lines[-1] += part
    return [line.strip() for line in lines if line]

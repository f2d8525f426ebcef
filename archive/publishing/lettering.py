"""Text on pictures: a typeface with Han characters, and lines that fit a place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import NamedTuple

from PIL import ImageDraw, ImageFont

from archive.languages import Language
from archive.rendering.drawing import PIECE

Font = ImageFont.FreeTypeFont
# Of the same file: the first has quotation marks as wide as a Han character, the second narrow.
_FAMILIES: dict[Language, str] = {"zh": "Noto Sans CJK SC", "en": "Noto Sans CJK JP"}
_LEADING = 1.24


class Fonts(NamedTuple):
    """A typeface in both weights, each at a size in pixels."""

    bold_at: Callable[[int], Font]
    regular_at: Callable[[int], Font]


@cache
def find_fonts(language: Language) -> Fonts | None:
    """Noto Sans CJK where systems keep it; None where it is not installed."""
    with suppress(OSError):  # no such file, or no such face in it
        for face in count():
            files = (f"NotoSansCJK-{weight}.ttc" for weight in ("Bold", "Regular"))
            bold, regular = (ImageFont.truetype(file, index=face) for file in files)
            if bold.getname()[0] == _FAMILIES[language]:
                return Fonts(_sized(bold), _sized(regular))
    return None


def _sized(font: Font) -> Callable[[int], Font]:
    return cache(lambda size: font.font_variant(size=size))


@dataclass(frozen=True)
class Block:
    """Lines of text in one font."""

    lines: Sequence[str]
    font: Font

    @property
    def step(self) -> int:
        """From one line to the next."""
        return round(self.font.size * _LEADING)

    @property
    def height(self) -> int:
        """That of all lines."""
        return self.step * len(self.lines)

    def is_within(self, width: float) -> bool:
        """Whether no line is longer than ``width``."""
        return all(self.font.getlength(line) <= width for line in self.lines)

    def print(self, pen: ImageDraw.ImageDraw, left: int, top: int, colour: str) -> None:
        """Put the lines on the picture, the first with its top at ``top``."""
        for at, line in enumerate(self.lines):
            middle = top + self.step * at + self.step // 2
            pen.text((left, middle), line, colour, self.font, "lm")


def fit(
    text: str, font: Callable[[int], Font], sizes: Sequence[int], height: int, width: int
) -> Block:
    """``text`` in the largest of ``sizes`` that has room, its lines about equally long.

    What has no room in the smallest either is cut.
    """
    for size in sizes:
        block = _wrap(text, font(size), width)
        if block.height <= height and block.is_within(width):
            break
    else:
        kept = block.lines[: max(1, height // block.step)]
        cut = kept[-1].rpartition(" ")[0] or kept[-1][:-1]
        return Block([*kept[:-1], f"{cut}…"], block.font)
    narrow, wide = width / 2, float(width)
    while wide - narrow > 8:
        middle = (narrow + wide) / 2
        closer = _wrap(text, block.font, middle)
        if len(closer.lines) > len(block.lines) or not closer.is_within(middle):
            narrow = middle
        else:
            wide = middle
    return _wrap(text, block.font, wide)


def _wrap(text: str, font: Font, width: float) -> Block:
    lines = [""]
    for piece in PIECE.findall(text):
        if lines[-1] and font.getlength((lines[-1] + piece).rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return Block([line.rstrip() for line in lines], font)

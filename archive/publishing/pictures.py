"""A picture of every claim for link previews, drawn without a browser.

They are shown at 1200 × 630 pixels, often no larger than a stamp. Colours and the shapes of levels
are read from the style sheets.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from archive.languages import PUNCTUATION, Language
from archive.model import evidence
from archive.model.addresses import claim_page
from archive.model.claims import Claim
from archive.project import Project
from archive.publishing.claim_pages import PICTURE
from archive.publishing.lettering import Fonts, find_fonts, fit
from archive.rendering.colours import STYLES, colours
from archive.rendering.context import Context

SIZE = (1200, 630)
_EDGE = 80
_WIDTH = SIZE[0] - 2 * _EDGE
_STRIP = 100  # with the record's name, at the foot
# Colours by their names, and the shapes of levels.
Look = Mapping[str, str]
_FIGURE_SIZES = (170, 148, 128, 112, 98, 86, 76, 68, 60, 54, 48, 43, 38, 34, 31)


@dataclass(frozen=True)
class Card:
    """What stands on a picture, in the words of one language, and the level's name."""

    site: str
    record: str
    label: str
    figure: str
    level: str
    level_words: str
    origin: str


def draw_all(project: Project, language: Language, site: Path, site_name: str) -> None:
    """Write the picture of every claim beside its page in ``site``; nothing without a typeface."""
    fonts = find_fonts(language)
    if fonts is None:
        return
    words = _Words(project.archive, project.templates, language)
    look = read_look(project.root)
    for address, claim in project.archive.claims.items():
        target = site / language / claim_page(address) / PICTURE
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(draw(words.card(site_name, address, claim), fonts, look))


class _Words(Context):
    """The words on a picture."""

    def card(self, site_name: str, address: str, claim: Claim) -> Card:
        marks, level = PUNCTUATION[self._language], evidence.assess(claim)
        author = f"{self._label('said-by')}{marks.colon}{self._name(self._archive.said_by(claim))}"
        return Card(
            site_name,
            self._name(address.partition(".")[0]),
            self._text(claim.label),
            self._said(address),
            str(level),
            self._label(f"level-{level}"),
            marks.semicolon.join([author, *self._as_of(claim)]),
        )


def read_look(root: Path) -> Look:
    """The look that the style sheets of the project at ``root`` give, in the light."""
    levels = (root / STYLES / "evidence.css").read_text("utf-8")
    return colours(root) | dict(
        re.findall(r'\.(evidence--[\w-]+)::before[^}]*content: "(\S) "', levels)
    )


def draw(card: Card, fonts: Fonts, look: Look) -> bytes:
    """The picture as a PNG of few colours."""
    image = Image.new("RGB", SIZE, look["record-paper"])
    pen = ImageDraw.Draw(image)
    foot = SIZE[1] - _STRIP

    record = fit(card.record, fonts.bold_at, (40, 34, 28), 56, _WIDTH)
    record.print(pen, _EDGE, 52, look["record-accent"])
    label = fit(card.label, fonts.regular_at, (46, 40, 34), 116, _WIDTH)
    label.print(pen, _EDGE, 106, look["record-soft"])

    top, bottom = 106 + label.height + 12, foot - 106
    figure = fit(card.figure, fonts.bold_at, _FIGURE_SIZES, bottom - top, _WIDTH)
    figure.print(pen, _EDGE, (top + bottom - figure.height) // 2, look["record-ink"])

    # A level in part has the colour of the whole.
    font, colour = fonts.bold_at(34), look[f"level-{card.level.removesuffix('-in-part')}"]
    badge = f"{look[f'evidence--{card.level}']} {card.level_words}"
    right = _EDGE + round(font.getlength(badge)) + 48
    pen.rounded_rectangle((_EDGE, foot - 94, right, foot - 30), 32, outline=colour, width=3)
    pen.text((_EDGE + 24, foot - 62), badge, colour, font, "lm")
    left = right + 28
    origin = fit(card.origin, fonts.regular_at, (34, 30, 26, 22), 72, SIZE[0] - _EDGE - left)
    origin.print(pen, left, foot - 62 - origin.height // 2, look["record-soft"])

    pen.rectangle((0, foot, *SIZE), fill=look["record-accent"])
    site = fit(card.site, fonts.bold_at, (42, 36, 30), 70, _WIDTH)
    site.print(pen, _EDGE, foot + (_STRIP - site.height) // 2, look["record-paper"])

    buffer = io.BytesIO()
    few = image.quantize(32, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(buffer, "PNG", compress_level=6)
    return buffer.getvalue()

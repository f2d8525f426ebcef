"""What differs between the languages of a record: their names, tags, locales and punctuation.

How figures and dates are worded is grammar and stands in :mod:`archive.rendering.wording`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from archive.messages import deferred

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
# As written in HTML (BCP 47).
HTML_LANGUAGES: dict[Language, str] = {"zh": "zh-Hans", "en": "en"}
# As Babel and Open Graph name them.
LOCALES: dict[Language, str] = {"zh": "zh_CN", "en": "en_GB"}
ENGLISH_NAMES: dict[Language, str] = {"zh": deferred("Chinese"), "en": deferred("English")}

HAN = re.compile(r"[\u3400-\u9fff]")
# Han characters and the punctuation that is only ever set in their width; the other marks
# are wide in Chinese and narrow in English, though they are the same characters.
_HAN = (
    r"\u2e80-\u2fdf\u3001-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
    r"\U00020000-\U0003ffff"
)
_SHARED = "“”‘’…"


@cache
def join_patterns(language: Language, between: str = "") -> list[re.Pattern[str]]:
    """Breaks between lines that were wrapped in the source and that stand for no space.

    In Chinese where either side is a Han character or a full-width mark, elsewhere where both
    are. ``between`` is a pattern of what may stand around the break; what is in front of it is
    the group "before".
    """
    either = language == "zh"
    wide = f"[{_HAN}{_SHARED}]" if either else f"[{_HAN}]"
    other = r"[^\s<>]" if either else wide
    return [
        re.compile(rf"(?P<before>{one}{between})\n(?={between}{following})")
        for one, following in ((wide, other), (other, wide))
    ]


def other(language: Language) -> Language:
    """The language of a page's counterpart."""
    return LANGUAGES[1 - LANGUAGES.index(language)]


@dataclass(frozen=True)
class Punctuation:
    """The marks of one language, with the spaces that belong to them."""

    colon: str
    comma: str
    semicolon: str
    stop: str
    listing: str
    gap: str
    opening: str
    closing: str
    title_opening: str
    title_closing: str

    def bracketed(self, words: object) -> str:
        """``words`` in round brackets, as they stand behind other words."""
        return f"{self.opening}{words}{self.closing}"

    def titled(self, words: object) -> str:
        """The title of a text, as running prose marks it."""
        return f"{self.title_opening}{words}{self.title_closing}"


PUNCTUATION: dict[Language, Punctuation] = {
    "zh": Punctuation("：", "，", "；", "。", "、", "", "（", "）", "《", "》"),
    "en": Punctuation(": ", ", ", "; ", ". ", ", ", " ", " (", ")", "“", "”"),
}

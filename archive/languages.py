"""All that differs between the languages of a record: codes, locales, punctuation, lists.

Nothing else compares languages. Templates get :class:`Punctuation` as filters and globals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from archive.messages import deferred

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
# As written in HTML (BCP 47).
HTML_LANGUAGES: dict[Language, str] = {"zh": "zh-Hans", "en": "en"}
# As CLDR and Open Graph name them.
LOCALES: dict[Language, str] = {"zh": "zh_Hans_CN", "en": "en_GB"}
OPEN_GRAPH_LOCALES: dict[Language, str] = {"zh": "zh_CN", "en": "en_GB"}
ENGLISH_NAMES: dict[Language, str] = {"zh": deferred("Chinese"), "en": deferred("English")}


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

    def listed(self, words: Sequence[object]) -> str:
        """Words one after the other, without an "and"."""
        return self.listing.join(str(word) for word in words)


PUNCTUATION: dict[Language, Punctuation] = {
    "zh": Punctuation("：", "，", "；", "。", "、", "", "（", "）", "《", "》"),
    "en": Punctuation(": ", ", ", "; ", ". ", ", ", " ", " (", ")", "“", "”"),
}

"""What is written in both languages, or in one until somebody translates it."""

from __future__ import annotations

import re
from typing import Any, Self

from pydantic import ConfigDict, model_validator

from archive.languages import LANGUAGES, Language, other
from archive.model.fields import Entry, Plain, fail

# ``{record.claim}`` in a text stands for that claim's figure.
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class AsPrinted(str):
    """Somebody else's words in a text, in which a brace is a brace."""


class Bilingual(Entry):
    """Something in both languages; one is enough until somebody translates it."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})
    asked = frozenset(LANGUAGES)

    zh: Any = None
    en: Any = None

    @model_validator(mode="after")
    def _in_one(self) -> Self:
        if not (self.zh or self.en):
            raise fail("got words in no language — write them in one at least, as zh: or en:")
        return self

    @property
    def missing(self) -> Language | None:
        """The language into which it is still to be translated."""
        return None if self.zh and self.en else "en" if self.zh else "zh"

    def nearest(self, language: Language) -> Language:
        """``language`` if it is there in it, else the other."""
        return other(language) if self.missing == language else language


class Text(Bilingual):
    """A text. ``{record.claim}`` inside it prints that claim's figure, so that no text repeats a
    value."""

    zh: Plain = ""
    en: Plain = ""

    @property
    def written(self) -> dict[Language, str]:
        """What was written, by language; placeholders untouched."""
        return {side: words for side in LANGUAGES if (words := getattr(self, side))}

    def in_language(self, language: Language) -> str:
        """The text in one language, in the other if it is not there; placeholders untouched."""
        words: str = getattr(self, self.nearest(language))
        return words

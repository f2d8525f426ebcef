"""The other ways in which a reader may spell what the record calls by one name.

Pinyin comes from pypinyin. Traditional characters are folded into simplified ones by a table
of OpenCC's, limited to the characters that occur.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import opencc
import pypinyin

from archive.languages import Language, other
from archive.model.fields import Text
from archive.model.records import Named

SEPARATOR = "; "
_HAN = re.compile(r"[\u3400-\u9fff]+")
# A name within an English label: capitalised words and what joins them.
_NAMES = re.compile(r"[A-Z][a-z]+(?: (?:of |and |for |the )*[A-Z][a-z]+)+")


def aliases(named: Named, language: Language) -> str:
    """The other ways to ask for something: its other name, its aliases, pinyin, initials."""
    given = [named.name.in_language(other(language)), *named.aliases]
    chinese = [named.name.zh, *(alias for alias in named.aliases if _HAN.search(alias))]
    initials = _capitals(named.name.en)
    return SEPARATOR.join(
        dict.fromkeys([*given, *initials, *(s for c in chinese for s in pinyin(c))])
    )


def readings(label: Text) -> list[str]:
    """The pinyin of a label, and the initials of the names in it."""
    initials = (found for name in _NAMES.findall(label.en) for found in _capitals(name))
    return [*initials, *pinyin(label.zh)]


def _capitals(name: str) -> list[str]:
    """The initials of an English name of three words or more."""
    letters = re.findall(r"\b([A-Z])[a-z]", name)
    return ["".join(letters)] if len(letters) >= 3 else []


@cache
def pinyin(name: str) -> Sequence[str]:
    """The pinyin of each run of Han characters and its initials, from every syllable on."""
    return tuple(_pinyin(name))


def _pinyin(name: str) -> Iterator[str]:
    for run in _HAN.findall(name):
        syllables = pypinyin.lazy_pinyin(run)
        yield from ("".join(syllables[at:]) for at in range(max(1, len(syllables) - 1)))
        initials = "".join(syllable[0] for syllable in syllables)
        yield from (initials[at:] for at in range(len(initials) - 2))


@cache
def _simplified() -> Mapping[str, str]:
    """Every traditional character -> its simplified form, by OpenCC."""
    convert = opencc.OpenCC("t2s").convert
    characters = "".join(chr(code) for code in range(0x4E00, 0xA000))
    pairs = zip(characters, convert(characters), strict=True)
    return {old: new for old, new in pairs if old != new}


def traditional(text: str) -> str:
    """Pairs of a traditional and a simplified character, for the characters in ``text``."""
    known = set(text)
    return "".join(old + new for old, new in _simplified().items() if new in known)

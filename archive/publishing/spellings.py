"""The other ways in which a reader may spell what the record calls by one name.

One table of pypinyin's spells all names but those in which a character reads otherwise than by
itself. Traditional characters are folded by a table of OpenCC's, limited to those that occur.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

import opencc
import pypinyin
from pypinyin.constants import PINYIN_DICT

from archive.languages import Language, other
from archive.model.records import Named
from archive.model.texts import Text

# Of what amounts and questions are made besides the words of the record.
_IN_QUERIES = (
    "两万亿个块钱几多少谁哪里儿么怎样为没时候吗这请问给过达约将数帮应该还会关于发现错误联系"
)
_HAN = re.compile(r"[\u3400-\u9fff]+")
# A name within an English label: capitalised words and what joins them.
_NAMES = re.compile(r"[A-Z][a-z]+(?: (?:of |and |for |the )*[A-Z][a-z]+)+")


def aliases(named: Named, language: Language) -> list[str]:
    """The other ways to ask for something: its other name, its aliases, initials, odd readings."""
    given = [*filter(None, [named.name.written.get(other(language))]), *named.aliases]
    chinese = [named.name.zh, *(alias for alias in named.aliases if _HAN.search(alias))]
    odd = (reading for name in chinese for reading in odd_readings(name))
    return list(dict.fromkeys([*given, *_capitals(named.name.en), *odd]))


def readings(label: Text) -> list[str]:
    """The initials of the names in a label, and its odd readings."""
    initials = (found for name in _NAMES.findall(label.en) for found in _capitals(name))
    return [*initials, *odd_readings(label.zh)]


def _capitals(name: str) -> list[str]:
    """The initials of an English name of three words or more."""
    letters = re.findall(r"\b([A-Z])[a-z]", name)
    return ["".join(letters)] if len(letters) >= 3 else []


@cache
def odd_readings(name: str) -> Sequence[str]:
    """The pinyin of each run of Han with a character that reads otherwise than by itself, and
    its initials, from every syllable on: what the table of ``sounds`` would get wrong."""
    readings: list[str] = []
    for run in _HAN.findall(name):
        syllables = pypinyin.lazy_pinyin(run)
        if syllables != [_syllable(character) for character in run]:
            readings += ("".join(syllables[at:]) for at in range(max(1, len(syllables) - 1)))
            initials = "".join(syllable[0] for syllable in syllables)
            readings += (initials[at:] for at in range(len(initials) - 2))
    return readings


def sounds(names: str) -> str:
    """Syllables, each with the characters in ``names`` that read so and the common ones besides."""
    own = sorted(set("".join(_HAN.findall(names))))
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for character in dict.fromkeys([*own, *_common()]):
        groups[_syllable(character)].append(character)
    wanted = sorted({_syllable(character) for character in own})
    return " ".join(syllable + "".join(groups[syllable]) for syllable in wanted)


def _syllable(character: str) -> str:
    """How a character reads by itself, without its tone."""
    reading = PINYIN_DICT.get(ord(character), character).partition(",")[0]
    letters = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return letters.encode("ascii", "ignore").decode() or character


def _common() -> str:
    """The 6,763 characters of GB 2312: the common ones, and those of people's names."""
    rows = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    return b"".join(rows).decode("gb2312", "ignore")


@cache
def _simplified() -> Mapping[str, str]:
    """Every traditional character -> its simplified form, by OpenCC."""
    convert = opencc.OpenCC("t2s").convert
    characters = "".join(chr(code) for code in range(0x4E00, 0xA000))
    pairs = zip(characters, convert(characters), strict=True)
    return {old: new for old, new in pairs if old != new}


def traditional(text: str) -> str:
    """Pairs of a traditional and a simplified character, for those in ``text`` and in queries."""
    known = {*text, *_IN_QUERIES}
    return "".join(old + new for old, new in _simplified().items() if new in known)

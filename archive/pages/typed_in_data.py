"""Figures typed into the texts of ``data/`` that tell what the record itself holds.

What a claim's statement or a note on a citation counts is a source's own, and may have no claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from archive.languages import LANGUAGES, Language
from archive.loading import yaml_file
from archive.messages import say
from archive.model.collections import COLLECTIONS, Archive
from archive.model.numerals import number_in
from archive.model.shapes import walk
from archive.model.texts import PLACEHOLDER, Text
from archive.pages.typed_figures import EN_MONTHS, figure_pattern
from archive.problems import Problem

_FIELDS = {"summary", "label", "title", "definition"}
_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|《[^》]*》|¶\d+")
_DATES = re.compile(
    r"\d{4}年(?:\d{1,2}月(?:\d{1,2}[日号])?)?|\d{1,2}月(?:\d{1,2}[日号])?|\d{1,2}[日号]"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: (?:{EN_MONTHS}))|(?:{EN_MONTHS})(?: \d{{1,2}}(?:st|nd|rd|th)?(?!\d))?"
    r"|\b(?:1[5-9]|20|21)\d\d\b(?![,.]\d)"
)


def typed_in_data(root: Path, archive: Archive) -> Iterator[Problem]:
    """A problem for each figure in such a text, but for dates and words quoted."""
    patterns = {language: figure_pattern(language, archive) for language in LANGUAGES}
    for name, collection in COLLECTIONS.items():
        file: yaml_file.YamlFile | None = None
        for key, entry in archive.entries(name).items():
            for place, text in walk(entry, (key,)):
                own = collection.claiming and place[1:] == ("note",)
                if not isinstance(text, Text) or not (own or place[-1] in _FIELDS):
                    continue
                for language, words in text.written.items():
                    for found in _figures(words, patterns[language]):
                        path = f"data/{name}.yml"
                        file = file or yaml_file.read(root / path, path)
                        at = (*place, language)
                        message = say(
                            '"{figure}" is typed into the text — {hint}',
                            figure=found,
                            hint=_instead(found, language, archive),
                        )
                        yield Problem(path, file.line(at), f"{yaml_file.spell(at)}: {message}")


def _figures(text: str, pattern: re.Pattern[str]) -> Iterator[str]:
    plain = text
    for passed in (PLACEHOLDER, _QUOTED, _DATES):
        plain = passed.sub(lambda one: "“" * len(one[0]), plain)
    for match in pattern.finditer(plain):
        yield match[0].strip()


def _instead(found: str, language: Language, archive: Archive) -> str:
    value = number_in(found)
    known = [address for address, claim in archive.claims.items() if claim.value == value]
    if value is None or not known:
        return say("make it a claim, and write {call} in both languages", call="{record.claim}")
    calls = say(" or ").join(f"{{{address}}}" for address in known[:3])
    return say(
        "write {call} in both languages if that is what is counted; else make it a claim of its own",
        call=calls,
    )

"""Figures typed into prose, or into the texts of ``data/``, which belong into the data as claims.

Digits that are part of a name pass (COVID-19, UTF-8), and so do the small words that prose
cannot do without (一项, one of them, 两种语言).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from archive.caching import record_cache
from archive.languages import Language
from archive.loading import yaml_file
from archive.messages import say
from archive.model.collections import COLLECTIONS, Archive
from archive.model.numerals import (
    EN_LARGE,
    EN_ONES,
    EN_TENS,
    ZH_DIGITS,
    ZH_SMALL,
    number_in,
)
from archive.model.shapes import walk
from archive.model.texts import PLACEHOLDER, Text
from archive.pages.source_text import blank, line_of, prose_of
from archive.problems import Problem
from archive.rendering import wording

_EN_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"

# Counted things that data/units.yml need not know.
_ZH_UNITS = "元|美元|人|名|家|个(?:省|国|市|县|月)|天|年|日|次|台|所"
_EN_UNITS = "days?|weeks?|months?|years?|times|yuan|dollars?|per ?cent|people"

# The texts of data/ that tell what the record itself holds. What a claim's statement or a note on
# a citation counts is a source's own, and may have no claim.
_FIELDS = {"summary", "label", "title", "definition"}
_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|《[^》]*》|¶\d+")
_DATES = re.compile(
    r"\d{4}年(?:\d{1,2}月(?:\d{1,2}[日号])?)?|\d{1,2}月(?:\d{1,2}[日号])?|\d{1,2}[日号]"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: (?:{_EN_MONTHS}))|(?:{_EN_MONTHS})(?: \d{{1,2}}(?:st|nd|rd|th)?(?!\d))?"
    r"|\b(?:1[5-9]|20|21)\d\d\b(?![,.]\d)"
)


def typed_figures(
    text: str, path: str, language: Language, archive: Archive, site_name: str = ""
) -> Iterator[Problem]:
    """A problem for each figure typed into the prose of a page, with the macro to use instead.

    A year or another figure in the ``site_name`` is part of a name.
    """
    if site_name:
        maybe_escaped = (rf"\\?{re.escape(sign)}" for sign in site_name)
        text = blank(re.compile("".join(maybe_escaped)), text)
    prose = prose_of(text)
    for match in _figure_pattern(language, archive).finditer(prose):
        figure = match[0].strip()
        message = say(
            '"{figure}" is typed into the text — {hint}',
            figure=figure,
            hint=_suggest_macro(figure, language, archive),
        )
        yield Problem(path, line_of(prose, match.start()), message)


def typed_in_data(root: Path, archive: Archive) -> Iterator[Problem]:
    """A problem for each figure typed into the texts of ``data/``, but for dates and words quoted."""
    for name, collection in COLLECTIONS.items():
        for key, entry in archive.entries(name).items():
            for place, text in walk(entry, (key,)):
                own = collection.claiming and place[1:] == ("note",)
                if not isinstance(text, Text) or not (own or place[-1] in _FIELDS):
                    continue
                for language, words in text.written.items():
                    for figure in _figures(words, _figure_pattern(language, archive)):
                        message = say(
                            '"{figure}" is typed into the text — {hint}',
                            figure=figure,
                            hint=_suggest_placeholder(figure, archive),
                        )
                        file = yaml_file.read_data(root, name)
                        yield file.problem((*place, language), message)


def _figures(text: str, pattern: re.Pattern[str]) -> Iterator[str]:
    plain = text
    for passed in (PLACEHOLDER, _QUOTED, _DATES):
        plain = passed.sub(lambda one: "“" * len(one[0]), plain)
    for match in pattern.finditer(plain):
        yield match[0].strip()


@record_cache
def _figure_pattern(language: Language, archive: Archive) -> re.Pattern[str]:
    """One alternation, longest forms first, so that each figure is found once."""
    digits = r"(?<![A-Za-z0-9.])(?<![A-Za-z]-)\d(?:[\d,.]*\d)?"
    if language == "zh":
        one, small = "".join(ZH_DIGITS), "".join(ZH_SMALL)
        units = "|".join(
            [_ZH_UNITS, *(re.escape(unit.zh) for unit in archive.units.values() if unit.zh)]
        )
        forms = [
            r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日",
            rf"{digits}[多余]?(?:万亿|[万亿千百])?",
            rf"(?<!第)(?<!万)[{one}{small}]+[万亿]+(?!一)[{one}{small}万亿]*",
            rf"(?<!第)[{one}]+[{small}][{one}{small}]*[多余]?",
            rf"(?<!第)[二两三四五六七八九十]+[多余]?(?={units})",
            r"[一二三四五六七八九十]{1,2}月(?=[初中底上下，。、]|份)",
        ]
        return re.compile("|".join(forms))
    known = [unit.en for unit in archive.units.values() if unit.en]
    words = [form for unit in known for form in (unit.other, unit.one)]
    nouns = "|".join([_EN_UNITS, *map(re.escape, words)])
    small = "|".join([*EN_TENS, *list(EN_ONES)[2:-1]])
    large = "|".join(EN_LARGE)
    forms = [
        rf"\b\d{{1,2}} (?:{_EN_MONTHS})(?: \d{{4}})?|\b(?:{_EN_MONTHS}) (?:\d{{1,2}}, )?\d{{4}}",
        rf"{digits}(?: (?:{large}))?",
        rf"\b(?i:(?:(?:{small})[- ])*(?:{small}|an?|one|several)[- ](?:{large})s?(?:[- ](?:{large}))*)\b",
        rf"\b(?i:{small})(?=[- ](?:{nouns})\b)",
        rf"(?<=\bin )(?:{_EN_MONTHS})\b|\b(?:mid|late|early)[- ](?:{_EN_MONTHS})\b",
    ]
    return re.compile("|".join(forms))


def _suggest_macro(figure: str, language: Language, archive: Archive) -> str:
    """Which macro to write: that of a claim or event that reads like this, if there is one."""
    for event_id, event in archive.events.items():
        if figure in wording.when(event.date, language) and len(figure) > 4:
            return say("write {call}", call=f'{{{{ when("{event_id}") }}}}')
    if known := _claims_worth(figure, archive):
        calls = say(" or ").join(f'{{{{ fact("{address}") }}}}' for address in known)
        return say("write {call} if that is what is counted; else make it a claim", call=calls)
    return say(
        'put it into data/ and write {{{{ fact("record.claim") }}}} or {{{{ when("event") }}}}; '
        'for words quoted from a source, {{{{ verbatim("…", "the reason") }}}}'
    )


def _suggest_placeholder(figure: str, archive: Archive) -> str:
    if known := _claims_worth(figure, archive):
        return say(
            "write {call} in both languages if that is what is counted; else make it a claim of its own",
            call=say(" or ").join(f"{{{address}}}" for address in known),
        )
    return say("make it a claim, and write {call} in both languages", call="{record.claim}")


def _claims_worth(figure: str, archive: Archive) -> list[str]:
    """The first few claims whose value ``figure`` is."""
    value = number_in(figure)
    known = [
        key for key, claim in archive.claims.items() if value is not None and claim.value == value
    ]
    return known[:3]

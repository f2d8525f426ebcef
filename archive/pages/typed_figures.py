"""Figures typed into prose, which belong into the data.

Digits that are part of a name pass (COVID-19, UTF-8), and so do the small words that prose
cannot do without (一项, one of them, 两种语言).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.languages import Language
from archive.messages import say
from archive.model.collections import Archive
from archive.model.numerals import (
    EN_LARGE,
    EN_ONES,
    EN_TENS,
    ZH_DIGITS,
    ZH_SMALL,
    number_in,
)
from archive.pages.source_text import blank, line_of, visible
from archive.problems import Problem
from archive.rendering import wording

EN_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"

# Counted things that data/units.yml need not know.
_ZH_UNITS = "元|美元|人|名|家|个(?:省|国|市|县|月)|天|年|日|次|台|所"
_EN_UNITS = "days?|weeks?|months?|years?|times|yuan|dollars?|per ?cent|people"


def typed_figures(
    text: str, path: str, language: Language, archive: Archive, site_name: str = ""
) -> Iterator[Problem]:
    """A problem for each figure typed into the prose of a page, with the macro to use instead.

    A year or another figure in the ``site_name`` is part of a name.
    """
    if site_name:
        maybe_escaped = (rf"\\?{re.escape(sign)}" for sign in site_name)
        text = blank(re.compile("".join(maybe_escaped)), text)
    prose = visible(text)
    for match in figure_pattern(language, archive).finditer(prose):
        found = match[0].strip()
        message = say(
            '"{figure}" is typed into the text — {hint}',
            figure=found,
            hint=_instead(found, language, archive),
        )
        yield Problem(path, line_of(prose, match.start()), message)


def figure_pattern(language: Language, archive: Archive) -> re.Pattern[str]:
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
        rf"\b\d{{1,2}} (?:{EN_MONTHS})(?: \d{{4}})?|\b(?:{EN_MONTHS}) (?:\d{{1,2}}, )?\d{{4}}",
        rf"{digits}(?: (?:{large}))?",
        rf"\b(?i:(?:(?:{small})[- ])*(?:{small}|an?|one|several)[- ](?:{large})s?(?:[- ](?:{large}))*)\b",
        rf"\b(?i:{small})(?=[- ](?:{nouns})\b)",
        rf"(?<=\bin )(?:{EN_MONTHS})\b|\b(?:mid|late|early)[- ](?:{EN_MONTHS})\b",
    ]
    return re.compile("|".join(forms))


def _instead(found: str, language: Language, archive: Archive) -> str:
    """Which macro to write: that of a claim or event that reads like this, if there is one."""
    for event_id, event in archive.events.items():
        if found in wording.when(event.date, language) and len(found) > 4:
            return say("write {call}", call=f'{{{{ when("{event_id}") }}}}')
    value = number_in(found)
    known = [address for address, claim in archive.claims.items() if claim.value == value]
    if value is not None and known:
        calls = say(" or ").join(f'{{{{ fact("{address}") }}}}' for address in known[:3])
        return say("write {call} if that is what is counted; else make it a claim", call=calls)
    return say(
        'put it into data/ and write {{{{ fact("record.claim") }}}} or {{{{ when("event") }}}}; '
        'for words quoted from a source, {{{{ verbatim("…", "the reason") }}}}'
    )

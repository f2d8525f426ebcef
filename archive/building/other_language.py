"""Words of the other language on a page, marked as such for readers and for screen readers.

Writers need not mark them: on English pages every run of Han characters is wrapped in
``lang="zh-Hans"``; on Chinese pages English phrases and foreign names are in ``lang="en"``.
Abbreviations and single words such as CT or CSV are everyday Chinese and stay as they are.

The element is ``bdi``, a piece of text set apart from what is around it: style sheets speak
of the spans in a list or a card, and would take one more span for one of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.languages import HTML_LANGUAGES, Language

_HAN = r"[\u3400-\u9fff]+(?:[，、：·]?[\u3400-\u9fff]+)*"
_PHRASE = r"[A-Z][A-Za-z’'-]+(?: (?:[A-Za-z][A-Za-z’'-]+))+"
_TAG = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
# What is inside these is no text for readers, or has to stay as it was written.
_OPAQUE = re.compile(r"<(/?)(script|style|title|desc|code|pre|textarea|option)\b")


def mark(html: str, language: Language, foreign_names: Iterable[str] = ()) -> str:
    """Mark the other language in the body of a page written in ``language``.

    ``foreign_names`` are names that a Chinese page prints in Latin letters.
    """
    other: Language = "zh" if language == "en" else "en"
    names = sorted((re.escape(name) for name in foreign_names), key=len, reverse=True)
    pattern = re.compile(_HAN if other == "zh" else "|".join([*names, _PHRASE]))
    opening = f'<bdi lang="{HTML_LANGUAGES[other]}">'
    start = html.find("<body")
    pieces = _TAG.split(html[start:])
    opaque = 0
    for at, piece in enumerate(pieces):
        if at % 2:
            edge = _OPAQUE.match(piece)
            if edge:
                opaque += -1 if edge[1] else 1
        elif not opaque and f'lang="{HTML_LANGUAGES[other]}"' not in pieces[at - 1][:400]:
            pieces[at] = pattern.sub(lambda found: f"{opening}{found[0]}</bdi>", piece)
    return html[:start] + "".join(pieces)

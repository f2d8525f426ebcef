"""A Markdown extension that joins Chinese lines which were wrapped in the source.

HTML shows a line break inside a paragraph as a space, which Chinese does not
want. Contributors may wrap their lines all the same::

    基金会在演讲中          ->   基金会在演讲中说明了用途
    说明了用途

With ``join: both`` (the default) a break disappears between two Han characters
or full-width marks; with ``join: either`` also where only one side is one, which
suits pages in Chinese. Code and hard line breaks stay as they are.
"""

from __future__ import annotations

import re
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

# Han characters and the punctuation that is only ever set in their width; the other marks
# are wide in Chinese and narrow in English, though they are the same characters.
_HAN = r"\u2e80-\u2fdf\u3001-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_SHARED = "“”‘’…"
_TAGS = r"(?:</?(?:a|abbr|b|button|cite|code|em|i|mark|small|span|strong|sub|sup)\b[^>]*>)*"
_BLOCK_CODE = re.compile(r"(<(pre|textarea|script|style)\b.*?</\2>)", re.DOTALL)
_INLINE_CODE = re.compile(r"<code\b.*?</code>", re.DOTALL)
_KEPT_BREAK = "\x00"


class _JoinWideLines(Postprocessor):
    def __init__(self, md: Markdown, either: bool) -> None:
        super().__init__(md)
        wide = f"[{_HAN}{_SHARED}]" if either else f"[{_HAN}]"
        other = r"[^\s<>]" if either else wide
        self.patterns = [
            re.compile(rf"(?P<before>{wide}{_TAGS})\n(?={_TAGS}{other})"),
            re.compile(rf"(?P<before>{other}{_TAGS})\n(?={_TAGS}{wide})"),
        ]

    def run(self, text: str) -> str:
        parts = _BLOCK_CODE.split(text)
        for index in range(0, len(parts), 3):  # text, kept element, its name, text, …
            part = _INLINE_CODE.sub(lambda code: code[0].replace("\n", _KEPT_BREAK), parts[index])
            for pattern in self.patterns:
                part = pattern.sub(r"\g<before>", part)
            parts[index] = part.replace(_KEPT_BREAK, "\n")
        return "".join(part for index, part in enumerate(parts) if index % 3 != 2)


class JoinWideLines(Extension):
    """Register the joining after raw HTML has been put back."""

    def __init__(self, **options: Any) -> None:
        self.config = {"join": ["both", "join a break when both sides are wide, or either"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 — the library's name
        """Called by Python-Markdown with the converter to extend."""
        md.postprocessors.register(
            _JoinWideLines(md, self.getConfig("join") == "either"), "join-wide-lines", 0
        )


def makeExtension(**options: Any) -> JoinWideLines:  # noqa: N802 — the library's name
    """Entry point that Python-Markdown looks for."""
    return JoinWideLines(**options)

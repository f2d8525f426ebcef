"""What a page says, as opposed to its markup: for checks that read prose."""

from __future__ import annotations

import re

# As MkDocs reads it.
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
CODE = re.compile(r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)|`[^`\n]+`", re.DOTALL | re.MULTILINE)
_NOT_PROSE = (
    CODE,
    re.compile(r"\{\{.*?\}\}", re.DOTALL),  # macro calls
    re.compile(r"<[^>\n]+>"),  # HTML tags and autolinks
    re.compile(r"(?<=\])\([^)\n]*\)"),  # link targets
    # What a footnote or a named link is called, and where the link leads.
    re.compile(r"^ {0,3}\[[^\]\n]+\]:([ \t]*(<[^>\n]*>|\S+:\S+|\S+\.md\S*))?", re.MULTILINE),
    re.compile(r"\[\^[^\]\n]+\]|(?<=\])\[[^\]\n]*\]"),
    re.compile(r"\{[ \t]*[#.:][^}\n]*\}"),  # ids and classes
    re.compile(r"^[ \t]*(?:\d+[.)]|[-*+])[ \t]", re.MULTILINE),  # list markers
)


def visible(text: str) -> str:
    """``text`` with everything but prose turned into spaces, line breaks kept."""
    for pattern in _NOT_PROSE:
        text = blank(pattern, text)
    return text


def blank(pattern: re.Pattern[str], text: str) -> str:
    """``text`` with every match of ``pattern`` turned into spaces, line breaks kept."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def line_of(text: str, position: int) -> int:
    """The line, from 1, of a position in ``text``."""
    return text.count("\n", 0, position) + 1

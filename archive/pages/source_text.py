"""What a page says, as opposed to its markup: for checks that read prose."""

from __future__ import annotations

import re

from archive.caching import record_cache

# As MkDocs reads it.
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
CALL = re.compile(r"\{\{.*?\}\}", re.DOTALL)
# As Markdown reads them: fences from the margin, spans within a paragraph, what HTML keeps.
_CODE = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^(?P=fence)[ \t]*$|<(?P<tag>pre|code)\b.*?</(?P=tag)>"
    r"|(?<![\\`])(?P<tick>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=tick)(?!`)",
    re.DOTALL | re.MULTILINE,
)
# What takes indented blocks in, which are code elsewhere.
_TAKES_BLOCKS = re.compile(r" {0,3}(?:[-*+][ \t]|\d+[.)][ \t]|:[ \t]|!!!|\[\^[^\]]*\]:)")
_NOT_PROSE = (
    CALL,
    re.compile(r"<[^>\n]+>"),  # HTML tags and autolinks
    re.compile(r"(?<=\])\([^)\n]*\)"),  # link targets
    # What a footnote or a named link is called, and where the link leads.
    re.compile(r"^ {0,3}\[[^\]\n]+\]:([ \t]*(<[^>\n]*>|\S+:\S+|\S+\.md\S*))?", re.MULTILINE),
    re.compile(r"\[\^[^\]\n]+\]|(?<=\])\[[^\]\n]*\]"),
    re.compile(r"\{[ \t]*[#.:][^}\n]*\}"),  # ids and classes
    re.compile(r"^[ \t]*(?:\d+[.)]|[-*+])[ \t]", re.MULTILINE),  # list markers
)


@record_cache
def without_code(text: str) -> str:
    """``text`` with code turned into spaces, line breaks kept."""
    lines = _CODE.sub(_unless_fence, text).split("\n")
    taken_in, in_code, after_blank = False, False, True
    for at, line in enumerate(lines):
        if not line.strip():
            after_blank = True
            continue
        if not re.match(r" {0,3}\t| {4}", line):
            taken_in = bool(_TAKES_BLOCKS.match(line)) or (taken_in and not after_blank)
            in_code = False
        elif not taken_in and (after_blank or in_code):
            lines[at] = " " * len(line)
            in_code = True
        after_blank = False
    return "\n".join(lines)


def prose_of(text: str) -> str:
    """``text`` with everything but prose turned into spaces, line breaks kept."""
    text = without_code(text)
    for pattern in _NOT_PROSE:
        text = blank(pattern, text)
    return text


def blank(pattern: re.Pattern[str], text: str) -> str:
    """``text`` with every match of ``pattern`` turned into spaces, line breaks kept."""
    return pattern.sub(_blanked, text)


def _unless_fence(match: re.Match[str]) -> str:
    """Blank, but for what was meant as a fence and is none: it is not at the margin."""
    line = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()]
    meant = match["tick"] and len(match["tick"]) > 2 and "\n" in match[0] and not line.strip()
    return match[0] if meant else _blanked(match)


def _blanked(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def line_of(text: str, position: int) -> int:
    """The line, from 1, of a position in ``text``."""
    return text.count("\n", 0, position) + 1

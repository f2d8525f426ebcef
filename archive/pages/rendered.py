"""A page as Markdown makes it, macros included: what it may not hold, and on which line it does.

``{:onclick=…}`` and ``java&#115;cript:`` are text until they are rendered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from archive.messages import say
from archive.pages.document import Document
from archive.pages.html_policy import BARE, LEFT_OVER, left_over, not_allowed, sealed
from archive.pages.source_text import CALL, FRONT_MATTER, blank, line_of, without_code
from archive.problems import Problem
from archive.rendering.calls import Call, expand
from archive.rendering.macros import INLINE

_ESCAPED = re.compile(r"\\[\\`*_{}\[\]()<>#+.!|-]")
_CODE = re.compile(r"<(code|pre)\b.*?</\1>", re.DOTALL)
_LINK = re.compile(r"<a\b.*?</a>|<[^>]*>", re.DOTALL)
_TAG = re.compile("<[^>]*>")
_BLOCK = '<div class="block"></div>'
# Unclosed brackets and tags cost Markdown time by the square of their number.
_MOST_OPENED = {"[": 2_000, "<": 2_000}
_MOST_IN_A_BLOCK = 200
# How many characters are converted again to find the lines of what is wrong.
_MOST_READ_AGAIN = 300_000


def html_problems(
    document: Document, outputs: Sequence[str], html_of: Callable[[str], str]
) -> Iterator[Problem]:
    """A problem for each element, attribute or link of a page that is not allowed.

    ``outputs`` are what its calls print, ``html_of`` tells what Markdown makes of a text. The page
    has passed the gate.
    """
    source = blank(FRONT_MATTER, document.text)
    lines = source.splitlines()
    for call in document.calls:
        if call.macro not in INLINE and not _stands_alone(call, lines[call.line - 1]):
            message = say(
                "{macro} prints a block — put the call on a line of its own", macro=call.macro
            )
            yield Problem(document.shown, call.line, message)
    quiet = without_code(source)
    for written in CALL.finditer(source):
        if not quiet[slice(*written.span())].strip():
            message = say("a macro call in code, which would print HTML — take it out of the code")
            yield Problem(document.shown, line_of(source, written.start()), message)
    if line := _too_many_opened(source):
        message = say("more brackets than can be read in time — break the paragraph up, close them")
        yield Problem(document.shown, line, message)
        return

    blocks = [None if call.macro in INLINE else _BLOCK for call in document.calls]
    printed = [block or sealed(out) for block, out in zip(blocks, outputs, strict=True)]
    expanded = expand(source, printed)
    try:
        html = html_of(expanded)
    except RecursionError:
        message = say("lists or quotations nested too deeply — a few levels are enough")
        yield Problem(document.shown, 1, message)
        return
    located = [*_located(expanded, lambda text: set(not_allowed(html_of(text))), not_allowed(html))]
    if not located and _may_be_left_over(html):
        typed = _ESCAPED.sub("x", expand(source, [block or "x" for block in blocks]))
        located += _located(typed, lambda text: set(left_over(html_of(text))))
    for line, message in located:
        for written in CALL.finditer(source):  # what it prints stands on one line
            line += written[0].count("\n") if line_of(source, written.start()) < line else 0
        yield Problem(document.shown, line, message)


def _may_be_left_over(html: str) -> bool:
    """Whether what readers see may hold signs that Markdown should have taken."""
    words = _CODE.sub("", html)
    return bool(LEFT_OVER.search(_TAG.sub("\n", words)) or BARE.search(_LINK.sub("", words)))


def _located(
    text: str, find: Callable[[str], set[str]], known: Iterable[str] | None = None
) -> Iterator[tuple[int, str]]:
    """Each of the messages that ``find`` has for ``text``, with the line that brings it in."""
    told = find(text) if known is None else set(known)
    if not told:
        return
    quiet = without_code(text)
    lines = (quiet if told <= find(quiet) else text).splitlines(keepends=True)
    left = _MOST_READ_AGAIN

    def between(first: int, last: int, messages: set[str]) -> Iterator[tuple[int, str]]:
        nonlocal left
        if not messages or last - first <= 1 or left < 0:
            yield from ((last, message) for message in sorted(messages))
            return
        middle = (first + last) // 2
        above = "".join(lines[:middle])
        left -= len(above)
        early = find(above) & messages
        yield from between(first, middle, early)
        yield from between(middle, last, messages - early)

    yield from between(0, len(lines), told)


def _stands_alone(call: Call, line: str) -> bool:
    begins = re.match(rf"\s*(\{{\{{\s*)?{call.macro}\(", line) is not None
    return begins and ("}}" not in line or line.rstrip().endswith("}}"))


def _too_many_opened(source: str) -> int | None:
    """The line at which a page opens more brackets or tags than Markdown reads in a second."""
    for sign, most in _MOST_OPENED.items():
        if source.count(sign) > most:
            return 1
        at = 0
        for block in re.split(r"\n[ \t]*\n", source):
            if block.count(sign) > _MOST_IN_A_BLOCK:
                return line_of(source, source.index(block, at))
            at += len(block)
    return None

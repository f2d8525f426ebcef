"""What is typed one way and meant another: Markdown and Jinja would print it to readers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.messages import deferred, say
from archive.pages.source_text import CALL, FRONT_MATTER, blank, line_of, without_code
from archive.problems import Problem

_ITEM = r"(?:[-*+]|\d+[.)])[ \t]"
_ATTRIBUTE = r"(?:#[^\s{}#=]+|\.[^\s{}#=]+|[A-Za-z-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s{}]+))"
_DIALECTS = {
    # Calls with one brace, and full-width braces.
    r"\{ *\w+\([^{}\n]*\) *\}\}?|\b\w+\([\"“][^{}\n]*\) *\}\}|[｛｝]{2}|\{｛|｛\{": (
        deferred("no macro call as it is typed — write {{{{ … }}}}")
    ),
    # [文]（a.md）, [文] (a.md), 【文】(a.md)
    r"\](?:（[^）\n]*[）)]|[ \t]+\((?:https?:|[^)\s]+\.md)[^)\n]*\)|\([^)\n]*）)"
    r"|【[^】\n]*】[（(][^）)\n]*[.:/][^）)\n]*[）)]": (
        deferred(
            "no link as it is typed — write [words](page.md), in half-width brackets without a space"
        )
    ),
    r"^#{1,6}[^#\s{].*$|^＃+.*$": deferred(
        "no heading as it is typed — write half-width # and a space"
    ),
    r"^#{1,6} .*\S\{(?=[^{\n]*\}[ \t]*$).*$": deferred(
        "the heading needs a space before its {{ #id }}"
    ),
    # !!! note “注意”, ！！！, ???, ===, :::, > [!NOTE]
    r"^[ \t]*(?:！{2,}|!{3}[ \t]*(?:$|[^\s\w]|\w+[ \t]+[^\s\"]|\w+[ \t]+\"[^\"\n]*$)).*$": (
        deferred(
            'no box as it is typed — write: !!! note "Title", in half-width signs and straight quotes'
        )
    ),
    r"^\?{3}.*$|^={3}\+? .*$|^:::.*$|^[ \t]*>[ \t]*\[![A-Za-z]+\]": deferred(
        'printed as typed — write: !!! note "Title", in half-width signs and straight quotes'
    ),
    r"~~[^~\n]+~~|(?<!=)==[^=\s][^=\n]*==(?!=)": (
        deferred("printed as typed — write <del>…</del>, <mark>…</mark> or **…**")
    ),
    r"^[ \t]*[-*+] \[[ xX]\] ": deferred("a task box is printed as typed — write a plain list"),
    r"＊{1,2}[^＊\n]+＊{1,2}": deferred("printed as typed — write half-width **…**"),
    r"\[\^[^\]\n]*[ \t][^\]\n]*\]": deferred(
        "the name of a footnote has no spaces — write [^some-note]"
    ),
    r"^\[TOC\]$": deferred("the page has its contents beside it — take this line out"),
    r"^(?:`{3}|~{3}).*$": deferred(
        "the code begins here and does not end — close it with the same signs"
    ),
    r"^([ \t]+)(`{3,}|~{3,}).*\n(?:.*\n)*?\1\2|^[ \t]+(?:`{3}|~{3}).*$": deferred(
        "a fence begins at the margin — in a list, indent the code by eight spaces instead"
    ),
    r"!{3} ?(?!(?:note|tip|warning|info|quote|example|abstract)\b)[\w-]+.*$": deferred(
        "no such box — write one of note, tip, warning, info, quote, example, abstract"
    ),
    r"(?<=\S)\n(?:-{3,}|={3,})[ \t]*$": (
        deferred("a line under a text makes it a heading — leave a blank line above")
    ),
}
_PATTERNS = [(re.compile(one, re.MULTILINE), message) for one, message in _DIALECTS.items()]
_BRACES = re.compile(r"\{(?!\{)([^{}\n]*)\}(?=[ \t]*$)", re.MULTILINE)
_TAG = re.compile(r"<(/?)(blockquote|details|div|dl|ol|pre|table|ul)\b[^>]*>", re.IGNORECASE)
_TABLE_RULE = re.compile(r"(?=.*\|)[ \t]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")


def lint(shown: str, text: str) -> list[Problem]:
    """A problem for each line of a page that would be published otherwise than meant."""
    page = without_code(blank(FRONT_MATTER, text))
    by_line: dict[int, Problem] = {}
    for line, message in [*_notations(blank(CALL, page)), *_lines(page.splitlines())]:
        by_line.setdefault(line, Problem(shown, line, message))
    return list(by_line.values())


def _notations(plain: str) -> Iterator[tuple[int, str]]:
    """Signs that mean something elsewhere, words in braces, blocks that stay open."""
    for pattern, message in _PATTERNS:
        for match in pattern.finditer(plain):
            start = match.end() - len(match[0].lstrip())
            what = match[0].strip()[:40]
            yield (
                line_of(plain, start),
                say("got {what} — {reason}", what=what, reason=say(message)),
            )
    for match in _BRACES.finditer(plain):
        if not re.fullmatch(rf"[ \t]*:?(?:[ \t]*{_ATTRIBUTE})+[ \t]*", match[1]):
            message = say(
                "got {what} — words in braces vanish; write {{ #id }} or {{ .class }}, or other "
                "brackets",
                what=match[0],
            )
            yield line_of(plain, match.start()), message
    opened: list[tuple[str, int]] = []
    for match in _TAG.finditer(plain):
        if not match[1]:
            opened.append((match[2].lower(), line_of(plain, match.start())))
        elif opened and opened[-1][0] == match[2].lower():
            opened.pop()
    for tag, line in opened:
        yield line, say("<{tag}> is not closed — write </{tag}> where it ends", tag=tag)


def _lines(page: list[str]) -> Iterator[tuple[int, str]]:
    """Lists, boxes and tables that do not begin or end where they seem to, and lost cells."""
    columns, in_list, titles = 0, False, 0
    for number, line in enumerate(page, start=1):
        above, before = ["", "", *page][number - 1 : number + 1][::-1]
        item = re.match(rf"([ \t]*){_ITEM}", line)
        if item and not item[1] and not in_list and re.match(r"[^\s#>|:<]", above):
            yield number, say("a list needs a blank line above it")
        if item and in_list and len(item[1].expandtabs(4)) % 4:
            yield number, say("a list inside a list is indented by four spaces")
        if re.fullmatch(r"#{1,6}[ \t]*(\{[^}]*\})?[ \t]*", line):
            yield number, say("a heading without words — write them, or take the line out")
        titles += line.startswith("# ")
        if titles > 1 and line.startswith("# "):
            yield number, say("a page has one heading with a single # — write ## here")
        if re.match(r"!!!", above) and line.strip() and not re.match(r" {4}|\t", line):
            yield number, say("what stands in a box is indented by four spaces")
        rule = bool(_TABLE_RULE.fullmatch(line))
        cells = _cells(line) if "|" in line else 0
        if rule and cells == _cells(above) and "|" in above:
            columns = cells
            if before.strip():
                yield number - 1, say("a table needs a blank line above it")
        elif rule and not columns:
            message = say(
                "no table as it is typed — the line above this one is its head and has as many "
                "cells, here {count}",
                count=cells,
            )
            yield number, message
        elif columns and cells > columns:
            message = say(
                "{count} cells, the table has {columns} — those behind are lost; remove them, "
                "or write \\| for the sign itself",
                count=cells,
                columns=columns,
            )
            yield number, message
        elif columns and line.strip() and not cells:
            yield number, say("the table would take this line in — leave a blank line above it")
        columns = columns if line.strip() else 0
        goes_on = not line.strip() or line[0] in " \t" or bool(above.strip())
        in_list = bool(item) or (in_list and goes_on)


def _cells(row: str) -> int:
    """The number of cells in a row of a table; what macro calls hold does not count."""
    row = re.sub(r"\\\|", "", CALL.sub("", row)).strip()
    return row.removeprefix("|").removesuffix("|").count("|") + 1

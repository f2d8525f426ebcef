r"""Macro calls in a text: calls of registered macros with constant texts, and no other Jinja.

Jinja can run any Python on the machine that builds the site, so nothing on a page is given to it.
What may pass is what the pattern of a call describes; all else that Jinja would act upon is
refused. In the texts of a call, a backslash stands before a quotation mark or another backslash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from inspect import Signature

from archive.messages import say
from archive.problems import Problem, suggestion

_TEXT = r""""(?:[^"\\]++|\\["'\\])*+"|'(?:[^'\\]++|\\["'\\])*+'"""
_ARGUMENT = rf"(?:(?:\w+\s*+=\s*+)?(?:{_TEXT})\s*+)"
_CALL = re.compile(
    r"\{\{\s*+(?P<macro>\w+)\s*+"
    rf"\(\s*+(?P<arguments>(?:{_ARGUMENT},\s*+)*{_ARGUMENT}?)\)\s*+\}}\}}"
)
_ARGUMENTS = re.compile(rf"(?:(?P<name>\w+)\s*=\s*)?(?P<text>{_TEXT})")
_JINJA = re.compile(rf"{_CALL.pattern}|\{{[{{%#]")
# What was typed, up to its end, another's beginning or the end of the paragraph.
_TYPED = re.compile(
    r"\{[{%#](?P<inside>.*?)(?:(?P<end>[}%#]\})|(?=\{[{%#]|\n[ \t]*\n|\Z))", re.DOTALL
)
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_MOST_SHOWN = 60


@dataclass(frozen=True)
class Call:
    """One macro call on a page: its line from 1, and its constant arguments."""

    macro: str
    line: int
    arguments: tuple[str, ...] = ()
    keywords: Mapping[str, str] = field(default_factory=dict)


def calls(
    text: str, path: str, macros: Mapping[str, Signature]
) -> tuple[list[Call], list[Problem]]:
    """The macro calls in a text, and the Jinja in it that is something else."""
    valid: list[Call] = []
    problems: list[Problem] = []
    line, at = 1, 0
    for match in _JINJA.finditer(text):
        begins = match.start("macro") if match["macro"] else match.start()
        line += text.count("\n", at, begins)
        at = begins
        pairs = [
            (one["name"], re.sub(r"\\(.)", r"\1", one["text"][1:-1]))
            for one in _ARGUMENTS.finditer(match["arguments"] or "")
        ]
        arguments = tuple(value for name, value in pairs if not name)
        keywords = {name: value for name, value in pairs if name}
        call = Call(match["macro"], line, arguments, keywords)
        why = _call_error(call, len(pairs), macros) if call.macro else _syntax_error(text, begins)
        if why:
            problems.append(Problem(path, line, why))
        else:
            valid.append(call)
    return valid, problems


def _call_error(call: Call, count: int, macros: Mapping[str, Signature]) -> str:
    """Why there is no such call."""
    if call.macro not in macros:
        hint = suggestion(call.macro, macros)
        return say('unknown macro "{macro}", {hint}', macro=call.macro, hint=hint)
    try:
        bound = macros[call.macro].bind(None, *call.arguments, **call.keywords)
    except TypeError:
        bound = None
    if bound and count == len(call.arguments) + len(call.keywords):  # none is given twice
        return ""
    form = f"{call.macro}({', '.join(list(macros[call.macro].parameters)[1:])})"
    return say("{macro} takes other arguments: {call}", macro=call.macro, call=form)


def _syntax_error(text: str, begins: int) -> str:
    """What is wrong with what begins there as Jinja does, and is no call."""
    if text.startswith("{#", begins):
        return say(
            "got a Jinja comment {{# … #}}, which readers never see — remove it; "
            "for a heading id write {{ #id }} with a space"
        )
    typed = next(_TYPED.finditer(text, begins))
    words, rest = " ".join(typed[0].split()), _QUOTED.sub("", typed["inside"])
    if wide := re.search("[“”‘’（），]", rest):
        return say(
            "got {sign} in a macro call — use straight quotes and half-width signs: "
            '{{{{ fact("some-fund.total") }}}}',
            sign=wide[0],
        )
    if not typed["end"]:
        return say("a macro call begins here and does not end — write }}}} behind it")
    if '"' in rest or "'" in rest:
        return say("a quotation mark is missing in a macro call — write it in pairs")
    if rest.count("(") != rest.count(")"):
        return say("a bracket is missing in a macro call — write them in pairs")
    return say(
        "got {typed} — a page may only call macros, with plain texts in quotes, such as "
        '{{{{ name("some-id") }}}}',
        typed=words if len(words) <= _MOST_SHOWN else f"{words[:_MOST_SHOWN]}…",
    )


def expand(text: str, outputs: Sequence[str]) -> str:
    """``text`` with its macro calls replaced by ``outputs``, one for each in their order.

    Only for text in which :func:`calls` found no problem.
    """
    following = iter(outputs)
    return _CALL.sub(lambda call: next(following), text)


def written_texts(text: str) -> Iterator[list[tuple[int, int]]]:
    """For each macro call in ``text``, where its arguments are written, without their quotes.

    Only for text in which :func:`calls` found no problem.
    """
    for call in _CALL.finditer(text):
        arguments = _ARGUMENTS.finditer(text, *call.span("arguments"))
        yield [(one.start("text") + 1, one.end("text") - 1) for one in arguments]

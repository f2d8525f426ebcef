"""Macro calls in a text: found by parsing its Jinja, which is never run as such.

Jinja can run any Python on the machine that builds the site. Only calls of registered macros
with constant text arguments pass:

    {{ fact("some-fund.total") }}
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from inspect import Signature

import jinja2
from jinja2 import nodes

from archive.problems import Problem, suggestion

_EXPECTED = 'a page may only call macros, such as {{ name("some-id") }}'
_ENVIRONMENT = jinja2.Environment()  # noqa: S701 — parses only, renders nothing


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
    problems: list[Problem] = []
    try:
        tokens = list(_ENVIRONMENT.lex(text))
        body = _ENVIRONMENT.parse(text).body
    except jinja2.TemplateSyntaxError as error:
        line = _broken_line(text) or error.lineno
        wide = re.findall(r"[“”‘’（），]", "".join(text.splitlines()[line - 1 : line]))
        if "unexpected char" in str(error.message) and wide:
            hint = f"got {wide[0]} in a macro call — use straight quotes and half-width signs"
            return [], [Problem(path, line, f'{hint}: {{{{ fact("some-fund.total") }}}}')]
        message = f"broken macro call: {error.message} — {_EXPECTED}; for a heading id write {{ #id }} with a space"
        return [], [Problem(path, line, message)]
    except (RecursionError, ValueError):  # brackets in brackets, digits without end
        message = f"a macro call that cannot be read — {_EXPECTED}"
        return [], [Problem(path, _broken_line(text) or 1, message)]
    refused = [*_statements(tokens, path), *_trimming(tokens, path)]
    if refused:
        return [], refused
    found: list[Call] = []
    for output in body:
        for node in output.iter_child_nodes():
            if isinstance(node, nodes.TemplateData):
                continue
            call, why = _call(node, macros)
            if call:
                found.append(call)
            else:
                problems.append(Problem(path, node.lineno, f"{why} — {_EXPECTED}"))
    return found, problems


def _broken_line(text: str) -> int | None:
    """The line of the first call with an open quotation mark, where Jinja reads on and on."""
    for number, line in enumerate(text.splitlines(), start=1):
        for written in re.findall(r"\{\{(.*?)(?:\}\}|$)", line):
            if written.count('"') % 2:
                return number
    return None


def _statements(tokens: list[tuple[int, str, str]], path: str) -> Iterator[Problem]:
    """Jinja statements and comments, neither of which a page may hold."""
    for index, (line, kind, _) in enumerate(tokens):
        if kind in ("block_begin", "raw_begin"):
            words = [v for _, part, v in tokens[index : index + 4] if part == "name"]
            name = words[0] if words else "raw"
            yield Problem(path, line, f"got the statement {{% {name} … %}} — {_EXPECTED}")
        elif kind == "comment_begin":
            message = (
                "got a Jinja comment {# … #}, which readers never see — remove it; "
                "for a heading id write { #id } with a space"
            )
            yield Problem(path, line, message)


def _trimming(tokens: list[tuple[int, str, str]], path: str) -> Iterator[Problem]:
    """White-space control, which would join what is written apart."""
    for line, kind, value in tokens:
        if kind in ("variable_begin", "variable_end") and value.strip("-+ \n\t") != value.strip():
            yield Problem(path, line, f"got {value.strip()} — write {{{{ and }}}} without - or +")


def _call(node: nodes.Node, macros: Mapping[str, Signature]) -> tuple[Call | None, str]:
    """The call that ``node`` is, or why it is none."""
    if not isinstance(node, nodes.Call):
        return None, f"got {_describe(node)}"
    if not isinstance(node.node, nodes.Name):
        return None, f"got a call of {_describe(node.node)}"
    macro = node.node.name
    if macro not in macros:
        return None, f'unknown macro "{macro}", {suggestion(macro, macros)}'
    if node.dyn_args or node.dyn_kwargs:
        return None, f"{macro} got arguments with * or **"
    arguments = tuple(_text(value) for value in node.args)
    keywords = {keyword.key: _text(keyword.value) for keyword in node.kwargs}
    if None in arguments or None in keywords.values():
        return None, f"{macro} got something other than text in quotes"
    if len(keywords) < len(node.kwargs):
        return None, f"{macro}: the same argument is given twice"
    try:
        macros[macro].bind(None, *arguments, **keywords)
    except TypeError as error:
        return None, f"{macro}: {error}"
    return Call(macro, node.lineno, arguments, keywords), ""  # type: ignore[arg-type]


def _text(node: nodes.Expr) -> str | None:
    """The text that ``node`` is, or None if it is no constant text."""
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else None


def _describe(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return f'the variable "{node.name}"'
    if isinstance(node, nodes.Getattr):
        return f'the attribute ".{node.attr}"'
    if isinstance(node, nodes.Filter):
        return f'the filter "{node.name}"'
    return f"an expression ({type(node).__name__.lower()})"


def expand(text: str, outputs: Sequence[str]) -> str:
    """``text`` with its macro calls replaced by ``outputs``, one for each in their order.

    Only for text in which :func:`calls` found no problem.
    """
    pieces: list[str] = []
    following = iter(outputs)
    inside = False
    for _, kind, value in _ENVIRONMENT.lex(text):
        if kind == "variable_begin":
            pieces.append(next(following))
        inside = kind == "variable_begin" or (inside and kind != "variable_end")
        if not inside and kind != "variable_end":
            pieces.append(value)
    return "".join(pieces)


def written_texts(text: str) -> Iterator[list[tuple[int, int]]]:
    """For each macro call in ``text``, where its arguments are written, without their quotes.

    Only for text in which :func:`calls` found no problem.
    """
    at, places = 0, list[tuple[int, int]]()
    for _, kind, value in _ENVIRONMENT.lex(text):
        if kind == "variable_begin":
            places = []
        elif kind == "string":
            places.append((at + 1, at + len(value) - 1))
        elif kind == "variable_end":
            yield places
        at += len(value)

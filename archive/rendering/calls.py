"""Macro calls in a text: found by parsing its Jinja, which is never run as such.

Jinja can run any Python on the machine that builds the site. Only calls of registered macros
with constant text arguments pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from inspect import Signature

import jinja2
from jinja2 import nodes

from archive.messages import say
from archive.problems import Problem, suggestion

_ENVIRONMENT = jinja2.Environment()  # noqa: S701 — parses only, renders nothing
# A call as it was typed, up to its end, another's beginning or the end of the paragraph.
_WRITTEN = re.compile(r"\{\{(?P<call>.*?)(?:(?P<end>\}\})|(?=\{\{|\n[ \t]*\n|\Z))", re.DOTALL)
_TEXT = re.compile(r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'""", re.DOTALL)
# A call on a page that has passed: its texts may hold braces.
_PASSED = re.compile(rf"\{{\{{(?:{_TEXT.pattern}|[^\"'])*?\}}\}}", re.DOTALL)


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
        message = _expected(say("broken macro call"))
        message += say("; for a heading id write {{ #id }} with a space")
        return [], _broken(text, path) or [Problem(path, error.lineno, message)]
    except (RecursionError, ValueError):  # brackets in brackets, digits without end
        message = _expected(say("a macro call that cannot be read"))
        return [], _broken(text, path) or [Problem(path, 1, message)]
    if refused := [*_refused(tokens, path)]:
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
                problems.append(Problem(path, node.lineno, _expected(why)))
    return found, problems


def _broken(text: str, path: str) -> list[Problem]:
    """Calls that are not closed, each at its own line: Jinja reads on and names another."""
    found = []
    for match in _WRITTEN.finditer(text):
        rest = _TEXT.sub("", match["call"])
        if wide := re.search("[“”‘’（），]", rest):
            message = say(
                "got {sign} in a macro call — use straight quotes and half-width signs: "
                '{{{{ fact("some-fund.total") }}}}',
                sign=wide[0],
            )
        elif not match["end"]:
            message = say("a macro call begins here and does not end — write }}}} behind it")
        elif '"' in rest or "'" in rest:
            message = say("a quotation mark is missing in a macro call — write it in pairs")
        elif rest.count("(") != rest.count(")"):
            message = say("a bracket is missing in a macro call — write them in pairs")
        else:
            continue
        found.append(Problem(path, text.count("\n", 0, match.start()) + 1, message))
    return found


def _expected(what: str) -> str:
    """``what`` was found where only a call may stand."""
    return say('{what} — a page may only call macros, such as {{{{ name("some-id") }}}}', what=what)


def _refused(tokens: list[tuple[int, str, str]], path: str) -> Iterator[Problem]:
    """Jinja statements, comments and white-space control, which joins what is written apart."""
    for index, (line, kind, value) in enumerate(tokens):
        if kind in ("block_begin", "raw_begin"):
            words = [v for _, part, v in tokens[index : index + 4] if part == "name"]
            name = words[0] if words else "raw"
            found = say("got the statement {{% {name} … %}}", name=name)
            yield Problem(path, line, _expected(found))
        elif kind == "comment_begin":
            message = say(
                "got a Jinja comment {{# … #}}, which readers never see — remove it; "
                "for a heading id write {{ #id }} with a space"
            )
            yield Problem(path, line, message)
        elif kind.startswith("variable") and value.strip("-+ \n\t") != (sign := value.strip()):
            message = say("got {sign} — write {{{{ and }}}} without - or +", sign=sign)
            yield Problem(path, line, message)


def _call(node: nodes.Node, macros: Mapping[str, Signature]) -> tuple[Call | None, str]:
    """The call that ``node`` is, or why it is none."""
    if not isinstance(node, nodes.Call):
        return None, say("got {what}", what=_describe(node))
    if not isinstance(node.node, nodes.Name):
        return None, say("got a call of {what}", what=_describe(node.node))
    macro = node.node.name
    if macro not in macros:
        hint = suggestion(macro, macros)
        return None, say('unknown macro "{macro}", {hint}', macro=macro, hint=hint)
    if node.dyn_args or node.dyn_kwargs:
        return None, say("{macro} got arguments with * or **", macro=macro)
    arguments = tuple(_text(value) for value in node.args)
    keywords = {keyword.key: _text(keyword.value) for keyword in node.kwargs}
    if None in arguments or None in keywords.values():
        return None, say("{macro} got something other than text in quotes", macro=macro)
    if len(keywords) < len(node.kwargs):
        return None, say("{macro}: the same argument is given twice", macro=macro)
    try:
        macros[macro].bind(None, *arguments, **keywords)
    except TypeError:
        names = ", ".join(list(macros[macro].parameters)[1:])
        return None, say(
            "{macro} takes other arguments: {call}", macro=macro, call=f"{macro}({names})"
        )
    return Call(macro, node.lineno, arguments, keywords), ""  # type: ignore[arg-type]


def _text(node: nodes.Expr) -> str | None:
    """The text that ``node`` is, or None if it is no constant text."""
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else None


def _describe(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return say('the variable "{name}"', name=node.name)
    if isinstance(node, nodes.Getattr):
        return say('the attribute ".{name}"', name=node.attr)
    if isinstance(node, nodes.Filter):
        return say('the filter "{name}"', name=node.name)
    return say("an expression ({kind})", kind=type(node).__name__.lower())


def expand(text: str, outputs: Sequence[str]) -> str:
    """``text`` with its macro calls replaced by ``outputs``, one for each in their order.

    Only for text in which :func:`calls` found no problem.
    """
    following = iter(outputs)
    return _PASSED.sub(lambda call: next(following), text)


def written_texts(text: str) -> Iterator[list[tuple[int, int]]]:
    """For each macro call in ``text``, where its arguments are written, without their quotes.

    Only for text in which :func:`calls` found no problem.
    """
    for call in _PASSED.finditer(text):
        texts = _TEXT.finditer(text, *call.span())
        yield [(one.start() + 1, one.end() - 1) for one in texts]

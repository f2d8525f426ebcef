"""The macro gate: a page is text, not a program.

Jinja in Markdown can run any Python on the machine that builds the site. So
before anything is rendered, each page, front matter included, is parsed, and only
calls of registered macros with constant text arguments pass:

    {{ fact("some-fund.total") }}

The gate guards against accidents and plain attacks; builds of pull requests are
isolated besides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from inspect import Signature

import jinja2
from jinja2 import nodes

from archive.loading import yaml_file
from archive.pages.html_policy import active_html
from archive.pages.source_text import FRONT_MATTER, blank
from archive.problems import Problem, suggestion

FRONT_MATTER_KEYS = ("description", "hide", "title")
_HIDDEN = ("navigation", "toc", "footer")
_DELIMITERS = ("{{", "{%", "{#", "}}", "%}", "#}")
_EXPECTED = 'a page may only call macros, such as {{ name("some-id") }}'


@dataclass(frozen=True)
class Call:
    """One macro call on a page: its line from 1, and its constant arguments."""

    macro: str
    line: int
    arguments: tuple[str, ...] = ()
    keywords: Mapping[str, str] = field(default_factory=dict)


def page_calls(
    text: str, path: str, macros: Mapping[str, Signature]
) -> tuple[list[Call], list[Problem]]:
    """The macro calls of a page, and whatever it holds that a page may not hold."""
    # Front matter is judged by its values: what is written may hold escapes.
    found, problems = calls(blank(FRONT_MATTER, text), path, macros)
    return found, [*_front_matter(text, path), *active_html(text, path), *problems]


def plain_label(text: str) -> str | None:
    """Why ``text``, as parsed, may not be a title, description or label of the navigation.

    Builders render such values again and print them unescaped, so they hold neither macro
    calls nor markup. None if it is plain.
    """
    if any(delimiter in text for delimiter in _DELIMITERS):
        return "got a macro call or Jinja where it is not run — write the words"
    if re.search(r"[<>]", text):
        return "got < or > — write plain words, without markup"
    if any(unicodedata.category(sign) in ("Cc", "Cf") for sign in text):
        return "got a control character or an invisible one — write plain words in one line"
    return None


def calls(
    text: str, path: str, macros: Mapping[str, Signature]
) -> tuple[list[Call], list[Problem]]:
    """The macro calls in a text, and the Jinja in it that is something else."""
    problems: list[Problem] = []
    environment = jinja2.Environment()  # noqa: S701 — parses only, renders nothing
    try:
        tokens = list(environment.lex(text))
        body = environment.parse(text).body
    except jinja2.TemplateSyntaxError as error:
        message = f"broken macro call: {error.message} — {_EXPECTED}; for a heading id write {{ #id }} with a space"
        return [], [Problem(path, _broken_line(text) or error.lineno, message)]
    statements = list(_statements(tokens, path))
    if statements:
        return [], statements
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


def _front_matter(text: str, path: str) -> Iterator[Problem]:
    """Only known keys: others could switch macros off or shadow their names."""
    match = FRONT_MATTER.match(text)
    if not match:
        if not text.lstrip("\ufeff\n ").startswith("# "):
            message = (
                "a page starts with its heading, “# …” (or with front matter between --- lines)"
            )
            yield Problem(path, 1, message)
        return
    parsed = yaml_file.parse("\n" + match[1], path)  # lines as in the page, after its ---
    yield from parsed.problems
    if parsed.problems:
        return
    if not isinstance(parsed.data, dict):
        message = "front matter is no list of fields — write `title: …`, or remove the --- lines"
        yield Problem(path, 1, message)
        return
    for key, value in parsed.data.items():
        if key not in FRONT_MATTER_KEYS:
            why = f'unknown front matter "{key}" — {suggestion(key, FRONT_MATTER_KEYS)}'
        elif key == "hide":
            fits = isinstance(value, list) and all(item in _HIDDEN for item in value)
            why = "" if fits else f"hide: write a list of {', '.join(_HIDDEN)}"
        elif not isinstance(value, str) or not value.strip():
            why = f"{key}: expected a text, got {value!r} — put it in quotes"
        else:
            reason = plain_label(value)
            why = f"{key}: {reason}" if reason else ""
        if why:
            yield Problem(path, parsed.line((key,)), why)

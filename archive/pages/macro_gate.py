"""The macro gate: a page is text, not a program.

Front matter and the labels of the navigation are judged by their parsed values, since that is what
is rendered: what is written may hold escapes. Builds of pull requests are isolated besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from inspect import Signature

from archive.loading import yaml_file
from archive.loading.yaml_errors import MERGE_MARK, full_width
from archive.messages import say
from archive.model.fields import quoted
from archive.pages.source_text import FRONT_MATTER, blank
from archive.problems import Problem, hidden_character, listed, suggestion
from archive.rendering.calls import Call, calls

FRONT_MATTER_KEYS = ("description", "hide", "title")
_HIDDEN = ("navigation", "toc", "footer")
_LONGEST_LINE = 5_000
_LONGEST_LABEL = 500
_DELIMITERS = ("{{", "{%", "{#", "}}", "%}", "#}")


def page_calls(
    text: str, path: str, macros: Mapping[str, Signature]
) -> tuple[list[Call], list[Problem]]:
    """The macro calls of a page, and whatever it holds that a page may not hold."""
    problems = list(_unreadable(text, path))
    if problems:
        return [], problems
    valid, problems = calls(blank(FRONT_MATTER, text), path, macros)
    return valid, [*_front_matter(text, path), *problems]


def _unreadable(text: str, path: str) -> Iterator[Problem]:
    """Lines that nobody can read as they stand, or not in time."""
    for line, words in enumerate(text.split("\n"), start=1):
        if strange := hidden_character(words.removesuffix("\r"), allowed="\t"):
            message = say("got {what} — write the text without it", what=strange)
            yield Problem(path, line, message)
        elif len(words) > _LONGEST_LINE:
            message = say(
                "{count} characters in a line — break it up (a page may wrap)",
                count=f"{len(words):,}",
            )
            yield Problem(path, line, message)
        elif MERGE_MARK.match(words):
            message = say("a marker of a merge — decide which of the two texts stays")
            yield Problem(path, line, message)


def plain_label(text: str) -> str | None:
    """Why ``text``, as parsed, may not be a title, description or label of the navigation.

    Builders render such values again and print them unescaped, so they hold neither macro
    calls nor markup. None if it is plain.
    """
    if any(delimiter in text for delimiter in _DELIMITERS):
        return say("got a macro call or Jinja where it is not run — write the words")
    if re.search(r"[<>]", text):
        return say("got < or > — write plain words, without markup")
    if len(text) > _LONGEST_LABEL:
        return say(
            "{count} characters — write at most {most}", count=f"{len(text):,}", most=_LONGEST_LABEL
        )
    if strange := hidden_character(text):
        return say("got {what} — write plain words in one line", what=strange)
    return None


def _front_matter(text: str, path: str) -> Iterator[Problem]:
    """Only known keys: others could switch macros off or shadow their names."""
    match = FRONT_MATTER.match(text)
    if not match:
        if not re.match(r"[\ufeff\n ]*#[ \t]+[^\s{]|[\ufeff\n ]*#[ \t]+\{\{", text):
            message = say(
                "a page starts with its heading, “# …” (or with front matter between --- lines)"
            )
            yield Problem(path, 1, message)
        return
    lines = "\n" + match[1]  # as in the page, after its ---
    parsed = yaml_file.parse(lines, path, for_mkdocs=True)
    yield from parsed.problems
    if parsed.problems:
        return
    if not isinstance(parsed.data, dict):
        message = say(
            "front matter is no list of fields — write `title: …`, or remove the --- lines"
        )
        before, wide, _ = match[1].partition("：")
        yield Problem(
            path, 2 + before.count("\n") if wide else 1, full_width(wide) if wide else message
        )
        return
    for key, value in parsed.data.items():
        if key not in FRONT_MATTER_KEYS:
            hint = suggestion(key, FRONT_MATTER_KEYS)
            why = say('unknown front matter "{field}" — {hint}', field=key, hint=hint)
        elif key == "hide":
            fits = isinstance(value, list) and all(item in _HIDDEN for item in value)
            why = "" if fits else say("hide: write a list of {names}", names=listed(_HIDDEN))
        elif isinstance(value, str) and not value.strip():
            why = say(
                "{field}: nothing stands behind it — write a text, or remove the line", field=key
            )
        elif not isinstance(value, str):
            why = say(
                "{field}: expected a text, got {value} — put it in quotes",
                field=key,
                value=quoted(value),
            )
        else:
            reason = plain_label(value.rstrip("\n"))
            why = f"{key}: {reason}" if reason else ""
        if why:
            yield Problem(path, parsed.line((key,)), why)

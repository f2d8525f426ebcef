"""YAML read with line numbers kept, and with nothing silently dropped.

PyYAML alone keeps the last of two equal keys, turns ``no`` into False and dates
into objects, and raises on an impossible date. Here duplicate keys are
reported, dates stay text, decimals stay exact, and every value knows its line.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from archive.loading.line_wrapping import unwrapped
from archive.loading.plain_text import plain_text
from archive.loading.yaml_errors import LOADER, explain, full_width, unsupported_features
from archive.messages import say
from archive.model.shapes import Place
from archive.problems import Problem, hidden_character

_TAG = "tag:yaml.org,2002:"

# Far above what a record needs; without bounds a short file can hold up a build for good.
_LONGEST_TEXT = 5_000
_LONGEST_KEY = 100
_MOST_DIGITS = 30
_MOST_MISTAKES = 200
_WHOLE = re.compile(r"[-+]?(0|[1-9](_?[0-9])*)")
_DECIMAL = re.compile(r"(?=.*[0-9])[-+]?([0-9](_?[0-9])*)?(\.[0-9]*)?([eE][-+]?[0-9]+)?")


def place_name(place: Place) -> str:
    """A place as people name it: ``some-fund.total.value``, without the word "claims"."""
    return ".".join(str(part) for part in place if part not in ("claims", "[key]"))


@dataclass
class YamlFile:
    """A parsed file: plain Python data, the line of each place in it, what was wrong."""

    path: str
    data: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, place: Place) -> int:
        """The line of ``place``, or of the nearest thing around it that exists."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def problem(self, place: Place, message: str) -> Problem:
        """What is wrong at ``place``, named as people name it."""
        return Problem(self.path, self.line(place), f"{place_name(place)}: {message}")


# Files without mistakes, each as it was when it was read last: a check asks for some twice, and
# the preview for all of them whenever one has changed.
_known: dict[tuple[Path, str], tuple[tuple[int, int], YamlFile]] = {}


def read(path: Path, shown: str) -> YamlFile:
    """Parse the file at ``path``, named ``shown`` in messages. Never raises for its content."""
    state = path.lstat() if os.path.lexists(path) else None
    stamp = (state.st_mtime_ns, state.st_size) if state else (0, 0)
    if (known := _known.get((path, shown))) and known[0] == stamp:
        return known[1]
    text, why = plain_text(path)
    file = YamlFile(shown, problems=[Problem(shown, 1, why)]) if why else parse(text, shown)
    if not file.problems:
        _known[path, shown] = (stamp, file)
    return file


def read_data(root: Path, collection: str) -> YamlFile:
    """Parse the file of a collection."""
    shown = f"data/{collection}.yml"
    return read(root / shown, shown)


def parse(text: str, shown: str, tags: Sequence[str] = (), *, for_mkdocs: bool = False) -> YamlFile:
    """Parse ``text``, named ``shown`` in messages. Never raises for what it holds.

    Lists may carry one of ``tags``, and are plain lists all the same. ``for_mkdocs`` refuses
    what is text here and would be a date or another number, or have a space more, there.
    """
    result = YamlFile(shown)
    for line, words in enumerate(text.split("\n"), start=1):  # comments and keys, too
        if strange := hidden_character(words, allowed="\t\r"):
            message = say("got {what} — write the text without it", what=strange)
            result.problems.append(Problem(shown, line, message))
    known = len(result.problems)
    try:
        refused = list(unsupported_features(text, shown, tags))
        result.problems += refused
        node = None if refused else yaml.compose(text, Loader=LOADER)
        if node is not None:
            result.data = _Builder(result, text, for_mkdocs=for_mkdocs).build(node, ())
    except yaml.MarkedYAMLError as error:
        result.problems.append(Problem(shown, *explain(text, error)))
    except (yaml.YAMLError, ValueError) as error:  # such as an escape for no character
        if not known:
            message = say("not valid YAML: {reason}", reason=str(error).splitlines()[0])
            result.problems.append(Problem(shown, 1, message))
    return result


class _Builder:
    """Turns PyYAML's node tree into data while noting lines."""

    def __init__(self, result: YamlFile, text: str, *, for_mkdocs: bool) -> None:
        self.result = result
        self.for_mkdocs = for_mkdocs
        self.written = text.splitlines()
        # Signs that nobody sees were found where they stand; an escape may hide more.
        self.told = bool(result.problems)
        self.scalars = yaml.constructor.SafeConstructor()

    def build(self, node: yaml.Node, place: Place) -> Any:
        self.result.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*place, index)) for index, child in enumerate(node.value)]
        return self._scalar(node, place)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key, why = key_node.value, ""
            alone = value_node.start_mark.index == key_node.end_mark.index
            if key_node.tag == f"{_TAG}merge":
                why = say("got the merge key << — write the fields out")
            elif alone and node.flow_style and (slip := self._flow_key_error(str(key), fields)):
                why = slip
            elif not isinstance(key, str) or key_node.tag != f"{_TAG}str":
                shown = key if isinstance(key, str) else "[…]"
                why = say("the key {key} is not text — put it in quotes", key=shown[:40])
            elif len(key) > _LONGEST_KEY or hidden_character(key):
                why = say("got a key that is too long or holds an invisible character")
            elif key in fields:
                why = say(
                    'duplicate key "{key}" — it already stands at line {line}; remove one of them',
                    key=key,
                    line=self.result.line((*place, key)),
                )
            if why:
                self._problem(key_node, why)
            else:
                self.result.lines[(*place, key)] = key_node.start_mark.line + 1
                fields[key] = self.build(value_node, (*place, key))
        return fields

    def _flow_key_error(self, key: str, fields: dict[str, Any]) -> str:
        """What is wrong with a key between braces that has no value; into ``fields`` goes what
        was meant."""
        name, wide, text = key.partition("：")
        if wide:
            fields[name.strip()] = text.strip()
            return full_width(wide)
        name, close, text = key.partition(":")
        if close and text and not text.startswith("/"):
            fields[name] = text
            return say("a space belongs behind the colon: {text}", text=f"{name}: {text}")
        if not fields:
            return ""
        last = next(reversed(fields))
        fields[last] = f"{fields[last]}, {key}"
        return say(
            'got a comma in "{text}" — between braces, a text with a comma needs quotes',
            text=fields[last][:60],
        )

    def _scalar(self, node: yaml.Node, place: Place) -> Any:
        kind = node.tag.removeprefix(_TAG)
        if (count := len(node.value)) > _LONGEST_TEXT:
            counts = {"count": f"{count:,}", "most": f"{_LONGEST_TEXT:,}"}
            self._problem(node, say("{count} characters — write at most {most}", **counts))
            return ""
        if not self.told and (strange := hidden_character(node.value, allowed="\n")):
            self._problem(node, say("got {what} — write the text without it", what=strange))
        if kind == "str" or (kind == "timestamp" and not self.for_mkdocs):
            self._no_comment(node)
            text = unwrapped(node, self.written, place[-1] if place else "")
            if self.for_mkdocs and text != node.value:
                self._problem(
                    node, say("a space would be shown where the line breaks — write one line")
                )
            return text
        if kind in ("int", "float"):
            if not _is_short(node.value):
                message = say(
                    "got a number beyond {most} digits — write it out, or as a text",
                    most=_MOST_DIGITS,
                )
                self._problem(node, message)
                return 0
            number = _number(node.value)
            if not (self.for_mkdocs and isinstance(number, str)):
                return number
        elif kind in ("bool", "null"):
            return self.scalars.construct_object(node)
        self._problem(
            node, say("got {value} — put it in quotes if it is meant as text", value=node.value)
        )
        return None

    def _no_comment(self, node: yaml.Node) -> None:
        """Not ``en: The part #2 of it``, of which YAML keeps "The part"."""
        end = node.end_mark
        if getattr(node, "style", None) or end.line >= len(self.written):
            return
        if re.match(r"[ \t]+#", self.written[end.line][end.column :]):
            message = say(
                "what follows # is dropped as a comment — put the text in quotes, or the comment "
                "on a line of its own"
            )
            self._problem(node, message)

    def _problem(self, node: yaml.Node, message: str) -> None:
        if len(self.result.problems) >= _MOST_MISTAKES:
            message = say("more than {most} mistakes — mend these first", most=_MOST_MISTAKES)
            raise yaml.YAMLError(message)
        line = node.start_mark.line + 1
        self.result.problems.append(Problem(self.result.path, line, message))


def _is_short(written: str) -> bool:
    """Whether a number can be written out: 1.0e+9999999 cannot."""
    exponent = re.search(r"[eE][-+]?([0-9]+)$", written)
    return len(written) <= _MOST_DIGITS and (not exponent or int(exponent[1]) <= _MOST_DIGITS)


def _number(written: str) -> int | Decimal | str:
    """Plain decimal numbers, exactly, 013 among them; YAML's base 60 (1:30) stays text."""
    if _WHOLE.fullmatch(written):
        return int(written)
    special = re.fullmatch(r"([-+]?)\.(inf|nan)", written, re.IGNORECASE)
    if special:
        return Decimal(special[1] + special[2])
    return Decimal(written.replace("_", "")) if _DECIMAL.fullmatch(written) else written

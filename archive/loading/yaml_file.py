"""YAML read with line numbers kept, and with nothing silently dropped.

PyYAML alone keeps the last of two equal keys, turns ``no`` into False and dates
into objects, and raises on an impossible date. Here duplicate keys are
reported, dates stay text, decimals stay exact, and every value knows its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

from archive.problems import Problem

Place = tuple[str | int, ...]
_TAG = "tag:yaml.org,2002:"
# libyaml's loader reads 2,000 records in about a third of the pure Python one's time.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def spell(place: Place) -> str:
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


def read(path: Path, shown: str) -> YamlFile:
    """Parse the file at ``path``, named ``shown`` in messages. Never raises for its content."""
    try:
        return parse(path.read_text(encoding="utf-8"), shown)
    except FileNotFoundError:
        message = "the file is missing — create it, holding {} if there is nothing to say"
    except UnicodeDecodeError as error:
        message = f"not UTF-8 text ({error.reason}) — save it as UTF-8"
    return YamlFile(shown, problems=[Problem(shown, 1, message)])


def parse(text: str, shown: str) -> YamlFile:
    """Parse ``text``, named ``shown`` in messages. Never raises for what it holds."""
    result = YamlFile(shown)
    try:
        node = yaml.compose(text, Loader=_Loader)
        if node is not None:
            result.data = _Builder(result).build(node, (), frozenset())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = " ".join(part for part in (error.context, error.problem) if part)
        lines = text.splitlines()
        tab = mark and "\t" in lines[min(mark.line, len(lines) - 1)] if lines else False
        message = (
            "not valid YAML: there is a tab in this line — indent with spaces"
            if tab
            else f"not valid YAML: {said} — check indentation, quotes and colons here and just "
            "above; a text with a colon and a space, or a brace, in it needs quotes"
        )
        # libyaml may point behind the last line.
        line = min(mark.line, text.rstrip().count("\n")) + 1 if mark else 1
        result.problems.append(Problem(shown, line, message))
    except RecursionError:
        result.problems.append(Problem(shown, 1, "nested too deeply — data is a few levels deep"))
    except yaml.YAMLError as error:
        first_line = str(error).splitlines()[0]
        result.problems.append(Problem(shown, 1, f"not valid YAML: {first_line}"))
    return result


class _Builder:
    """Turns PyYAML's node tree into data while noting lines."""

    def __init__(self, result: YamlFile) -> None:
        self.result = result
        self.scalars = yaml.constructor.SafeConstructor()

    def build(self, node: yaml.Node, place: Place, above: frozenset[int]) -> Any:
        self.result.lines.setdefault(place, node.start_mark.line + 1)
        if id(node) in above:
            self._problem(node, "a value that contains itself — write it out instead of an alias")
            return None
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, place, above | {id(node)}))
        if isinstance(node, yaml.SequenceNode):
            return [
                self.build(child, (*place, index), above | {id(node)})
                for index, child in enumerate(node.value)
            ]
        return self._scalar(node)

    def _pairs(
        self, node: yaml.MappingNode, place: Place, above: frozenset[int]
    ) -> Iterator[tuple[str, Any]]:
        first_lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            key = key_node.value
            if not isinstance(key, str) or key_node.tag != f"{_TAG}str":
                self._problem(key_node, f"the key {key} is not text — put it in quotes")
                continue
            if key in first_lines:
                self._problem(
                    key_node,
                    f'duplicate key "{key}" — it already stands at line {first_lines[key]}; '
                    "remove one of them",
                )
                continue
            first_lines[key] = line
            self.result.lines[(*place, key)] = line
            yield key, self.build(value_node, (*place, key), above)

    def _scalar(self, node: yaml.Node) -> Any:
        kind = node.tag.removeprefix(_TAG)
        if kind in ("str", "timestamp"):
            return node.value
        if kind in ("int", "float"):
            return _number(node.value)
        if kind in ("bool", "null"):
            return self.scalars.construct_object(node)
        self._problem(node, f"the tag {node.tag} is not used here — write plain text or numbers")
        return None

    def _problem(self, node: yaml.Node, message: str) -> None:
        line = node.start_mark.line + 1
        self.result.problems.append(Problem(self.result.path, line, message))


def _number(written: str) -> int | Decimal | str:
    """Plain decimal numbers, exactly. YAML's octal (013) and base 60 (1:30) stay text."""
    if re.fullmatch(r"[-+]?(0|[1-9][0-9_]*)", written):
        return int(written)
    special = re.fullmatch(r"([-+]?)\.(inf|nan)", written, re.IGNORECASE)
    try:
        return Decimal(special[1] + special[2] if special else written.replace("_", ""))
    except InvalidOperation:
        return written

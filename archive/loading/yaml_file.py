"""YAML read with line numbers kept, and with nothing silently dropped.

PyYAML alone keeps the last of two equal keys, turns ``no`` into False and dates
into objects, and raises on an impossible date. Here duplicate keys are
reported, dates stay text, decimals stay exact, and every value knows its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from archive.problems import Problem, unseen

Place = tuple[str | int, ...]
_TAG = "tag:yaml.org,2002:"
# libyaml's loader reads 2,000 records in about a third of the pure Python one's time.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Far above what a record needs; without bounds a short file can hold up a build for good.
_LARGEST_FILE = 1_000_000
_DEEPEST = 20
_LONGEST_TEXT = 5_000
_LONGEST_KEY = 100
_MOST_DIGITS = 30
_MOST_MISTAKES = 200
_WHOLE = re.compile(r"[-+]?(0|[1-9](_?[0-9])*)")
_DECIMAL = re.compile(r"(?=.*[0-9])[-+]?([0-9](_?[0-9])*)?(\.[0-9]*)?([eE][-+]?[0-9]+)?")


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
        if path.is_symlink() or (path.exists() and not path.is_file()):
            message = "no plain file — put the file itself here"
        elif path.stat().st_size > _LARGEST_FILE:
            message = f"more than {_LARGEST_FILE:,} bytes — take out what is no data"
        else:
            return parse(path.read_text(encoding="utf-8-sig"), shown)
    except FileNotFoundError:
        message = "the file is missing — create it, holding {} if there is nothing to say"
    except OSError as error:
        message = f"cannot be read ({error.strerror}) — see who may read it"
    except UnicodeDecodeError as error:
        message = f"not UTF-8 text ({error.reason}) — save it as UTF-8"
    return YamlFile(shown, problems=[Problem(shown, 1, message)])


def parse(text: str, shown: str, tags: Sequence[str] = ()) -> YamlFile:
    """Parse ``text``, named ``shown`` in messages. Never raises for what it holds.

    Lists may carry one of ``tags``, and are plain lists all the same.
    """
    result = YamlFile(shown)
    try:
        result.problems += _machinery(text, shown, tags)
        node = None if result.problems else yaml.compose(text, Loader=_Loader)
        if node is not None:
            result.data = _Builder(result, text).build(node, ())
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
    except (yaml.YAMLError, ValueError) as error:  # such as an escape for no character
        first_line = str(error).splitlines()[0]
        result.problems.append(Problem(shown, 1, f"not valid YAML: {first_line}"))
    return result


def _machinery(text: str, shown: str, tags: Sequence[str]) -> Iterator[Problem]:
    """What YAML can do and data does not need; an alias of aliases grows without end.

    Read off the events, which are neither nested nor expanded.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        why = ""
        if isinstance(event, yaml.AliasEvent):
            why = f"got the alias *{event.anchor} — write the value out; a text that begins with * needs quotes"
        elif isinstance(event, yaml.NodeEvent) and event.anchor:
            why = f"got the anchor &{event.anchor} — remove it; a text that begins with & needs quotes"
        elif (tag := getattr(event, "tag", None)) not in (None, "!", *tags):
            why = (
                f"the tag {tag} is not used here — write plain text or numbers; "
                "a text that begins with ! needs quotes"
            )
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            why = "nested too deeply — data is a few levels deep"
        if why:
            yield Problem(shown, event.start_mark.line + 1, why)  # type: ignore[union-attr]
        if depth > _DEEPEST:
            return


class _Builder:
    """Turns PyYAML's node tree into data while noting lines."""

    def __init__(self, result: YamlFile, text: str) -> None:
        self.result = result
        self.written = text.splitlines()
        self.scalars = yaml.constructor.SafeConstructor()

    def build(self, node: yaml.Node, place: Place) -> Any:
        self.result.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, place))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*place, index)) for index, child in enumerate(node.value)]
        return self._scalar(node)

    def _pairs(self, node: yaml.MappingNode, place: Place) -> Iterator[tuple[str, Any]]:
        first_lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            key = key_node.value
            if key_node.tag == f"{_TAG}merge":
                self._problem(key_node, "got the merge key << — write the fields out")
                continue
            if not isinstance(key, str) or key_node.tag != f"{_TAG}str":
                shown = key if isinstance(key, str) else "[…]"
                self._problem(key_node, f"the key {shown[:40]} is not text — put it in quotes")
                continue
            if len(key) > _LONGEST_KEY or unseen(key):
                self._problem(
                    key_node, "got a key that is too long or holds an invisible character"
                )
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
            yield key, self.build(value_node, (*place, key))

    def _scalar(self, node: yaml.Node) -> Any:
        kind = node.tag.removeprefix(_TAG)
        if len(node.value) > _LONGEST_TEXT:
            self._problem(node, f"{len(node.value):,} characters — at most {_LONGEST_TEXT:,}")
            return ""
        if unknown := unseen(node.value, allowed="\n"):
            self._problem(
                node, f"got the invisible character {unknown} — write the text without it"
            )
        if kind in ("str", "timestamp"):
            self._no_comment(node)
            return node.value
        if kind in ("int", "float"):
            if not _is_short(node.value):
                self._problem(
                    node, f"got a number beyond {_MOST_DIGITS} digits — write it out, or as a text"
                )
                return 0
            return _number(node.value)
        if kind in ("bool", "null"):
            return self.scalars.construct_object(node)
        self._problem(node, f"got {node.value!r} — put it in quotes if it is meant as text")
        return None

    def _no_comment(self, node: yaml.Node) -> None:
        """Not ``en: The part #2 of it``, of which YAML keeps "The part"."""
        end = node.end_mark
        if getattr(node, "style", None) or end.line >= len(self.written):
            return
        if re.match(r"[ \t]+#", self.written[end.line][end.column :]):
            message = "what follows # is dropped as a comment — put the text in quotes, or the comment on a line of its own"
            self._problem(node, message)

    def _problem(self, node: yaml.Node, message: str) -> None:
        if len(self.result.problems) >= _MOST_MISTAKES:
            raise yaml.YAMLError(f"more than {_MOST_MISTAKES} mistakes — mend these first")
        line = node.start_mark.line + 1
        self.result.problems.append(Problem(self.result.path, line, message))


def _is_short(written: str) -> bool:
    """Whether a number can be written out: 1.0e+9999999 cannot."""
    exponent = re.search(r"[eE][-+]?([0-9]+)$", written)
    return len(written) <= _MOST_DIGITS and (not exponent or int(exponent[1]) <= _MOST_DIGITS)


def _number(written: str) -> int | Decimal | str:
    """Plain decimal numbers, exactly. YAML's octal (013) and base 60 (1:30) stay text."""
    if _WHOLE.fullmatch(written):
        return int(written)
    special = re.fullmatch(r"([-+]?)\.(inf|nan)", written, re.IGNORECASE)
    if special:
        return Decimal(special[1] + special[2])
    return Decimal(written.replace("_", "")) if _DECIMAL.fullmatch(written) else written

"""Changes of a data file that leave all the rest as it stands: comments, order, wrapping.

RefusedError where a file is laid out in a way that leaves no place for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

import yaml

from archive.model.shapes import Place
from archive.problems import refusal

# What stands in braces on one line is about as long as a line that can be read.
_LONGEST_FLOW = 100
_TIME = "tag:yaml.org,2002:timestamp"


def with_entry(text: str, entry_id: str, entry: Mapping[str, Any]) -> str:
    """``text`` with an entry at its end."""
    root = _mapping(text)
    if not root.value:  # {}
        text = text[: root.start_mark.index] + text[root.end_mark.index :]
    elif root.flow_style:
        raise refusal("the file is one pair of braces — write each entry under its id")
    return text.rstrip() + "\n" + _dump({entry_id: entry}, 0)


def with_claim(text: str, record: str, claim_id: str, claim: Mapping[str, Any]) -> str:
    """``text`` with a claim behind those that ``record`` has, or as its first."""
    entry = next(value for key, value in _mapping(text).value if key.value == record)
    claims = next((value for key, value in entry.value if key.value == "claims"), None)
    if entry.flow_style or (claims and claims.flow_style):
        raise refusal("{id} stands in braces — write its fields one a line", id=record)
    if claims:
        column = claims.value[0][0].start_mark.column
        return _below(text, claims, _dump({claim_id: claim}, column))
    column = entry.value[0][0].start_mark.column
    return _below(text, entry, _dump({"claims": {claim_id: claim}}, column))


def with_former(text: str, place: Place, old: str) -> str:
    """``text`` in which what stands at ``place`` says that it was called ``old`` before."""
    node = _mapping(text)
    for part in place:
        node = next(value for key, value in node.value if key.value == part)
    former = next((value for key, value in node.value if key.value == "formerly"), None)
    inside = former or node
    at = inside.start_mark.index
    if inside.flow_style:
        word = old if former else f"formerly: [{old}]"
        comma = ", " if inside.value else ""
        return f"{text[: at + 1]}{word}{comma}{text[at + 1 :]}"
    written = f"- {old}" if former else f"formerly: [{old}]"
    return f"{text[:at]}{written}\n{' ' * inside.start_mark.column}{text[at:]}"


@lru_cache(maxsize=64)  # whoever looks for many names reads the same files for each
def scalars(text: str) -> Sequence[tuple[Place, bool, slice]]:
    """Each key and each value that is no mapping or list: its place, whether it is the key, and
    where in ``text`` it is written."""
    return tuple(_scalars(_mapping(text), ()))


def _scalars(node: yaml.Node, place: Place) -> Iterator[tuple[Place, bool, slice]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*place, key.value), True, slice(key.start_mark.index, key.end_mark.index)
            yield from _scalars(value, (*place, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _scalars(value, (*place, index))
    else:
        yield place, False, slice(node.start_mark.index, node.end_mark.index)


def _mapping(text: str) -> Any:
    """The file's entries. Not libyaml's: that one counts bytes in some versions."""
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _below(text: str, node: yaml.Node, written: str) -> str:
    """``text`` with ``written`` on the lines behind the last one of ``node``."""
    lines = text.splitlines(keepends=True)
    last = _last_line(node)
    while not lines[last].strip():
        last -= 1
    if not lines[last].endswith("\n"):
        lines[last] += "\n"
    return "".join([*lines[: last + 1], written, *lines[last + 1 :]])


def _last_line(node: Any) -> int:
    """The last line, from 0; a block's own end mark is behind the comments that follow it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _last_line(last[1] if isinstance(last, tuple) else last)
    line: int = node.end_mark.line
    return line - 1 if node.end_mark.column == 0 else line


class _House(yaml.SafeDumper):
    """Lists indented below their name, dates without quotes, long texts on lines of their own."""

    yaml_implicit_resolvers = {  # noqa: RUF012 — as the library has it
        sign: [one for one in known if one[0] != _TIME]
        for sign, known in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
        return super().increase_indent(flow, False)

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> Any:
        node = super().represent_mapping(tag, mapping, flow_style)
        if sum(len(part.value) for pair in node.value for part in pair) > _LONGEST_FLOW:
            node.flow_style = False
        return node


_House.add_representer(
    Decimal, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:float", str(value))
)


def _dump(data: Mapping[str, Any], column: int) -> str:
    written: str = yaml.dump(
        data,
        Dumper=_House,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=None,
        width=10**6,
    )
    if len(data) == 1 and written.startswith("{"):  # all of it on one line
        written = written.strip()[1:-1] + "\n"
    return "".join(" " * column + line for line in written.splitlines(keepends=True))

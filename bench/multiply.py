"""The record several times over, to see what grows with it.

    multiply(Path("."), Path("/tmp/ten"), 10)     # once: a plain copy to work in

Every entry of ``data/`` comes again as ``<id>-x2``, ``<id>-x3`` …, and with it the pages
and the lines of the navigation that bear its id. What an entry or a page names is named
in its own copy. Lists of labels stay as they are: ten times the facts need no more units.
The files are treated as text with ids in it, so that no field has to be known here.
"""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import yaml

LABELS = frozenset({"audiences", "categories", "kinds", "roles", "themes", "units"})
# What a record does without: the results of commands, and what is not about the site.
_LEFT_OUT = frozenset({"bench", "site", "tests", "tools"})
# Stands behind an id wherever a copy is to add its number.
_MARK = "\0"
_CALL = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_LINK = re.compile(r"\]\([^)\s]*\)")
_HEADING_ID = re.compile(r"\{ *#([\w.-]+) *\}")


def multiply(root: Path, target: Path, times: int) -> None:
    """Write the project at ``root`` to the new folder ``target``, its record ``times`` over."""

    def left_out(folder: str, names: list[str]) -> set[str]:
        top = Path(folder) == root
        return {name for name in names if top and (name.startswith(".") or name in _LEFT_OUT)}

    shutil.copytree(root, target, ignore=left_out)
    files = [path for path in (target / "data").glob("*.yml") if path.stem not in LABELS]
    entries = {path: yaml.compose(path.read_text(encoding="utf-8")) for path in files}
    ids = [key.value for node in entries.values() for key, _ in _pairs(node)]
    if times < 2 or not ids:
        return
    pages = sorted((target / "docs").rglob("*.md"))
    headings = {found for page in pages for found in _HEADING_ID.findall(page.read_text("utf-8"))}
    names = _Names.of(ids, headings)
    for path, node in entries.items():
        text = path.read_text(encoding="utf-8")
        body = names.mark_data(text, node)
        path.write_text(text.rstrip("\n") + "\n" + "".join(_copies(body, times)), "utf-8")
    for page in pages:
        if page.stem in set(ids):
            marked = names.mark_page(page.read_text(encoding="utf-8"))
            for number, text in enumerate(_copies(marked, times), start=2):
                page.with_stem(f"{page.stem}-x{number}").write_text(text, encoding="utf-8")
    for config in target.glob("mkdocs*.yml"):
        config.write_text(
            names.extend_navigation(config.read_text(encoding="utf-8"), times), "utf-8"
        )


def _copies(marked: str, times: int) -> Iterator[str]:
    for number in range(2, times + 1):
        yield marked.replace(_MARK, f"-x{number}")


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    return node.value if isinstance(node, yaml.MappingNode) else []


def _scalars(node: yaml.Node, field: str) -> Iterator[tuple[str, yaml.ScalarNode]]:
    """Every value inside ``node``, with the field that it stands in."""
    if isinstance(node, yaml.ScalarNode):
        yield field, node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item, field)
    else:
        for key, value in _pairs(node):
            yield from _scalars(value, str(key.value))


@dataclass(frozen=True)
class _Names:
    """Where the ids of the record stand in texts of each kind; each pattern ends in an id."""

    reference: re.Pattern[str]  # a whole value: an id, or the id of a claim's record
    placeholder: re.Pattern[str]  # {record.claim} in a sentence
    argument: re.Pattern[str]  # "record.claim" in a macro call, but not label="…"
    target: re.Pattern[str]  # ../folder/record.md#record.claim in a link
    navigation: re.Pattern[str]

    @classmethod
    def of(cls, ids: Iterable[str], headings: Iterable[str]) -> _Names:
        """The patterns for ``ids``; a link to one of the ``headings`` is no link to an entry."""
        one_of = "|".join(sorted(map(re.escape, ids), key=len, reverse=True))
        no_heading = "".join(rf"(?!{re.escape(heading)}\))" for heading in sorted(headings))
        return cls(
            re.compile(rf"""['"]?(?:{one_of})(?=['"]?$|\.)"""),
            re.compile(rf"\{{(?:{one_of})(?=\.)"),
            # A chart's name may end in an id.
            re.compile(rf"""(?<!=)(?<=["'])(?:[a-z0-9-]+?-)??(?:{one_of})(?=["'.])"""),
            re.compile(
                rf"(?<=[(/])(?:{one_of})(?=\.md\b|/)|(?<=#){no_heading}(?:{one_of})(?=[.)])"
            ),
            re.compile(rf"^ *- (?:.*[ /])?(?:{one_of})(?=\.md$)"),
        )

    def mark_data(self, text: str, node: yaml.Node | None) -> str:
        """The entries of a data file, from the first on, with all ids in them marked."""
        if not _pairs(node):
            return ""
        places: list[int] = []
        fields: dict[str, list[yaml.ScalarNode]] = defaultdict(list)
        for key, value in _pairs(node):
            places.append(self._end(self.reference, text, key))
            for field, scalar in _scalars(value, ""):
                fields[field].append(scalar)
        for scalars in fields.values():
            ends = [self._end(self.reference, text, scalar) for scalar in scalars]
            # Some ids are ordinary words, too: a field names entries if most of its values do.
            if sum(end > 0 for end in ends) * 2 >= len(ends):
                places += [end for end in ends if end > 0]
            for scalar in scalars:
                start, end = scalar.start_mark.index, scalar.end_mark.index
                found = self.placeholder.finditer(text, start, end)
                places += [match.end() for match in found]
        start = _pairs(node)[0][0].start_mark.index
        pieces = [start, *sorted(set(places)), len(text)]
        parts = [text[a:b] for a, b in pairwise(pieces)]
        return _MARK.join(parts).rstrip("\n") + "\n"

    def mark_page(self, text: str) -> str:
        """A page with all ids in its calls and links marked."""
        text = _CALL.sub(lambda call: self.argument.sub(_marked, call[0]), text)
        return _LINK.sub(lambda link: self.target.sub(_marked, link[0]), text)

    def extend_navigation(self, text: str, times: int) -> str:
        """A configuration whose runs of entries' pages are followed by those of the copies."""
        lines: list[str] = []
        run = ""
        for line in [*text.splitlines(keepends=True), ""]:
            if self.navigation.search(line.rstrip("\n")):
                run += self.navigation.sub(_marked, line.rstrip("\n")) + "\n"
            else:
                lines += _copies(run, times)
                run = ""
            lines.append(line)
        return "".join(lines)

    @staticmethod
    def _end(pattern: re.Pattern[str], text: str, scalar: yaml.Node) -> int:
        """Where the id in a value ends, in the whole ``text``; -1 if the value names nothing."""
        start = scalar.start_mark.index
        match = pattern.match(text[start : scalar.end_mark.index].rstrip())
        return start + match.end() if match else -1


def _marked(match: re.Match[str]) -> str:
    return match[0] + _MARK

"""The record several times over, to see what grows with it.

    multiply(Path("."), Path("/tmp/ten"), 10)     # once: a plain copy to work in

Every entry of ``data/`` comes again as ``<id>-x2``, ``<id>-x3`` …, and with it the pages
and the lines of the navigation that bear its id. What an entry or a page names is named
in its own copy. Lists of labels stay as they are: ten times the facts need no more units.
"""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby, pairwise
from pathlib import Path

import yaml

from archive.building.mentions import EntryRef, mentions
from archive.languages import LANGUAGES
from archive.model.collections import COLLECTIONS
from archive.model.records import Category, Unit
from archive.pages.configuration import CONFIGS

LABELS = {name for name, one in COLLECTIONS.items() if issubclass(one.model, Category | Unit)}
# What a record does without: the results of commands, and what is not about the site.
_LEFT_OUT = frozenset({"bench", "site", "tests", "tools"})
# Stands behind an id wherever a copy is to add its number.
_MARK = "\0"


def multiply(root: Path, target: Path, times: int) -> None:
    """Write the project at ``root`` to the new folder ``target``, its record ``times`` over."""

    def left_out(folder: str, names: list[str]) -> set[str]:
        top = Path(folder) == root
        return {name for name in names if top and (name.startswith(".") or name in _LEFT_OUT)}

    shutil.copytree(root, target, ignore=left_out)
    if times < 2:
        return
    ends, pages = defaultdict[str, set[int]](set), []
    for collection in COLLECTIONS.keys() - LABELS:
        text = (target / "data" / f"{collection}.yml").read_text(encoding="utf-8")
        for key in yaml.safe_load(text) or ():
            ref = EntryRef(collection, key)
            pages += [f"docs/{side}/{ref.page}" for side in LANGUAGES if ref.page]
            for mention in mentions(target, ref):
                ends[mention.path].add(mention.end)
    for shown, places in ends.items():
        path, text = target / shown, (target / shown).read_text(encoding="utf-8")
        cuts = pairwise([0, *sorted(places), len(text)])
        marked = _MARK.join(text[start:end] for start, end in cuts)
        if shown in CONFIGS.values():
            path.write_text("".join(_extended(marked, times)), encoding="utf-8")
        elif shown in pages:
            for number, copy in enumerate(_copies(marked, times), start=2):
                path.with_stem(f"{path.stem}-x{number}").write_text(copy, encoding="utf-8")
        elif path.suffix == ".yml":
            body = re.split(r"^(?=\w)", marked.rstrip("\n") + "\n", maxsplit=1, flags=re.M)[1]
            path.write_text(text.rstrip("\n") + "\n" + "".join(_copies(body, times)), "utf-8")


def _copies(marked: str, times: int) -> Iterator[str]:
    for number in range(2, times + 1):
        yield marked.replace(_MARK, f"-x{number}")


def _extended(marked: str, times: int) -> Iterator[str]:
    """A configuration whose runs of entries' pages are followed by those of the copies."""
    lines = marked.splitlines(keepends=True)
    for named, run in groupby(lines, lambda line: _MARK in line):
        text = "".join(run)
        yield text.replace(_MARK, "")
        yield from _copies(text, times) if named else ()

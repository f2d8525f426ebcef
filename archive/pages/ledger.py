"""The ledger ``docs/pairs.json``: what both languages were when they were last found in step."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from archive.loading.plain_text import plain_text
from archive.messages import say
from archive.pages.source_text import line_of
from archive.problems import ContentError, Problem

LEDGER = Path("docs") / "pairs.json"
Entry = Mapping[str, str]  # a hash for each language, and the calls of a page


def read_ledger(root: Path) -> Mapping[str, Entry]:
    """The confirmed hashes by page, such as ``funds/index.md``; empty without a ledger."""
    path = root / LEDGER
    return _read(path, path.lstat().st_mtime_ns) if os.path.lexists(path) else {}


@lru_cache(maxsize=2)
def _read(path: Path, stamp: int) -> Mapping[str, Entry]:
    text, message = plain_text(path)
    line = 1
    if not message:
        message = say("not valid JSON — keep one of the versions of a merge, or take the line out")
        try:
            ledger: dict[str, Entry] = json.loads(text, object_pairs_hook=_each_once)
            wrong = [key for key, entry in ledger.items() if not _is_entry(entry)]
            if not wrong:
                return ledger
            line = line_of(text, text.find(json.dumps(wrong[0])))
        except KeyError as error:
            line = line_of(text, text.rfind(json.dumps(error.args[0])))
        except (AttributeError, RecursionError, ValueError) as error:
            line = getattr(error, "lineno", line)
    raise ContentError([Problem(LEDGER.as_posix(), line, message)])


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    entries: dict[str, Any] = {}
    for key, value in pairs:
        if key in entries:
            raise KeyError(key)
        entries[key] = value
    return entries


def _is_entry(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())


def write_ledger(root: Path, ledger: Mapping[str, Entry]) -> None:
    """Write the ledger, one line for each page, so that two branches seldom change the same one."""
    rows = [
        f"{json.dumps(key)}: {json.dumps(ledger[key], sort_keys=True)}" for key in sorted(ledger)
    ]
    (root / LEDGER).write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")

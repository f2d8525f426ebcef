"""Texts that are wrapped over several lines in a file: where a break means no space.

YAML makes a space of it (or keeps it, behind ``|``), which Chinese does not want.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from archive.languages import LANGUAGES, join_patterns


def unwrapped(node: Any, written: Sequence[str], name: str | int) -> str:
    """The text of the YAML ``node``, in the field ``name`` of a file with the lines ``written``."""
    value: str = node.value
    start, end = node.start_mark, node.end_mark
    if start.line == end.line:
        return value
    lines = [line.strip() for line in written[start.line : end.line]]
    if node.style in ("|", ">"):
        lines = lines[1:]  # behind the sign itself
    else:
        quoted = node.style in ("'", '"')
        lines[0] = written[start.line][start.column + quoted :].strip()
        lines.append(written[end.line][: end.column - quoted].strip())
    language = next((one for one in LANGUAGES if one == name), LANGUAGES[-1])
    at = 0
    for before, after in pairwise(lines):
        edge = f"{before[-1:]}\n{after[:1]}"
        if any(pattern.search(edge) for pattern in join_patterns(language)):
            found = re.compile(f"{re.escape(before)}[ \n]{re.escape(after)}").search(value, at)
            if found:
                at = found.start() + len(before)
                value = value[:at] + value[at + 1 :]
    return value

"""Slips of spelling and punctuation in the prose of both languages.

python -m tools.prose             # all that might be better; fails for what is certainly wrong
python -m tools.prose --certain   # only that

English is read by typos, with the word list in pyproject.toml; Chinese by AutoCorrect.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import autocorrect_py
import yaml

from archive.problems import Problem

_ENGLISH = ("docs/en/**/*.md", "*.md", "data/*.yml", "templates/labels.yml")
_CHINESE = ("docs/zh/**/*.md", "*.zh.md", "SECURITY.md", "data/*.yml", "templates/labels.yml")
# Where certain, what is wrong in itself: half-width signs between Han characters, wide digits.
_CERTAIN = re.compile(r"[\u4e00-\u9fff][,;:!?][\u4e00-\u9fff]|[０-９Ａ-Ｚａ-ｚ]")
# What is no prose: macro calls, which become a figure, code, and addresses.
_CALL = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_CODE = re.compile(
    r"^ *```.*?^ *```|`[^`]+`|\]\([^)]*\)|<[^>]*>|\{ [^}]* \}", re.DOTALL | re.MULTILINE
)
_SPACED = re.compile(r"[\u4e00-\u9fff] +[A-Za-z0-9]|[A-Za-z0-9] +[\u4e00-\u9fff]")
_STRAIGHT = re.compile(r"[\u4e00-\u9fff][\"']|[\"'][\u4e00-\u9fff]")
_OFF = (
    "space-word space-punctuation space-bracket space-backticks space-dash space-dollar spellcheck"
)


def english(root: Path, locale: str) -> set[Problem]:
    """Slips of spelling; with a ``locale``, forms of other countries, too."""
    typos = str(Path(sys.executable).with_name("typos"))
    files = [str(path.relative_to(root)) for pattern in _ENGLISH for path in root.glob(pattern)]
    command = [typos, "--format", "json", "--locale", locale, *files]
    found = subprocess.run(  # noqa: S603 — a locked package, and files of the record
        command, cwd=root, capture_output=True, text=True, check=False
    )
    if found.returncode not in (0, 2):
        raise SystemExit(found.stderr)
    return {
        Problem(one["path"], one["line_num"], _better(one["typo"], " / ".join(one["corrections"])))
        for one in map(json.loads, found.stdout.splitlines())
        if one["type"] == "typo" and "line_num" in one
    }


def chinese(root: Path) -> Iterator[tuple[Problem, bool]]:
    """Slips of punctuation, and whether each is certain."""
    autocorrect_py.load_config(json.dumps({"rules": dict.fromkeys(_OFF.split(), 0)}))  # type: ignore[attr-defined]
    for pattern in _CHINESE:
        for path in sorted(root.glob(pattern)):
            text, shown = path.read_text("utf-8"), path.relative_to(root).as_posix()
            yml = path.suffix == ".yml"
            for line, said in _in_yaml(yaml.compose(text)) if yml else _in_page(text):
                yield from _slips(shown, line, said, "text" if yml else "markdown")


def _slips(path: str, line: int, text: str, kind: str) -> Iterator[tuple[Problem, bool]]:
    for number, written in enumerate(text.splitlines(), start=line):
        for found in _SPACED.findall(written):
            yield Problem(path, number, _better(found, found.replace(" ", ""))), False
        for found in _STRAIGHT.findall(written):
            yield Problem(path, number, _better(found, "“ ”")), False
    for slip in autocorrect_py.lint_for(text, kind).lines:
        for was, now in _differences(slip.old, slip.new):
            certain = bool(_CERTAIN.search(was))
            yield Problem(path, line + slip.line - 1, _better(was, now)), certain


def _in_page(text: str) -> Iterator[tuple[int, str]]:
    """A page without what is no prose, line by line as before."""

    def lines(of: re.Match[str]) -> str:
        return "\n" * of[0].count("\n")

    yield 1, _CODE.sub(lines, _CALL.sub(lambda call: f"1{lines(call)}", text))


def _in_yaml(node: yaml.Node | None, key: str = "") -> Iterator[tuple[int, str]]:
    """The texts in Chinese, with the lines on which they begin."""
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield from _in_yaml(value, name.value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _in_yaml(value, key)
    elif isinstance(node, yaml.ScalarNode) and key == "zh":
        yield node.start_mark.line + 1, node.value


def _differences(was: str, now: str) -> Iterator[tuple[str, str]]:
    """The places where two texts differ, each with a few characters around it."""
    for kind, i, j, k, m in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind != "equal":
            yield was[max(i - 6, 0) : j + 6], now[max(k - 6, 0) : m + 6]


def _better(was: str, now: str) -> str:
    return f"{was} — 是否应为 · better: {now}"


def main() -> int:
    """Print the findings; 1 if any is certain."""
    root = Path.cwd()
    certain = english(root, "en")
    advice = english(root, "en-gb") - certain
    for problem, sure in chinese(root):
        (certain if sure else advice).add(problem)
    on_github = os.environ.get("GITHUB_ACTIONS") == "true"
    for problem in sorted(certain if "--certain" in sys.argv else certain | advice):
        kind = "error" if problem in certain else "notice"
        print(problem.annotation(kind) if on_github else problem)
    return int(bool(certain))


if __name__ == "__main__":
    sys.exit(main())

"""The recipes of CONTRIBUTING, each done as it is written, one after the other.

A fence of ``sh`` is run; one that names a file is added at its end or, a ``diff``, changes it there.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.building.check import check
from archive.cli import main
from tests.built import PROJECT

GUIDES = {"en": "CONTRIBUTING.md", "zh": "CONTRIBUTING.zh.md"}
_FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
Block = tuple[str, str, str]


def blocks(language: str) -> list[Block]:
    """The fences of a guide: what they hold, the file that they are about, their text."""
    found = _FENCE.findall((PROJECT / GUIDES[language]).read_text("utf-8"))
    assert found, "no recipes"
    return found


def shared(language: str) -> list[Block]:
    """Those that are not about a page of one language."""
    return [one for one in blocks(language) if not one[1].startswith("docs/")]


def run(root: Path, line: str) -> None:
    """A command as a shell would have it; what make would start is told by a stand-in, and is run
    here."""
    words = shlex.split(line)
    if words[0] != "make":
        subprocess.run(words, cwd=root, check=True)
        return
    python = root / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True, exist_ok=True)
    python.write_text("#!/bin/sh\nprintf '%s\\0' \"$@\"\n", "utf-8")
    python.chmod(0o755)
    makefile = str(PROJECT / "Makefile")
    told = subprocess.run(
        ["make", "-s", "-o", "setup", "-f", makefile, *words[1:]],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
    )
    arguments = told.stdout.split("\0")[:-1]
    result = CliRunner().invoke(main, arguments[arguments.index("archive") + 1 :])
    assert result.exit_code == 0, f"{line}\n{result.output}"


def change(path: Path, block: str) -> None:
    """Make the change that a diff shows, at the one place where its lines stand."""
    lines = path.read_text("utf-8").splitlines()
    before = [line[1:] for line in block.splitlines() if line[0] != "+"]
    after = [line[1:] for line in block.splitlines() if line[0] != "-"]
    found = [at for at in range(len(lines)) if lines[at : at + len(before)] == before]
    assert len(found) == 1, (block, found)
    lines[found[0] : found[0] + len(before)] = after
    path.write_text("\n".join(lines) + "\n", "utf-8")


def add(path: Path, block: str) -> None:
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n\n{block}", "utf-8")


def renamed(commands: Iterator[str]) -> bool:
    return any(command.startswith("make rename") for command in commands)


def test_each_recipe_does_what_it_says(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(scratch)
    (scratch / "some-picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    for language in GUIDES:
        (scratch / "docs" / language / "images").mkdir(exist_ok=True)
    pages = [one for one in blocks("zh") if one[1].startswith("docs/zh/")]
    for kind, file, text in blocks("en"):
        if kind == "sh":
            if renamed(iter(text.splitlines())):  # so far, the other language's pages say the same
                shutil.copytree("docs/en/images", "docs/zh/images", dirs_exist_ok=True)
                for _, path, words in pages:
                    add(scratch / path, words)
                assert [str(problem) for problem in check(scratch)] == []
            for line in text.splitlines():
                run(scratch, line)
        elif kind == "diff":
            change(scratch / file, text)
        else:
            add(scratch / file, text)
    assert [str(problem) for problem in check(scratch)] == []


def test_both_guides_have_the_same_recipes() -> None:
    assert shared("zh") == shared("en")
    pages = [
        [one[1].split("/", 2)[2] for one in blocks(side) if "docs/" in one[1]] for side in GUIDES
    ]
    assert pages[0] == pages[1]

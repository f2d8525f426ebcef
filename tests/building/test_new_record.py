"""Another organisation's record: made from this one, and nothing of this one in it."""

from __future__ import annotations

import html
import os
import subprocess
import sys
from pathlib import Path

import pytest

from archive.languages import Language
from archive.pages.reviews import reviews
from tests.built import PROJECT
from tools.clear_example import clear_example
from tools.new_record import new_record

# With what Make, the shell, YAML, Markdown and HTML have uses for, and with figures.
NAMES: dict[Language, str] = {
    "zh": "“试作”档案：2031",
    "en": r"""The "Trial" & Co’s [First] 5%: $HOME, `it's` *a\b* #2031""",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new record, as the command makes it."""
    folder = tmp_path_factory.mktemp("made") / "record"
    names = [f"{language.upper()}={name}" for language, name in NAMES.items()]
    command = ["make", "-o", "setup", "record", f"DIR={folder}", *names]
    subprocess.run(command, cwd=PROJECT, check=True)
    return folder


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """A command of the new record's own engine."""
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_builds_is_in_step_and_bears_its_own_name(made: Path) -> None:
    built = run(made, "archive", "build")
    assert built.returncode == 0, built.stderr
    own = [sys.executable, "-m", "pytest", "-q", "-n0", "tests/record"]
    subprocess.run(own, cwd=made, env={**os.environ, "PYTHONPATH": str(made)}, check=True)
    assert all(review.in_step for review in reviews(made))
    home = (made / "site" / "en" / "index.html").read_text("utf-8")
    assert f">{NAMES['en']}<" in html.unescape(home)
    assert NAMES["zh"] in (made / "README.zh.md").read_text("utf-8")
    branch = subprocess.check_output(["git", "branch", "--show-current"], cwd=made, text=True)
    assert branch == "main\n", "what the workflows publish"


def test_the_example_goes_and_the_check_names_what_is_left_to_write(
    made: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "cleared"
    new_record(folder, NAMES)
    kinds = folder / "data" / "organizations.yml"
    kinds.write_text(
        kinds.read_text("utf-8")
        + "own:\n  name: {zh: 自己, en: Own}\n  name_basis: own\n  kind: association\n",
        "utf-8",
    )
    gone = clear_example(folder)
    assert "flood-fund (funds)" in gone
    guide = (folder / "docs" / "en" / "contribute.md").read_text("utf-8")
    assert "{{ example('link(\"own\")') }}" in guide
    assert "example('fact(" not in guide, "there is no figure yet"
    assert "association (kinds)" not in gone, "an entry that stays has use for it"
    checked = run(folder, "archive", "check")
    lines = checked.stderr.splitlines()
    assert "mistakes" in lines.pop()
    assert {line.partition(":")[0].split("/", 2)[2] for line in lines} == {
        "index.md",
        "funds/index.md",
    }

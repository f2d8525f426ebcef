"""Messages exist in Chinese as well as in English, and say the same in both."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path
from string import Formatter

import pytest

from archive import messages
from tests.built import PROJECT
from tools.messages import SPEAKING, ids, of_click, read, spoken

HAN = re.compile("[\u3400-\u9fff]")


def names(sentence: str) -> set[str]:
    """The placeholders of a message."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def forms(text: object) -> list[str]:
    """A message in singular and plural, if it has these."""
    return list(map(str, text)) if isinstance(text, list | tuple) else [str(text or "")]


def test_every_message_has_its_pair_and_no_pair_is_left_over() -> None:
    catalogue = ids(read())
    assert sorted(spoken() - catalogue) == [], "run: make messages, and translate what is new"
    assert sorted(catalogue - spoken() - of_click().keys()) == [], "run: make messages"


def test_a_pair_says_the_same() -> None:
    for one in read():
        wanted = set().union(*map(names, forms(one.id)))
        for text in forms(one.string) if one.id else ():
            assert text, f"{one.id}: no translation"
            assert names(text) <= wanted, one.id
            assert one.pluralizable or names(text) == wanted, one.id
            # A comma, a colon or a stop between two Chinese words is a full-width one.
            assert not re.search(rf"{HAN.pattern}[,;:!?()]|{HAN.pattern}\.( |$)", text), text
            assert " — " not in text, text


def test_the_environment_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert messages.say("known are {names}", names="x") == "known are x"
    for name, value in (("LANG", "zh_CN.UTF-8"), ("LC_ALL", "en_GB.UTF-8"), ("LANGUAGE", "zh")):
        monkeypatch.setenv(name, value)
        said = messages.say("known are {names}", names="x")
        assert said == ("known are x" if value.startswith("en") else "可用的有：x"), name


def test_a_catalogue_that_changed_is_read_anew(tmp_path: Path) -> None:
    catalogue = tmp_path / "messages.po"
    for text in ("甲", "乙"):
        catalogue.write_text(f'msgid "one"\nmsgstr "{text}"\n', "utf-8")
        messages._compile(catalogue)
        assert text.encode() in catalogue.with_suffix(".mo").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["messages.mo", "messages.po"]


# Calls whose text people read; where it is no message of its own, say() made it.
TELLING = (
    "Problem",
    "MacroError",
    "RefusedError",
    "ValueError",
    "KeyError",
    "echo",
    "print",
    "prompt",
    "confirm",
    "UsageError",
)
# What only a programmer's slip brings to light, and what is data.
INTERNAL = {
    "a statement has no figure to word",
    " is too long",
    ": no article with a heading",
    " cannot be written as part of one script",
}


def test_nothing_is_told_in_one_language_only() -> None:
    """Words in such a call stand inside say(); a dash with spaces stands in no other text."""
    found = []
    for path in [
        *(PROJECT / "archive").rglob("*.py"),
        *(
            PROJECT / name
            for name in ("macros.py", "tools/new_record.py", "tools/clear_example.py")
        ),
    ]:
        tree = ast.parse(path.read_text("utf-8"))
        documents = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        ]
        said = [*documents, *calls_of(tree, (*SPEAKING, "option", "Option"))]
        left = texts(tree) - {text for node in said for text in texts(node)}
        told = {text for node in calls_of(tree, TELLING) for text in texts(node)}
        for text in left:
            words = text in told and re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", str(text.value))
            if (words or " — " in str(text.value)) and text.value not in INTERNAL:
                found.append(f"{path}:{text.lineno}: {text.value!r}")
    assert found == []


def calls_of(tree: ast.AST, names: tuple[str, ...]) -> list[ast.Call]:
    """Calls of functions or methods with one of these names."""
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [
        node for node in found if getattr(node.func, "id", getattr(node.func, "attr", "")) in names
    ]


def texts(tree: ast.AST) -> set[ast.Constant]:
    """The constant texts in a tree."""
    found = {node for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return {node for node in found if isinstance(node.value, str)}


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_command_and_its_workers_speak_the_chosen_language(scratch: Path, command: str) -> None:
    page = scratch / "docs" / "en" / "about.md"
    page.write_text(page.read_text("utf-8") + '\n{{ name("nobody") }}\n', "utf-8")
    (scratch / "data" / "people.yaml").touch()
    run = subprocess.run(
        [sys.executable, "-m", "archive", command, "--lang", "zh"],
        cwd=scratch,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 1
    lines = run.stderr.splitlines()
    assert [line.partition(":")[0] for line in lines[:2]] == [
        "data/people.yaml",
        "docs/en/about.md",
    ]
    for line in lines:
        assert HAN.search(line), line
        assert not re.search("[a-z]{2,} [a-z]{2,} [a-z]{2,}", line), line


def test_make_help_speaks_both_languages() -> None:
    told = re.findall(r"^[a-z-]+:[^#\n]*## (.*)$", (PROJECT / "Makefile").read_text("utf-8"), re.M)
    assert told
    for line in told:
        _, bar, chinese = line.partition(" | ")
        assert bar and HAN.search(chinese), line

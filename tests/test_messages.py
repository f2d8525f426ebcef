"""Messages exist in Chinese as well as in English, and say the same in both."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from archive import messages
from tools.messages import ids, of_click, read, spoken

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

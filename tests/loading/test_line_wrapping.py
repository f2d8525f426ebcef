"""Texts that contributors wrap in data files read as if they stood on one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.loading.yaml_file import parse
from archive.pages import reviews

PLAIN = "{mark}一句话，\n      又一句\n      COVID-19，𠮷\n      字。{mark}"


@pytest.mark.parametrize(
    "written",
    [
        PLAIN.format(mark=""),
        PLAIN.format(mark="'"),
        PLAIN.format(mark='"'),
        PLAIN.format(mark=">\n      ").removesuffix(">\n      "),
        PLAIN.format(mark="|\n      ").removesuffix("|\n      "),
    ],
    ids=["plain", "single", "double", "folded", "literal"],
)
def test_a_break_between_han_characters_is_no_space(written: str) -> None:
    text = f"a:\n  note:\n    zh: {written}\n    en: one\n      two\n"
    parsed = parse(text, "x.yml")
    assert parsed.problems == []
    assert parsed.data["a"]["note"]["zh"].strip() == "一句话，又一句COVID-19，𠮷字。"
    assert parsed.data["a"]["note"]["en"] == "one two"


def test_typed_spaces_and_breaks_between_latin_words_stay() -> None:
    text = "a:\n  zh: 一 句\n    话 甲 乙\n  en: the word 甲\n    乙 and 丙\n    more\n  x: {zh: 甲\n    乙, en: c}\n"
    assert parse(text, "x.yml").data["a"] == {
        "zh": "一 句话 甲 乙",
        "en": "the word 甲乙 and 丙 more",
        "x": {"zh": "甲乙", "en": "c"},
    }


def test_wrapping_a_text_of_the_data_again_changes_nothing(scratch: Path) -> None:
    reviews.mark_reviewed(scratch, [])
    file = scratch / "data" / "terms.yml"
    text = file.read_text("utf-8")
    wrapped = text.replace("在湿页", "在\n      湿页").replace(
        "Laying blotting", "Laying\n      blotting"
    )
    assert wrapped.count("\n") == text.count("\n") + 2
    file.write_text(wrapped, "utf-8")
    assert [one for one in reviews.reviews(scratch) if not one.in_step] == []


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "=======", ">>>>>>> other", "||||||| base"])
def test_the_marks_of_a_merge_are_named(mark: str) -> None:
    (problem,) = parse(f"a:\n  b: c\n{mark}\n  d: e\n", "data/x.yml").problems
    assert str(problem).startswith("data/x.yml:3: a marker of a merge")

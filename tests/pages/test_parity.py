"""Two languages of a page side by side: what the check reports, and where."""

from __future__ import annotations

import pytest

from archive.pages import parity
from archive.rendering.calls import calls
from archive.rendering.macros import MACROS

PAGE = """# {{ name("a") }}

Some words, {{ fact("a.total") }} and [more](../b.md#part).

## First { #first }

| one | two |
|---|---|
| 1 | 2 |

## Second { #second }

!!! note

    A note.
"""


def side(text: str, path: str) -> parity.Side:
    return parity.read(path, text, calls(text, path, MACROS)[0])


def found(english: str) -> list[str]:
    """What is reported when the Chinese page is PAGE and the English one is ``english``."""
    problems = parity.differences(side(PAGE, "zh.md"), side(english, "en.md"))
    return [str(problem) for problem in problems]


def test_other_words_are_no_difference() -> None:
    assert found(PAGE.replace("Some words", "Andere Worte").replace("First {", "Erstes {")) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "## Second { #second }",
            "## Second { #zweitens }",
            [
                "en.md:11: heading ## { #zweitens } has no counterpart in zh.md:5",
                "zh.md:11: heading ## { #second } has no counterpart in en.md:5",
            ],
        ),
        ("## Second", "### Second", ["en.md:11: heading ###", "zh.md:11: heading ##"]),
        (
            '{{ fact("a.total") }}',
            "the total",
            ['zh.md:3: macro fact("a.total") has no counterpart in en.md:1'],
        ),
        ("Some words", 'Some {{ name("b") }}', ['en.md:3: macro name("b") has no counterpart']),
        ("(../b.md#part)", "(../c.md)", ["en.md:3: link ../c.md", "zh.md:3: link ../b.md#part"]),
        (
            "| one | two |\n|---|---|\n| 1 | 2 |\n",
            "",
            ["zh.md:8: table has no counterpart in en.md:5"],
        ),
        ("!!! note", "!!! warning", ["en.md:13: admonition warning", "zh.md:13: admonition note"]),
    ],
)
def test_each_difference_is_reported_with_both_places(
    old: str, new: str, expected: list[str]
) -> None:
    assert old in PAGE
    reported = sorted(found(PAGE.replace(old, new)))
    assert len(reported) == len(expected)
    for line, start in zip(reported, expected, strict=True):
        assert line.startswith(start)


def test_headings_in_another_order_are_reported() -> None:
    swapped = PAGE.replace("{ #first }", "{ #x }").replace("{ #second }", "{ #first }")
    assert found(swapped.replace("{ #x }", "{ #second }")) == [
        "zh.md:5: the headings stand in another order than in en.md:5"
    ]


def test_a_heading_without_id_is_reported() -> None:
    text = PAGE.replace("## First { #first }", "## First")
    assert [problem.line for problem in parity.missing_ids(side(text, "zh.md"))] == [5]


def test_code_is_not_compared() -> None:
    assert found(PAGE + "\n```\n## No heading\n```\n") == []

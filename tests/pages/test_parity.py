"""Two languages of a page side by side: what the check reports, and where."""

from __future__ import annotations

import pytest

from archive.pages import parity
from archive.rendering.calls import calls
from archive.rendering.macros import MACROS

PAGE = """# {{ name("a") }}

Some words, {{ fact("a.total") }} and [more](../b.md#part).

## First { #first }

Words with {{ fact("a.count") }}.

## Second { #second }

- One
- Two
"""


def side(text: str, path: str) -> parity.Side:
    return parity.read(path, text, calls(text, path, MACROS)[0])


def found(english: str, chinese: str = PAGE) -> list[str]:
    """What is reported when the English page was changed, both having been PAGE before."""
    agreed = parity.digests(calls(PAGE, "", MACROS)[0])
    problems = parity.differences(side(english, "en.md"), side(chinese, "zh.md"), agreed)
    return sorted(map(str, problems))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Some words", "Andere Worte"),
        ("First {", "Erstes {"),
        ("- Two", "- Two\n- Three"),
        ("- One\n- Two\n", "A paragraph.\n\n| a | b |\n|---|---|\n| c | d |\n"),
        ("Some words", 'Some {{ name("b") }}'),
        ("## Second", '## New { #new }\n\n{{ fact("a.new") }}\n\n## Second'),
        ("Words with", "```\n## No heading\n```\n\nWords with"),
    ],
)
def test_one_language_may_say_more(old: str, new: str) -> None:
    assert old in PAGE
    assert found(PAGE.replace(old, new)) == []
    assert found(PAGE, PAGE.replace(old, new)) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "## Second { #second }",
            "## Second { #zweitens }",
            "en.md:9: #zweitens here, #second in zh.md:9 — write the same in both",
        ),
        ("## Second", "### Second", "en.md:9: #second is a heading ## in zh.md:9"),
        (
            '{{ fact("a.count") }}',
            "the count",
            'en.md:5: fact("a.count") was taken out here and still stands in zh.md:7',
        ),
        (
            'fact("a.count")',
            'fact("a.other")',
            'en.md:5: fact("a.count") was taken out here and still stands in zh.md:7',
        ),
    ],
)
def test_what_is_said_differently_is_reported_where_it_was_changed(
    old: str, new: str, expected: str
) -> None:
    assert old in PAGE
    (reported,) = found(PAGE.replace(old, new))
    assert reported.startswith(expected)


def test_new_figures_that_differ_are_reported() -> None:
    one, other = (PAGE.replace("Words", f'{{{{ fact("a.{name}") }}}}') for name in ("x", "y"))
    assert found(one, other) == [
        'en.md:7: fact("a.x") here, fact("a.y") in zh.md:7 — write the same in both'
    ]


def test_headings_in_another_order_are_reported_once() -> None:
    swapped = PAGE.replace("{ #first }", "{ #x }").replace("{ #second }", "{ #first }")
    assert found(swapped.replace("{ #x }", "{ #second }")) == [
        "en.md:9: #first stands at another place in zh.md:5 — write the same order in both"
    ]


def test_a_heading_without_id_is_reported() -> None:
    text = PAGE.replace("## First { #first }", "## First")
    assert [problem.line for problem in parity.missing_ids(side(text, "zh.md"))] == [5]

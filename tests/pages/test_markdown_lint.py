"""What would be published otherwise than meant, each with its line; and what is right as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.building.check import check
from archive.languages import LANGUAGES
from archive.pages.markdown_lint import lint

WRONG = {
    '{ fact("a.total") }': 3,
    '{ fact("a.total") }}': 3,
    'fact("a.total") }}': 3,
    "Words:\n- a\n- b": 4,
    "Words\n| a | b |\n|---|---|\n| c | d |": 4,
    "- a\n  - b": 4,
    "1. a\n   - b": 4,
    "| a | b |\n|---|---|\n| c | d | e |": 5,
    "<div>\n\nWords.": 3,
    "[文]（about.md）": 3,
    "【文】(about.md)": 3,
    "[文] (about.md)": 3,
    "Words\n---\n\nmore": 4,
    "!!! note “注意”\n\n    x": 3,
    "！！！ note\n\n    x": 3,
    "??? note\n\n    x": 3,
    '=== "Tab"\n\n    x': 3,
    "::: note": 3,
    "> [!NOTE]\n> x": 3,
    "~~x~~": 3,
    "＃＃ x": 3,
    "##x": 3,
    "- [ ] x": 3,
    "## 甲{ #a }": 3,
    "## A { #my id }": 3,
    "一句话。\n{ hidden }": 4,
    "{ 待补 }": 3,
    "# Second": 3,
    "## { #a }": 3,
    "```\nnever closed": 3,
    "- a\n\n    ```\n    code\n    more\n    ```": 5,
    "[TOC]": 3,
    "!!! danger\n\n    x": 3,
    '!!! note "a"\n  two': 4,
    "| a | b |\n|-|-|\n| c | d | e |": 5,
    "| a | b | c |\n|---|---|\n| d | e | f |": 4,
    "| a | b |\n|---|---|\n| c | d |\nWords.": 6,
    "＊＊要紧＊＊": 3,
    "a[^my note]\n\n[^my-note]: x": 3,
    "[x] (https://example.org/)": 3,
}
RIGHT = (
    "Words:\n\n- a\n- b\n    - c\n\n        More.\n",
    "1) a\n2) b\n   goes on\n",
    '| a | b |\n|---|---|\n| c | `d|e` |\n| {{ x("|") }} | f \\| g |\n',
    "## 甲 { #a .b title='c' }\n\nWords.\n{ .lead }\n",
    '!!! note "注意"\n\n    Words.\n\n!!! warning\n\n    Words.\n',
    "<div>\n<details><summary>a</summary>b</details>\n</div>\n",
    "Words （about） [x](a.md)（见上）, a = {b} c\n\n---\n\nTerm\n:   - a\n",
    "``` yaml\n- a\n  - b\n```\n\n    ~~x~~\n    [TOC]\n\n`~~a~~\nb`\n",
    "!!!note\n    x\n\n| a | b |\n|:-|-:|\n| c |\n\nWords.\n",
    "```\n{ 待补 }\n```\n",
)


@pytest.mark.parametrize("words", WRONG)
def test_a_slip_is_named_once_with_its_line(words: str) -> None:
    assert [one.line for one in lint("a.md", f"# T\n\n{words}")] == [WRONG[words]]


@pytest.mark.parametrize("words", RIGHT)
def test_what_is_published_as_meant_passes(words: str) -> None:
    assert lint("a.md", f"---\ntitle: a\n---\n# T\n\n{words}") == []


def test_the_check_names_slips_and_goes_on(scratch: Path) -> None:
    page = scratch / "docs" / "en" / "about.md"
    text = page.read_text("utf-8")
    page.write_text(f"\ufeff{text}\n## A {{ #my id }}\n", "utf-8")
    (scratch / "docs" / "pairs.json").write_text("{\n<<<<<<< HEAD\n", "utf-8")
    assert any(str(one).startswith("docs/pairs.json:2:") for one in check(scratch))
    (scratch / "docs" / "pairs.json").unlink()
    (found,) = check(scratch)
    assert str(found).startswith(f"docs/en/about.md:{len(text.splitlines()) + 2}: got {{ #my id }}")
    for language in LANGUAGES:
        page = scratch / "docs" / language / "about.md"
        page.write_text(text + "\n{{ fact(“flood-fund.total”) }}\n", "utf-8")
    assert all(
        "got “ in a macro call — use straight quotes" in one.message for one in check(scratch)
    )

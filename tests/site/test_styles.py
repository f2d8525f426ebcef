"""Style sheets keep to the scale that ``tokens.css`` sets, and hold nothing that is of no use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.utils import get_theme_dir

from archive.pages.html_policy import _CLASS
from tests.built import PROJECT

STYLES = PROJECT / "overrides/stylesheets"
TOKENS = (STYLES / "tokens.css").read_text("utf-8")
SHEETS = [path for path in sorted(STYLES.glob("*.css")) if path.name != "tokens.css"]
# Every word of what makes pages: our templates and scripts, and the theme's.
MADE = {
    word
    for folder in (PROJECT / "templates", PROJECT / "overrides", Path(get_theme_dir("material")))
    for path in folder.rglob("*.*")
    if path.suffix in (".html", ".js")
    for word in re.findall(r"[\w-]+", path.read_text("utf-8"))
}
DECLARATION = re.compile(r"([\w-]+):\s([^;{}]+);")
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(")
# Spaces, type, lines, corners and time; how wide or high a component is remains its own affair.
SCALED = re.compile(
    r"(?:scroll-)?margin|padding|(?:column-|row-)?gap|border|outline|box-shadow"
    r"|font|line-height|transition|animation"
)
LENGTH = re.compile(r"(?<![\w.-])-?(?!0[a-z])[\d.]+(?:r?em|px|pt|mm|m?s)\b")
WIDTH = re.compile(r"(?:min|max)-width: ([\d.]+em)\)")


def faults(sheet: str) -> Iterator[str]:
    """What a style sheet says beside the tokens, by its line."""
    bare = re.sub(r"/\*.*?\*/", lambda one: "\n" * one[0].count("\n"), sheet, flags=re.DOTALL)
    listed = re.search(r"/\* Where a page changes its shape.*?\*/", TOKENS, re.DOTALL)
    assert listed
    for found in DECLARATION.finditer(bare):
        name, value = found.groups()
        if COLOUR.search(value) or (SCALED.match(name) and LENGTH.search(value)):
            yield f"{_line(bare, found)}: {found[0]} — name it in tokens.css, or take what is there"
    for found in WIDTH.finditer(bare):
        if not re.search(rf"(?<![\d.]){re.escape(found[1])}\b", listed[0]):
            yield f"{_line(bare, found)}: {found[1]} — take a width that tokens.css lists"


def _line(text: str, found: re.Match[str]) -> int:
    return text.count("\n", 0, found.start()) + 1


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_takes_spaces_type_lines_and_colours_from_the_tokens(path: Path) -> None:
    sheet = path.read_text("utf-8")
    assert not [f"{path.relative_to(PROJECT)}:{fault}" for fault in faults(sheet)]


@pytest.mark.parametrize(
    "rule",
    [
        "p { margin: 0 3px; }",
        "p { font-size: 1.1em; }",
        "p { padding: calc(-1 * 2rem) 0; }",
        "p { border-left: 2px solid var(--record-line); }",
        "p { background: #fff; }",
        "p { box-shadow: 0 0 var(--word),\n  0 1px var(--record-ink); }",
        "p { line-height: 32px; }",
        "p { transition: color 125ms; }",
        "@media screen and (max-width: 59.9375em) { p { margin: 0; } }",
    ],
)
def test_what_stands_beside_the_tokens_is_found(rule: str) -> None:
    assert [fault.partition(":")[0] for fault in faults(f"/* One\n   two */\n{rule}")] == ["3"]


def test_what_keeps_to_the_tokens_is_let_be() -> None:
    assert not [
        *faults(
            "@media screen and (min-width: 45em) { p { margin: calc(-1 * var(--space-2)) 0 auto; "
            "width: 9em; line-height: 1.5; transition-duration: 0s; border: var(--line); } }"
        )
    ]


def test_every_token_is_used_and_at_most_eight_are_sizes_of_type() -> None:
    named = set(re.findall(r"^\s+(--(?!md-)[\w-]+):", TOKENS, re.MULTILINE))
    sheets = TOKENS + "".join(path.read_text("utf-8") for path in SHEETS)
    assert named - set(re.findall(r"var\((--[\w-]+)", sheets)) == set()
    assert len([one for one in named if one.startswith("--text-")]) <= 8


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_no_rule_is_for_what_no_template_and_no_script_makes(path: Path) -> None:
    selectors = re.sub(r"/\*.*?\*/|\{[^{}]*\}", " ", path.read_text("utf-8"), flags=re.DOTALL)
    for name in re.findall(r"\.([a-z][\w-]*)", selectors):
        # A template may leave the kind open, as in `evidence--{{ level }}`; a contributor may
        # write what pages may hold.
        kind = "".join(name.partition("--")[:2])
        assert name in MADE or (kind != name and kind in MADE) or _CLASS.fullmatch(name), name

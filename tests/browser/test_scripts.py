"""Styles and scripts by themselves: units in Node's own test runner, and nothing that the oldest
browsers we promise (Chrome 80, Safari 14, Firefox 78) do not know."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.built import PROJECT

OVERRIDES = PROJECT / "overrides"
# What came later and would break a rule or a script there, not merely adorn it.
TOO_NEW = {
    ".css": re.compile(
        r"\binset(-\w+)?:|:is\(|:where\(|(margin|padding)-(block|inline)|aspect-ratio|accent-color"
        r"|@layer|@container|@property|@scope|color-mix|ok(lch|lab)|\b\d+[dsl]v[hw]\b|^\s*&"
        r"|:(has|focus-visible)\b[^{]*,$"  # a list with one unknown selector is void as a whole
    ),
    ".js": re.compile(
        r"\|\|=|&&=|\?\?=|\.at\(|replaceAll|replaceChildren|structuredClone|Object\.hasOwn"
        r"|style\.translate|\b\w+\.size \?|(matches|closest)\(\"[^\"]*:(is|where|has|focus-visible)"
        r"|\(\?<[=!]|\d_\d|\bthis\.#|static \{|WeakRef|Promise\.any|checkVisibility|fromAsync"
        r"|\.(findLast|findLastIndex|toSorted|toReversed|toSpliced|groupBy)\("
        r"|Segmenter|requestIdleCallback|scheduler\.|randomUUID|AbortSignal\.|new Worker\(.*module"
    ),
}
# Takes from this browser what those of 2020 lack.
YEAR_2020 = """
  delete Array.prototype.at; delete String.prototype.at; delete String.prototype.replaceAll;
  delete Element.prototype.replaceChildren; delete URLSearchParams.prototype.size;
  delete Object.hasOwn; delete window.structuredClone;
  const matches = Element.prototype.matches;
  Element.prototype.matches = function (selector) {
    if (/:(is|where|has|focus-visible)/.test(selector)) throw new SyntaxError(selector);
    return matches.call(this, selector);
  };
  const supports = CSS.supports;
  CSS.supports = (...asked) => !/:(is|where|has|focus-visible)/.test(asked) && supports(...asked);
"""


def test_units() -> None:
    node = shutil.which("node")
    assert node, "no Node.js found — run `make test`, which installs it"
    units = sorted((PROJECT / "tests" / "scripts").glob("*.test.mjs"))
    assert units
    done = subprocess.run([node, "--test", *units], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "path", [p for p in OVERRIDES.rglob("*.*") if p.suffix in TOO_NEW], ids=str
)
def test_nothing_is_newer_than_the_browsers_promised(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert not [line for line in lines if TOO_NEW[path.suffix].search(line)]
    if path.suffix == ".css":  # `gap` is for grids: in a flex box it came later
        rules = re.findall(r"\{([^{}]*)\}", path.read_text("utf-8"))
        assert not [rule for rule in rules if "display: flex" in rule and "gap:" in rule]


def test_search_filters_and_notes_work_without_what_came_after_2020(
    invented_base: str, browser: Browser
) -> None:
    with browser.new_context(viewport={"width": 390, "height": 700}) as context:
        page = context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "console",
            lambda message: wrong.append(message.text) if message.type == "error" else None,
        )
        page.add_init_script(YEAR_2020)

        page.goto(f"{invented_base}zh/figures/?utm=x")
        page.locator("select[name=sort]").select_option("date")
        expect(page).to_have_url(f"{invented_base}zh/figures/?utm=x&sort=date")
        page.locator("label.md-header__button[for=__search]").click()
        page.locator(".md-search__input").fill("120万")
        expect(page.locator("a.md-search-result__link").first).to_be_visible()

        page.goto(f"{invented_base}zh/initiatives/book-drying/")
        fact = page.locator(".fact").first
        fact.locator(".cite").first.click()
        expect(fact.locator(".note")).to_be_in_viewport(ratio=0.9)
        assert not wrong

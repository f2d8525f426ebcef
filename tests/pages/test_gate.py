"""The macro gate: a page is text and macro calls, and nothing on it runs."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from archive.building.check import check, macros_of, page_problems
from archive.model.collections import COLLECTIONS
from archive.pages.document import gated
from archive.pages.macro_gate import page_calls
from archive.project import open_project
from archive.rendering.calls import Call
from archive.rendering.context import MacroError
from archive.rendering.macros import MACROS, run
from tests.conftest import fixture_project

PAGE = "docs/en/page.md"
TOP = "# A heading\n\nA paragraph.\n\n"
LINE = 5  # where what follows TOP stands


def refused(text: str) -> list[str]:
    """What is said of a page by itself, one line for each mistake."""
    page = gated(text, "en", "page.md")
    return [str(problem) for problem in page_problems(fixture_project(), page)]


def assert_refused(text: str, line: int, words: str) -> None:
    found = refused(text)
    assert any(said.startswith(f"{PAGE}:{line}: ") and words in said for said in found), found


@pytest.mark.parametrize(
    "jinja",
    [
        "{{ config }}",
        "{{ name }}",
        "{% set x = 1 %}",
        '{%- include "x" -%}',
        "{% raw %}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ [].__class__ }}",
        '{{ name("a").upper() }}',
        '{{ name("a")|upper }}',
        '{{ name("a")["x"] }}',
        '{{ name("a") ~ name("b") }}',
        '{{ name("a") ~ }}',
        '{{ name("a") if true }}',
        '{{- name("a") -}}',
        '{{ (name)("a") }}',
        '{{ "text" }}',
        "{{ name(x) }}",
        "{{ name(5) }}",
        '{{ name("a" ~ "b") }}',
        '{{ name("a" "b") }}',
        '{{ name("""a""") }}',
        r'{{ name("a\x62") }}',
        '{{ name(name("a")) }}',
        '{{ name(*["a"]) }}',
        '{{ name(**{"of": "a"}) }}',
    ],
)
def test_jinja_other_than_a_plain_macro_call_is_refused(jinja: str) -> None:
    assert_refused(f"{TOP}{jinja}\n", LINE, f"got {jinja} — a page may only call macros")
    assert_refused(f"{TOP}`{jinja}`\n", LINE, f"got {jinja} — a page may only call macros")


@pytest.mark.parametrize(
    ("jinja", "words"),
    [
        ("{# comment #}", "Jinja comment"),
        ("## A heading {#id}", "for a heading id write { #id } with a space"),
        ('{{ nmae("a") }}', 'unknown macro "nmae", did you mean "name"?'),
        ('{{ __init__("a") }}', 'unknown macro "__init__"'),
        ("{{ name() }}", "name takes other arguments: name(of)"),
        ('{{ name("a", "b") }}', "name takes other arguments: name(of)"),
        ('{{ name(to="a") }}', "name takes other arguments: name(of)"),
        ('{{ name(of="a", of="b") }}', "name takes other arguments: name(of)"),
        ('{{ name("a" }}', "a bracket is missing in a macro call"),
        ('{{ name("a"', "a macro call begins here and does not end"),
        ('{{ name("a") } {{ name("b") }}', "a macro call begins here and does not end"),
        ('{{ name("a) }}\n\nMore “words”, and {{ name("b") }}.', "a quotation mark is missing"),
        ('{{ name（"a"） }}', "got （ in a macro call — use straight quotes and half-width signs"),
        ("{{ name(‘a’) }}", "got ‘ in a macro call — use straight quotes and half-width signs"),
    ],
)
def test_a_slip_in_a_macro_call_is_named(jinja: str, words: str) -> None:
    assert_refused(f"{TOP}{jinja}\n", LINE, words)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<script>alert(1)</script>", "script"),
        ("<style>p {color: red}</style>", "style"),
        ('<iframe src="https://example.org">', "iframe"),
        ('<a href="x" onclick="alert(1)">x</a>', "onclick"),
        ("<img src=x\nonerror=alert(1)>", "onerror"),
        ('[x](about.md){ onclick="alert(1)" }', "onclick"),
        ("[x](javascript:alert(1))", "javascript:"),
        ("<JavaScript:alert(1)>", "javascript:"),
    ],
)
def test_html_that_would_run_is_refused(html: str, words: str) -> None:
    line = LINE + html.count("\n")
    assert_refused(f"{TOP}{html}\n", line, words)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('---\nhide: [toc]\ntitle: "{{ config }}"\n---\n\n# A\n', 3, "title: got a macro call"),
        # a call here is never rendered: readers would see its braces
        ("---\ntitle: '{{ name(\"a\") }}'\n---\n\n# A\n", 2, "title: got a macro call"),
        # escapes and folds that only YAML undoes
        (
            r"---" + "\n" + r'title: "{\u007b cycler.__init__ }}"' + "\n---\n\n# A\n",
            2,
            "title: got a macro call",
        ),
        (
            r"---" + "\n" + r'title: "{\x25 set x = 1 %}"' + "\n---\n\n# A\n",
            2,
            "title: got a macro call",
        ),
        ('---\ntitle: "{\\\n  { cycler }}"\n---\n\n# A\n', 2, "title: got a macro call"),
        ("---\ntitle: '<img src=x onerror=alert(1)>'\n---\n\n# A\n", 2, "title: got < or >"),
        ("---\ndescription: 'x\"><script>'\n---\n\n# A\n", 2, "description: got < or >"),
        ("---\ntitle: 2020\n---\n\n# A\n", 2, "title: expected a text"),
        ("---\ntitle: [a]\n---\n\n# A\n", 2, "title: expected a text"),
        ("---\ntitle:\n---\n\n# A\n", 2, "title: expected a text"),
        ("---\nhide: true\n---\n\n# A\n", 2, "hide: write a list"),
        ("---\n- a\n---\n\n# A\n", 1, "front matter is no list of fields"),
        # a call that begins in front matter is not completed by the page
        ('---\ntitle: a {{ name("\n---\n\n# {{ config }} ") }}\n', 2, "title: got a macro call"),
        ("---\nrender_macros: false\n---\n\n# A\n", 2, 'unknown front matter "render_macros"'),
        ("---\ntitle: A\nname: shadow\n---\n\n# A\n", 3, 'unknown front matter "name"'),
        ("---\ntitel: A\n---\n\n# A\n", 2, 'unknown front matter "titel" — did you mean "title"?'),
        ("---\ntitle: A\n<<: {name: shadow}\n---\n\n# A\n", 3, "<<"),
        ("---\ntitle: A\ntitle: B\n---\n\n# A\n", 3, "already stands at line 2"),
        ("---\ntitle: [\n---\n\n# A\n", 2, "not valid YAML"),
        ("render_macros: false\n\n# A\n", 1, "a page starts with its heading"),
        (
            "\ufeff\ufeff---\nrender_macros: false\n---\n\n# A\n",
            1,
            "the invisible character U+FEFF",
        ),
        ("Text without a heading.\n", 1, "a page starts with its heading"),
        ("", 1, "a page starts with its heading"),
    ],
)
def test_a_page_begins_with_known_front_matter_or_its_heading(
    text: str, line: int, words: str
) -> None:
    assert_refused(text, line, words)


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ('{{ name("a") }}', [Call("name", LINE, ("a",))]),
        (
            "{{name('a')}}, {{ cite(\n'b', '¶1') }}",
            [Call("name", LINE, ("a",)), Call("cite", LINE, ("b", "¶1"))],
        ),
        (
            'Two\nlines\n{{ table("funds", group="b") }}',
            [Call("table", LINE + 2, ("funds",), {"group": "b"})],
        ),
        ("{{ timeline() }}", [Call("timeline", LINE)]),
        ("## A heading { #id }\n\nText.\n{ .lead }", []),
        ("Write `<script>` or `onclick=` in code.", []),
        ("```\n<script>alert(1)</script>\n```", []),
        ("A **bold** word, a [link](about.md#id) and <https://example.org/>.", []),
        ("Of two, one = half; on = off.", []),
    ],
)
def test_text_and_plain_macro_calls_pass(text: str, calls: list[Call]) -> None:
    assert page_calls(f"{TOP}{text}\n", PAGE, MACROS) == (calls, [])


def test_front_matter_of_the_theme_passes() -> None:
    assert refused("---\nhide:\n  - navigation\ntitle: A\n---\n\n# A\n") == []


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ('fact("flood-fund.totl")', 'fact: unknown id "flood-fund.totl" in claims — did you mean'),
        ('link("flod-fund")', 'link: unknown id "flod-fund" — did you mean "flood-fund"?'),
        ('when("appeal-opend")', 'unknown id "appeal-opend" in events — did you mean'),
        ('cite("report", "¶7")', "of ¶1 to ¶6"),
        ('table("fund")', 'no records called "fund" — did you mean "funds"?'),
    ],
)
def test_a_macro_call_naming_what_is_not_there_is_found_before_the_build(
    scratch: Path, call: str, words: str
) -> None:
    pages = [scratch / "docs" / language / "about.md" for language in ("zh", "en")]
    for page in pages:
        page.write_text(page.read_text("utf-8") + f"\n{{{{ {call} }}}}\n", "utf-8")
    line = len(pages[1].read_text("utf-8").splitlines())
    found = [str(problem) for problem in check(scratch)]
    assert len(found) == len(pages)
    for said, language in zip(found, ("en", "zh"), strict=True):
        assert said.startswith(f"docs/{language}/about.md:{line}: ")
        assert words in said


def test_every_macro_either_prints_or_says_what_is_wrong(scratch: Path) -> None:
    """Whatever names a page gives it: the check must end in a list of mistakes, not in a crash."""
    project = open_project(scratch)
    archive = project.archive
    names = [name for collection in COLLECTIONS for name in getattr(archive, collection)]
    names += [
        "",
        "funds",
        "no-such-name",
        "5",
        "¶5",
        *(address for address, _ in archive.claims.items()),
    ]
    macros = macros_of(project, gated("# A\n", "en", "about.md"))
    crashes = []
    for macro, signature in MACROS.items():
        for arguments in [(), *product(names), *product(("report", "flood-fund.total"), names)]:
            try:
                signature.bind(None, *arguments)
            except TypeError:
                continue
            try:
                run(macros, Call(macro, 1, arguments))
            except MacroError:
                pass
            except Exception as error:
                crashes.append(f"{macro}{arguments}: {error!r}"[:120])
    assert crashes == []

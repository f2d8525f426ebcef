"""Data as an attacker or bad luck would write it.

Each file ends in lines with file and number, within seconds and without a traceback; a value
that passes is text wherever it is printed.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup

from archive.building.check import page_problems
from archive.loading import yaml_file
from archive.loading.load import load
from archive.pages.configuration import configuration
from archive.pages.document import documents
from archive.problems import ContentError
from archive.project import open_project
from archive.rendering.calls import Call
from archive.rendering.macros import run
from tests.pages.test_hostile_pages import alive, rendered

SECONDS = 5
BOMB = "\n".join(
    f"{chr(97 + at)}: &{chr(97 + at)} [{', '.join([f'*{chr(96 + at)}' if at else 'x'] * 10)}]"
    for at in range(10)
)
# Whole files, each put in the place of terms.yml.
FILES = {
    "alias bomb": BOMB,
    "a value that contains itself": "a: &a [*a]",
    "merge key": "a: {<<: {b: 1}}",
    "merge of an anchor": "a: &x {b: 1}\nc: {<<: *x}",
    "tag that runs": "a: !!python/object/apply:os.system [id]",
    "tag that imports": "a: !!python/name:os.system",
    "tag of a set": "a: !!set {b, c}",
    "tag of bytes": "a: !!binary aGk=",
    "own tag": "a: !x b",
    "environment": "a: !ENV HOME",
    "tag directive": "%TAG ! tag:evil.example,2026:\n---\na: !x b",
    "two documents": "a: 1\n---\nb: 2",
    "a number": "13",
    "deep lists": "a: " + "[" * 50_000,
    "deep mappings": "".join("{a: " for _ in range(50_000)),
    "deep by indentation": "\n".join(" " * at + "a:" for at in range(300)),
    "tab": "a:\n\tb: 1",
    "null character": "a: b\x00",
    "two keys": "a: 1\na: 2",
    "key that is a list": "? [a, b]\n: c",
    "key that is a number": "2031: x",
    "key that is no": "no: x",
    "key that is empty": '"": x',
    "key without end": f"{'k' * 5_000}: x",
    "key with an escape": '"a\\u202eb": x',
    "id index": "index: {}",
    "id con": "con: {}",
    "id lpt1": "lpt1: {}",
    "id constructor": "constructor: {}",
    "id of the theme": "search-query: {}",
    "id __proto__": "__proto__: {}",
    "id ..": '"..": {}',
    "id ../x": '"../x": {}',
    "id with markup": '"<script>": {}',
    "id of 300 characters": f"{'k' * 300}: {{}}",
    "id with a capital": "Term: {}",
    "id in Chinese": "词: {}",
    "a long file": "a: b\n" * 50_000,
    "a large file": "# " + "x" * 3_000_000,
    "a hidden comment": "# \u202ex\na: {}",
    "a comment of no width": "# a\u200bb\na: {}",
    "a colon without a space": "a: {name: {zh:甲, en: A}}",
    "a fund's own key": "a:{name: b}",
    "merge conflict": "<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> other",
}
# Values, each in the place of one that is sound.
DEFINITION, VALUE, DATE, ADDRESS = "definition", "value", "date", "address"
VALUES: dict[str, list[str]] = {
    DEFINITION: [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "</p>",
        "<!-- x -->",
        "<?php x ?>",
        '"a\\u202eb"',
        '"a\\u200bb"',
        '"a\\0b"',
        '"a\\e[31mb"',
        '"a\\x85b"',
        '"a\\u2028b"',
        '"a\\uFEFFb"',
        '"\\uFFFE"',
        '"\\ud800"',
        '"a\\rb"',
        '""',
        '"  "',
        "12",
        "yes",
        "null",
        "[a]",
        "{a: b}",
        "x" * 20_000,
        "a {b",
        "a {no-such.claim}",
        "a {0.__class__} b",
        "The part #2 of it # a comment",
        "The part  # two of it",
        "&Announced by",
        "*Announced by",
        "!Announced by",
        "=== # x",
        "a\ufffdb",
        "a\u3164b",
        '"a\\u3164b"',
        "\u2f64",
        "{book-drying.volumes}",
        "\"{{ fact('book-drying.volumes') }}\"",
    ],
    VALUE: [
        "1.0e+9999999",
        "1.0e-9999999",
        "9" * 401,
        "9" * 5_000,
        "0." + "1" * 60,
        "1.0e+22",
        "10000000000000000000000",
        "-1",
        ".inf",
        ".nan",
        "-.inf",
        "13__000",
        "13000_",
        "0x1F",
        "0b11",
        "1:30",
        "190:20:30",
        "1e5000",
        "12abc",
        "１２",
        "true",
        "'12'",
        "[1]",
        "{a: 1}",
        "~",
        "2020-02-07",
        "1,000",
    ],
    DATE: [
        "9999-12-31",
        "0001-01-01",
        "0000-00-00",
        "2020-13-45",
        "2020-02-30",
        "20200207",
        "2020-2-7",
        "2020-02-07T00:00:00Z",
        "2020-02-07/2020-02-06",
        "2020-02-07/",
        "2020/9999",
        "2020-02-07/9999-01-01",
        "1e9",
        "now",
        "２０２０",
        "[2020]",
        "2020-02-07\u200b",
        "-2020-01-01",
        "99999999999999999999",
    ],
    ADDRESS: [
        "javascript:alert(1)",
        "'JaVaScRiPt:alert(1)'",
        "'java script:alert(1)'",
        "data:text/html,x",
        "//evil.example/",
        "'https:evil.example'",
        "https:///evil.example",
        "https://user@evil.example/",
        "https://example.org@evil.example/",
        "'https://example.org\\@evil.example/'",
        "'https:\\\\evil.example'",
        "'https://exa mple.org/'",
        '"https://example.org/\\u202egpj.exe"',
        '"https://exa\\u200bmple.org/"',
        '"https://example.org/\\n"',
        "https://example.org/。",
        "'https://example.org/\"onclick=alert(1)'",
        "https://example.org/<script>",
        "https://evil.example:99999/",
        "https://[::1/",
        "https://localhost",
        "https://-.-/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "https://example.org/" + "a" * 3_000,
        "https://tenc\u0435nt.example/",
        "''",
        "12",
    ],
}
PLACES = {
    DEFINITION: ("terms", r"(?<=definition:\n)    zh: .*\n    en: .*", "    zh: {0}\n    en: {0}"),
    VALUE: ("funds", r"(?<=value: )[0-9]+", "{0}"),
    DATE: ("events", r"(?<=  date: ).+", "{0}"),
    ADDRESS: ("sources", r"(?<=  address: ).+", "{0}"),
}
# Names that Markdown, HTML or a template would read as something else.
NAMES = [
    "[x](javascript:alert(1))",
    "![y](//evil.example/p.png)",
    "*x* and _y_ and **z**",
    "`x` and `y",
    "a | b | c",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "a & b &amp; c",
    '" onclick="alert(1)',
    "' onmouseover='alert(1)",
    "# x",
    "1. x",
    "- x",
    "> x",
    "~~~",
    "[^1] and [x][y]",
    "\\",
    "a \\* b",
    "!!! note",
    "=HYPERLINK(1)",
    "https://evil.example/",
    "javascript:alert(1)",
    "x]] > y",
    "$(x) %7Bx%7D",
    "Search results",
    "MD " + "long " * 25 + "name",
]


def complaints(root: Path) -> list[str]:
    started = time.process_time()
    with pytest.raises(ContentError) as caught:
        load(root)
    assert time.process_time() - started < SECONDS
    lines = str(caught.value).splitlines()
    assert all(re.match(r"data/[\w.-]+:\d+: [^\x00-\x1f\u202e]+$", line) for line in lines), lines
    return lines


@pytest.mark.parametrize("text", FILES.values(), ids=FILES)
def test_a_hostile_file_gets_a_line(scratch: Path, text: str) -> None:
    (scratch / "data" / "terms.yml").write_text(text + "\n", "utf-8")
    assert any(line.startswith("data/terms.yml:") for line in complaints(scratch))


def cases() -> Iterator[object]:
    for kind, values in VALUES.items():
        for number, value in enumerate(values):
            yield pytest.param(kind, value, id=f"{kind} {number}")


@pytest.mark.parametrize(("kind", "value"), list(cases()))
def test_a_hostile_value_gets_a_line(scratch: Path, kind: str, value: str) -> None:
    name, pattern, form = PLACES[kind]
    path = scratch / "data" / f"{name}.yml"
    text = path.read_text("utf-8")
    found = re.search(pattern, text)
    assert found, pattern
    path.write_text(text[: found.start()] + form.format(value) + text[found.end() :], "utf-8")
    line = text.count("\n", 0, found.start()) + 1
    said = [line for line in complaints(scratch) if line.startswith(f"data/{name}.yml:")]
    assert any(line - 5 <= int(one.split(":")[1]) <= line + 1 for one in said), said


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_text_wherever_it_is_printed(scratch: Path, name: str) -> None:
    for file in ("funds", "terms"):
        path = scratch / "data" / f"{file}.yml"
        quoted = "'" + name.replace("'", "''") + "'"
        text = re.sub(
            r"(?m)^  name: .*$",
            "  name: {zh: @, en: @}",
            path.read_text("utf-8"),
        )
        path.write_text(text.replace("@", quoted), "utf-8")
    project = open_project(scratch)
    macros = project.macros("en", "about/")
    html_of = configuration(scratch, "en").html_of
    for call in (
        Call("name", 1, ("flood-fund",)),
        Call("link", 1, ("flood-fund",)),
        Call("term", 1, ("interleaving",)),
        Call("name", 1, ("flood-fund.total",)),
    ):
        printed = run(macros, call)
        html = html_of(printed)
        assert not alive(html), html
        soup = BeautifulSoup(html, "html.parser")
        for note in soup.select(".note"):
            note.decompose()
        assert name in soup.get_text(), (call, printed, html)
        assert not soup.select("em, strong, code, h1, ul, ol, blockquote, img, table, hr"), html


def said_anew(value: Any, names: Iterator[str], key: str = "") -> Any:
    """``value`` with each of its texts replaced by the next of ``names``."""
    if isinstance(value, dict):
        return {name: said_anew(inner, names, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [said_anew(inner, names, key) for inner in value]
    texts = ("zh", "en", "one", "other", "title", "translated_title")
    return next(names) if key in texts and isinstance(value, str) else value


@pytest.mark.parametrize("first", [0, 5, 11, 17])
def test_every_text_is_text_on_every_page(scratch: Path, first: int) -> None:
    names = cycle([*NAMES[first:], *NAMES[:first]])
    for path in sorted((scratch / "data").glob("*.yml")):
        data = said_anew(yaml.safe_load(path.read_text("utf-8")), names)
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    project = open_project(scratch)
    for page in documents(scratch, ["en"]):
        assert not page_problems(project, page), page.shown
        bars = r'<svg aria-hidden="true">(<rect [^<>]*/>)+</svg>'  # of a chart
        own = {"form"}  # the filters of a table
        assert not set(alive(re.sub(bars, "", rendered(page, project)))) - own, page.shown


@pytest.mark.parametrize("kind", ["link", "folder", "unread", "extra", "json"])
def test_a_file_that_is_none_gets_a_line(scratch: Path, kind: str) -> None:
    path = scratch / "data" / "terms.yml"
    if kind in ("extra", "json"):
        path = path.with_name("peopel.yml" if kind == "extra" else "terms.json")
        path.write_text("{}\n", "utf-8")
    else:
        path.unlink()
    if kind == "link":
        path.symlink_to("/etc/passwd")
    elif kind == "folder":
        path.mkdir()
    elif kind == "unread":
        path.symlink_to(path)
    assert any(line.startswith(f"data/{path.name}:1: ") for line in complaints(scratch))


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("funds", "related: [book-drying]", "related: [flood-fund]"),
        ("funds", "related: [book-drying]", "related: [book-drying, book-drying]"),
        ("funds", "part_of: {fund: flood-fund,", "part_of: {fund: binding-fund,"),
        ("funds", "{claim: flood-fund.first-gifts}", "{claim: flood-fund.total}"),
        ("funds", "currency: USD", "currency: XXX"),
        ("funds", "binding-fund:", "binding-fund:\n  formerly: [con]"),
        ("funds", "binding-fund:", "binding-fund:\n  formerly: ['-']"),
        ("units", "册图书", "万册图书"),
        ("units", "other: volumes", "other: thousand volumes"),
        ("units", "other: volumes", "other: '{flood-fund.total}'"),
        ("sources", "retrieved: 2031-10-01", "retrieved: 2030-10-01"),
        ("sources", "title_language: zh", "title_language: no"),
        ("events", "role: announcer}", "role: announcer}\n    - {organization: yunze-library, role: announcer}"),
    ],
)  # fmt: skip
def test_what_names_itself_or_cannot_be_gets_a_line(
    scratch: Path, name: str, before: str, after: str
) -> None:
    path = scratch / "data" / f"{name}.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace(before, after, 1), "utf-8")
    line = text.count("\n", 0, text.index(before)) + 1
    assert any(line - 5 <= int(one.split(":")[1]) <= line + 1 for one in complaints(scratch))


def test_funds_that_are_inside_each_other_get_a_line(scratch: Path) -> None:
    path = scratch / "data" / "funds.yml"
    text = path.read_text("utf-8").replace(
        "  owner: yunze-library\n  partners:",
        "  owner: yunze-library\n  part_of: {fund: binding-fund, basis: stated}\n  partners:",
        1,
    )
    path.write_text(text, "utf-8")
    assert all("goes round" in line for line in complaints(scratch))


def test_the_corpus_is_large() -> None:
    assert len(FILES) + sum(map(len, VALUES.values())) + len(NAMES) >= 150


def test_parsing_never_raises_for_a_short_file_of_many_levels() -> None:
    assert yaml_file.parse("[" * 100_000, "x.yml").problems

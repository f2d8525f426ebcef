"""What a page links to, shows and numbers: found missing or doubled before the build."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.building.build import build
from archive.building.check import check
from archive.languages import LANGUAGES


def append(root: Path, words: str, src: str = "about.md") -> int:
    """Write ``words`` at the end of a page in both languages; the line where they begin."""
    for language in LANGUAGES:
        page = root / "docs" / language / src
        before = page.read_text("utf-8")
        page.write_text(f"{before}\n{words}\n", "utf-8")
    return len(before.splitlines()) + 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("![A picture](no.png)", "leads to no.png, which does not exist"),
        ("[x](figure.md)", "leads to figure.md, which does not exist — did you"),
        ("[x](#evidense)", 'about.md has no anchor #evidense — did you mean "evidence"?'),
        ("## More { #more }", "nothing stands below this heading"),
        ("[x](about.html)", 'write the file of the page: "about.md"'),
        ("[x](about)", 'write the file of the page: "about.md"'),
        ("[x](/about/)", 'write the file of the page: "about.md"'),
        ("[x](funds/)", 'write the file of the page: "funds/index.md"'),
        ("[r]: nothing.md", "leads to nothing.md, which does not exist"),
        ("[words][nowhere]", "nothing on this page defines [nowhere]"),
        ("Words[^q].", "nothing on this page defines [^q]"),
        ("## Again { #evidence }\n\nWords.", "this page has #evidence already"),
    ],
)
def test_what_leads_nowhere_is_named_with_its_line(scratch: Path, words: str, said: str) -> None:
    line = append(scratch, words)
    found = [str(one) for one in check(scratch)]
    assert len(found) == 2, found
    assert all(f"about.md:{line}:" in one and said in one for one in found), found


def test_an_id_that_a_macro_of_the_page_prints_is_taken(scratch: Path) -> None:
    append(scratch, "## One { #flood-fund.total }\n\nWords.", "figures.md")
    found = [str(one) for one in check(scratch)]
    assert [one for one in found if "has #flood-fund.total already" in one] == found
    assert len(found) == 2


def test_a_group_without_a_section_is_named_on_the_page_that_lists_them(scratch: Path) -> None:
    file = scratch / "data" / "categories.yml"
    file.write_text(file.read_text("utf-8") + "drying:\n  name: {zh: 晾干, en: Drying}\n", "utf-8")
    file = scratch / "data" / "initiatives.yml"
    file.write_text(
        file.read_text("utf-8").replace("category: rescue", "category: drying"), "utf-8"
    )
    found = [str(one) for one in check(scratch)]
    assert [one.split(" — ")[0] for one in found] == [
        "docs/en/initiatives/index.md:1: no section for the initiatives of “Drying”",
        "docs/zh/initiatives/index.md:1: no section for the initiatives of “晾干”",
    ]
    append(
        scratch,
        '## New { #drying }\n\n{{ table("initiatives", "drying") }}',
        "initiatives/index.md",
    )
    assert check(scratch) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        ("docs/en/figures.md", "{{ figures() }}", "", "here — add {{ figures() }}"),
        ("docs/en/about.md", "#evidence ", "#levels ", "lead to #evidence here"),
        ("data/sources.yml", "report:\n", "report:\n  page: text/\n", "write docs/…/text.md"),
        ("data/sources.yml", "report:\n", "report:\n  page: data/\n", "to #p1 here — add"),
    ],
)
def test_what_every_figure_and_citation_leads_to_is_there(
    scratch: Path, path: str, old: str, new: str, told: str
) -> None:
    text = (scratch / path).read_text("utf-8")
    assert old in text
    (scratch / path).write_text(text.replace(old, new, 1), "utf-8")
    assert any(told in str(problem) for problem in check(scratch))
    (scratch / "docs" / "en" / "about.md").unlink()
    (scratch / "docs" / "zh" / "about.md").unlink()
    assert any(str(one).startswith("docs/zh/about.md:1: every figure") for one in check(scratch))


def test_sound_links_of_every_kind_pass_and_build(scratch: Path) -> None:
    """Also to what macros of that page print, and to nothing else."""
    line = append(scratch, "[a](figures.md#flood-fund.total) [b](organizations/index.md#rescue)")
    found = [str(one) for one in check(scratch)]
    assert len(found) == 2, found
    assert all(f"about.md:{line}: organizations/index.md has no anchor #rescue" in x for x in found)
    for language in LANGUAGES:
        page = scratch / "docs" / language / "about.md"
        page.write_text(page.read_text("utf-8").replace("[b](organizations/index.md#rescue)", ""))
        (scratch / "docs" / language / "dot.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    append(
        scratch,
        "## 经过 { #经过 }\n\n![A dot](dot.png), [words][2031], [here](#%E7%BB%8F%E8%BF%87)"
        "[^2031].\n\n[2031]: https://example.org/2031/07/1\n[^2031]: A note.",
    )
    assert check(scratch) == []
    build(scratch, scratch / "site")

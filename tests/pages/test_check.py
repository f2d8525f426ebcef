"""The whole check on a scratch record: what is changed on one side is found, with its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.building.build import build
from archive.building.check import check
from archive.cli import main
from archive.languages import LANGUAGES, Language
from archive.pages.configuration import configuration
from archive.pages.reviews import mark_reviewed

PAGE = "docs/en/funds/flood-fund.md"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text + "\nIt was 300 million.\n", '"300 million" is typed into the text'),
        (lambda text: text + "\n## No id\n", "the heading has no id"),
        (lambda text: text.replace(".total", ".spent", 1), "unknown id"),
        (lambda text: text.replace("#account }", "#acount }"), "#acount here, #account in"),
    ],
    ids=["typed figure", "heading without id", "another figure", "another id"],
)
def test_a_change_on_one_side_is_found_and_placed(
    scratch: Path, change: Callable[[str], str], words: str
) -> None:
    mark_reviewed(scratch, [])
    page = scratch / PAGE
    before = page.read_text("utf-8")
    page.write_text(change(before), "utf-8")
    assert page.read_text("utf-8") != before
    problems = [str(problem) for problem in check(scratch)]
    about = [line for line in problems if words in line]
    assert about, problems
    assert all(line.startswith(f"{PAGE}:") for line in about)


def test_broken_data_does_not_hide_broken_pages(scratch: Path) -> None:
    (scratch / "data" / "funds.yml").write_text("[", "utf-8")
    page = scratch / PAGE
    page.write_text(page.read_text("utf-8") + "\n{{ config }}\n", "utf-8")
    found = "\n".join(map(str, check(scratch)))
    assert "data/funds.yml:1:" in found
    assert f"{PAGE}:" in found


def test_a_record_without_pages_is_named_with_its_line(scratch: Path) -> None:
    for language in ("zh", "en"):
        (scratch / "docs" / language / "funds" / "flood-fund.md").unlink()
    found = [str(problem) for problem in check(scratch)]
    assert any(
        line.startswith("data/funds.yml:") and "make new ID=flood-fund" in line for line in found
    )


def test_pages_and_navigation_are_held_against_each_other(scratch: Path) -> None:
    for language in ("zh", "en"):
        (scratch / "docs" / language / "extra.md").write_text("# Extra\n", "utf-8")
    config = scratch / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("about.md", "abuot.md"), "utf-8")
    found = "\n".join(map(str, check(scratch)))
    assert "docs/en/extra.md:1: no entry in the navigation — add extra.md under nav:" in found
    assert 'docs/zh/abuot.md does not exist — did you mean "about.md"?' in found
    assert "docs/zh/about.md:1: no entry in the navigation" in found


def test_a_page_that_does_not_parse_is_blamed_once_and_its_counterpart_not_at_all(
    scratch: Path,
) -> None:
    page = scratch / PAGE
    good = page.read_text("utf-8")
    page.write_text(
        f'{good}\n{{{{ fact("flood-fund.total) }}}} 300 [1]\n\nMore "words".\n', "utf-8"
    )
    found = [str(problem) for problem in check(scratch)]
    assert len(found) == 1, found
    assert found[0].startswith(f"{PAGE}:{len(good.splitlines()) + 2}:")
    assert "a quotation mark is missing in a macro call" in found[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_left_out_of_the_book_may_be_in_one_language(
    scratch: Path, language: Language
) -> None:
    assert "contribute.md" in configuration(scratch, "zh").settings["extra"]["not_in_book"]
    (scratch / "docs" / language / "contribute.md").unlink()
    assert check(scratch) == []


def test_a_page_of_the_navigation_is_told_at_its_own_line(scratch: Path) -> None:
    """Not at that of a page whose name ends in the same way."""
    config = scratch / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "  - 甲: out.md\n", "utf-8")
    last = len(config.read_text("utf-8").splitlines())
    assert [str(one) for one in check(scratch) if "docs/zh/out.md" in one.message] == [
        f'mkdocs.yml:{last}: nav: docs/zh/out.md does not exist — did you mean "about.md"?'
    ]


def test_a_slip_in_the_configuration_is_placed(scratch: Path) -> None:
    config = scratch / "mkdocs.yml"
    config.write_text("site_name: [\n" + config.read_text("utf-8"), "utf-8")
    found = [str(problem) for problem in check(scratch)]
    assert any(
        re.match(r"mkdocs\.yml:1: not valid (configuration|YAML)", line) for line in found
    ), found


def test_links_and_other_files_among_the_pages_are_refused_and_not_followed(scratch: Path) -> None:
    elsewhere = scratch / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "x.md").write_text("# A\n\n{{ config }}\n", "utf-8")
    (scratch / "docs" / "en" / "evil.html").touch()
    for name in ("folder", "x.md", "picture.png", "broken.png"):
        target = elsewhere / {"folder": ".", "broken.png": "nothing"}.get(name, "x.md")
        (scratch / "docs" / "en" / name).symlink_to(target)
    found = [str(one) for one in check(scratch)]
    for name in ("folder", "x.md", "picture.png", "broken.png"):
        assert f"docs/en/{name}:1: a link to another place — put the file itself here" in found
    assert any(said.startswith("docs/en/evil.html:1: the folder holds") for said in found)
    assert not any("config" in said for said in found)


def test_what_builders_pass_over_may_lie_among_the_pages(scratch: Path) -> None:
    for name in ("._about.md", ".draft.md", ".DS_Store"):
        (scratch / "docs" / "en" / name).write_text("{{ config }}", "utf-8")
    assert check(scratch) == []


def test_what_the_configuration_leaves_out_is_left_out(scratch: Path) -> None:
    for language in ("zh", "en"):
        folder = scratch / "docs" / language
        (folder / "notes").mkdir()
        (folder / "templates").mkdir()
        for name in ("notes/a.md", "draft.md", "templates/b.md"):
            (folder / name).write_text("{{ config }}\n", "utf-8")
        (folder / "notes" / "list.txt").write_text("x", "utf-8")
        (folder / "alone.md").write_text("# Alone\n\nWords.\n", "utf-8")
    config = scratch / "mkdocs.yml"
    left_out = "exclude_docs: |\n  notes/\ndraft_docs: /draft.md\nnot_in_nav: alone.md\n"
    config.write_text(left_out + config.read_text("utf-8"), "utf-8")
    assert [str(one) for one in check(scratch)] == []
    build(scratch, scratch / "site")
    found = {path.parent.name for path in (scratch / "site" / "en").rglob("index.html")}
    assert "alone" in found
    assert not found & {"a", "b", "draft"}


def test_a_figure_without_a_date_is_advised_on_and_passes(
    scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = scratch / "data" / "initiatives.yml"
    path.write_text(path.read_text("utf-8").replace("      as_of: 2031-07-20\n", ""), "utf-8")
    monkeypatch.chdir(scratch)
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 0
    [said] = [line for line in result.output.splitlines() if "as_of" in line]
    place = "data/initiatives.yml:64: "
    assert said.startswith(f"{place}worth a look: reading-boat.trips: has no as_of — ")


def test_what_became_of_money_and_stands_on_no_page_is_advised_on(
    scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (scratch / "docs").rglob("*.md"):
        path.write_text(
            path.read_text("utf-8").replace('{{ outcomes("flood-fund") }}', ""), "utf-8"
        )
    monkeypatch.chdir(scratch)
    output = CliRunner().invoke(main, ["check"]).output
    assert 'flood-fund.outcomes: no page shows this — write {{ outcomes("flood-fund") }}' in output


def test_mistakes_of_every_kind_come_in_one_run_and_each_once(scratch: Path) -> None:
    """Shapes, references, values, texts of the data, pages, calls, links, navigation; pages that
    print an entry with a mistake are not blamed for it."""
    made = [
        ("data/initiatives.yml", "value: 13000", "value: 1万", 'got "1万"'),
        ("data/initiatives.yml", "relation: confirms", "relation: confirm", 'got "confirm"'),
        ("data/initiatives.yml", "as_of: 2031-07-20", "as_of: 20 July", 'got "20 July"'),
        ("data/sources.yml", "publisher: yunze-evening-post", "publisher: evening", '"evening"'),
        ("data/funds.yml", "printed: 120万元", "printed: 130万元", '"130万元" is 1300000'),
        ("data/terms.yml", "    en: ", "    en: In 3,000 books, ", '"3,000" is typed'),
        (PAGE, "\n## ", "\nIn 4,000 houses.\n\n## ", '"4,000" is typed'),
        ("docs/zh/funds/flood-fund.md", "\n## ", "\n[甲](nowhere.md)\n\n## ", "nowhere.md"),
        ("docs/en/initiatives/book-drying.md", '"book-drying.volumes"', '"book-drying.x"', ".x"),
        ("docs/zh/initiatives/reading-boat.md", " { #", " {#", "for a heading id write"),
        ("docs/zh/funds/index.md", "\n## ", "\n<script>a</script>\n\n## ", "element <script>"),
        ("docs/en/about.md", "\n## ", "\nWords:\n- A\n\n## ", "needs a blank line above it"),
        (
            "mkdocs.en.yml",
            "      - initiatives/reading-boat.md\n",
            "",
            "no entry in the navigation",
        ),
    ]
    for path, old, new, _ in made:
        text = (scratch / path).read_text("utf-8")
        assert old in text, (path, old)
        (scratch / path).write_text(text.replace(old, new, 1), "utf-8")
    found = [str(problem) for problem in check(scratch)]
    for path, _, _, words in made:
        told = [one for one in found if words in one]
        assert len(told) == 1, (path, words, found)
        assert told[0].startswith(path) or path.startswith("mkdocs")
    assert len(found) == len(made), found


def test_a_page_without_a_heading_is_read_like_any_other(scratch: Path) -> None:
    titled = "---\ntitle: A\n---\n\n**A**\n"
    for language in ("zh", "en"):
        (scratch / "docs" / language / "contribute.md").write_text(titled, "utf-8")
    assert check(scratch) == []

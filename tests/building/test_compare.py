"""What a change tells those who review it: annotations on its lines, and a summary."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.building.compare import summary
from archive.cli import main
from archive.pages import reviews
from archive.problems import Problem, RefusedError


def edit(root: Path, path: str, pattern: str, replacement: str) -> None:
    text = (root / path).read_text("utf-8")
    changed = re.sub(pattern, replacement, text, count=1)
    assert changed != text, pattern
    (root / path).write_text(changed, "utf-8")


@pytest.fixture
def before(scratch: Path) -> Path:
    """The invented record as it was, beside the one that a test changes."""
    shutil.copytree(scratch, scratch.with_name("before"))
    return scratch.with_name("before")


def test_a_new_look_is_no_change_of_what_the_record_says(before: Path, scratch: Path) -> None:
    edit(before, "templates/fact.html", r"\A", "another look")
    assert summary(before, scratch).splitlines()[4::4] == [
        "没有页面改变。No page reads differently.",
        "没有数字、说法或证据等级改变。No figure, statement or level changes.",
        "没有译文因此待跟上。No translation becomes outdated.",
    ]


def test_a_summary_names_pages_figures_levels_and_translations(before: Path, scratch: Path) -> None:
    for root in (before, scratch):
        reviews.mark_reviewed(root, ())
    edit(scratch, "data/funds.yml", "value: 20000", "value: 35000")
    edit(scratch, "data/funds.yml", "relation: differs", "relation: compares")
    edit(scratch, "docs/en/corrections.md", r"\Z", "\nOne sentence more.\n")
    told = summary(before, scratch).splitlines()
    assert "- `/corrections/`: English" in told
    assert "- `/funds/flood-fund/`: 中文, English" in told
    (row,) = [line for line in told if line.startswith("|") and "`" in line]
    assert row == (
        "| 水灾修复基金：境外捐款 / Flood Repair Fund: Gifts from abroad (`flood-fund.from-abroad`) "
        "| 约2万美元 → 约3.5万美元 | about US$20,000 → about US$35,000 "
        "| 说法不一 → 仅本方说法 / disputed → own word only | sources |"
    )
    assert told[-1] == "- 中文: `corrections.md`"


def test_what_is_new_or_gone_is_told_and_its_markup_is_text(before: Path, scratch: Path) -> None:
    edit(before, "data/funds.yml", "from-abroad:", "from-overseas:")
    edit(before, "data/funds.yml", "flood-fund.from-abroad", "flood-fund.from-overseas")
    edit(
        before,
        "data/funds.yml",
        "境外捐款, en: Gifts from abroad",
        "'境外|[捐](x)款', en: '*Gifts* & @all'",
    )
    (before / "docs" / "zh" / "initiatives" / "reading-boat.md").unlink()
    told = summary(before, scratch)
    assert "- `/initiatives/reading-boat/`: 中文\n" in told
    assert "| 约2万美元 → — | about US$20,000 → — |" in told
    assert "| — → 约2万美元 | — → about US$20,000 |" in told
    assert r"境外\|\[捐\](x)款 / Flood Repair Fund: \*Gifts\* &amp; \@all" in told


def test_mistakes_on_either_side_are_told_apart(before: Path, scratch: Path) -> None:
    edit(before, "data/funds.yml", r"value: ", "valeu: ")
    with pytest.raises(
        RefusedError, match=r"(?s)before: cannot be compared.*data/funds\.yml:\d+: "
    ):
        summary(before, scratch)


def test_on_github_a_mistake_stands_at_its_line(
    scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(scratch, "docs/en/about.md", r"\Z", '\n{{ name("no-such") }}\n')
    monkeypatch.chdir(scratch)
    plain = CliRunner().invoke(main, ["check"]).output.splitlines()[0]
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    annotated = CliRunner().invoke(main, ["check"]).output.splitlines()[0]
    path, line = plain.split(":")[:2]
    assert path == "docs/en/about.md"
    assert annotated == f"::error file={path},line={line}::{plain}"


def test_a_message_cannot_end_its_annotation_or_begin_another() -> None:
    problem = Problem("docs/en/a,b:c%.md", 3, "100%\n::stop-commands::x\r\x1b[2K")
    assert problem.annotation("notice") == (
        "::notice file=docs/en/a%2Cb%3Ac%25.md,line=3::docs/en/a,b:c%25.md:3: "
        "100%25 ::stop-commands::x\\u{d}\\u{1b}[2K"
    )

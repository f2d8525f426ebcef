"""The whole check on a scratch record: what is changed on one side is found, with its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from archive.check import check

PAGE = "docs/en/funds/flood-fund.md"


def drop_last_paragraph_of_account(text: str) -> str:
    account, rest = text.split("## ", 2)[1], text.split("## ", 2)[2]
    head = text.split("## ", 2)[0]
    kept = account.rstrip().rsplit("\n\n", 1)[0]
    return f"{head}## {kept}\n\n## {rest}"


def test_the_scratch_record_has_no_problems(scratch: Path) -> None:
    assert check(scratch) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text + "\nIt was 300 million.\n", '"300 million" is typed into the text'),
        (lambda text: text + "\n## Only here { #only-here }\n", "heading ## { #only-here } has no"),
        (lambda text: text + "\n## No id\n", "the heading has no id"),
        (lambda text: text.replace(".total", ".spent", 1), "unknown claim"),
        (drop_last_paragraph_of_account, "paragraphs in this section"),
    ],
    ids=["typed figure", "heading", "heading without id", "another figure", "paragraph"],
)
def test_a_change_on_one_side_is_found_and_placed(
    scratch: Path, change: Callable[[str], str], words: str
) -> None:
    page = scratch / PAGE
    before = page.read_text("utf-8")
    page.write_text(change(before), "utf-8")
    assert page.read_text("utf-8") != before
    problems = [str(problem) for problem in check(scratch)]
    about = [line for line in problems if words in line]
    assert about, problems
    assert all("funds/flood-fund.md:" in line for line in about)


def test_broken_data_does_not_hide_broken_pages(scratch: Path) -> None:
    (scratch / "data" / "funds.yml").write_text("[", "utf-8")
    page = scratch / PAGE
    page.write_text(page.read_text("utf-8") + "\n{{ config }}\n", "utf-8")
    found = "\n".join(map(str, check(scratch)))
    assert "data/funds.yml:1:" in found
    assert f"{PAGE}:" in found


def test_a_record_without_pages_is_named_with_its_line(scratch: Path) -> None:
    (scratch / PAGE).unlink()
    found = [str(problem) for problem in check(scratch)]
    assert any(
        line.startswith("data/funds.yml:") and "archive new flood-fund" in line for line in found
    )
    assert any("docs/zh/funds/flood-fund.md:1:" in line for line in found)

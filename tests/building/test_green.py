"""Green is green: what the check calls well builds, for whatever the model allows."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from archive.building.build import build
from archive.building.check import check
from archive.building.scaffold import new_sections
from archive.loading.load import read
from archive.model.collections import COLLECTIONS
from archive.project import open_project
from tests.built import Site, passed
from tests.publishing import test_claim_pages, test_shared
from tests.site import test_other_language, test_relations, test_site


def change(root: Path, path: str, *pairs: tuple[str, str]) -> None:
    text = (root / path).read_text("utf-8")
    for pattern, words in pairs:
        text, count = re.subn(pattern, words, text, flags=re.MULTILINE)
        assert count, (path, pattern)
    (root / path).write_text(text, "utf-8")


def take_out(root: Path, *kinds: str) -> None:
    """Empty these data files, and take out what cannot stand without their entries."""
    for kind in kinds:
        (root / "data" / f"{kind}.yml").write_text("{}\n", "utf-8")
    mend(root)


def mend(root: Path) -> None:
    """Take out what the check names: of the data with all that rests on it, of pages the lines."""
    while problems := read(root).problems:
        path = root / problems[0].path
        data = yaml.safe_load(path.read_text("utf-8"))
        cut(data, problems[0].message.partition(":")[0].split("."))
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    for kind in ("funds", "initiatives"):
        there = read(root).archive.entries(kind)
        for page in root.glob(f"docs/*/{kind}/*-*.md"):
            if page.stem not in there:
                page.unlink()
                for config in root.glob("mkdocs*.yml"):
                    text = config.read_text("utf-8")
                    config.write_text(re.sub(rf".*{kind}/{page.name}\n", "", text), "utf-8")
    for _ in range(9):
        found: dict[str, set[int]] = {}
        for problem in check(root):
            found.setdefault(problem.path, set()).add(problem.line)
        for name, lines in found.items():
            text = (root / name).read_text("utf-8")
            kept = [line for at, line in enumerate(text.split("\n"), 1) if at not in lines]
            (root / name).write_text("\n".join(kept), "utf-8")


def cut(data: Any, place: list[str]) -> None:
    """Take out what stands at ``place``; where nothing does, it is what the holder lacks."""
    holder, steps = data, [*place]
    if steps[1:2] and steps[1] in data[steps[0]].get("claims", {}):
        steps.insert(1, "claims")
    for step in steps[:-1]:
        holder = holder[int(step) if isinstance(holder, list) else step]
    last: Any = int(steps[-1]) if isinstance(holder, list) else steps[-1]
    if isinstance(holder, list) or last in holder:
        del holder[last]
    else:
        cut(data, place[:-1])


def nothing(root: Path) -> None:
    take_out(root, *(path.stem for path in (root / "data").glob("*.yml")))


def no_events(root: Path) -> None:
    take_out(root, "events", "corrections")


def no_make_up(root: Path) -> None:
    """Funds of which nobody says what they consist of or what became of them."""
    change(root, "data/funds.yml", (r"^  (composition|outcomes):.*\n(    .*\n)*", ""))
    mend(root)


def all_at_once(root: Path) -> None:
    """Parts without a date, dates known to the year, an amount of nothing, groups nobody has seen."""
    change(root, "data/funds.yml", (r"^ +as_of: 2031-08-31\n", ""), (r"value: 20000$", "value: 0"))
    change(root, "data/events.yml", ("2031-07-12", "2031"), ("theme: money", "theme: fresh"))
    change(root, "data/sources.yml", (r"^  retrieved: .*\n", ""))
    change(root, "data/initiatives.yml", ("category: reading", "category: fresh"))
    change(root, "data/organizations.yml", ("kind: newspaper", "kind: fresh"))
    for groups in ("categories", "kinds", "themes"):
        with (root / "data" / f"{groups}.yml").open("a", encoding="utf-8") as file:
            file.write("fresh:\n  name: {zh: 新的一类, en: A fresh group}\n")
    new_sections(open_project(root))


def one_language(root: Path) -> None:
    """A section in Chinese only, another in English only, and a page that has no counterpart."""
    page = "initiatives/book-drying.md"
    change(root, f"docs/en/{page}", (r"^## What happened .*\n\n.*\n\n", ""))
    change(root, f"docs/en/{page}", (r"^(## Sources .*)", r"## Gaps { #gaps }\n\nNot known.\n\n\1"))
    (root / "docs/en/initiatives/reading-boat.md").unlink()


@pytest.mark.parametrize("order", [1, -1])
def test_a_record_may_begin_with_any_kinds_of_entries(scratch: Path, order: int) -> None:
    """One kind after the other is taken out, with what rests on it, till the record is empty."""
    for kind in [name for name, one in COLLECTIONS.items() if one.home][::order]:
        take_out(scratch, kind)
        assert [str(problem) for problem in check(scratch)] == [], kind
    assert not open_project(scratch).archive.homes


@pytest.mark.parametrize("content", [nothing, no_events, no_make_up, all_at_once])
def test_what_the_check_calls_well_builds(scratch: Path, content: Callable[[Path], None]) -> None:
    content(scratch)
    assert [str(problem) for problem in check(scratch)] == []
    build(scratch, scratch / "site")


def test_what_the_check_calls_well_passes_the_tests_of_the_site(scratch: Path) -> None:
    """What holds of the invented record and of this one holds of somebody's contribution."""
    one_language(scratch)
    all_at_once(scratch)
    assert [str(problem) for problem in check(scratch)] == []
    build(scratch, scratch / "site")
    site = Site(scratch / "site", open_project(scratch).archive, scratch)
    rooms = (test_site, test_relations, test_other_language, test_shared, test_claim_pages)
    assert passed(site, *rooms) > 30


@pytest.mark.parametrize(
    ("pattern", "words", "said"),
    [
        ("^    total:$", "    whole:", "composition: a composition needs what it adds up to"),
        (
            r"- {claim: flood-fund.later-gifts}",
            "- {claim: book-drying.volumes}",
            "composition: what is no amount of money has no part in a fund",
        ),
        (
            "^  part_of:",
            "  amount: book-drying.method\n  part_of:",
            'binding-fund.amount: "book-drying.method" is no amount of money',
        ),
    ],
)
def test_what_no_page_could_print_is_refused_where_it_stands(
    scratch: Path, pattern: str, words: str, said: str
) -> None:
    change(scratch, "data/funds.yml", (pattern, words))
    assert any(said in str(problem) for problem in check(scratch))

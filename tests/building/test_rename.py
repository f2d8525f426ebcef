"""Another id, everywhere: the check passes, nothing of it is left, and old addresses still lead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive.building.build import build
from archive.building.check import check
from archive.building.rename import rename
from archive.pages import reviews
from archive.pages.ledger import read_ledger
from archive.problems import RefusedError

# One of each sort of place that an id has: a page, a row, an entry, an anchor, a section, a unit.
RENAMED = {
    "flood-fund": "repair-fund",
    "book-drying.volumes": "book-drying.books",
    "binders-guild": "bookbinders",
    "report": "account-of-the-flood",
    "boat-sails": "boat-leaves",
    "interleaving": "blotting",
    "rescue": "saving",
    "kinds/library": "kinds/reading-room",
    "trips": "voyages",
}
# Words that pages hold, which no renaming may touch.
PROSE = '\nThe flood-fund, its report and the trips of a library are words here; `fact("report")` is code.\n'


@pytest.fixture
def renamed(scratch: Path) -> Path:
    page = scratch / "docs/en/about.md"
    text = page.read_text("utf-8") + PROSE
    text += "\n## Elsewhere { #elsewhere }\n\n[The fund](funds/flood-fund.md#claims), [a row](figures.md#flood-fund.total),\n[the guild](organizations/index.md#binders-guild), {{ example('fact(\"flood-fund.total\")') }}\n"
    page.write_text(text.replace(", {{ ex", ".\n\n{{ ex"), "utf-8")
    corrections = scratch / "data/corrections.yml"
    corrections.write_text(
        "a:\n  date: 2031-10-01\n  where: flood-fund.total\n"
        "  was: {zh: 少, en: less}\n  now: {zh: 多, en: more}\n",
        "utf-8",
    )
    assert check(scratch) == []
    reviews.mark_reviewed(
        scratch, [src for src in reviews.current_entries(scratch) if src != "about.md"]
    )
    for old, new in RENAMED.items():
        rename(scratch, old, new)
    return scratch


def texts(root: Path) -> dict[str, str]:
    paths = [*root.glob("*.yml"), *(root / "data").glob("*.yml"), *(root / "docs").rglob("*.*")]
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in paths}


def test_nothing_names_the_old_id_and_the_check_passes(renamed: Path) -> None:
    assert [str(problem) for problem in check(renamed)] == []
    found = texts(renamed)
    assert "docs/zh/funds/repair-fund.md" in found
    assert "docs/zh/funds/flood-fund.md" not in found
    assert PROSE in found["docs/en/about.md"]
    assert "  where: repair-fund.total\n" in found["data/corrections.yml"]
    left = [
        (path, line)
        for path, text in found.items()
        for line in text.replace(PROSE, "").splitlines()
        for old in ("flood-fund", "binders-guild", "boat-sails")
        if re.search(rf"(?<![\w-]){old}(?![\w-])", line) and "formerly:" not in line
    ]
    assert left == []


def test_both_languages_stay_as_much_in_step_as_they_were(renamed: Path) -> None:
    unsure = [f"{one.src}#{one.entry}" for one in reviews.reviews(renamed) if not one.in_step]
    assert unsure == ["about.md#"]
    ledger = read_ledger(renamed)
    assert ledger.keys() <= reviews.current_entries(renamed).keys()
    assert all(reviews.current_entries(renamed)[key] == entry for key, entry in ledger.items())


def test_old_addresses_lead_to_the_new(renamed: Path) -> None:
    rename(renamed, "repair-fund", "mending-fund")
    build(renamed, renamed / "site", "https://example.org/record/")
    for old, new in {
        "funds/flood-fund": "funds/mending-fund",
        "funds/repair-fund": "funds/mending-fund",
        "figures/flood-fund.total": "figures/mending-fund.total",
        "figures/book-drying.volumes": "figures/book-drying.books",
    }.items():
        page = (renamed / "site/en" / old / "index.html").read_text("utf-8")
        assert f'content="0;url=../{Path(new).name}/"' in page
        assert f'<link rel="canonical" href="https://example.org/record/en/{new}/">' in page
        assert (renamed / "site/en" / new / "index.html").is_file()
        assert f"{old}/" not in (renamed / "site/sitemap.xml").read_text("utf-8")
    for page, anchors in {
        "figures": ["flood-fund.total", "repair-fund.total", "book-drying.volumes"],
        "organizations": ["binders-guild"],
        "sources": ["report"],
        "timeline": ["boat-sails"],
        "glossary": ["interleaving"],
    }.items():
        html = (renamed / "site/zh" / page / "index.html").read_text("utf-8")
        assert all(f'<span id="{anchor}"></span>' in html for anchor in anchors), page


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("flod-fund", "a", 'did you mean "flood-fund"?'),
        ("flood-fund", "binding-fund", '"binding-fund" is in use'),
        ("flood-fund", "report", '"report" is in use'),
        ("flood-fund", "Repair Fund", "ids are lower-case words"),
        ("flood-fund.total", "total", "a claim stays with its record: flood-fund.…"),
        ("flood-fund.first-gifts", "flood-fund.later-gifts", "is in use"),
        ("flood-fund.total", "flood-fund.whole", "a fund’s amount by the id total — it stays"),
    ],
)
def test_what_cannot_be_renamed_is_left_as_it_is(
    scratch: Path, old: str, new: str, said: str
) -> None:
    before = texts(scratch)
    with pytest.raises(RefusedError, match=re.escape(said)):
        rename(scratch, old, new)
    assert texts(scratch) == before


def test_a_name_that_was_given_up_is_not_used_again(renamed: Path) -> None:
    with pytest.raises(RefusedError, match=r'"flood-fund" was given up and leads to "repair-fund"'):
        rename(renamed, "binding-fund", "flood-fund")
    funds = renamed / "data/funds.yml"
    text = funds.read_text("utf-8").replace(
        "formerly: [flood-fund]", "formerly: [binding-fund, a.b]"
    )
    funds.write_text(text, "utf-8")
    found = [str(problem) for problem in check(renamed)]
    assert any('"binding-fund" is in use, and cannot lead to two places' in line for line in found)
    assert any('got "a.b" — write it as it was: id' in line for line in found)


@pytest.mark.parametrize("data", [True, False])
def test_whoever_uses_a_former_name_is_told_the_present_one(renamed: Path, data: bool) -> None:
    rename(renamed, "repair-fund.first-gifts", "repair-fund.gifts-of-july")
    calls = {
        'fact("flood-fund.first-gifts")': "repair-fund.gifts-of-july",
        'name("book-drying.volumes")': "book-drying.books",
        'link("binders-guild")': "bookbinders",
        'cite("report", "¶2")': "account-of-the-flood",
        'when("boat-sails")': "boat-leaves",
        'chart("composition-flood-fund")': "composition-repair-fund",
    }
    links = ["funds/flood-fund.md", "funds/flood-fund/#claims"]
    about = renamed / "docs/en/about.md"
    used = [*(f"{{{{ {call} }}}}" for call in calls), *(f"[A fund]({link})." for link in links)]
    about.write_text(about.read_text("utf-8") + "\n\n" + "\n\n".join(used) + "\n", "utf-8")
    made = [
        ("mkdocs.yml", "funds/repair-fund.md", "funds/flood-fund.md"),
        ("data/events.yml", "records: [repair-fund]", "records: [flood-fund]"),
        (
            "data/funds.yml",
            "其中包括{repair-fund.gifts-of-july}",
            "其中包括{repair-fund.first-gifts}",
        ),
    ]
    for path, new, old in made if data else made[:1]:
        text = (renamed / path).read_text("utf-8")
        assert new in text, (path, new)
        (renamed / path).write_text(text.replace(new, old, 1), "utf-8")
    found = [str(problem) for problem in check(renamed)]
    now = [*calls.values(), *["funds/repair-fund.md"] * (len(links) + 1)]
    now += ["repair-fund", "repair-fund.gifts-of-july"] if data else []
    told = [line.rpartition("it is now called ")[2] for line in found if "now called" in line]
    assert sorted(told) == sorted(f'"{name}"' for name in now), found
    page = renamed / "docs/zh/funds/repair-fund.md"
    page.rename(page.with_stem("flood-fund"))
    told = [one.message for one in check(renamed) if one.path == "docs/zh/funds/flood-fund.md"]
    assert any("has another id now — name the file funds/repair-fund.md" in one for one in told)

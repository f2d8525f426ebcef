"""One language is enough in data/: whatever is written in one only, both languages read well."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from click.testing import CliRunner

from archive.building.build import build
from archive.building.check import check
from archive.cli import main
from archive.languages import LANGUAGES, Language, other
from archive.loading.load import load
from archive.model.collections import COLLECTIONS, Archive
from archive.model.shapes import walk
from archive.model.texts import Text
from archive.pages import reviews
from archive.project import open_project
from archive.rendering import wording
from archive.rendering.calls import calls
from archive.rendering.macros import MACROS, Macros, run
from archive.rendering.markdown import other_language_marker
from tests.built import Site, passed
from tests.conftest import fixture_project
from tests.publishing import test_claim_pages, test_shared
from tests.rendering.test_macros import CALLS, REVIEWS, _downloads
from tests.site import test_other_language, test_relations, test_site

FIXTURE = fixture_project().root
# What must hold words wherever it stands. A link may have its words in an attribute.
TELLING = [
    "a",
    "h1",
    "h2",
    "h3",
    "li",
    "th",
    "dt",
    "dd",
    "title",
    "option",
    "summary",
    "figcaption",
]
ALSO_TELLS = ("aria-label", "id", "title")


def texts(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Everything in two languages in a data file, by its place."""
    if isinstance(value, dict) and {"zh", "en"} <= value.keys():
        yield path, value
    elif isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts(item, (*path, key))


def field(path: tuple[Any, ...]) -> str:
    """The field at a place, whichever entry, claim or item of a list it is of."""
    names = [str(part) for before, part in pairwise(path) if before != "claims"]
    return ".".join(part for part in names if not part.isdigit())


def read(root: Path, kind: str) -> Any:
    return yaml.safe_load((root / "data" / f"{kind}.yml").read_text("utf-8"))


def write(root: Path, kind: str, data: Any) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    (root / "data" / f"{kind}.yml").write_text(text, "utf-8")


FIELDS = sorted({(kind, field(at)) for kind in COLLECTIONS for at, _ in texts(read(FIXTURE, kind))})


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the data of the invented record."""
    root: Path = tmp_path_factory.mktemp("copied")
    (root / "data").mkdir()
    for path in (FIXTURE / "data").glob("*.yml"):
        (root / "data" / path.name).write_bytes(path.read_bytes())
    return root


@pytest.mark.parametrize("side", LANGUAGES)
@pytest.mark.parametrize(("kind", "name"), FIELDS)
def test_every_macro_reads_well_where_a_field_is_in_one_language(
    copied: Path, kind: str, name: str, side: Language
) -> None:
    data = read(FIXTURE, kind)
    for at, text in texts(data):
        if field(at) == name:
            del text[side]
    write(copied, kind, data)
    try:
        archive = load(copied)
    finally:
        write(copied, kind, read(FIXTURE, kind))
    templates = fixture_project().templates
    for language in LANGUAGES:
        macros = Macros(archive, templates, language, "here/", lambda: REVIEWS, _downloads)
        mark = other_language_marker(language, wording.latin_names(archive))
        for written in CALLS:
            (call,), _ = calls(f"{{{{ {written} }}}}", "", MACROS)
            judge(mark(str(run(macros, call))), language, archive, written)


def judge(html: str, language: Language, archive: Archive, where: str) -> None:
    """Nothing is empty, no attribute holds markup, and foreign words say what they are."""
    page = BeautifulSoup(html, "html.parser")
    assert not page.select("option *, textarea *, title *"), where
    for tag in page.find_all(True):
        told = {name: str(value) for name, value in tag.attrs.items()}
        for value in told.values():
            assert "<" not in unescape(value), f"{where}: markup in {str(tag)[:200]}"
        silent = tag.find("img") or "Z3988" in str(tag.get("class")) or tag.name not in TELLING
        if not silent and not any(told.get(name) for name in ALSO_TELLS):
            assert tag.get_text(strip=True), f"{where}: nothing in {tag} in {tag.parent}"[:400]
    assert not re.search(r"\bNone\b(?! so far)", page.get_text()), where
    if not where.startswith("example"):
        assert unmarked(page, language, archive) == [], where


def unmarked(page: BeautifulSoup, language: Language, archive: Archive) -> list[str]:
    """Texts in the other language that no element says to be so; those with figures apart."""
    if language == "en":
        return test_other_language.unmarked(page, test_other_language.HAN, "zh")
    foreign = {
        text.in_language(language)
        for name in COLLECTIONS
        for key, entry in archive.entries(name).items()
        for _, text in walk(entry, (key,))
        if isinstance(text, Text) and text.missing == language
    }
    words = [re.escape(one) for one in foreign if "{" not in one]
    if not words:
        return []
    whole = rf"(?<![A-Za-z.])(?:{'|'.join(sorted(words, key=len, reverse=True))})(?![A-Za-z])"
    return test_other_language.unmarked(page, re.compile(whole), "en")


def only(root: Path, kept: str) -> None:
    """Leave one language of each text in the data, or ``mixed``: now one, now the other."""
    number = 0
    for kind in COLLECTIONS:
        data = read(root, kind)
        for _, text in texts(data):
            number += 1
            side = LANGUAGES[number % 2] if kept == "mixed" else kept
            del text[other(side)]  # type: ignore[arg-type]
        write(root, kind, data)


@pytest.mark.parametrize("kept", [*LANGUAGES, "mixed"])
def test_a_record_in_one_language_builds_and_passes_the_tests_of_the_site(
    scratch: Path, kept: str
) -> None:
    only(scratch, kept)
    assert [str(problem) for problem in check(scratch)] == []
    build(scratch, scratch / "site", pictures=kept == "mixed")
    site = Site(scratch / "site", open_project(scratch).archive, scratch)
    for address, page in site.pages.items():
        language: Language = "zh" if address.startswith("zh/") else "en"
        article = page.find("article")
        assert isinstance(article, Tag)
        judge(str(article), language, site.archive, address)
        assert unmarked(page, language, site.archive) == [], address
        title = page.find("title")
        assert title is not None
        assert re.match(r"[^\s<·-]", title.get_text()), address
        graph = page.find("script", type="application/ld+json")
        if graph:
            sound(json.loads(str(graph.string)), address)
    for path in site.folder.glob("*/search/records.json"):
        sound(json.loads(path.read_text("utf-8"))["documents"], path.parent.parent.name)
        assert all(one["t"] for one in json.loads(path.read_text("utf-8"))["documents"])
    for path in [*site.folder.rglob("feed.xml"), *site.folder.rglob("*.svg")]:
        assert not re.search(
            r"<span|<bdi|&lt;span|None|<title[^>]*></title>", path.read_text("utf-8")
        )
    untranslated_cells_are_empty(site)
    assert passed(site, test_site, test_relations, test_shared, test_claim_pages) > 30


def sound(value: Any, where: str) -> None:
    """No text in data for programs is empty or a piece of markup."""
    for item in value.values() if isinstance(value, dict) else value:
        if isinstance(item, dict | list):
            sound(item, where)
        elif isinstance(item, str):
            assert "<span" not in item, (where, value)
            assert item.strip() or isinstance(value, list), (where, value)
            assert item != "None", (where, value)


def untranslated_cells_are_empty(site: Site) -> None:
    for name in ("initiatives", "terms", "units"):
        entries = site.archive.entries(name)
        with (site.folder / "data" / "v1" / f"{name}.csv").open(encoding="utf-8-sig") as file:
            for row in csv.DictReader(file):
                entry = entries[row["id"]]
                at = "" if name == "units" else "name_"
                missing = (entry if name == "units" else entry.name).missing
                cells = {side: row.get(f"{at}{side}", row.get("en_one")) for side in LANGUAGES}
                assert {side for side, cell in cells.items() if not cell} == {missing}, row


def test_what_is_to_be_translated_is_named_by_entry_and_field(
    scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviews.mark_reviewed(scratch, [])
    funds = read(scratch, "funds")
    summary = funds["flood-fund"]["summary"].pop("en")
    del funds["flood-fund"]["claims"]["total"]["label"]["zh"]
    write(scratch, "funds", funds)
    found = [one for one in reviews.reviews(scratch) if not one.in_step]
    assert [(one.entry, one.missing, one.fields) for one in found] == [
        ("flood-fund", "zh", ["total.label"]),
        ("flood-fund", "en", ["summary"]),
    ]
    monkeypatch.chdir(scratch)
    said = CliRunner().invoke(main, ["check"]).output
    line = (scratch / "data" / "funds.yml").read_text("utf-8").split("summary:")[0].count("\n") + 1
    assert (
        f"data/funds.yml:{line}: worth a look: flood-fund.summary.en: the English text is still"
        in said
    )
    assert ": flood-fund.total.label.zh: the Chinese text is still to be written" in said
    project = open_project(scratch)
    status = project.macros("en", "", lambda: reviews.reviews(scratch)).translation_status()
    assert "no English yet: summary" in status

    assert reviews.mark_reviewed(scratch, ["data/funds.yml"]) == [], "it is no pair yet"
    funds["flood-fund"]["summary"]["en"] = summary
    funds["flood-fund"]["claims"]["total"]["label"]["zh"] = "基金总额"
    write(scratch, "funds", funds)
    assert all(one.in_step for one in reviews.reviews(scratch))


def test_a_block_in_the_other_language_says_so(scratch: Path) -> None:
    only(scratch, "zh")
    macros = open_project(scratch).macros("en", "")
    assert re.fullmatch(
        r'<p class="lead"><span lang="zh-Hans">[^<]+</span>'
        r"<small data-search-exclude> \(no English yet\)</small></p>",
        macros.lead("flood-fund"),
    )


def test_the_search_finds_by_the_one_name_in_both_languages(scratch: Path) -> None:
    only(scratch, "zh")
    build(scratch, scratch / "site")
    for language in LANGUAGES:
        path = scratch / "site" / language / "search" / "records.json"
        known = json.loads(path.read_text("utf-8"))
        assert "晾书行动" in [one["t"] for one in known["documents"]]
        assert re.search(r"\bliang[^ ]*晾", known["sounds"])

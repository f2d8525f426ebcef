"""What each macro prints on the invented record, in both languages, as it was looked at.

After a change that is meant: ``rm -r tests/golden/macros``, run these tests, read the diff.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from archive.building.check import package_of
from archive.languages import LANGUAGES, Language
from archive.model.collections import COLLECTIONS, Archive
from archive.pages.reviews import Review
from archive.publishing.formats import File
from archive.publishing.package import Package
from archive.rendering import macros as macros_module
from archive.rendering.calls import calls
from archive.rendering.macros import MACROS, Macros, run
from tests.built import PROJECT
from tests.conftest import fixture_project

GOLDEN = PROJECT / "tests" / "golden" / "macros"
# At least one call of each macro; more where it has more than one thing to say.
CALLS = """
fact("book-drying.volumes")
fact("flood-fund.from-abroad")
name("book-drying")
link("flood-fund.total")
link("lin-yue")
when("boat-sails")
term("interleaving")
term("interleaving", "paper between pages")
cite("report", "¶5")
cite("leaflet")
verbatim("1 * 2", "the star stands in the source")
lead("flood-fund")
fact_box("flood-fund")
fact_box("binding-fund")
fact_box("book-drying")
claims("flood-fund")
claims("book-drying")
composition("flood-fund")
outcomes("flood-fund")
total("flood-fund.first-gifts", "flood-fund.later-gifts")
disclosure("binders-guild")
related("flood-fund")
table("funds")
table("initiatives")
table("initiatives", "reading")
table("organizations")
table("people")
facets()
needs()
wall()
chart("evidence")
timeline()
time_axis()
figures()
sources()
sources("reading-boat")
glossary()
names("initiatives")
paragraphs("report")
emendations()
corrections()
translation_status()
evidence_levels()
downloads()
release_files()
columns()
example('name("binders-guild")')
""".strip().splitlines()
REVIEWS = (
    Review("about.md", True, frozenset()),
    Review("figures.md", True, frozenset({"zh"})),
    Review("funds/index.md", True, frozenset({"zh", "en"})),
    Review("timeline.md", False, frozenset({"zh", "en"})),
)


def _downloads() -> Package:
    """One table of those that are published, and files of a size that stays."""
    project = fixture_project()
    found = package_of(project)
    kept = {table: rows for table, rows in found.tables.items() if table.name == "claim_sources"}
    files = {path: File(path, bytes(1500)) for path in found.files}
    return replace(found, tables=kept, files=files)


def _of(macro: str) -> list[str]:
    return [call for call in CALLS if call.partition("(")[0] == macro]


def _run(macros: Macros, written: str) -> str:
    (call,), problems = calls(f"{{{{ {written} }}}}", "", MACROS)
    assert not problems
    return str(run(macros, call))


def _printed(macro: str, language: Language) -> str:
    """Each call of ``macro`` with what it prints, one element a line."""
    macros = fixture_project().macros(language, "here/", lambda: REVIEWS, _downloads)
    found = []
    for written in _of(macro):
        html = re.sub(r"(?<=.)(?=<[a-z])", "\n", _run(macros, written))
        found.append(f"<!-- {written} -->\n{html}\n")
    return "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("macro", MACROS)
def test_a_macro_prints_what_was_looked_at(macro: str, language: Language) -> None:
    golden = GOLDEN / f"{macro}.{language}.html"
    assert _of(macro), f"{macro} has no call in CALLS: add one"
    printed = _printed(macro, language)
    if not golden.exists():
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(printed, encoding="utf-8")
        pytest.fail(f"{golden.relative_to(PROJECT)} was not there and has been written: look at it")
    renew = "if this is meant: rm -r tests/golden/macros, run this test, look at the difference"
    assert printed == golden.read_text(encoding="utf-8"), renew


def test_lists_without_entries_say_so() -> None:
    """No record has an entry of every kind, and headings stand above these calls."""
    bare = Archive.model_validate({name: {} for name in COLLECTIONS})
    macros = Macros(bare, fixture_project().templates, "en", "", lambda: REVIEWS, _downloads)
    lists = [call for call in CALLS if re.match(r"(\w+)\(\)|(chart|names|table)\(\"\w+\"\)", call)]
    told = {call for call in lists if "None so far" in _run(macros, call)}
    always = {
        "facets",
        "wall",
        "translation_status",
        "evidence_levels",
        "downloads",
        "release_files",
        "columns",
    }
    assert {call.partition("(")[0] for call in set(lists) - told} == always


def test_nothing_is_kept_of_a_macro_that_is_gone() -> None:
    kept = {path.name for path in GOLDEN.iterdir()}
    assert kept == {f"{macro}.{language}.html" for macro in MACROS for language in LANGUAGES}


def test_a_long_table_leads_to_each_claims_own_page(monkeypatch: pytest.MonkeyPatch) -> None:
    project = fixture_project()
    short = Macros(project.archive, project.templates, "en", "figures/").figures()
    monkeypatch.setattr(macros_module, "LONG_TABLE", 2)
    long = Macros(project.archive, project.templates, "en", "figures/").figures()
    assert long.count("<tr id=") + long.count('<tr class="claims__first" id=') == len(
        project.archive.claims
    )
    assert "<details>" in short
    assert "<details>" not in long
    for address, claim in project.archive.claims.items():
        row = re.search(
            rf'id="{re.escape(address)}".*?<a href="{re.escape(address)}/">.*?>(\d+) sources?<',
            long,
        )
        assert row, address
        assert int(row[1]) == len(claim.sources)

"""The programs that the page about the data names read it, as that page tells.

What the page shows is what is run. jq is part of every run; pandas, DuckDB and R, which would
weigh on the setup, of ``make readers``.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from archive.languages import LANGUAGES, Language
from archive.model.evidence import assess
from tests.built import Site

# How each language of a code block on the page is run.
DUCKDB = "import duckdb, sys; print(*duckdb.sql(sys.stdin.read()).fetchall(), sep='\\n')"
TITLES = """
import rdflib, sys
graph = rdflib.Graph().parse(sys.argv[1], format="json-ld", publicID="https://example.org/data/v1/dcat.jsonld")
print(*graph.query("SELECT ?file { ?set a dcat:Dataset; dcat:distribution/dcat:downloadURL ?file }"), sep="\\n")
"""


@pytest.fixture
def readers(request: pytest.FixtureRequest) -> str:
    """The Python that has pandas and its kin."""
    python = request.config.getoption("--readers")
    if not python:
        pytest.skip("run by: make readers")
    return str(Path(python).absolute())


def _run(site: Site, command: list[str], typed: str = "") -> str:
    done = subprocess.run(
        command, cwd=site.folder / "data" / "v1", input=typed, text=True, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _counts_the_levels(site: Site, said: str) -> bool:
    words = said.replace("(", " ").replace(")", " ").replace(",", " ").replace("'", " ").split()
    return all(
        str(count) == words[words.index(level) + 1]
        for level, count in Counter(map(assess, site.archive.claims.values())).items()
    )


def _told(site: Site, language: Language, kind: str) -> str:
    block = site.pages[f"{language}/data/"].select_one(f"code.language-{kind}")
    if not block:
        pytest.skip("this record's page does not tell it")
    return block.get_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_jq_reads_the_data(own_site: Site, language: Language) -> None:
    assert shutil.which("jq"), "no jq found — run `make test`, which installs it"
    assert _counts_the_levels(own_site, _run(own_site, ["sh"], _told(own_site, language, "sh")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_pandas_reads_the_data(own_site: Site, language: Language, readers: str) -> None:
    assert _counts_the_levels(
        own_site, _run(own_site, [readers], _told(own_site, language, "python"))
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_duckdb_reads_the_data(own_site: Site, language: Language, readers: str) -> None:
    assert _counts_the_levels(
        own_site, _run(own_site, [readers, "-c", DUCKDB], _told(own_site, language, "sql"))
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_r_reads_the_data(own_site: Site, language: Language, readers: str) -> None:
    if not shutil.which("Rscript"):
        pytest.skip("R is not installed")
    assert _counts_the_levels(
        own_site, _run(own_site, ["Rscript", "-"], _told(own_site, language, "r"))
    )


def test_pandas_finds_the_same_in_the_workbook(invented_site: Site, readers: str) -> None:
    code = "import pandas; print(pandas.read_excel('record.xlsx', 'claims')['evidence'].value_counts())"
    assert _counts_the_levels(invented_site, _run(invented_site, [readers, "-c", code]))


def test_duckdb_joins_every_table_by_its_keys(invented_site: Site, readers: str) -> None:
    description = json.loads((invented_site.folder / "data/v1/datapackage.json").read_text("utf-8"))
    for table in description["resources"]:
        for key in table.get("schema", {}).get("foreignKeys", ()):
            field, other = key["fields"][0], key["reference"]["resource"]
            lost = f"SELECT count(*) FROM '{table['path']}' a ANTI JOIN '{other}.csv' b ON a.{field} = b.id WHERE a.{field} IS NOT NULL;"
            assert _run(invented_site, [readers, "-c", DUCKDB], lost).strip() == "(0,)", (
                table["name"],
                field,
            )


def test_the_description_for_catalogues_is_linked_data_about_the_files(
    invented_site: Site, readers: str
) -> None:
    said = _run(invented_site, [readers, "-c", TITLES, "dcat.jsonld"])
    for row in said.split():
        path = row.partition("https://example.org/data/v1/")[2].partition("'")[0]
        assert (invented_site.folder / "data" / "v1" / path).is_file(), row
    assert said.count("https://example.org/data/v1/") > len(invented_site.archive.entries("funds"))

"""What readers take away: the published tables, their shape, their formats, their description."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from frictionless import Checklist, validate
from frictionless.checks.row.duplicate_row import duplicate_row

from archive.languages import LANGUAGES, Language
from archive.loading.load import load
from archive.model.addresses import href
from archive.model.collections import COLLECTIONS
from archive.model.shapes import own_shapes
from archive.pages.configuration import site_names
from archive.project import Project, open_project
from archive.publishing.citations import EXPORTS
from archive.publishing.package import Package, package, write
from archive.publishing.table import Table
from archive.publishing.tables import chart_tables, tables
from archive.rendering.templates import Templates
from tests.built import PROJECT, Site
from tests.conftest import fixture_project

SHAPE = PROJECT / "tests" / "golden" / "data-v1.json"
NAMES: dict[Language, str] = {"zh": "档案", "en": "Record"}
RENEW = "run: .venv/bin/python -m tests.publishing.test_tables"


def published(root: Path) -> Package:
    return package(open_project(root), site_names(root.resolve()))


@pytest.fixture(scope="module")
def invented() -> Package:
    return published(fixture_project().root)


def rows_of(found: Package, path: str) -> list[dict[str, str]]:
    text = found.files[path].content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def shape() -> dict[str, dict[str, str]]:
    """Each table -> its columns -> what they hold: a type, the values, whose ids."""
    project = fixture_project()
    chart = chart_tables(project.archive, project.templates)[0]
    every = [*tables().values(), Table("charts", chart.columns, chart.entries)]
    return {
        table.name: {
            column.name: " ".join(
                filter(
                    None,
                    [
                        column.type if column.required else f"{column.type}?",
                        "|".join(column.values),
                        " ".join(f"-> {other}" for other in (*column.tables, *column.besides)),
                    ],
                )
            )
            for column in table.columns
        }
        for table in every
    }


def test_the_published_shape_keeps_its_promise() -> None:
    promised: dict[str, dict[str, str]] = json.loads(SHAPE.read_text("utf-8"))
    found = shape()
    for table, columns in promised.items():
        for column, kind in columns.items():
            assert found.get(table, {}).get(column) == kind, (
                f"{table}.{column} was promised as “{kind}” — others load it by that: what changes "
                f"its name or meaning goes to data/v2/; a new value of a list may be added, {RENEW}"
            )
    added = [f"{t}.{c}" for t, own in found.items() for c in own if c not in promised.get(t, {})]
    assert not added, f"new columns, which a version may gain: {', '.join(added)} — {RENEW}"


def test_every_field_of_the_model_is_published_whether_used_or_not() -> None:
    found = tables()
    told = {column.field for column in found["composition"].columns}
    for name, collection in COLLECTIONS.items():
        columns = [column.name for column in found[name].columns]
        for field, kind in own_shapes(collection.model).items():
            inside = f"{collection.singular}_{field}" in found or (
                field in found and "fund" in told
            )
            assert inside or any(c == field or c.startswith(f"{field}_") for c in columns), (
                name,
                field,
                kind,
            )


def test_a_collection_without_entries_has_its_header(scratch: Path) -> None:
    (scratch / "data" / "corrections.yml").write_text("{}\n", encoding="utf-8")
    found = published(scratch)
    text = found.files["corrections.csv"].content.decode("utf-8-sig")
    assert text == ",".join(shape()["corrections"]) + "\r\n"
    assert json.loads(found.files["corrections.json"].content) == []


def objections(found: Package) -> Iterator[str]:
    """Cells that are not what their columns declare."""
    ids = {table.name: {row["id"] for row in rows} for table, rows in found.tables.items()}
    kinds = {"number": (int, float), "integer": int, "boolean": bool, "list": list}
    for table, rows in found.tables.items():
        for row in rows:
            for column in table.columns:
                value, place = row[column.name], f"{table.name} {row['id']} {column.name}"
                if value is None:
                    if column.required:
                        yield f"{place}: empty"
                    continue
                if not isinstance(value, kinds.get(column.type, str)):  # type: ignore[arg-type]
                    yield f"{place}: {value!r} is no {column.type}"
                if column.values and value not in column.values:
                    yield f"{place}: {value!r} is none of {column.values}"
                for one in value if isinstance(value, list) else [value]:
                    if column.type == "list" and "; " in one:
                        yield f"{place}: {one!r} cannot be told apart in a cell"
                    known = set(column.besides).union(*(ids[name] for name in column.tables))
                    if column.tables and one not in known:
                        yield f"{place}: {one!r} is in none of {column.tables}"


def test_every_cell_is_what_its_column_declares(invented: Package) -> None:
    assert [*objections(invented)] == []


def test_csv_json_and_workbook_say_the_same(invented: Package) -> None:
    book = openpyxl.load_workbook(io.BytesIO(invented.files["record.xlsx"].content))
    assert book.sheetnames == ["notes", *(table.name for table in invented.tables)]
    whole = json.loads(invented.files["record.json"].content)["tables"]
    for table, rows in invented.tables.items():
        assert json.loads(invented.files[f"{table.name}.json"].content) == rows == whole[table.name]
        header, *lines = book[table.name].iter_rows(values_only=True)
        assert list(header) == [column.name for column in table.columns]
        cells = rows_of(invented, f"{table.name}.csv")
        assert len(rows) == len(cells) == len(lines)
        for row, flat, line in zip(rows, cells, lines, strict=True):
            for (name, value), in_sheet in zip(row.items(), line, strict=True):
                assert flat[name] == _as_text(value), (table.name, name)
                assert _as_text(in_sheet).removesuffix(" 00:00:00") == flat[name], (
                    table.name,
                    name,
                )


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)


def test_csv_is_what_rfc_4180_and_spreadsheets_expect(invented: Package) -> None:
    for path, file in invented.files.items():
        if path.endswith(".csv"):
            assert file.content.startswith(b"\xef\xbb\xbf")
            text = file.content.decode("utf-8-sig")
            assert text.endswith("\r\n")
            widths = {len(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True)}
            assert len(widths) == 1, path


def test_no_cell_runs_as_a_formula(scratch: Path) -> None:
    path = scratch / "data" / "events.yml"
    text = path.read_text("utf-8")
    formula = '=HYPERLINK("https://example.org","x")'
    title = next(line for line in text.splitlines() if line.startswith("  title:"))
    path.write_text(
        text.replace(title, f"  title: {{zh: '＋1', en: '{formula}'}}", 1), encoding="utf-8"
    )
    found = published(scratch)
    assert rows_of(found, "events.csv")[0]["title_en"] == f"'{formula}"
    assert rows_of(found, "events.csv")[0]["title_zh"] == "'＋1"
    assert json.loads(found.files["events.json"].content)[0]["title_en"] == formula
    book = openpyxl.load_workbook(io.BytesIO(found.files["record.xlsx"].content))
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(one.data_type != "f" and one.hyperlink is None for one in row)
    names = [one.value for one in next(book["events"].iter_rows())]
    assert book["events"].cell(2, names.index("title_en") + 1).value == f"'{formula}"


def test_dates_keep_their_precision(scratch: Path) -> None:
    path = scratch / "data" / "events.yml"
    lines = path.read_text("utf-8").splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith("  date: "))
    for written, expected in {
        "2028-02": ("2028-02", "2028-02-01", "2028-02-29", "month"),
        "2031": ("2031", "2031-01-01", "2031-12-31", "year"),
        "2031-03-24/2031-03-25": ("2031-03-24/2031-03-25", "2031-03-24", "2031-03-25", "day"),
        "2031-03/2031-04": ("2031-03/2031-04", "2031-03-01", "2031-04-30", "month"),
    }.items():
        lines[at] = f"  date: {written}"
        path.write_text("\n".join(lines), encoding="utf-8")
        row = tables()["events"].rows(load(scratch))[0]
        sides = ("date", "date_start", "date_end", "date_precision")
        assert tuple(row[side] for side in sides) == expected


def test_equal_data_gives_equal_bytes() -> None:
    root = fixture_project().root
    first, second = (
        package(Project(root, load(root), Templates(root)), NAMES).files for _ in range(2)
    )
    assert first == second
    for path in ("record.zip", "record.xlsx"):
        with zipfile.ZipFile(io.BytesIO(first[path].content)) as file:
            assert {entry.date_time[0] for entry in file.infolist()} == {1980}, path


def test_the_zip_holds_every_other_file(invented: Package) -> None:
    with zipfile.ZipFile(io.BytesIO(invented.files["record.zip"].content)) as file:
        inside = {name.removeprefix("data-v1/"): file.read(name) for name in file.namelist()}
    rest = {path: one.content for path, one in invented.files.items() if path != "record.zip"}
    assert inside == rest


def test_the_data_package_is_valid(invented: Package, tmp_path: Path) -> None:
    write(invented, tmp_path)
    report = validate(
        str(tmp_path / "data" / "v1" / "datapackage.json"),
        checklist=Checklist(checks=[duplicate_row()]),
    )
    assert report.flatten(["title", "rowNumber", "fieldName", "note"]) == []
    assert report.stats["tasks"] == len(invented.tables) + len(
        list((tmp_path / "data" / "v1" / "charts").glob("*.csv"))
    ) + len(("record.json", "record.xlsx"))


@pytest.mark.parametrize(
    ("path", "old", "new", "error"),
    [
        ("claims.csv", b"2031", b"2032", "hash-count"),
        ("claim_sources.csv", b",evening-post,", b",morning-post,", "foreign-key"),
        ("claims.csv", b",exactly,", b",roughly,", "constraint-error"),
        ("claims.csv", b",1200000,", b",12 lakh,", "type-error"),
    ],
)
def test_the_data_package_says_enough_to_find_a_mistake(
    path: str, old: bytes, new: bytes, error: str, invented: Package, tmp_path: Path
) -> None:
    write(invented, tmp_path)
    broken = tmp_path / "data" / "v1" / path
    assert old in broken.read_bytes()
    broken.write_bytes(broken.read_bytes().replace(old, new, 1))
    described = tmp_path / "data" / "v1" / "datapackage.json"
    if error != "hash-count":  # hashes would be all that it says
        description = json.loads(described.read_text("utf-8"))
        for resource in description["resources"]:
            resource.pop("hash")
            resource.pop("bytes")
        described.write_text(json.dumps(description), encoding="utf-8")
    found = {kind for (kind,) in validate(str(described)).flatten(["type"])}
    assert error in found


def test_the_descriptions_name_what_is_known_of_the_record_and_invent_nothing(
    scratch: Path,
) -> None:
    for about, version in (("", None), ('version = "3.1"\nauthors = [{name = "A B"}]', "3.1")):
        (scratch / "pyproject.toml").write_text(f"[project]\n{about}\n", "utf-8")
        files = package(Project(scratch, load(scratch), Templates(scratch)), NAMES).files
        described, catalogued = (
            json.loads(files[name].content) for name in ("datapackage.json", "dcat.jsonld")
        )
        assert described.get("version") == catalogued.get("dcat:version") == version
        assert described.get("contributors", []) == ([{"title": "A B"}] if version else [])
        assert described["licenses"][0]["name"] == "CC-BY-4.0"
        assert "created" not in described
        assert not {"dct:publisher", "dct:issued", "dct:modified"} & set(catalogued)


def test_the_description_for_catalogues_gives_size_and_hash_of_each_table(
    invented: Package,
) -> None:
    described = json.loads(invented.files["dcat.jsonld"].content)
    named = {one["dct:title"]: one for one in described["dcat:distribution"]}
    assert {f"{table.name}.{kind}" for table in invented.tables for kind in ("csv", "json")} < set(
        named
    )
    for path, one in named.items():
        assert one["dcat:downloadURL"] == {"@id": path}
        assert one["dcat:byteSize"]["@value"] == str(invented.files[path].size)
        assert one["spdx:checksum"]["spdx:checksumValue"]["@value"] == invented.files[path].sha256


def test_every_table_and_column_is_explained_once_in_both_languages(invented: Package) -> None:
    project = fixture_project()
    charts = chart_tables(project.archive, project.templates)[0]
    every = [*invented.tables, charts]
    for table in every:
        assert set(invented.meanings.table(table)) == set(LANGUAGES), table.name
        for column in table.columns:
            words = invented.meanings.column(table, column)
            assert set(words) == set(LANGUAGES), (
                f"{table.name}.{column.name}: templates/columns.yml"
            )
            # Tables speak for themselves; the values of all others are told.
            if column.values and column.field != "collection":
                told = invented.meanings.values(column)
                assert all(set(one) == set(LANGUAGES) for one in told.values()), column.name
    known = {column.field for table in every for column in table.columns}
    known |= {f"{table.name}.{column.field}" for table in every for column in table.columns}
    assert set(project.templates.columns["fields"]) <= known
    assert set(project.templates.columns["tables"]) == {t.name for t in invented.tables} | {
        "charts"
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_lists_every_file_with_its_size_and_every_column(
    invented_site: Site, language: str, invented: Package
) -> None:
    page = invented_site.pages[f"{language}/data/"]
    links = {
        str(link["href"]).removeprefix("../../data/v1/"): link
        for link in page.select("article a[download]")
    }
    expected = {f"{table.name}.{kind}" for table in invented.tables for kind in ("csv", "json")}
    assert set(links) == expected | set(invented.together) | set(EXPORTS)
    for path, link in links.items():
        beside = link.find_next_sibling("small")
        assert beside is not None
        number = float(beside.get_text().replace(",", "").split("kB")[0].split("MB")[0])
        size = (invented_site.folder / "data" / "v1" / path).stat().st_size
        step = 1_000_000 if "MB" in beside.get_text() else 1_000
        assert 0 <= number * step - size <= step, path
    for table in invented.tables:
        told = [code.get_text() for code in page.select(f"#columns-{table.name} th code")]
        assert told == [column.name for column in table.columns]


def test_links_to_files_do_not_depend_on_the_name_of_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path / "data")
    assert href("../data/v1/claims.csv", "data/") == "../../data/v1/claims.csv"
    assert href("funds/", "data/") == "../funds/"
    assert href("", "data/") == "../"


@pytest.mark.parametrize("language", LANGUAGES)
def test_linked_data_gives_the_size_and_hash_of_every_file(
    invented_site: Site, language: Language
) -> None:
    page = invented_site.pages[f"{language}/data/"]
    (script,) = page.find_all("script", type="application/ld+json")
    dataset = next(
        one for one in json.loads(script.string or "")["@graph"] if one["@type"] == "Dataset"
    )
    folder = invented_site.folder / "data" / "v1"
    files = {path.name for path in folder.iterdir() if path.is_file()}
    assert {one["name"] for one in dataset["distribution"]} == files
    for one in dataset["distribution"]:
        content = (folder / one["name"]).read_bytes()
        assert one["contentSize"] == f"{len(content)} B"
        assert one["sha256"] == hashlib.sha256(content).hexdigest()
        assert one["contentUrl"].endswith(f"/data/v1/{one['name']}")


def test_days_before_those_of_spreadsheets_stay_text(scratch: Path) -> None:
    path = scratch / "data" / "events.yml"
    lines = path.read_text("utf-8").splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith("  date: "))
    lines[at] = "  date: 1898-02-07"
    path.write_text("\n".join(lines), encoding="utf-8")
    found = published(scratch)
    book = openpyxl.load_workbook(io.BytesIO(found.files["record.xlsx"].content))
    header, first, *rest = book["events"].iter_rows(values_only=True)
    start = header.index("date_start")
    assert first[start] == "1898-02-07"
    assert all(isinstance(row[start], date) for row in rest)


if __name__ == "__main__":
    SHAPE.write_text(json.dumps(shape(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{SHAPE.relative_to(PROJECT)}: read what changed before you commit it\n")

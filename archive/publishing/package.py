"""Everything below ``/data/v1/``: each table as CSV and JSON, all of them together, and the
Data Package that describes them. Equal data gives equal bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from archive.languages import LANGUAGES, Language
from archive.project import Project
from archive.publishing import dcat
from archive.publishing.citations import exports
from archive.publishing.columns import Column
from archive.publishing.formats import (
    SEPARATOR,
    File,
    csv_of,
    json_of,
    without_empty,
    zip_of,
)
from archive.publishing.meanings import Meanings
from archive.publishing.table import Row, Table
from archive.publishing.tables import chart_tables, tables
from archive.publishing.workbook import workbook
from archive.rendering import charts, drawing

FOLDER = "data/v1"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


@dataclass(frozen=True)
class Package:
    """What is published. ``together`` are the files that hold all tables or describe them."""

    tables: Mapping[Table, list[Row]]
    files: Mapping[str, File]
    meanings: Meanings
    version: str
    together = ("record.zip", "record.xlsx", "record.json", "datapackage.json", "dcat.jsonld")


def write(package: Package, site: Path) -> None:
    """Write the package below ``site``."""
    for path, file in package.files.items():
        target = site / FOLDER / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content)


def package(project: Project, names: Mapping[Language, str]) -> Package:
    """Everything that the record of ``project`` gives away; ``names`` is what it is called."""
    archive, version = project.archive, project.version
    of_record = {table: table.rows(archive) for table in tables().values()}
    of_charts = {table: table.rows(archive) for table in chart_tables(archive, project.templates)}
    all_tables, meanings = {**of_record, **of_charts}, Meanings(project.templates)
    files: dict[str, File] = {}

    def add(content: Mapping[str, bytes]) -> None:
        files.update({path: File(path, data) for path, data in content.items()})

    for table, rows in all_tables.items():
        add({f"{table.name}.csv": csv_of(table, rows), f"{table.name}.json": json_of(rows)})
    add(_drawings(project) | exports(archive))
    whole = {
        "title": names,
        "version": version,
        "license": LICENCE["path"],
        "tables": {table.name: rows for table, rows in all_tables.items()},
    }
    heading = [*names.values(), *filter(None, [version]), LICENCE["title"]]
    add({"record.json": json_of(without_empty(whole))})
    add({"record.xlsx": workbook(heading, of_record, meanings)})
    authors = [author["name"] for author in project.about.get("authors", []) if "name" in author]
    notes = {side: " ".join(note[side] for note in meanings.notes) for side in LANGUAGES}
    described = {
        "$schema": _PROFILE,
        "name": project.about.get("name", "record"),
        **_both("title", names),
        **_both("description", notes),
        "version": version,
        "licenses": [LICENCE],
        "contributors": [{"title": name} for name in authors],
        "resources": [
            *(_resource(table, files, meanings) for table in all_tables),
            {"name": "everything", "type": "file", **_file(files["record.json"])},
            {"name": "workbook", "type": "file", **_file(files["record.xlsx"])},
        ],
    }
    of_tables = [f"{table.name}.{kind}" for table in of_record for kind in ("csv", "json")]
    distributed = [files[path] for path in (*of_tables, "record.xlsx", "record.json")]
    catalogued = dcat.dataset(archive, names, notes, version, authors, LICENCE["path"], distributed)
    add({"datapackage.json": json_of(without_empty(described))})
    add({"dcat.jsonld": json_of(catalogued)})
    zipped = {path: file.content for path, file in files.items()}
    add({"record.zip": zip_of(zipped, FOLDER.replace("/", "-"))})
    return Package(of_record, files, meanings, version)


def _drawings(project: Project) -> dict[str, bytes]:
    """Each chart in each language; a drawing on its own carries its colours inside."""
    tones = drawing.tones(project.root)
    drawings = {}
    for name in charts.names(project.archive):
        for language in LANGUAGES:
            chart = charts.chart(project.archive, project.templates, name, language)
            picture = drawing.svg(project.templates.environment, chart, tones=tones)
            drawings[f"charts/{name}.{language}.svg"] = f"{picture}\n".encode()
    return drawings


def _both(name: str, words: Mapping[Language, str]) -> dict[str, str]:
    """The English under the name that the standard knows, the other beside it."""
    return {name if side == "en" else f"{name}_{side}": text for side, text in words.items()}


def _file(file: File) -> dict[str, Any]:
    return {
        "path": file.path,
        "format": PurePosixPath(file.path).suffix.removeprefix("."),
        "mediatype": file.media,
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
    }


def _resource(table: Table, files: Mapping[str, File], meanings: Meanings) -> dict[str, Any]:
    schema = {
        "fields": [_column(table, column, meanings) for column in table.columns],
        "primaryKey": ["id"] if table.keyed else None,
        "foreignKeys": [
            {"fields": [column.name], "reference": {"resource": column.tables[0], "fields": ["id"]}}
            for column in table.columns
            if column.type != "list" and len(column.tables) == 1 and not column.besides
        ],
    }
    return {
        "name": table.name.replace("/", "-"),
        "type": "table",
        **_file(files[f"{table.name}.csv"]),
        "encoding": "utf-8",
        **_both("description", meanings.table(table)),
        "schema": without_empty(schema),
    }


def _column(table: Table, column: Column, meanings: Meanings) -> dict[str, Any]:
    constraints = {
        "required": column.required or None,
        "unique": (table.keyed and column.name == "id") or None,
        "enum": column.values,
        "pattern": column.pattern,
        "minimum": column.minimum,
    }
    return without_empty(
        {
            "name": column.name,
            "type": column.type,
            "delimiter": SEPARATOR if column.type == "list" else None,
            "format": "uri" if column.uri else None,
            **_both("description", meanings.column(table, column)),
            "refersTo": [*column.tables, *column.besides] if column.refers else None,
            "constraints": without_empty(constraints),
        }
    )

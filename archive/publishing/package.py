"""Everything below ``/data/v1/``: each table as CSV and JSON, all of them together, and the
Data Package that describes them. Equal data gives equal bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from archive.caching import record_cache
from archive.languages import LANGUAGES, Language
from archive.project import Project
from archive.publishing import dcat
from archive.publishing.columns import Column
from archive.publishing.formats import SEPARATOR, File, csv_of, json_of, zip_of
from archive.publishing.meanings import Meanings
from archive.publishing.source_exports import exports
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
    together: tuple[str, ...]
    meanings: Meanings
    version: str = ""


def write(found: Package, site: Path) -> None:
    """Write the package below ``site``."""
    for path, file in found.files.items():
        target = site / FOLDER / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content)


def package(project: Project, names: Mapping[Language, str]) -> Package:
    """Everything that the record of ``project`` gives away; ``names`` is what it is called."""
    return _package(project, tuple(names.items()))


@record_cache
def _package(project: Project, titles: tuple[tuple[Language, str], ...]) -> Package:
    archive, labels = project.archive, project.templates.labels
    about = project.about
    found = {table: table.rows(archive) for table in tables().values()}
    behind = {table: table.rows(archive) for table in chart_tables(archive, labels)}
    every, meanings = {**found, **behind}, Meanings(project.templates)
    heading = [*(title for _, title in titles), *filter(None, [about.get("version")])]
    content: dict[str, bytes] = {}
    for table, rows in every.items():
        content[f"{table.name}.csv"] = csv_of(table, rows)
        content[f"{table.name}.json"] = json_of(rows)
    content |= _drawings(project) | exports(archive)
    whole = {
        "title": dict(titles),
        **({"version": about["version"]} if "version" in about else {}),
        "license": LICENCE["path"],
        "tables": {table.name: rows for table, rows in every.items()},
    }
    content["record.json"] = json_of(whole)
    content["record.xlsx"] = workbook([*heading, LICENCE["title"]], found, meanings)
    content["datapackage.json"] = json_of(
        _described(dict(titles), about, list(every), content, meanings)
    )
    described = [f"{table.name}.{kind}" for table in found for kind in ("csv", "json")]
    content["dcat.jsonld"] = json_of(
        dcat.dataset(
            archive,
            dict(titles),
            _notes(meanings),
            about,
            LICENCE["path"],
            [File(path, content[path]) for path in (*described, "record.xlsx", "record.json")],
        )
    )
    content["record.zip"] = zip_of(content, FOLDER.replace("/", "-"))
    together = ("record.zip", "record.xlsx", "record.json", "datapackage.json", "dcat.jsonld")
    files = {path: File(path, data) for path, data in content.items()}
    return Package(found, files, together, meanings, about.get("version", ""))


def _drawings(project: Project) -> dict[str, bytes]:
    """Each chart in each language; a drawing on its own carries its style inside."""
    style = drawing.style(project.root)
    found = {}
    for name in charts.names(project.archive):
        for language in LANGUAGES:
            chart = charts.chart(project.archive, project.templates.labels, name, language)
            picture = drawing.svg(project.templates.environment, chart, style=style)
            found[f"charts/{name}.{language}.svg"] = f"{picture}\n".encode()
    return found


def _described(
    titles: Mapping[Language, str],
    about: Mapping[str, Any],
    every: list[Table],
    content: Mapping[str, bytes],
    meanings: Meanings,
) -> dict[str, Any]:
    """The Data Package: what is on record of it, and nothing else. It has no date of its own."""
    contributors = [{"title": one["name"]} for one in about.get("authors", []) if "name" in one]
    return {
        "$schema": _PROFILE,
        "name": about.get("name", "record"),
        **_both("title", titles),
        **_both("description", _notes(meanings)),
        **({"version": about["version"]} if "version" in about else {}),
        "licenses": [LICENCE],
        **({"contributors": contributors} if contributors else {}),
        "resources": [
            *(_resource(table, content, meanings) for table in every),
            *(
                {"name": name, "type": "file", **_file(path, content)}
                for name, path in (("everything", "record.json"), ("workbook", "record.xlsx"))
            ),
        ],
    }


def _notes(meanings: Meanings) -> dict[Language, str]:
    """What holds for all tables, in one text."""
    return {side: " ".join(note[side] for note in meanings.notes) for side in LANGUAGES}


def _both(name: str, words: Mapping[Language, str]) -> dict[str, str]:
    """The English under the name that the standard knows, the other beside it."""
    return {name if side == "en" else f"{name}_{side}": text for side, text in words.items()}


def _file(path: str, content: Mapping[str, bytes]) -> dict[str, Any]:
    file = File(path, content[path])
    return {
        "path": path,
        "format": PurePosixPath(path).suffix.removeprefix("."),
        "mediatype": file.media,
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
    }


def _resource(table: Table, content: Mapping[str, bytes], meanings: Meanings) -> dict[str, Any]:
    keys = [
        {"fields": [column.name], "reference": {"resource": column.tables[0], "fields": ["id"]}}
        for column in table.columns
        if column.type != "list" and len(column.tables) == 1 and not column.besides
    ]
    return {
        "name": table.name.replace("/", "-"),
        "type": "table",
        **_file(f"{table.name}.csv", content),
        "encoding": "utf-8",
        **_both("description", meanings.table(table)),
        "schema": {
            "fields": [_column(table, column, meanings) for column in table.columns],
            **({"primaryKey": ["id"]} if table.keyed else {}),
            **({"foreignKeys": keys} if keys else {}),
        },
    }


def _column(table: Table, column: Column, meanings: Meanings) -> dict[str, Any]:
    constraints = {
        "required": column.required or None,
        "unique": (table.keyed and column.name == "id") or None,
        "enum": list(column.values) or None,
        "pattern": column.pattern or None,
        "minimum": column.minimum,
    }
    known = {key: value for key, value in constraints.items() if value is not None}
    return {
        "name": column.name,
        "type": column.type,
        **({"delimiter": SEPARATOR} if column.type == "list" else {}),
        **({"format": "uri"} if column.uri else {}),
        **_both("description", meanings.column(table, column)),
        **({"refersTo": [*column.tables, *column.besides]} if column.refers else {}),
        **({"constraints": known} if known else {}),
    }

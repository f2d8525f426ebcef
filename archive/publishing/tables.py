"""The data for taking away: JSON, CSV and a Data Package, computed from the archive.

``/data/v1/<collection>.json`` and ``.csv`` carry no language in their address: each
row has both. Their order is that of ``data/``; equal data gives equal bytes.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from archive.languages import LANGUAGES
from archive.model import evidence, totals
from archive.model.claims import Quantity
from archive.model.collections import COLLECTIONS, Archive
from archive.model.fields import Entry, Text
from archive.rendering import charts, drawing, wording
from archive.rendering.context import Templates

Row = dict[str, Any]
# What stands in a cell for a citation, a step of a make-up or a part in an event.
_NAMING = ("source", "claim", "organization", "locator", "role")
# Tells spreadsheet programs that a file is UTF-8.
_MARK = "\ufeff"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


def _entries(collection: str) -> Callable[[Archive], list[Row]]:
    def rows(archive: Archive) -> list[Row]:
        entries: dict[str, Entry] = getattr(archive, collection)
        return [
            {
                "id": key,
                **_printed(
                    archive,
                    entry.model_dump(mode="json", exclude={"claims"}, exclude_defaults=True),
                ),
            }
            for key, entry in entries.items()
        ]

    return rows


def _printed(archive: Archive, value: Any) -> Any:
    """``value`` with every text in it as pages print it."""
    if isinstance(value, list):
        return [_printed(archive, item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == set(LANGUAGES):
        text = Text.model_validate(value)
        return {language: wording.printed(text, archive, language) for language in LANGUAGES}
    return {key: _printed(archive, item) for key, item in value.items()}


def _quantity(archive: Archive, quantity: Quantity) -> Row:
    """A figure as numbers and words; nothing if there is none."""
    if quantity.value is None:
        return {}
    of = {"currency": quantity.currency} if quantity.currency else {"unit": quantity.unit}
    return {
        "value": _json_number(quantity.value),
        **of,
        "qualifier": quantity.qualifier,
        "wording": {
            language: wording.quantity(quantity, archive.units, language) for language in LANGUAGES
        },
    }


def _claims(archive: Archive) -> list[Row]:
    """Each claim with its address, who says so, its computed evidence and its wording."""
    rows = []
    for address, claim in archive.claims.items():
        row = {
            "id": address,
            "record": address.partition(".")[0],
            **_printed(
                archive,
                claim.model_dump(
                    mode="json",
                    include={"label", "statement", "as_of", "as_of_basis", "status", "owner"},
                    exclude_none=True,
                ),
            ),
            **_quantity(archive, claim),
            "said_by": archive.said_by(claim),
            "evidence": evidence.assess(claim),
            "names": list(claim.names),
            **_printed(
                archive,
                claim.model_dump(mode="json", include={"commendation", "note"}, exclude_none=True),
            ),
            "sources": [
                " ".join(filter(None, [citation.source, citation.locator]))
                for citation in claim.sources
            ],
        }
        if not claim.as_of:
            del row["as_of_basis"]
        rows.append({key: value for key, value in row.items() if value is not None})
    return rows


def _citations(archive: Archive) -> list[Row]:
    """Each source of each claim, with what it does to the claim."""
    return [
        {
            "id": f"{address}:{number}",
            "claim": address,
            **_printed(
                archive,
                citation.model_dump(
                    mode="json",
                    exclude={"value", "unit", "currency", "qualifier"},
                    exclude_none=True,
                ),
            ),
            **_quantity(archive, citation),
        }
        for address, claim in archive.claims.items()
        for number, citation in enumerate(claim.sources, start=1)
    ]


def _composition(archive: Archive) -> list[Row]:
    """The make-up of each fund that has one, ready for a chart."""
    return [
        {
            "id": f"{share.fund}:{share.claim}",
            **{field.name: getattr(share, field.name) for field in dataclasses.fields(share)},
            "as_of": str(share.as_of or ""),
            "value": _json_number(share.value),
            "label": archive.claims[share.claim].label.model_dump(),
        }
        for fund_id, fund in archive.funds.items()
        for share in totals.composition(archive, fund_id, fund)
    ]


def _json_number(value: Any) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def tables() -> dict[str, Callable[[Archive], list[Row]]]:
    """What is published: each collection's rows, by the name it has in its address."""
    return {
        "claims": _claims,
        "citations": _citations,
        "composition": _composition,
        **{name: _entries(name) for name, one in COLLECTIONS.items() if one.published},
    }


def write(archive: Archive, site: Path, title: str) -> None:
    """Write ``site/data/v1/``. ``title`` names the Data Package."""
    folder = site / "data" / "v1"
    folder.mkdir(parents=True)
    resources = []
    for name, rows_of in tables().items():
        rows = rows_of(archive)
        text = json.dumps(rows, ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
        flat = [flatten(row) for row in rows]
        fields = list(dict.fromkeys(key for row in flat for key in row)) or _header(name)
        (folder / f"{name}.csv").write_text(_MARK + _csv(flat, fields), encoding="utf-8")
        resources.append(
            {
                "name": name,
                "path": f"{name}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"fields": [_field(flat, key) for key in fields], "primaryKey": "id"},
            }
        )
    package = {
        "name": "public-record",
        "title": title,
        "licenses": [LICENCE],
        "resources": resources,
    }
    text = json.dumps(package, ensure_ascii=False, indent=1)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")


def write_charts(archive: Archive, templates: Templates, style: str, site: Path) -> None:
    """Write each chart's numbers and its drawing in each language to ``site/data/v1/charts/``.

    ``style`` is the charts' style sheet; a drawing on its own carries it inside.
    """
    folder = site / "data" / "v1" / "charts"
    folder.mkdir()
    fields = [field.name for field in dataclasses.fields(charts.Row)]
    for name in charts.names(archive):
        rows = [
            {**dataclasses.asdict(row), "value": _json_number(row.value)}
            for row in charts.rows(archive, templates.labels, name)
        ]
        (folder / f"{name}.csv").write_text(_MARK + _csv(rows, fields), encoding="utf-8")
        for language in LANGUAGES:
            chart = charts.chart(archive, templates.labels, name, language)
            picture = drawing.svg(templates.environment, chart, style=style)
            (folder / f"{name}.{language}.svg").write_text(picture + "\n", encoding="utf-8")


def flatten(row: Row) -> dict[str, str | int | float | bool]:
    """A row for CSV: ``name.zh`` becomes ``name_zh``; lists are joined with "; "."""
    flat: dict[str, str | int | float | bool] = {}
    for key, value in row.items():
        if isinstance(value, dict):
            flat |= {f"{key}_{inner}": item for inner, item in flatten(value).items()}
        elif isinstance(value, list):
            flat[key] = "; ".join(_cell(item) for item in value)
        elif value is not None:
            flat[key] = value
    return flat


def _cell(item: Any) -> str:
    """One item of a list in a cell: an id as it is, of anything larger the ids in it."""
    if isinstance(item, dict):
        return " ".join(str(item[key]) for key in _NAMING if key in item)
    return str(item)


def _csv(rows: list[dict[str, Any]], fields: list[str]) -> str:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, fields, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def _header(name: str) -> list[str]:
    """The columns of a collection that has no entries yet."""
    fields = COLLECTIONS[name].model.model_fields.items()
    both = [
        [f"{key}_{language}" for language in LANGUAGES] if field.annotation is Text else [key]
        for key, field in fields
    ]
    return ["id", *(column for columns in both for column in columns)]


def _field(rows: list[dict[str, Any]], key: str) -> dict[str, str]:
    kinds = {type(row[key]) for row in rows if key in row}
    if kinds == {bool}:
        return {"name": key, "type": "boolean"}
    if kinds and kinds <= {int, float}:
        return {"name": key, "type": "number"}
    return {"name": key, "type": "string"}

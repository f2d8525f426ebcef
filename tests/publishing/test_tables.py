"""The data for taking away agrees with the record, and every cell can be worked with."""

from __future__ import annotations

import csv
import io
import json
import re

from archive.languages import LANGUAGES
from archive.publishing.tables import tables
from tests.built import Site


def test_data_files_agree_with_the_archive(site: Site) -> None:
    folder = site.folder / "data" / "v1"
    claims = json.loads((folder / "claims.json").read_text(encoding="utf-8"))
    assert [row["id"] for row in claims] == list(site.archive.claims)
    by_id = {row["id"]: row for row in claims}
    for address, claim in site.archive.claims.items():
        assert by_id[address].get("value") == (None if claim.value is None else float(claim.value))
        assert by_id[address]["evidence"]
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert {resource["name"] for resource in package["resources"]} == set(tables())
    for resource in package["resources"]:
        text = (folder / resource["path"]).read_text(encoding="utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert len(rows) == len(
            json.loads((folder / f"{resource['name']}.json").read_text("utf-8"))
        )
        assert all(list(row) == fields for row in rows)


def test_the_cells_of_the_tables_hold_text_and_numbers_only(site: Site) -> None:
    for path in (site.folder / "data" / "v1").rglob("*.csv"):
        for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))):
            for key, cell in row.items():
                assert not re.search(r"[{}]|\[\"|\['", cell), (path.name, key, cell)


def test_exported_claims_say_who_and_of_when(site: Site) -> None:
    path = site.folder / "data" / "v1" / "claims.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert {row["id"] for row in rows} == set(site.archive.claims)
    for row in rows:
        assert row["said_by"], row["id"]
        assert bool(row["as_of"]) == bool(row["as_of_basis"]), row["id"]
        assert all(row[f"label_{language}"] for language in LANGUAGES)

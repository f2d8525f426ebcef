"""Rows as bytes: CSV, JSON, and a zip of files. Equal data gives equal bytes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from archive.publishing.table import Row, Table

SEPARATOR = "; "
# Tells spreadsheet programs that a file is UTF-8.
_SIGNATURE = "\ufeff"
# What a spreadsheet program would run as a formula; some take the wide forms, too.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_MEDIA = {
    ".bib": "application/x-bibtex",
    ".csv": "text/csv",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".ris": "application/x-research-info-systems",
    ".svg": "image/svg+xml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}


@dataclass(frozen=True)
class File:
    """A published file; ``path`` is its place below ``data/v1/``."""

    path: str
    content: bytes

    @property
    def media(self) -> str:
        """Its media type."""
        return _MEDIA[PurePosixPath(self.path).suffix]

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.content)

    @cached_property
    def sha256(self) -> str:
        """Its hash."""
        return hashlib.sha256(self.content).hexdigest()


def harmless(text: str) -> str:
    """``text`` with an apostrophe before it if a spreadsheet program would run it."""
    return f"'{text}" if _FORMULA.match(text) else text


def cell(value: Any) -> str | int | float | bool | None:
    """A value as spreadsheets take it: lists in one cell, nothing that they would run."""
    if isinstance(value, list):
        return harmless(SEPARATOR.join(value))
    return harmless(value) if isinstance(value, str) else value


def csv_of(table: Table, rows: Sequence[Row]) -> bytes:
    """The table with a header, whether it has rows or not."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_lexical(cell(value)) for value in row.values()] for row in rows)
    return (_SIGNATURE + buffer.getvalue()).encode()


def _lexical(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def json_of(value: Any) -> bytes:
    """``value`` as JSON: what a list holds of rows a line each, and no space between the marks."""
    return f"{_lines(value)}\n".encode()


def _lines(value: Any) -> str:
    if isinstance(value, list) and _holds_rows(value):
        return "[\n" + ",\n".join(map(_lines, value)) + "\n]"
    if isinstance(value, dict) and any(map(_holds_rows, value.values())):
        return "{" + ",".join(f"{_encode(key)}:{_lines(one)}" for key, one in value.items()) + "}"
    return _encode(value)


def _holds_rows(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(map(_holds_rows, value[:1])))


def without_empty(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What an entry says of something, without what it leaves open; nought is a statement."""
    return {key: value for key, value in entry.items() if value or value == 0}


def zip_of(files: Mapping[str, bytes], folder: str = "") -> bytes:
    """The files in one, inside ``folder``; without the time of day, so that it stays the same.

    As EPUB has it, a file called "mimetype" comes first and is not compressed.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files, key=lambda path: (path != "mimetype", path)):
            entry = zipfile.ZipInfo(f"{folder}/{path}".lstrip("/"))
            is_first = path == "mimetype"
            entry.compress_type = zipfile.ZIP_STORED if is_first else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[path])
    return buffer.getvalue()

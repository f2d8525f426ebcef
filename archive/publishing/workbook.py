"""All tables as an Excel workbook: a sheet of notes, then one sheet a table. Equal to the byte."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from archive.languages import LANGUAGES
from archive.publishing.formats import cell
from archive.publishing.meanings import Meanings
from archive.publishing.table import Row, Table

# Stands where the format asks for a time at which the file was made.
_NO_TIME = datetime(1980, 1, 1)
# Programs count days from here on.
_FIRST_DAY = date(1900, 3, 1)
_WIDEST = 48


def workbook(
    heading: Sequence[str], tables: Mapping[Table, Sequence[Row]], meanings: Meanings
) -> bytes:
    """The workbook; ``heading`` are the first lines of its notes."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": heading[0], "created": _NO_TIME})
        bold = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        _notes(book.add_worksheet("notes"), heading, tables, meanings, bold)
        for table, rows in tables.items():
            sheet = book.add_worksheet(table.name)
            sheet.freeze_panes(1, 1)
            for at, column in enumerate(table.columns):
                cells = [cell(row[column.name]) for row in rows]
                widest = max((len(str(one)) for one in (column.name, *cells)), default=0)
                sheet.set_column(at, at, min(widest + 2, _WIDEST))
                _write(sheet, 0, at, column.name, bold)
                for line, one in enumerate(cells, start=1):
                    known = date.fromisoformat(str(one)) if one and column.type == "date" else None
                    dated = known is not None and known >= _FIRST_DAY
                    _write(sheet, line, at, known if dated else one, day if dated else None)
            sheet.autofilter(0, 0, max(len(rows), 1), len(table.columns) - 1)
    return buffer.getvalue()


def _notes(
    sheet: Any,
    heading: Sequence[str],
    tables: Mapping[Table, Sequence[Row]],
    meanings: Meanings,
    bold: Any,
) -> None:
    lines: list[Sequence[str]] = [[line] for line in heading]
    lines += [[note[language]] for language in LANGUAGES for note in meanings.notes]
    top = len(lines) + 1
    lines += [[], ["table", "column", "type", "values", *LANGUAGES]]
    for table in tables:
        about = meanings.table(table)
        lines.append([table.name, "", "", "", *(about.get(side, "") for side in LANGUAGES)])
        for column in table.columns:
            words = meanings.column(table, column)
            holds = [column.type, "; ".join(column.values)]
            lines.append(
                [table.name, column.name, *holds, *(words.get(side, "") for side in LANGUAGES)]
            )
    for at, width in enumerate((20, 22, 10, 30, 60, 60)):
        sheet.set_column(at, at, width)
    for at, line in enumerate(lines):
        for place, one in enumerate(line):
            _write(sheet, at, place, cell(one), bold if at in (0, top) else None)


def _write(sheet: Any, line: int, at: int, value: Any, form: Any) -> None:
    """Write a cell; ValueError if the format has no room for it, which the library only hints at."""
    if value is None or value == "":
        return
    write = sheet.write_string if isinstance(value, str) else sheet.write
    if write(line, at, value, *([form] if form else [])):
        raise ValueError(f"{sheet.get_name()}: row {line + 1}, column {at + 1} is too long")

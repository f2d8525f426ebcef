"""The columns of a published table, declared from the model and never sniffed from today's rows.

A text is a column per language, a date its text with first day, last day and precision, a list the
ids in it; what stands in a shape inside the entry is named after both: ``part_of_fund``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Any, Literal, get_args

from archive.languages import LANGUAGES, Language
from archive.model.claims import Citation
from archive.model.collections import COLLECTIONS, Archive
from archive.model.dates import When
from archive.model.fields import Address, Entry, Refers
from archive.model.shapes import Shape, own_shapes
from archive.model.texts import Text
from archive.rendering import wording
from archive.rendering.foreign_text import translated

Type = Literal["string", "integer", "number", "boolean", "date", "list"]
# What a cell holds, told from the archive, the key of the row and what the row is about.
Read = Callable[[Archive, str, Any], Any]
_TYPES: dict[Any, Type] = {str: "string", int: "integer", bool: "boolean", Decimal: "number"}
# How much of a date is known.
_PRECISIONS = ("year", "month", "day")
_URI = get_args(Address)[1]


@dataclass(frozen=True)
class Column:
    """One column: its name, what its cells are, and how to read one.

    ``of`` is the name of the field that it comes from, ``aspect`` which side of it: a language,
    or ``start``, ``end`` or ``precision`` of a date. ``refers`` is what its ids are ids of,
    unless they are among the reserved words ``besides``.
    """

    name: str
    read: Read
    type: Type = "string"
    of: str = ""
    aspect: str = ""
    required: bool = False
    values: tuple[str, ...] = ()
    refers: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    pattern: str = ""
    minimum: int | None = None
    uri: bool = False

    @property
    def field(self) -> str:
        """The name under which ``templates/columns.yml`` says what it means."""
        return self.of or self.name

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables in one of which its ids are defined."""
        claiming = [name for name, collection in COLLECTIONS.items() if collection.claiming]
        tables = (claiming if name == "records" else [name] for name in self.refers)
        return tuple(chain.from_iterable(tables))


def columns_of(
    model: type[Entry], path: tuple[str, ...] = (), required: bool = True
) -> Iterator[Column]:
    """The columns of ``model``; below ``path`` if it is the shape of a field."""
    for name, shape in own_shapes(model).items():
        field = model.model_fields[name]
        always = required and (field.is_required() or field.default not in (None, (), ""))
        where = (*path, name)
        if shape.type is Text:
            yield from _text(where)
        elif shape.type is When:
            yield from _date(where, shape, always)
        elif shape.many and shape.type is Citation:
            yield _plain(where, Shape(str, (Refers(("sources",)),), many=True), always, _sources)
        elif shape.nested and not shape.many:
            yield from columns_of(shape.nested, where, always)
        elif not shape.nested:
            yield _plain(where, shape, always, _value)


def _at(path: tuple[str, ...], entry: Any) -> Any:
    for step in path:
        entry = None if entry is None else getattr(entry, step)
    return entry


def written(text: Text | None, archive: Archive, language: Language) -> str | None:
    """A text as pages print it; None where it is not there in ``language``."""
    return translated(wording.printed(text, archive, language)) if text else None


def in_both(
    name: str, read: Callable[[Language], Read], required: bool = False
) -> Iterator[Column]:
    """A column per language, each with what ``read`` tells of how to read it."""
    for side in LANGUAGES:
        yield Column(f"{name}_{side}", read(side), of=name, aspect=side, required=required)


def _text(path: tuple[str, ...]) -> Iterator[Column]:
    """A column per language, empty where the text is still to be translated into it."""
    return in_both(
        "_".join(path),
        lambda side: lambda archive, key, entry: written(_at(path, entry), archive, side),
    )


def _date(path: tuple[str, ...], shape: Shape, required: bool) -> Iterator[Column]:
    """As it is known, and, for spreadsheets, the days that it covers and how exact it is."""
    name = "_".join(path)

    def column(
        aspect: str, value: Callable[[When], str], kind: Type = "string", **more: Any
    ) -> Column:
        def read(archive: Archive, key: str, entry: Any) -> str | None:
            return (moment := _at(path, entry)) and value(moment)

        full_name = f"{name}_{aspect}" if aspect else name
        return Column(full_name, read, kind, name, aspect, required, **more)

    yield column("", str, pattern=_pattern(shape))
    yield column("start", lambda moment: moment.begins().isoformat(), "date")
    yield column("end", lambda moment: moment.ends().isoformat(), "date")
    yield column("precision", _precision, values=_PRECISIONS)


def _precision(moment: When) -> str:
    """That of the vaguer end of a span."""
    ends = (moment.start, moment.end or moment.start)
    return _PRECISIONS[min(len(end.parts()) for end in ends) - 1]


def _plain(
    path: tuple[str, ...], shape: Shape, required: bool, value: Callable[[Any], Any]
) -> Column:
    refers = shape.refers or Refers(())
    kind = "list" if shape.many else "string" if shape.values else _TYPES[shape.type]
    above = next((limit.gt + 1 for limit in shape.annotations if hasattr(limit, "gt")), None)
    return Column(
        "_".join(path),
        lambda archive, key, entry: value(_at(path, entry)),
        kind,
        required=required and kind != "list",
        values=shape.values,
        refers=refers.collections,
        besides=refers.besides,
        pattern="" if shape.many else _pattern(shape),
        minimum=0 if kind == "number" else above,
        uri=_URI in shape.annotations,
    )


def _pattern(shape: Shape) -> str:
    for constraint in shape.annotations:
        schema = getattr(constraint, "json_schema", None) or {}
        if pattern := getattr(constraint, "pattern", None) or schema.get("pattern"):
            return str(pattern)
    return ""


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value) or None if isinstance(value, str) else value


def _sources(citations: tuple[Citation, ...] | None) -> list[str]:
    return list(dict.fromkeys(citation.source for citation in citations or ()))

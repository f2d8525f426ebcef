"""``data/*.yml`` -> :class:`~archive.model.Archive`, or every mistake at once.

Each message reads ``file:line: address: what was found — what is expected``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from archive.loading import yaml_file
from archive.loading.references import check_references, ids_on_file
from archive.loading.yaml_file import YamlFile
from archive.messages import deferred, say
from archive.model.collections import COLLECTIONS, Archive
from archive.model.fields import Entry, Identifier, bad_id, quoted
from archive.model.shapes import Place, Shape, shapes
from archive.problems import ContentError, Problem, listed, suggestion


@dataclass(frozen=True)
class Reading:
    """What was read of the data: the well-formed entries, and what is wrong with the others.

    ``ids`` are all that were written; None where a file cannot be read.
    """

    archive: Archive
    problems: Sequence[Problem]
    ids: Set[str] | None


def load(root: Path) -> Archive:
    """The archive in ``root/data``. Raises ContentError naming every mistake found."""
    reading = read(root)
    if reading.problems:
        raise ContentError(reading.problems)
    return reading.archive


def read(root: Path) -> Reading:
    """The data in ``root/data``, whatever is wrong with it."""
    files = {name: yaml_file.read_data(root, name) for name in COLLECTIONS}
    entries: dict[str, Any] = {}
    problems = list(_unknown_files(root / "data"))
    for name, file in files.items():
        problems += file.problems
        entries[name], mistakes = _validate(name, file)
        problems += mistakes
    archive = Archive.model_construct(**entries)  # validated above, entry by entry
    problems += check_references(files, archive)
    known, unusable = ids_on_file(files)
    ids = None if unusable else {one for ids in known.values() for one in ids}
    return Reading(archive, problems, ids)


def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of each data file, by collection name."""
    return {
        name: {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": name,
            **TypeAdapter(dict[Identifier, collection.model]).json_schema(),  # type: ignore[name-defined]
        }
        for name, collection in COLLECTIONS.items()
    }


def _validate(name: str, file: YamlFile) -> tuple[dict[str, Entry], list[Problem]]:
    """The entries of one file that are well formed, and what is wrong with the others."""
    model = COLLECTIONS[name].model
    valid: dict[str, Entry] = {}
    problems: list[Problem] = []
    why = ""
    if file.data is None and not file.problems:
        why = say("the file is empty — write {{}} if that is meant")
    elif not isinstance(file.data, dict | None):
        why = say("expected entries, each under its id — write `some-id:` and indent its fields")
    if why:
        problems.append(Problem(file.path, 1, why))
    for entry_id, raw in file.data.items() if isinstance(file.data, dict) else ():
        if reason := bad_id(entry_id):
            message = say('got the id "{id}" — {reason}', id=entry_id, reason=reason)
            problems.append(file.problem((entry_id,), message))
        try:
            valid[entry_id] = model.model_validate(raw)
        except ValidationError as error:
            problems += (
                file.problem((entry_id, *detail["loc"]), explain(detail, model))
                for detail in details(error)
            )
    return valid, problems


def _unknown_files(folder: Path) -> Iterator[Problem]:
    """Files that look like data, in the folder or below it, and that nobody would read."""
    known = [f"{name}.yml" for name in COLLECTIONS]
    files = [path for ending in ("*.y*ml", "*.json", "*.csv") for path in folder.rglob(ending)]
    for path in sorted(files):
        name = path.relative_to(folder)
        if str(name) not in known and name.parts[0] != "schema":
            message = say("nobody reads this file — {hint}", hint=suggestion(path.name, known))
            yield Problem(f"data/{name.as_posix()}", 1, message)


def _model_at(model: type[Entry], place: Place) -> type[Entry]:
    """The shape of what stands at ``place`` inside an entry of shape ``model``."""
    for part in place:
        model = shapes(model).get(str(part), Shape(None)).nested or model
    return model


def details(error: ValidationError) -> list[ErrorDetails]:
    """What is wrong; a list whose items are wrong is not called empty besides."""
    return [one for one in error.errors() if one["type"] != "too_short" or not one["input"]]


def explain(detail: ErrorDetails, model: type[Entry]) -> str:
    """Pydantic's error as found — expected; ``model`` is the shape of the whole entry."""
    kind, field = detail["type"], str(detail["loc"][-1:] and detail["loc"][-1])
    value = quoted(detail["input"])
    if kind == "record":
        return detail["msg"]
    if kind == "missing":
        return say('"{field}" is missing — add it', field=field)
    if kind == "extra_forbidden":
        hint = suggestion(field, _model_at(model, detail["loc"][:-1]).model_fields)
        return say('unknown field "{field}" — {hint}', field=field, hint=hint)
    if detail["input"] is None:
        return say("nothing stands behind {field}: — write it out, or remove the line", field=field)
    if kind == "string_type" and isinstance(detail["input"], dict | list):
        return say(
            "expected one text, got several fields or a list — take the brackets away, or put a "
            "text that begins with one in quotes"
        )
    for kinds, sentence in _EXPLAINED.items():
        if kind in kinds.split() or field == kinds:
            context = detail.get("ctx", {})
            words = listed(re.findall("'([^']*)'", str(context.get("expected"))))
            context |= {"expected": words, "written": detail["input"]}
            return say(sentence, value=value, **context)
    return say("got {value} — {reason}", value=value, reason=detail["msg"])


# By the name of a field, else by pydantic's names of errors.
_EXPLAINED = {
    "locator": deferred("got the locator {value} — write ¶3, or ¶3 ¶5 for two paragraphs"),
    "title_language": deferred(
        'got {value} — write a language in two letters, such as zh or en, and "no" in quotes'
    ),
    "page": deferred("got {value} — write the address of a page, such as sources/some-text/"),
    "enum literal_error": deferred("got {value} — use one of {expected}"),
    "string_type": deferred("expected text, got {value} — put it in quotes if it is meant as text"),
    "string_pattern_mismatch": deferred("got {value} — ids are lower-case words joined by hyphens"),
    "string_too_long": deferred("got {value} — write at most {max_length} characters"),
    "model_type model_attributes_type dict_type": deferred(
        "expected fields below it, got {value} — write one `name: value` a line"
    ),
    "tuple_type list_type": deferred(
        "expected a list, got {value} — write [{written}] or one item a line after a dash"
    ),
    "too_short": deferred("got an empty list — name at least one"),
    "bool_type bool_parsing": deferred("got {value} — write true or false"),
    "int_type int_parsing int_from_float": deferred("got {value} — write a whole number"),
    "greater_than": deferred("got {value} — write a number above {gt}"),
    "less_than_equal": deferred("got {value} — write a number up to {le}"),
}

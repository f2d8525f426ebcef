"""``data/*.yml`` -> :class:`~archive.model.Archive`, or every mistake at once.

    archive = load(Path("."))      # ContentError lists all that is wrong

Each message reads ``file:line: address: what was found — what is expected``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from archive.languages import ENGLISH_NAMES, LANGUAGES
from archive.loading import yaml_file
from archive.loading.references import check_references
from archive.loading.yaml_file import Place, YamlFile, spell
from archive.model.collections import COLLECTIONS, Archive
from archive.model.fields import Entry, Identifier
from archive.problems import ContentError, Problem, suggestion


def load(root: Path) -> Archive:
    """The archive in ``root/data``. Raises ContentError naming every mistake found."""
    files = {
        name: yaml_file.read(root / "data" / f"{name}.yml", f"data/{name}.yml")
        for name in COLLECTIONS
    }
    entries: dict[str, dict[str, Entry]] = {}
    problems = list(_unknown_files(root / "data"))
    for name, file in files.items():
        problems += file.problems
        entries[name], found = _validate(name, file)
        problems += found
    problems += check_references(files, entries)
    if problems:
        raise ContentError(problems)
    complete: dict[str, Any] = dict(entries)
    return Archive.model_construct(**complete)  # validated above, entry by entry


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
    if file.data is None:
        if not file.problems:
            problems.append(Problem(file.path, 1, "the file is empty — write {} if that is meant"))
        return valid, problems
    if not isinstance(file.data, dict):
        message = "expected entries, each under its id — write `some-id:` and indent its fields"
        return valid, [Problem(file.path, 1, message)]
    for entry_id, raw in file.data.items():
        if why := bad_id(entry_id):
            message = f'{entry_id}: got the id "{entry_id}" — {why}'
            problems.append(Problem(file.path, file.line((entry_id,)), message))
        try:
            valid[entry_id] = model.model_validate(raw)
        except ValidationError as error:
            for detail in error.errors():
                place: Place = (entry_id, *detail["loc"])
                problems.append(
                    Problem(
                        file.path,
                        file.line(place),
                        f"{spell(place)}: {explain(detail, model)}",
                    )
                )
    return valid, problems


# An id becomes a file, an address, an anchor and a key in scripts: not ``index.md`` again, no
# name that Windows keeps to itself, none that the theme's own elements or any object has.
_RESERVED = frozenset(
    "index readme con prn aux nul constructor prototype search-query search-results".split()
)
_LONGEST_ID = 80


def bad_id(entry_id: str) -> str | None:
    """Why an entry may not have this id."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry_id):
        return "ids are lower-case words joined by hyphens"
    if len(entry_id) > _LONGEST_ID:
        return f"an id has at most {_LONGEST_ID} characters"
    if entry_id in _RESERVED or re.fullmatch(r"(com|lpt)[0-9]", entry_id):
        return "systems or browsers keep this word to themselves; choose another"
    return None


def _unknown_files(folder: Path) -> Iterator[Problem]:
    """Files that look like data and that nobody would read."""
    for path in sorted(folder.glob("*.y*ml")):
        if path.name not in {f"{name}.yml" for name in COLLECTIONS}:
            known = [f"{name}.yml" for name in COLLECTIONS]
            message = f"no such collection — {suggestion(path.name, known)}"
            yield Problem(f"data/{path.name}", 1, message)


def _model_at(model: type[BaseModel], place: Place) -> type[BaseModel]:
    """The shape of what stands at ``place`` inside an entry of shape ``model``."""
    for part in place:
        field = model.model_fields.get(str(part))
        if field is not None:
            model = next(_models_in(field.annotation), model)
    return model


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)


def explain(detail: ErrorDetails, model: type[BaseModel]) -> str:
    """Pydantic's error as found — expected; ``model`` is the shape of the whole entry."""
    kind, value, field = (
        detail["type"],
        detail["input"],
        str(detail["loc"][-1:] and detail["loc"][-1]),
    )
    shown = f'"{value}"' if isinstance(value, str) else "nothing" if value is None else str(value)
    if len(shown) > 60:
        shown = shown[:57] + "…"
    if kind == "missing" and field in LANGUAGES:
        return (
            f"the {ENGLISH_NAMES[field]} text is missing — every text is written in both languages"
        )
    if kind == "missing":
        return f'"{field}" is missing — add it'
    if kind == "extra_forbidden":
        known = _model_at(model, detail["loc"][:-1]).model_fields
        return f'unknown field "{field}" — {suggestion(field, known)}'
    if kind in ("enum", "literal_error"):
        expected = str(detail["ctx"]["expected"])
        return f"got {shown} — use one of {expected}"
    if kind == "string_type":
        return f"expected text, got {shown} — put it in quotes if it is meant as text"
    if kind == "string_pattern_mismatch" and "¶" in str(detail["ctx"]["pattern"]):
        return f"got the locator {shown} — write ¶3, or ¶3 ¶5 for two paragraphs"
    if kind == "string_pattern_mismatch":
        return f"got {shown} — ids are lower-case words joined by hyphens"
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return f"expected fields below it, got {shown} — write one `name: value` a line"
    if kind in ("tuple_type", "list_type"):
        return f"expected a list, got {shown} — write [{shown}] or one item a line after a dash"
    if kind == "too_short":
        return "got an empty list — name at least one"
    if kind == "record":
        return detail["msg"]
    return f"{detail['msg']}, got {shown}"

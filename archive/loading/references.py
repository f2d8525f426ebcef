"""Names that entries use: what they point to must exist, and be the only one of its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from archive.loading.rules import broken_rules, check_text
from archive.loading.yaml_file import YamlFile
from archive.messages import say
from archive.model.collections import COLLECTIONS, Archive
from archive.model.fields import Entry, Refers, bad_id
from archive.model.shapes import Place, Shape, shapes, walk
from archive.model.texts import Text
from archive.problems import Problem, suggestion


def check_references(files: Mapping[str, YamlFile], archive: Archive) -> Iterator[Problem]:
    """What is wrong between the entries of ``files``; ``archive`` has the well-formed ones.

    Of an entry with a mistake, what is sound is judged, too: all mistakes come at once.
    """
    known, unusable = ids_on_file(files)
    yield from _check_unique(files, known)
    for name, file in files.items():
        model = COLLECTIONS[name].model
        for entry_id, raw in file.data.items() if name not in unusable else ():
            mistakes: list[tuple[Place, str]] = []
            for place, value, refers in _references(model, raw, (entry_id,)):
                if unusable & set(refers.collections):
                    continue
                places = [*(known[kind] for kind in refers.collections), refers.besides]
                if not any(value in ids for ids in places):
                    allowed = [one for ids in places for one in ids]
                    message = say(
                        'unknown id "{id}" in {collections} — {hint}',
                        id=value,
                        collections=say(" or ").join(refers.collections),
                        hint=suggestion(value, allowed, archive.former, _command(value, refers)),
                    )
                    mistakes.append((place, message))
            entry = archive.entries(name).get(entry_id)
            sound = [((entry_id,), entry)] if entry else _valid_parts(model, raw, (entry_id,))
            for place, part in (inner for at, one in sound for inner in walk(one, at)):
                if isinstance(part, Text) and "claims" not in unusable:
                    mistakes += check_text(part, place, archive, known["claims"])
                mistakes += broken_rules(part, place, archive)
            yield from (file.problem(place, message) for place, message in mistakes)


def _command(entry_id: str, refers: Refers) -> str:
    """The command that writes what is lacking, if its kind is known."""
    name = refers.collections[0]
    if name not in COLLECTIONS or bad_id(entry_id):
        return ""
    return f"make new KIND={COLLECTIONS[name].singular or name} ID={entry_id}"


def ids_on_file(files: Mapping[str, YamlFile]) -> tuple[dict[str, dict[str, None]], set[str]]:
    """The ids that were written, by collection, those of records and claims besides, to be looked
    up; and the collections of which they are not known, since a file cannot be read."""
    known = {
        name: dict.fromkeys(file.data if isinstance(file.data, dict) else ())
        for name, file in files.items()
    }
    # Whoever points into a file that cannot be read is not to blame for it.
    unusable = {name for name, file in files.items() if not isinstance(file.data, dict)}
    claiming = [name for name, collection in COLLECTIONS.items() if collection.claiming]
    # From what was written, so that a broken claim is not reported as unknown besides.
    known["claims"] = dict.fromkeys(
        f"{record_id}.{claim_id}"
        for name in claiming
        if name not in unusable
        for record_id, raw in files[name].data.items()
        if isinstance(raw, dict) and isinstance(raw.get("claims"), dict)
        for claim_id in raw["claims"]
    )
    known["records"] = dict.fromkeys(record for name in claiming for record in known[name])
    if unusable & set(claiming):
        unusable |= {"claims", "records"}
    return known, unusable


def _check_unique(
    files: Mapping[str, YamlFile], known: Mapping[str, dict[str, None]]
) -> Iterator[Problem]:
    """Pages name entries of any collection by their id alone, so these share one namespace."""
    first: dict[str, str] = {}
    for name, collection in COLLECTIONS.items():
        for entry_id in known[name] if collection.home else ():
            if entry_id in first:
                other = files[first[entry_id]]
                message = say(
                    "the id is taken by {place} — choose another",
                    place=f"{other.path}:{other.line((entry_id,))}",
                )
                yield files[name].problem((entry_id,), message)
            first.setdefault(entry_id, name)


def _nested(model: type[Entry], raw: Any, place: Place) -> Iterator[tuple[Place, type[Entry], Any]]:
    """What was written inside an entry of the shape ``model``, each with its own shape."""
    for name, value in raw.items() if isinstance(raw, dict) else ():
        shape = shapes(model).get(name, Shape(None))
        if shape.nested and isinstance(value, list):
            yield from (((*place, name, at), shape.nested, item) for at, item in enumerate(value))
        elif shape.nested and shape.keyed and isinstance(value, dict):
            yield from (((*place, name, key), shape.nested, item) for key, item in value.items())
        elif shape.nested:
            yield (*place, name), shape.nested, value


def _references(model: type[Entry], raw: Any, place: Place) -> Iterator[tuple[Place, str, Refers]]:
    """Every id that was written in an entry, and where it must be defined."""
    for name, shape in shapes(model).items() if isinstance(raw, dict) else ():
        value = raw.get(name) if shape.refers else None
        for at, item in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(item, str) and shape.refers:
                yield (*place, name, *(() if at is None else (at,))), item, shape.refers
    for inner_place, inner_model, inner in _nested(model, raw, place):
        yield from _references(inner_model, inner, inner_place)


def _valid_parts(model: type[Entry], raw: Any, place: Place) -> Iterator[tuple[Place, Entry]]:
    """The largest parts of a mistaken entry that are well formed."""
    for inner_place, shape, inner in _nested(model, raw, place):
        try:
            yield inner_place, shape.model_validate(inner)
        except ValidationError:
            yield from _valid_parts(shape, inner, inner_place)

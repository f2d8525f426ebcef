"""A new entry of any kind: written to the data in place, with all that it needs on pages."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from archive.building.in_place import with_claim, with_entry
from archive.building.scaffold import new_pages, new_sections
from archive.loading.load import load
from archive.messages import say
from archive.model.claims import Claim
from archive.model.collections import COLLECTIONS
from archive.model.fields import Entry
from archive.model.shapes import shapes
from archive.pages.typed_in_data import typed_in_data
from archive.problems import ContentError, suggestion
from archive.project import open_project

CLAIM = "claim"
# What can be written, by the name of one: "fund" of data/funds.yml, and "claim".
KINDS: Mapping[str, str] = {one.singular or name: name for name, one in COLLECTIONS.items()} | {
    CLAIM: CLAIM
}

# Where the files have a field at another place than the model.
_FIRST = ("label", "source", "locator", "relation")
_LAST = ("sources", "related", "note", "claims")


def kind_of(word: str) -> str:
    """The kind that is called so, be it one or many; ValueError, with the nearest, for none."""
    for kind, name in KINDS.items():
        if word in (kind, name, f"{kind}s") or kind in (f"{word}s", f"{word.removesuffix('y')}ies"):
            return kind
    hint = suggestion(word, KINDS)
    raise ValueError(say('no kind "{kind}" — {hint}', kind=word, hint=hint))


def model_of(kind: str) -> type[Entry]:
    """The shape of a kind."""
    kind = kind_of(kind)
    return Claim if kind == CLAIM else COLLECTIONS[KINDS[kind]].model


def collection_of(kind: str) -> str:
    """The collection, or table, that entries of a kind are in."""
    return "claims" if kind_of(kind) == CLAIM else KINDS[kind_of(kind)]


def taken(root: Path, kind: str, entry_id: str) -> str | None:
    """Why there can be no new entry with this id; None if there can."""
    archive = open_project(root).archive
    record = entry_id.rpartition(".")[0]
    if kind == CLAIM and record not in archive.records:
        return say(
            'got "{id}" — write record.claim, with a record that is in data/; {hint}',
            id=entry_id,
            hint=suggestion(record, archive.records, archive.former),
        )
    there = archive.claims if kind == CLAIM else archive.entries(KINDS[kind])
    if entry_id in there or (kind != CLAIM and entry_id in archive.homes):
        return say('"{id}" is in use — choose another id', id=entry_id)
    return None


def mistakes(root: Path, kind: str, entry_id: str, entry: Mapping[str, Any]) -> list[str]:
    """What the check would say of the data with this entry; nothing if all is well."""
    path, text = _written(root, kind, entry_id, entry)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(root / "data", Path(folder) / "data")
        (Path(folder) / path).write_text(text, encoding="utf-8")
        try:
            archive = load(Path(folder))
        except ContentError as error:
            return [problem.message for problem in error.problems]
        typed = {problem.message: None for problem in typed_in_data(Path(folder), archive)}
    before = {problem.message for problem in typed_in_data(root, open_project(root).archive)}
    return [message for message in typed if message not in before]


def new_entry(root: Path, kind: str, entry_id: str, entry: Mapping[str, Any]) -> list[Path]:
    """Write an entry without :func:`mistakes`; the files that were written."""
    path, text = _written(root, kind, entry_id, entry)
    (root / path).write_text(text, encoding="utf-8")
    project = open_project(root)
    written = [root / path]
    if kind != CLAIM and COLLECTIONS[KINDS[kind]].paged:
        written += new_pages(project, entry_id)
    return [*written, *new_sections(project)]


def _written(root: Path, kind: str, entry_id: str, entry: Mapping[str, Any]) -> tuple[str, str]:
    """The data file, below the project, and its text with the entry, its fields in usual order."""
    archive = open_project(root).archive
    record, _, claim = entry_id.rpartition(".")
    collection = archive.homes[record] if kind == CLAIM else KINDS[kind]
    path = f"data/{collection}.yml"
    text = (root / path).read_text(encoding="utf-8")
    if kind == CLAIM:
        return path, with_claim(text, record, claim, _ordered(Claim, entry))
    return path, with_entry(text, entry_id, _ordered(COLLECTIONS[collection].model, entry))


def _ordered(model: type[Entry], entry: Mapping[str, Any]) -> dict[str, Any]:
    """An entry with its fields as the files have them, those of what is inside it, too."""
    order = [*_FIRST, *(name for name in model.model_fields if name not in _LAST), *_LAST]
    known = shapes(model)
    found = {}
    for name in sorted(entry, key=lambda name: order.index(name) if name in order else len(order)):
        inside, value = known[name].nested if name in known else None, entry[name]
        if inside and known[name].keyed and isinstance(value, dict):
            value = {key: _ordered(inside, one) for key, one in value.items()}
        elif inside and isinstance(value, dict):
            value = _ordered(inside, value)
        elif inside and isinstance(value, list):
            value = [_ordered(inside, one) if isinstance(one, dict) else one for one in value]
        found[name] = value
    return found

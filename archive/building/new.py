"""A new entry of any kind: written to the data in place, with all that it needs on pages."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from archive.building.prompts import ask, parse_fields
from archive.building.scaffold import new_pages, new_sections
from archive.building.yaml_edit import with_claim, with_entry
from archive.loading.load import load
from archive.messages import say
from archive.model.claims import Claim
from archive.model.collections import COLLECTIONS, Archive
from archive.model.fields import Entry, bad_id
from archive.pages.typed_figures import typed_in_data
from archive.problems import ContentError, RefusedError, refusal, suggestion
from archive.project import open_project


@dataclass(frozen=True)
class Kind:
    """What can be written: the name of one, the collection or table that it is in, its shape."""

    name: str
    collection: str
    model: type[Entry]


CLAIM = Kind("claim", "claims", Claim)
# By their names: "fund" of data/funds.yml, …, and "claim".
KINDS: Mapping[str, Kind] = {
    one.singular or name: Kind(one.singular or name, name, one.model)
    for name, one in COLLECTIONS.items()
} | {CLAIM.name: CLAIM}
# Where the files have a field at another place than the model.
_FIRST = ("label",)
_LAST = ("sources", "related", "note", "claims")


def write_new(
    root: Path, word: str | None, entry_id: str | None, fields: Iterable[str], *, asking: bool
) -> list[Path]:
    """Write a new entry of the kind that ``word`` names, perhaps ``asking`` for what is lacking;
    the files that were written. RefusedError for what cannot be written.
    """
    if not asking and not (word and entry_id):
        raise refusal("say what to write: make new KIND=source ID=some-id WITH=…")
    kind = kind_of(word or click.prompt(say("What is it"), type=click.Choice(list(KINDS))))
    entry_id = entry_id or str(click.prompt(say("Its id (of a claim: record.claim)")))
    archive = open_project(root).archive
    if why := _taken(archive, kind, entry_id) or bad_id(entry_id.rpartition(".")[2]):
        raise RefusedError(why)
    entry = parse_fields(kind.model, fields)
    if asking:
        ask(kind.model, entry, archive, lambda given: _mistakes(root, kind, entry_id, given))
    if wrong := _mistakes(root, kind, entry_id, entry):
        where = say("Nothing was written. All fields: make fields KIND={kind}", kind=kind.name)
        raise RefusedError("\n".join([*wrong, where]))
    path, text = _with_entry(root, kind, entry_id, entry)
    (root / path).write_text(text, encoding="utf-8")
    written = [root / path]
    project, collection = open_project(root), COLLECTIONS.get(kind.collection)
    if collection and collection.paged:
        written += new_pages(project, entry_id)
    written += new_sections(project)
    claiming = asking and collection and collection.claiming
    while claiming and click.confirm(say("Add a figure or a statement of it?")):
        name = click.prompt(say("Its id"))
        written += write_new(root, CLAIM.name, f"{entry_id}.{name}", (), asking=True)
    return list(dict.fromkeys(written))


def kind_of(word: str) -> Kind:
    """The kind that is called so, be it one or many; RefusedError, with the nearest, for none."""
    singular = (f"{word}s", f"{word.removesuffix('y')}ies")
    for name, kind in KINDS.items():
        if word in (name, kind.collection, f"{name}s") or name in singular:
            return kind
    hint = suggestion(word, KINDS)
    raise refusal('no kind "{kind}" — {hint}', kind=word, hint=hint)


def _taken(archive: Archive, kind: Kind, entry_id: str) -> str | None:
    """Why there can be no new entry with this id; None if there can."""
    record = entry_id.rpartition(".")[0]
    if kind is CLAIM and record not in archive.records:
        return say(
            'got "{id}" — write record.claim, with a record that is in data/; {hint}',
            id=entry_id,
            hint=suggestion(record, archive.records, archive.former),
        )
    if entry_id in archive.entries(kind.collection) or entry_id in archive.homes:
        return say('"{id}" is in use — choose another id', id=entry_id)
    return None


def _mistakes(root: Path, kind: Kind, entry_id: str, entry: Mapping[str, Any]) -> list[str]:
    """What the check would say of the data with this entry; nothing if all is well."""
    path, text = _with_entry(root, kind, entry_id, entry)
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


def _with_entry(root: Path, kind: Kind, entry_id: str, entry: Mapping[str, Any]) -> tuple[str, str]:
    """The data file, below the project, and its text with the entry, its fields in usual order."""
    record, _, claim = entry_id.rpartition(".")
    collection = open_project(root).archive.homes[record] if kind is CLAIM else kind.collection
    path, names = f"data/{collection}.yml", [*kind.model.model_fields]
    order = [*_FIRST, *(name for name in names if name not in _LAST), *_LAST]
    ordered = {name: entry[name] for name in sorted(entry, key=order.index)}
    text = (root / path).read_text(encoding="utf-8")
    if kind is CLAIM:
        return path, with_claim(text, record, claim, ordered)
    return path, with_entry(text, entry_id, ordered)

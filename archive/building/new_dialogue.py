"""The conversation of ``archive new``: what was given on the command line, and what is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from archive.building.asking import ask, ask_more, given
from archive.building.new import CLAIM, KINDS, kind_of, mistakes, model_of, new_entry, taken
from archive.messages import say
from archive.model.collections import COLLECTIONS
from archive.model.fields import bad_id
from archive.project import open_project


def write_new(
    root: Path, kind: str | None, entry_id: str | None, fields: Iterable[str], *, asking: bool
) -> list[Path]:
    """Write a new entry, perhaps ``asking`` for what is lacking; the files that were written.
    ValueError, with a sentence, for what cannot be written.
    """
    if not asking and not (kind and entry_id):
        raise ValueError(say("say what to write: make new KIND=source ID=some-id WITH=…"))
    kind = kind_of(kind or click.prompt(say("What is it"), type=click.Choice(list(KINDS))))
    model = model_of(kind)
    entry_id = entry_id or click.prompt(say("Its id (of a claim: record.claim)"))
    if why := taken(root, kind, entry_id) or bad_id(entry_id.rpartition(".")[2]):
        raise ValueError(why)
    entry = given(model, fields)
    archive = open_project(root).archive
    if asking:
        ask(model, entry, archive)
        ask_more(model, entry, archive, lambda found: mistakes(root, kind, entry_id, found))
    if wrong := mistakes(root, kind, entry_id, entry):
        where = say("Nothing was written. All fields: make fields KIND={kind}", kind=kind)
        raise ValueError("\n".join([*wrong, where]))
    written = new_entry(root, kind, entry_id, entry)
    while (
        asking
        and kind != CLAIM
        and COLLECTIONS[KINDS[kind]].claiming
        and click.confirm(say("Add a figure or a statement of it?"))
    ):
        name = click.prompt(say("Its id"))
        written += write_new(root, CLAIM, f"{entry_id}.{name}", (), asking=True)
    return list(dict.fromkeys(written))

"""Another id for an entry or a claim, everywhere; its old address leads to the new one.

Both languages of a page stay as much in step as they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from archive.building.mentions import EntryRef, Mention, mentions
from archive.building.yaml_edit import with_former
from archive.languages import LANGUAGES
from archive.messages import say
from archive.model.collections import COLLECTIONS, Archive
from archive.model.fields import bad_id
from archive.pages import reviews
from archive.pages.ledger import LEDGER, Entry, read_ledger, write_ledger
from archive.problems import RefusedError
from archive.project import open_project


def rename(root: Path, old: str, new: str) -> list[str]:
    """Call ``old`` ``new``: the data, the pages and their files, the navigation and the ledger.

    RefusedError if there is no such thing or the id cannot be had;
    ContentError for data with mistakes. Nothing is changed then.
    """
    archive = open_project(root).archive
    ref = EntryRef.of(root, old)
    renamed = replace(ref, id=new.removeprefix(f"{ref.collection}/"))
    if why := _refused(archive, ref, renamed):
        raise RefusedError(why)
    before, ledger = reviews.current_entries(root), read_ledger(root)
    changed = _replace(root, mentions(root, ref), renamed.last)
    if ref.claim or COLLECTIONS[ref.collection].home:
        path = root / "data" / f"{ref.collection}.yml"
        place = (renamed.record, "claims", renamed.claim) if renamed.claim else (renamed.id,)
        path.write_text(with_former(path.read_text("utf-8"), place, ref.id), encoding="utf-8")
    for language in LANGUAGES if ref.page else ():
        old_page, new_page = (f"docs/{language}/{one.page}" for one in (ref, renamed))
        if (root / old_page).is_file():
            (root / old_page).rename(root / new_page)
            changed = changed - {old_page} | {new_page}
    if ledger:
        write_ledger(root, _carried(ledger, before, reviews.current_entries(root), ref, renamed))
        changed.add(LEDGER.as_posix())
    return sorted(changed)


def _refused(archive: Archive, ref: EntryRef, renamed: EntryRef) -> str | None:
    """Why it cannot be called what it shall be called."""
    if bool(ref.claim) != bool(renamed.claim) or (ref.claim and ref.record != renamed.record):
        return say(
            'got "{id}" — a claim stays with its record: {record}.…',
            id=renamed.id,
            record=ref.record,
        )
    if ref.collection == "funds" and ref.claim == "total":
        return say("tables and charts find a fund’s amount by the id total — it stays")
    if why := bad_id(renamed.last):
        return say('got "{id}" — {why}', id=renamed.last, why=why)
    at_home = {**archive.homes, **archive.claims}
    others = at_home if COLLECTIONS[ref.collection].home else archive.entries(ref.collection)
    if renamed.id in others:
        return say('"{id}" is in use — choose another id', id=renamed.id)
    if renamed.id in archive.former:
        return say(
            '"{id}" was given up and leads to "{now}" — choose another id',
            id=renamed.id,
            now=archive.former[renamed.id],
        )
    return None


def _replace(root: Path, places: Iterable[Mention], word: str) -> set[str]:
    """Write ``word`` at all ``places``; the files that were changed."""
    texts: dict[str, str] = {}
    for mention in sorted(places, reverse=True):
        text = texts.get(mention.path) or (root / mention.path).read_text(encoding="utf-8")
        texts[mention.path] = text[: mention.start] + word + text[mention.end :]
    for path, text in texts.items():
        (root / path).write_text(text, encoding="utf-8")
    return set(texts)


def _carried(
    ledger: Mapping[str, Entry],
    before: Mapping[str, Entry],
    after: Mapping[str, Entry],
    ref: EntryRef,
    renamed: EntryRef,
) -> dict[str, Entry]:
    """The ledger, in which every side that was as confirmed is so under its new id, too."""
    data = f"data/{ref.collection}.yml"
    keys = {} if ref.claim else {f"{data}#{ref.id}": f"{data}#{renamed.id}", ref.page: renamed.page}
    carried: dict[str, Entry] = {}
    for key, entry in ledger.items():
        moved = keys.get(key, key)
        were, are = before.get(key, {}), after.get(moved, {})
        carried[moved] = {
            part: are[part] if part in are and were.get(part) == mark else mark
            for part, mark in entry.items()
        }
    return carried

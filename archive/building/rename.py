"""Another id for an entry or a claim, everywhere; its old address leads to the new one.

Both languages of a page stay as much in step as they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from archive.building.in_place import with_former
from archive.building.naming import Mention, Name, mentions
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
    name = Name.of(root, old)
    now = replace(name, id=new.removeprefix(f"{name.collection}/"))
    if why := _refused(archive, name, now):
        raise RefusedError(why)
    before, ledger = reviews.sides(root), read_ledger(root)
    changed = _replace(root, mentions(root, name), now.last)
    if name.claim or COLLECTIONS[name.collection].home:
        path = root / "data" / f"{name.collection}.yml"
        place = (now.record, "claims", now.claim) if now.claim else (now.id,)
        path.write_text(with_former(path.read_text("utf-8"), place, name.id), encoding="utf-8")
    for language in LANGUAGES if name.page else ():
        old_page, new_page = (f"docs/{language}/{one.page}" for one in (name, now))
        if (root / old_page).is_file():
            (root / old_page).rename(root / new_page)
            changed = changed - {old_page} | {new_page}
    if ledger:
        write_ledger(root, _carried(ledger, before, reviews.sides(root), name, now))
        changed.add(LEDGER.as_posix())
    return sorted(changed)


def _refused(archive: Archive, name: Name, now: Name) -> str | None:
    """Why it cannot be called what it shall be called."""
    if bool(name.claim) != bool(now.claim) or (name.claim and name.record != now.record):
        return say(
            'got "{id}" — a claim stays with its record: {record}.…', id=now.id, record=name.record
        )
    if name.collection == "funds" and name.claim == "total":
        return say("tables and charts find a fund’s amount by the id total — it stays")
    if why := bad_id(now.last):
        return say('got "{id}" — {why}', id=now.last, why=why)
    at_home = {**archive.homes, **archive.claims}
    others = at_home if COLLECTIONS[name.collection].home else archive.entries(name.collection)
    if now.id in others:
        return say('"{id}" is in use — choose another id', id=now.id)
    if now.id in archive.former:
        return say(
            '"{id}" was given up and leads to "{now}" — choose another id',
            id=now.id,
            now=archive.former[now.id],
        )
    return None


def _replace(root: Path, found: Iterable[Mention], word: str) -> set[str]:
    """Write ``word`` at every place that was found; the files that were changed."""
    texts: dict[str, str] = {}
    for mention in sorted(found, reverse=True):
        text = texts.get(mention.path) or (root / mention.path).read_text(encoding="utf-8")
        texts[mention.path] = text[: mention.start] + word + text[mention.end :]
    for path, text in texts.items():
        (root / path).write_text(text, encoding="utf-8")
    return set(texts)


def _carried(
    ledger: Mapping[str, Entry],
    before: Mapping[str, Entry],
    after: Mapping[str, Entry],
    name: Name,
    now: Name,
) -> dict[str, Entry]:
    """The ledger, in which every side that was as confirmed is so under its new name, too."""
    data = f"data/{name.collection}.yml"
    keys = {} if name.claim else {f"{data}#{name.id}": f"{data}#{now.id}", name.page: now.page}
    found: dict[str, Entry] = {}
    for key, entry in ledger.items():
        moved = keys.get(key, key)
        were, are = before.get(key, {}), after.get(moved, {})
        found[moved] = {
            part: are[part] if part in are and were.get(part) == mark else mark
            for part, mark in entry.items()
        }
    return found

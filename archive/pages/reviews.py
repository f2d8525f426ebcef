"""The review status: whether the two languages of a page, or of an entry's texts, are in step.

The ledger ``docs/pairs.json`` holds the hash of both sides as they were when somebody found that
they say the same. A side whose hash has moved on was changed since; the other may be out of date.
No dates or commits are involved, so the ledger survives any rewriting of history.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from archive.caching import record_cache
from archive.languages import LANGUAGES, Language, other
from archive.loading.yaml_file import place_name
from archive.model.collections import COLLECTIONS, Archive
from archive.model.shapes import Place, walk
from archive.model.texts import Text
from archive.pages.document import Document, document, documents
from archive.pages.ledger import Entry, read_ledger, write_ledger
from archive.pages.parity import digests
from archive.problems import refusal, suggestion
from archive.project import open_project


@dataclass(frozen=True)
class Review:
    """A page or an entry of the data, as far as its two languages say the same.

    ``src`` is the page's file, or ``data/funds.yml``, of which ``entry`` is an id then.
    ``changed`` names the sides that moved on since they were last found in step, ``missing``
    the side that does not exist yet, of an entry in the texts at ``places``; ``confirmed`` is
    False where they never were.
    """

    src: str
    confirmed: bool
    changed: frozenset[Language]
    missing: Language | None = None
    entry: str = ""
    places: tuple[Place, ...] = ()

    @property
    def fields(self) -> list[str]:
        """The texts of an entry that are missing, as people name them."""
        return [place_name(place[1:]) for place in self.places]

    @property
    def in_step(self) -> bool:
        """Whether both sides are there, as they were confirmed."""
        return self.confirmed and not self.changed and not self.missing

    @property
    def outdated(self) -> Language | None:
        """The side that was left as it was while the other moved on, or is not there yet."""
        if self.missing or not (self.confirmed and len(self.changed) == 1):
            return self.missing
        return other(next(iter(self.changed)))

    def is_outdated(self, language: Language) -> bool:
        """Whether this side exists and is out of date."""
        return not self.missing and self.outdated == language


def fingerprint(text: str) -> str:
    """A short hash of what a text says; how its lines are wrapped does not count."""
    blocks = re.split(r"\n[ \t]*\n\s*", text.strip())
    plain = "\n\n".join("".join(block.split()) for block in blocks)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def reviews(root: Path) -> list[Review]:
    """The review status of every page, in order, and of every entry of the data with texts.

    Raises ContentError for data with mistakes, as does :func:`mark_reviewed`.
    """
    confirmed = read_ledger(root)
    statuses = [_review(src, pages, confirmed) for src, pages in sorted(_pages(root).items())]
    archive = open_project(root).archive
    for key, now in _entries(archive).items():
        src, _, entry = key.partition("#")
        of_entry = Review(
            src, key in confirmed, _changed_sides(confirmed.get(key), now), None, entry
        )
        untranslated = {
            side: tuple(at for at, text in _texts(archive)[key].items() if not getattr(text, side))
            for side in LANGUAGES
        }
        statuses += [
            replace(of_entry, missing=side, places=at) for side, at in untranslated.items() if at
        ] or [of_entry]
    return statuses


def review(root: Path, src: str) -> Review:
    """The review status of the page ``src``."""
    pages = {side: document(root, side, src) for side in LANGUAGES}
    return _review(src, pages, read_ledger(root))


def agreed_calls(root: Path, src: str) -> list[str] | None:
    """What the ledger remembers of the macro calls of the page ``src``; None if it does not."""
    calls = read_ledger(root).get(src, {}).get("calls")
    return None if calls is None else calls.split()


def mark_reviewed(root: Path, names: Iterable[str]) -> list[str]:
    """Note that both sides of the pages or data files ``names`` say the same now; all if none is
    named. Entries with a text in one language only are left as they were.

    Returns what was confirmed anew. RefusedError for what does not exist
    in both languages or does not hold the same macro calls in both.
    """
    ledger, now = dict(read_ledger(root)), current_entries(root)
    uneven = {
        src
        for src, pages in _pages(root).items()
        if src in now and any(_calls(page) != now[src]["calls"] for page in pages.values())
    }
    entries = _texts(open_project(root).archive).items()
    untranslated = {key for key, texts in entries if any(text.missing for text in texts.values())}
    chosen = list(now.keys() - uneven - untranslated)
    if sources := [_page_source(name) for name in names]:
        chosen = [
            key for key in now if key.partition("#")[0] in sources and key not in untranslated
        ]
        known = {key.partition("#")[0] for key in now}
        for name in sources:
            if name not in known:
                raise refusal(
                    "{name} is not there in both languages — {hint}",
                    name=name,
                    hint=suggestion(name, known),
                )
            if name in uneven:
                raise refusal(
                    "{name}: the two languages call different macros — see: make check",
                    name=name,
                )
    renewed = sorted(key for key in chosen if ledger.get(key) != now[key])
    kept = {key: entry for key, entry in ledger.items() if key in now}
    write_ledger(root, kept | {key: now[key] for key in chosen})
    return renewed


def current_entries(root: Path) -> dict[str, Entry]:
    """What the ledger would hold of every page and entry in both languages as they are now.

    Raises ContentError for data with mistakes.
    """
    entries: dict[str, Entry] = {**_entries(open_project(root).archive)}
    for src, pages in _pages(root).items():
        if not any(page.stand_in for page in pages.values()):
            hashes = {str(side): fingerprint(page.text) for side, page in pages.items()}
            entries[src] = hashes | {"calls": _calls(pages[LANGUAGES[0]])}
    return entries


def _calls(page: Document) -> str:
    return " ".join(digests(page.calls))


def _page_source(name: str) -> str:
    """``docs/en/funds/x.md``, as messages have it, is the page ``funds/x.md``."""
    return re.sub(rf"^(\./)?docs/({'|'.join(LANGUAGES)})/", "", name).split(":")[0].split("#")[0]


def _pages(root: Path) -> dict[str, dict[Language, Document]]:
    """Every page by its file, in each language."""
    pages: dict[str, dict[Language, Document]] = {}
    for page in documents(root):
        pages.setdefault(page.src, {})[page.language] = page
    return pages


def _review(src: str, pages: Mapping[Language, Document], confirmed: Mapping[str, Entry]) -> Review:
    missing = next((side for side, page in pages.items() if page.stand_in), None)
    if missing:
        return Review(src, src in confirmed, frozenset(), missing)
    now = {side: fingerprint(page.text) for side, page in pages.items()}
    return Review(src, src in confirmed, _changed_sides(confirmed.get(src), now))


def _changed_sides(before: Entry | None, now: Mapping[Any, str]) -> frozenset[Language]:
    return frozenset(side for side in LANGUAGES if before and before.get(side) != now[side])


@record_cache
def _texts(archive: Archive) -> Mapping[str, Mapping[Place, Text]]:
    """The texts of each entry that has any, by their places."""
    return {
        f"data/{name}.yml#{entry_id}": texts
        for name in COLLECTIONS
        for entry_id, entry in archive.entries(name).items()
        if (texts := {at: one for at, one in walk(entry, (entry_id,)) if isinstance(one, Text)})
    }


@record_cache
def _entries(archive: Archive) -> Mapping[str, Entry]:
    """The hashes of the texts of each entry that has any."""
    return {
        key: {
            side: fingerprint("\n\n".join(getattr(text, side) for text in texts.values()))
            for side in LANGUAGES
        }
        for key, texts in _texts(archive).items()
    }

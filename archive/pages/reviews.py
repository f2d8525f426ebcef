"""The review status of pages: whether the two languages of a page are still in step.

The ledger ``docs/pairs.json`` holds, for each page, the hash of both sides as they
were when somebody found that they say the same. A side whose hash has moved on
was changed since; the other may be out of date. Neither language is the original,
and no dates or commits are involved, so the ledger survives any rewriting of history.

    make confirm PAGES=funds/some-fund.md     # after bringing both in step
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from archive.languages import LANGUAGES, Language
from archive.pages.document import Document, document
from archive.pages.files import page_files

LEDGER = Path("docs") / "pairs.json"
Hashes = dict[Language, str]


@dataclass(frozen=True)
class Review:
    """A page in both languages: ``changed`` names the sides that moved on since they were last
    found in step, ``confirmed`` is False where they never were."""

    src: str
    confirmed: bool
    changed: frozenset[Language]

    @property
    def in_step(self) -> bool:
        """Whether both sides are as they were confirmed."""
        return self.confirmed and not self.changed

    def is_outdated(self, language: Language) -> bool:
        """Whether this side was left as it was while the other moved on."""
        return self.confirmed and bool(self.changed) and language not in self.changed


def fingerprint(text: str) -> str:
    """A short hash of what a page says; white space at line ends and around does not count."""
    plain = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def reviews(root: Path) -> list[Review]:
    """The review status of every page that exists in both languages, in order."""
    return [review(root, src) for src in _pages(root)]


def review(root: Path, src: str) -> Review:
    """The review status of the page ``src``; in step if it exists in one language only."""
    confirmed = read_ledger(root).get(src)
    if not all((root / "docs" / language / src).is_file() for language in LANGUAGES):
        return Review(src, True, frozenset())
    now = _hashes(root, src)
    changed = {side for side in LANGUAGES if confirmed and confirmed.get(side) != now[side]}
    return Review(src, confirmed is not None, frozenset(changed))


def confirm(root: Path, sources: Iterable[str]) -> list[str]:
    """Note that both sides of the pages ``sources`` say the same now; all if none is named.

    Returns the pages confirmed anew. Raises KeyError for a page that does not exist in
    both languages.
    """
    now = {src: _hashes(root, src) for src in _pages(root)}
    ledger = {src: hashes for src, hashes in read_ledger(root).items() if src in now}
    chosen = list(sources) or list(now)
    renewed = [src for src in chosen if ledger.get(src) != now[src]]
    text = json.dumps(ledger | {src: now[src] for src in chosen}, indent=1, sort_keys=True)
    (root / LEDGER).write_text(text + "\n", encoding="utf-8")
    return renewed


def read_ledger(root: Path) -> Mapping[str, Hashes]:
    """The confirmed hashes by page, such as ``funds/index.md``; empty without a ledger."""
    path = root / LEDGER
    return _read(path, path.stat().st_mtime_ns) if path.exists() else {}


@lru_cache(maxsize=2)
def _read(path: Path, stamp: int) -> Mapping[str, Hashes]:
    ledger: dict[str, Hashes] = json.loads(path.read_text(encoding="utf-8"))
    return ledger


def _pages(root: Path) -> list[str]:
    """The pages that exist in both languages."""
    sides = [
        {path.relative_to(root / "docs" / side).as_posix() for path in page_files(root, side)[0]}
        for side in LANGUAGES
    ]
    return sorted(set.intersection(*sides))


def _hashes(root: Path, src: str) -> Hashes:
    return {language: _fingerprint(document(root, language, src)) for language in LANGUAGES}


@cache
def _fingerprint(page: Document) -> str:
    return fingerprint(page.text)

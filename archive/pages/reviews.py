"""Whether the two languages of a page are still in step.

The ledger ``docs/pairs.json`` holds, for each page, the hash of both sides as they
were when somebody confirmed that they say the same. A side whose hash has moved on
was changed since; the other may be out of date. Neither language is the original,
and no dates or commits are involved, so the ledger survives any rewriting of history.

    make confirm PAGES=funds/some-fund.md     # after bringing both in step
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from archive.languages import LANGUAGES, Language
from archive.pages.files import page_files

LEDGER = Path("docs") / "pairs.json"
Hashes = dict[Language, str]


@dataclass(frozen=True)
class Pair:
    """A page in both languages: ``changed`` names the sides that moved on since the last
    confirmation, ``confirmed`` is False where there never was one."""

    tail: str
    confirmed: bool
    changed: frozenset[Language]

    @property
    def in_step(self) -> bool:
        """Whether both sides are as they were confirmed."""
        return self.confirmed and not self.changed

    def may_be_behind(self, language: Language) -> bool:
        """Whether this side was left as it was while the other moved on."""
        return self.confirmed and bool(self.changed) and language not in self.changed


def fingerprint(text: str) -> str:
    """A short hash of what a page says; white space at line ends and around does not count."""
    plain = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def read_ledger(root: Path) -> dict[str, Hashes]:
    """The confirmed hashes by page, such as ``funds/index.md``; empty without a ledger."""
    path = root / LEDGER
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def pairs(root: Path) -> list[Pair]:
    """The state of every page that exists in both languages, in order."""
    ledger = read_ledger(root)
    found = []
    for tail, now in sorted(_hashes(root).items()):
        confirmed = ledger.get(tail)
        changed = {side for side in LANGUAGES if confirmed and confirmed.get(side) != now[side]}
        found.append(Pair(tail, confirmed is not None, frozenset(changed)))
    return found


def confirm(root: Path, tails: Iterable[str]) -> list[str]:
    """Note that both sides of the pages ``tails`` say the same now; all pages if none is named.

    Returns the pages confirmed anew. Raises KeyError for a page that does not exist in
    both languages.
    """
    now = _hashes(root)
    ledger = {tail: hashes for tail, hashes in read_ledger(root).items() if tail in now}
    chosen = list(tails) or list(now)
    renewed = [tail for tail in chosen if ledger.get(tail) != now[tail]]
    _write(root, ledger | {tail: now[tail] for tail in chosen})
    return renewed


def _hashes(root: Path) -> dict[str, Hashes]:
    folders = {language: root / "docs" / language for language in LANGUAGES}
    tails = set.intersection(
        *(
            {path.relative_to(folder).as_posix() for path in page_files(root, language)[0]}
            for language, folder in folders.items()
        )
    )
    return {
        tail: {
            language: fingerprint((folder / tail).read_text(encoding="utf-8"))
            for language, folder in folders.items()
        }
        for tail in tails
    }


def _write(root: Path, ledger: Mapping[str, Hashes]) -> None:
    text = json.dumps(ledger, indent=1, sort_keys=True)
    (root / LEDGER).write_text(text + "\n", encoding="utf-8")

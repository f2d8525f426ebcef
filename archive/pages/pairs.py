"""Pages that exist in both languages, each held against its counterpart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from pathlib import Path

from archive.languages import LANGUAGES, Language
from archive.pages import parity
from archive.pages.document import Document
from archive.pages.reviews import agreed_calls, review
from archive.problems import Problem


def check_pairs(root: Path, pages: Iterable[Document], wrong: Set[str]) -> Iterator[Problem]:
    """Each page that exists in both languages: neither says anything else than the other.

    Pairs of which one side is among the paths that are ``wrong`` anyway are not compared.
    """
    pairs: dict[str, dict[Language, parity.Side]] = {}
    for page in pages:
        side = parity.read(page.shown, page.text, page.calls)
        yield from parity.missing_ids(side)
        pairs.setdefault(page.src, {})[page.language] = side
    for src, sides in pairs.items():
        if len(sides) == len(LANGUAGES) and not {side.path for side in sides.values()} & wrong:
            moved = review(root, src).changed
            changed, *others = sorted(sides, key=lambda language: language not in moved)
            agreed = agreed_calls(root, src)
            for language in others:
                yield from parity.differences(sides[changed], sides[language], agreed)

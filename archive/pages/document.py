"""A page as it is written, read and gated once per process."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from archive.caching import record_cache
from archive.languages import LANGUAGES, Language, other
from archive.loading.plain_text import plain_text
from archive.pages import macro_gate
from archive.pages.files import page_files
from archive.pages.links import anchors
from archive.problems import Problem
from archive.rendering.calls import Call
from archive.rendering.macros import MACROS


@dataclass(frozen=True, eq=False)
class Document:
    """A page: its language, its path below that language's folder, its text and macro calls.

    ``problems`` is what the gate refuses. A ``stand_in`` is shown while the page exists in the
    other language only.
    """

    language: Language
    src: str
    text: str
    calls: Sequence[Call]
    problems: Sequence[Problem]
    stand_in: bool = False

    @property
    def shown(self) -> str:
        """Its path as a contributor types it."""
        return f"docs/{self.language}/{self.src}"


def documents(root: Path, languages: Iterable[Language] = LANGUAGES) -> list[Document]:
    """All pages in ``languages``, stand-ins among them."""
    sources = sorted({src for language in LANGUAGES for src in page_files(root, language)[0]})
    return [document(root, side, src) for side in languages for src in sources]


def document(root: Path, language: Language, src: str) -> Document:
    """The page ``src`` (such as ``funds/index.md``) in ``language``, as it is on disk now; if it
    is there in the other language only, its stand-in."""
    path = root / "docs" / language / src
    if not path.is_file() and (root / "docs" / other(language) / src).is_file():
        return _stand_in(document(root, other(language), src), language)
    state = path.stat()
    return _read(path, language, src, state.st_mtime_ns, state.st_size)


@record_cache
def _stand_in(page: Document, language: Language) -> Document:
    """The heading of ``page``, and its anchors, since links may lead there already."""
    heading = re.search(r"^# .+$", page.text, re.MULTILINE)
    title = heading[0] if heading and not page.problems else f"# {page.src}"
    places = "".join(f'<span id="{anchor}"></span>' for anchor in sorted(anchors(page.text)))
    return replace(gated(f"{title}\n\n{places}\n", language, page.src), stand_in=True)


@cache
def _read(path: Path, language: Language, src: str, *_stamp: int) -> Document:
    text, why = plain_text(path)
    page = gated(text, language, src)
    return replace(page, problems=(Problem(page.shown, 1, why),)) if why else page


def gated(text: str, language: Language, src: str) -> Document:
    """A page with the given text."""
    page = Document(language, src, text, (), ())
    calls, problems = macro_gate.page_calls(text.removeprefix("\ufeff"), page.shown, MACROS)
    return replace(page, calls=tuple(calls), problems=tuple(problems))

"""A page as it is written, read and gated once per process.

page = document(root, "en", "about.md")
page.calls, page.problems
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from archive.languages import Language
from archive.pages import macro_gate
from archive.pages.files import page_files
from archive.problems import Problem, relative
from archive.rendering.calls import Call
from archive.rendering.macros import MACROS


@dataclass(frozen=True, eq=False)
class Document:
    """A page: its language, its path below that language's folder, its text and macro calls.

    ``shown`` is its path as a contributor types it; ``problems`` is what the gate refuses.
    """

    language: Language
    src: str
    shown: str
    text: str
    calls: Sequence[Call]
    problems: Sequence[Problem]


def documents(root: Path, languages: Iterable[Language]) -> tuple[list[Document], list[Problem]]:
    """All pages in ``languages``, and what stands among them that may not."""
    found: list[Document] = []
    problems: list[Problem] = []
    for language in languages:
        paths, refused = page_files(root, language)
        problems += refused
        for path in paths:
            src = path.relative_to(root / "docs" / language).as_posix()
            found.append(document(root, language, src))
    return found, problems


def document(root: Path, language: Language, src: str) -> Document:
    """The page ``src`` (such as ``funds/index.md``) in ``language``, as it is on disk now."""
    path = root / "docs" / language / src
    state = path.stat()
    return _read(path, relative(path, root), language, src, state.st_mtime_ns, state.st_size)


@cache
def _read(path: Path, shown: str, language: Language, src: str, *_stamp: int) -> Document:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"not UTF-8 text ({error.reason}) — save it as UTF-8"
    except OSError as error:
        message = f"cannot be read ({error.strerror}) — see who may read it"
    else:
        return gated(text, shown, language, src)
    return Document(language, src, shown, "", (), (Problem(shown, 1, message),))


def gated(text: str, shown: str, language: Language, src: str) -> Document:
    """A page with the given text."""
    calls, problems = macro_gate.page_calls(text.removeprefix("\ufeff"), shown, MACROS)
    return Document(language, src, shown, text, tuple(calls), tuple(problems))

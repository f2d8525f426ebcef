"""A page as it is written, read and gated once per process."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from archive.caching import record_cache
from archive.languages import LANGUAGES, Language, other
from archive.messages import say
from archive.pages import macro_gate
from archive.pages.files import page_files
from archive.pages.links import anchors
from archive.problems import Problem, relative
from archive.rendering.calls import Call
from archive.rendering.macros import MACROS


@dataclass(frozen=True, eq=False)
class Document:
    """A page: its language, its path below that language's folder, its text and macro calls.

    ``shown`` is its path as a contributor types it; ``problems`` is what the gate refuses.
    A ``stand_in`` is shown while the page exists in the other language only.
    """

    language: Language
    src: str
    shown: str
    text: str
    calls: Sequence[Call]
    problems: Sequence[Problem]
    stand_in: bool = False


def documents(root: Path, languages: Iterable[Language]) -> tuple[list[Document], list[Problem]]:
    """All pages in ``languages``, stand-ins among them, and what stands there that may not."""
    problems: list[Problem] = []
    sources: set[str] = set()
    wanted = list(languages)
    for language in LANGUAGES:
        paths, refused = page_files(root, language)
        problems += refused if language in wanted else ()
        folder = root / "docs" / language
        sources |= {path.relative_to(folder).as_posix() for path in paths}
    return [document(root, side, src) for side in wanted for src in sorted(sources)], problems


def document(root: Path, language: Language, src: str) -> Document:
    """The page ``src`` (such as ``funds/index.md``) in ``language``, as it is on disk now; if it
    is there in the other language only, its stand-in."""
    path = root / "docs" / language / src
    if not path.is_file() and (root / "docs" / other(language) / src).is_file():
        return _stand_in(document(root, other(language), src), relative(path, root), language)
    state = path.stat()
    return _read(path, relative(path, root), language, src, state.st_mtime_ns, state.st_size)


@record_cache
def _stand_in(page: Document, shown: str, language: Language) -> Document:
    """The heading of ``page``, and its anchors, since links may lead there already."""
    heading = re.search(r"^# .+$", page.text, re.MULTILINE)
    title = heading[0] if heading and not page.problems else f"# {page.src}"
    places = "".join(f'<span id="{anchor}"></span>' for anchor in sorted(anchors(page.text)))
    return replace(gated(f"{title}\n\n{places}\n", shown, language, page.src), stand_in=True)


@cache
def _read(path: Path, shown: str, language: Language, src: str, *_stamp: int) -> Document:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        message = say("not UTF-8 text — save it as UTF-8")
    except OSError as error:
        message = say("cannot be read ({reason}) — see who may read it", reason=error.strerror)
    else:
        return gated(text, shown, language, src)
    return Document(language, src, shown, "", (), (Problem(shown, 1, message),))


def gated(text: str, shown: str, language: Language, src: str) -> Document:
    """A page with the given text."""
    calls, problems = macro_gate.page_calls(text.removeprefix("\ufeff"), shown, MACROS)
    return Document(language, src, shown, text, tuple(calls), tuple(problems))

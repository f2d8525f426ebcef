"""Which files the folder of pages may hold: one list, the same for the gate and the builder.

MkDocs publishes whatever it finds in a language's folder, follows links, and takes five endings
for pages. What is not allowed here is refused before it starts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from archive.languages import Language
from archive.messages import say
from archive.pages.configuration import configuration
from archive.problems import ContentError, Problem, listed, relative

# The endings of pictures, and how such a file begins.
PICTURES: Mapping[str, bytes] = {
    ".png": rb"\x89PNG\r\n\x1a\n",
    ".jpg": rb"\xff\xd8\xff",
    ".jpeg": rb"\xff\xd8\xff",
    ".webp": rb"RIFF.{4}WEBP",
    ".gif": rb"GIF8[79]a",
}
# Names that Windows keeps to itself, and one that MkDocs takes for index.md.
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?|readme\.md", re.IGNORECASE)
_LONGEST_NAME = 100
_LARGEST_PAGE = 100_000
_LARGEST_PICTURE = 2_000_000


def page_files(root: Path, language: Language) -> tuple[list[str], list[Problem]]:
    """The pages in ``language`` by their paths in its folder, sorted, and a problem for whatever
    else must not be there.

    What MkDocs leaves out, such as names that start with a dot, is left out here.
    """
    config = None
    with suppress(ContentError):  # nothing is built with such a configuration
        config = configuration(root, language)
    pages: list[str] = []
    problems: list[Problem] = []
    folder = root / "docs" / language
    linked = [path for path in (folder.parent, folder) if path.is_symlink()]
    for path in linked or _walk(folder):
        shown = relative(path, root)
        src = shown.removeprefix(f"docs/{language}/")
        if config and not path.is_symlink() and config.is_excluded(src):
            continue
        if why := _objection(path, src):
            problems.append(Problem(shown, 1, why))
        elif path.suffix == ".md":
            pages.append(src)
    return pages, problems


def _walk(folder: Path) -> Iterator[Path]:
    """Everything below ``folder`` that is no plain folder itself; links are not followed."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink() and path.suffix != ".md":
            yield from _walk(path)
        else:
            yield path


def _objection(path: Path, src: str) -> str | None:
    """Why the file or link at ``path``, ``src`` below its folder, may not stand among the pages."""
    if path.is_symlink():
        return say("a link to another place — put the file itself here")
    if not re.fullmatch(r"[\w./-]+", src, re.ASCII):
        return say(
            "its name becomes an address — rename it with Latin letters, digits and hyphens only"
        )
    if _RESERVED.fullmatch(path.name) or len(path.name) > _LONGEST_NAME:
        return say("systems keep this name to themselves, or it is too long — rename it")
    if not path.is_file():
        return say("no plain file — the folder holds pages (.md) and pictures")
    begins = PICTURES.get(path.suffix.lower())
    if path.suffix != ".md" and not begins:
        return say(
            "the folder holds pages (.md) and pictures ({kinds}) — rename or remove this file",
            kinds=listed(sorted(PICTURES)),
        )
    size, most = path.stat().st_size, _LARGEST_PICTURE if begins else _LARGEST_PAGE
    if size > most:
        return say(
            "{count} bytes, and at most {most} are published — make it smaller",
            count=f"{size:,}",
            most=f"{most:,}",
        )
    if begins and not re.match(begins, _beginning(path), re.DOTALL):
        return say("no picture of the kind that its ending names — save it as one")
    return None


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(16)

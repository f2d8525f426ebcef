"""Links between pages, as they are written: does the page exist, does it have the anchor?

Only what a page's author typed is checked here, with its line and the nearest name that
exists; what macros print is checked on the built site.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Set

from archive.pages.source_text import CODE, blank, line_of
from archive.problems import Problem, suggestion

_LINK = re.compile(r"(?<!!)\]\((?P<target>[^)\s]+)[^)\n]*\)")
_ID = re.compile(r"\{[^}\n]*#(?P<id>[\w-]+)[^}\n]*\}")


def anchors(text: str) -> set[str]:
    """The ids that a page gives to its headings."""
    return {match["id"] for match in _ID.finditer(blank(CODE, text))}


def broken_links(
    tail: str, shown: str, text: str, pages: Mapping[str, Set[str]], known: Set[str]
) -> Iterator[Problem]:
    """Links of the page ``tail`` that lead nowhere.

    ``pages`` holds the anchors of every page of the language by its path; ``known`` are the
    ids that macros print, which any page may have.
    """
    plain = blank(CODE, text)
    for match in _LINK.finditer(plain):
        path, mark, anchor = match["target"].partition("#")
        if ":" in path or path.startswith(("/", "<")) or (path and not path.endswith(".md")):
            continue
        target = posixpath.normpath(posixpath.join(posixpath.dirname(tail), path)) if path else tail
        line = line_of(plain, match.start())
        if target not in pages:
            near = {posixpath.relpath(page, posixpath.dirname(tail) or ".") for page in pages}
            message = f"the link leads to {path}, which does not exist — {suggestion(path, near)}"
            yield Problem(shown, line, message)
        elif mark and anchor not in pages[target] | known:
            hint = suggestion(anchor, pages[target])
            yield Problem(shown, line, f"{target} has no anchor #{anchor} — {hint}")


def empty_sections(shown: str, text: str) -> Iterator[Problem]:
    """Headings with nothing below them before the next heading of their level."""
    plain = blank(CODE, text)
    headings = list(re.finditer(r"^(#{1,6}) .*$", plain, re.MULTILINE))
    ends = [*(heading.start() for heading in headings[1:]), len(plain)]
    deeper = [*(len(heading[1]) for heading in headings[1:]), 0]
    for heading, end, next_level in zip(headings, ends, deeper, strict=True):
        if not text[heading.end() : end].strip() and next_level <= len(heading[1]):
            message = "nothing stands below this heading — write the section, or take it out"
            yield Problem(shown, line_of(plain, heading.start()), message)

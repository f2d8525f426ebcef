"""What macros print, kept out of Markdown's way.

A table of sixty rows is HTML already: Markdown would parse it all to leave it as it is. So a
page gets a short element in its place, and the Markdown extension puts the block back. What stands
in the middle of a sentence has its signs written so that Markdown leaves them alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

_BLOCKS: dict[str, str] = {}
_PLACEHOLDER = re.compile(r'<div data-block="([0-9a-f]{16})"></div>')
# Whatever Markdown or one of its extensions acts upon; at a beginning, what opens a block.
_MARKDOWN = re.compile(r"[\\`*_\[\]#|~{}]")
_BEGINNING = re.compile(r"\A[-+>:=!?]|(?<=\A[0-9])[.)]|(?<=\A[0-9]{2})[.)]")
_IN_TAGS = re.compile(r"[\\`|\[\]{}]")
_TAG = re.compile(r"(<[^<>]*>|&[#\w]+;)")  # or an entity, which is text already


def set_aside(printed: str) -> str:
    """What a macro ``printed``, each block of HTML in it replaced by a short element.

    Equal blocks have equal elements. Headings between the blocks are Markdown and stay.
    """
    parts = printed.split("\n\n")
    return "\n\n".join(_stand_in(part) if part.startswith("<") else part for part in parts)


def _stand_in(html: str) -> str:
    token = hashlib.sha256(html.encode()).hexdigest()[:16]
    _BLOCKS[token] = html
    return f'<div data-block="{token}"></div>'


def put_back(html: str, finish: Callable[[str], str] = str) -> str:
    """``html`` with its blocks in place again, each passed through ``finish``."""

    def block(match: re.Match[str]) -> str:
        kept = _BLOCKS.get(match[1])
        return match[0] if kept is None else finish(kept)

    return _PLACEHOLDER.sub(block, html)


def literal(html: str) -> str:
    """HTML for the middle of Markdown, all of whose text is text there, too."""
    pieces = _TAG.split(html)
    for at, piece in enumerate(pieces):
        acted_upon = _IN_TAGS if at % 2 else _MARKDOWN
        pieces[at] = acted_upon.sub(_entity, piece)
    return _BEGINNING.sub(_entity, "".join(pieces))


def _entity(sign: re.Match[str]) -> str:
    return f"&#{ord(sign[0])};"

"""What macros print as blocks of their own, kept out of Markdown's way.

A table of sixty rows is HTML already: Markdown would parse it all to leave it as it is. So a
page gets a short element in its place, and the Markdown extension puts the block back.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

_BLOCKS: dict[str, str] = {}
_PLACEHOLDER = re.compile(r'<div data-block="([0-9a-f]{16})"></div>')


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

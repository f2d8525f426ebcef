"""What a browser may run and load on the site: its own files, and scripts known by their hash.

Servers that read ``_headers`` send it with every file; for all others each page brings its own.
Written when the site is whole: the preview adds a script of its own to each page.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Set
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

_CHARSET = '<meta charset="utf-8">'
_KINDS = ("script", "style")
_REFERRER = "strict-origin-when-cross-origin"
# What pages cannot say of themselves, and what holds for every file.
_HEADERS = {
    "Referrer-Policy": _REFERRER,
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


# What pages bring along: tags, each with what it holds as a policy calls it.
Inline = Set[tuple[str, str]]


def _inline(html: str) -> Inline:
    """The scripts and styles that browsers would run or apply of a page or a drawing."""
    return {
        (str(node.tag), f"'sha256-{base64.b64encode(hashlib.sha256(text).digest()).decode()}'")
        for node in LexborHTMLParser(html).css("script, style")
        if "src" not in node.attributes and node.attributes.get("type") in (None, "module")
        for text in [node.text().encode()]
    }


def write(pages: Iterable[Path]) -> Inline:
    """Write the policy of each of ``pages`` into it; what they bring along, all together."""
    inline: set[tuple[str, str]] = set()
    for path in pages:
        text = path.read_text(encoding="utf-8")
        own = _inline(text)
        inline |= own
        path.write_text(with_policy(text, own), encoding="utf-8")
    return inline


def with_policy(html: str, inline: Inline = frozenset()) -> str:
    """A page with its policy in it; ``inline`` is all that it brings along."""
    meta = (
        f'{_CHARSET}\n<meta http-equiv="Content-Security-Policy" content="{policy(inline)}">'
        f'\n<meta name="referrer" content="{_REFERRER}">'
    )
    return html.replace(_CHARSET, meta, 1)


def write_headers(site: Path, inline: Iterable[Inline]) -> None:
    """Write ``_headers``, for a ``site`` whose pages bring along all that is ``inline``."""
    drawings = (_inline(path.read_text(encoding="utf-8")) for path in site.rglob("*.svg"))
    styles = {item for drawing in drawings for item in drawing if item[0] == "style"}
    everywhere = f"{policy(styles.union(*inline))}; frame-ancestors 'none'"
    lines = [f"  {name}: {value}" for name, value in _HEADERS.items()]
    headers = "\n".join(["/*", f"  Content-Security-Policy: {everywhere}", *lines])
    (site / "_headers").write_text(headers + "\n", encoding="utf-8")


def policy(inline: Inline) -> str:
    """The policy for pages that bring along what is ``inline``, and no other."""
    hashes = {kind: sorted(one for tag, one in inline if tag == kind) for kind in _KINDS}
    return "; ".join(
        [
            "default-src 'self'",
            *(" ".join([f"{kind}-src 'self'", *own]) for kind, own in hashes.items() if own),
            "img-src 'self' data:",  # the theme's style sheet draws its icons from data
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        ]
    )

"""What a browser may run and load on the site: its own files, and scripts known by their hash.

    write(site)      # a policy into each page, and the same for the whole site in _headers

Servers that read ``_headers`` send it with every file; for all others each page brings its own.
Linked data is no script and needs no hash. Written when the site is whole: the preview adds a
script of its own to each page.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

_CHARSET = '<meta charset="utf-8">'
_REFERRER = "strict-origin-when-cross-origin"
# What pages cannot say of themselves, and what holds for every file.
_HEADERS = {
    "Referrer-Policy": _REFERRER,
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def write(site: Path) -> None:
    """Write the policy of every page of ``site`` into it, and that of all into ``_headers``."""
    scripts: set[str] = set()
    styles: set[str] = set()
    for path in sorted(site.rglob("*.svg")):
        styles |= _hashes(path.read_text(encoding="utf-8"), "style")
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        own = _hashes(text, "script"), _hashes(text, "style")
        scripts, styles = scripts | own[0], styles | own[1]
        meta = (
            f'{_CHARSET}\n<meta http-equiv="Content-Security-Policy" content="{policy(*own)}">'
            f'\n<meta name="referrer" content="{_REFERRER}">'
        )
        path.write_text(text.replace(_CHARSET, meta, 1), encoding="utf-8")
    everywhere = f"{policy(scripts, styles)}; frame-ancestors 'none'"
    lines = [f"  {name}: {value}" for name, value in _HEADERS.items()]
    headers = "\n".join(["/*", f"  Content-Security-Policy: {everywhere}", *lines])
    (site / "_headers").write_text(headers + "\n", encoding="utf-8")


def policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """The policy for pages with these inline ``scripts`` and ``styles``, each a hash."""
    return "; ".join(
        [
            "default-src 'self'",
            " ".join(["script-src 'self'", *sorted(scripts)]),
            " ".join(["style-src 'self'", *sorted(styles)]),
            "img-src 'self' data:",  # the theme's style sheet draws its icons from data
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        ]
    )


def _hashes(html: str, tag: str) -> set[str]:
    """What a policy calls the inline scripts or styles that browsers would run or apply."""
    return {
        f"'sha256-{base64.b64encode(hashlib.sha256(node.text().encode()).digest()).decode()}'"
        for node in LexborHTMLParser(html).css(tag)
        if "src" not in node.attributes and node.attributes.get("type") in (None, "module")
    }

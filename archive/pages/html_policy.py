"""What a page's HTML may hold: text and its markup, nothing that runs or loads.

Looked at is what Markdown makes of the page, not what it looks like in the source:
``{:onclick=…}`` and ``java&#115;cript:`` are text until they are rendered. Allowed
are the elements, attributes and link schemes listed here; everything else is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

from markdown import Markdown

from archive.pages.source_text import FRONT_MATTER, blank, line_of
from archive.problems import Problem

_ELEMENTS = frozenset(
    "a abbr b blockquote br caption cite code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i "
    "ins kbd li mark ol p pre q s small span strong sub summary sup table tbody td tfoot th thead "
    "tr ul img".split()
)
_ATTRIBUTES = frozenset(
    "align class colspan href hreflang id lang open role rowspan scope start title alt src".split()
)
_SCHEMES = frozenset({"", "http", "https", "mailto"})
# Cheap signs that a page might hold any of this; most pages hold none and are not rendered.
_SUSPECT = re.compile(r"<[^\s=\d]|&|\{[^}\n]*=|!\[|\]\([^)\s]*:|^\s*\[[^\]]+\]:", re.MULTILINE)
# The extensions of the site's configuration that let attributes or HTML through.
_EXTENSIONS = "attr_list def_list footnotes md_in_html tables admonition fenced_code".split()


def active_html(text: str, path: str) -> Iterator[Problem]:
    """A problem for each element, attribute or link of a page that is not allowed."""
    source = blank(FRONT_MATTER, text)
    plain = re.sub(r"\{\{.*?\}\}", "macro", source, flags=re.DOTALL)
    if not _SUSPECT.search(plain):
        return
    reader = _Reader()
    reader.feed(Markdown(extensions=_EXTENSIONS).convert(plain))
    reader.close()
    for found, sign in reader.found:
        at = re.search(re.escape(sign), source, re.IGNORECASE)
        line = line_of(source, at.start()) if at else 1
        yield Problem(
            path, line, f"got {found} — pages hold text and its markup; they run and load nothing"
        )


class _Reader(HTMLParser):
    """Collects what is not allowed, each with a sign to find it by in the source."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _ELEMENTS:
            self.found.append((f"the element <{tag}>", f"<{tag}"))
        for name, value in attrs:
            # Browsers ignore white space and control characters inside a scheme.
            address = re.sub(r"[\x00-\x20]", "", value or "")
            if name not in _ATTRIBUTES:
                self.found.append((f'the attribute "{name}"', name))
            elif name in ("href", "src") and not _allowed(address, name):
                self.found.append((f'the link "{address[:60]}"', (value or "")[:20]))

    def handle_decl(self, decl: str) -> None:
        self.found.append((f"<!{decl[:20]}>", "<!"))

    def handle_pi(self, data: str) -> None:
        self.found.append((f"<?{data[:20]}>", "<?"))


def _allowed(address: str, attribute: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if attribute == "src":  # images come from the site itself
        return not parts.scheme and not parts.netloc
    return parts.scheme.lower() in _SCHEMES

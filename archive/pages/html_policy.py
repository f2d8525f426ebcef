"""What a page's HTML may hold: text and its markup, nothing that runs or loads.

Looked at is what Markdown makes of the page, macro calls included, read as a browser reads it:
``{:onclick=…}`` and ``java&#115;cript:`` are text until they are rendered. Allowed are the
elements, attributes and link schemes listed here; everything else is refused. Macros that
print a block of their own stand apart, since pages cannot reach into them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from archive.pages.document import Document
from archive.pages.source_text import FRONT_MATTER, blank, line_of
from archive.problems import Problem
from archive.rendering.calls import Call, expand
from archive.rendering.macros import INLINE, Macros, run

_ELEMENTS = frozenset(
    "html head body "
    "a abbr b bdi blockquote br button caption cite code dd del details div dl dt em "
    "h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s small span strong sub summary sup "
    "table tbody td tfoot th thead tr ul".split()
)
_ATTRIBUTES = frozenset(
    "align alt aria-hidden aria-label class colspan data-claim data-note data-search-exclude hidden href hreflang id "
    "lang open role rowspan scope src start tabindex title type".split()
)
_SCHEMES = frozenset({"", "http", "https", "mailto"})
_BLOCK = '<div class="block"></div>'


def html_problems(document: Document, macros: Macros, converter: Markdown) -> Iterator[Problem]:
    """A problem for each element, attribute or link of a page that is not allowed.

    ``macros`` are those of the page, ``converter`` its configuration's. The page
    has passed the gate, and its calls have been tried.
    """
    source = blank(FRONT_MATTER, document.text)
    lines = source.splitlines()
    for call in document.calls:
        if call.macro not in INLINE and not _stands_alone(call, lines[call.line - 1]):
            message = f"{call.macro} prints a block — put the call on a line of its own"
            yield Problem(document.shown, call.line, message)
    outputs = [run(macros, call) if call.macro in INLINE else _BLOCK for call in document.calls]
    expanded = expand(source, outputs)
    converter.reset()
    for found, sign in not_allowed(converter.convert(expanded)):
        at = re.search(re.escape(sign), source, re.IGNORECASE)
        message = f"got {found} — pages hold text and its markup; they run and load nothing"
        yield Problem(document.shown, line_of(source, at.start()) if at else 1, message)


def _stands_alone(call: Call, line: str) -> bool:
    begins = re.match(rf"\s*(\{{\{{\s*)?{call.macro}\(", line) is not None
    return begins and ("}}" not in line or line.rstrip().endswith("}}"))


def not_allowed(html: str) -> Iterator[tuple[str, str]]:
    """What of ``html`` is not allowed, each with a sign to find it by in the source."""
    for node in LexborHTMLParser(html).root.traverse(include_text=False):  # type: ignore[union-attr]
        tag = node.tag or "?"
        if tag in ("-comment", "?"):
            yield "a comment or a declaration", "<!" if tag == "-comment" else "<?"
        elif tag not in _ELEMENTS:
            yield f"the element <{tag}>", f"<{tag}"
        for name, value in node.attributes.items():
            # Browsers ignore white space and control characters inside a scheme.
            address = re.sub(r"[\x00-\x20]", "", value or "")
            if name not in _ATTRIBUTES:
                yield f'the attribute "{name}"', name
            elif name in ("href", "src") and not _is_safe(address, name):
                yield f'the link "{address[:60]}"', (value or "")[:20]


def _is_safe(address: str, attribute: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if attribute == "src":  # images come from the site itself
        return not parts.scheme and not parts.netloc
    return parts.scheme.lower() in _SCHEMES

"""What a page's HTML may hold: text and its markup, nothing that runs or loads.

Looked at is what Markdown makes of the page, macro calls included, read as a browser reads it:
``{:onclick=…}`` and ``java&#115;cript:`` are text until they are rendered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser, LexborNode

from archive.messages import say
from archive.model.web_addresses import unsafe
from archive.pages.source_text import FRONT_MATTER, blank, line_of
from archive.problems import Problem, unseen
from archive.rendering.calls import Call, expand
from archive.rendering.macros import INLINE
from archive.rendering.markdown import LINK_OUT

if TYPE_CHECKING:  # the list of pages depends on the settings, and they on this policy
    from archive.pages.document import Document

_ELEMENTS = frozenset(
    "a abbr b bdi blockquote br button caption cite code dd del details div dl dt em "
    "h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s small span strong sub summary sup "
    "table tbody td tfoot th thead tr ul".split()
)
# Classes that Markdown or an inline macro writes, or that a page may ask for. The theme's own
# would imitate its frame, and some make its script load more: mermaid comes from elsewhere.
_CLASS = re.compile(
    r"admonition(-title)?|note|tip|warning|info|quote|example|abstract|block|lead|nowrap|"
    r"footnote(-ref|-backref)?|headerlink|language-[\w+-]+|"
    r"(fact|note|term|cite|cites|evidence|ground)((__|--)[a-z-]+)?"
)
# Scripts find elements by id, and so does every name in a script that is defined nowhere else:
# the theme's begin with two underscores.
_ID = re.compile(r"(fn|fnref):[\w-]{1,60}|(?!search-|md-)[^\W_][\w.-]{0,79}|_[0-9]{1,4}")
_RELATIVE = re.compile(r"[^\s\\:?#]*(\?[^\s\\#]*)?(#[^\s\\]*)?")
_MAIL = re.compile(r"mailto:[\w.+-]+@[\w-]+(\.[\w-]+)+", re.IGNORECASE)
_PICTURE = re.compile(r"(?!/)[^\s\\:?#]+\.(png|jpe?g|webp|gif)", re.IGNORECASE)


def _words(text: str) -> bool:
    return not unseen(text, allowed="\n\u2060")


def _form(pattern: str) -> Callable[[str], bool]:
    return lambda value: bool(re.fullmatch(pattern, value))


_ATTRIBUTES: Mapping[str, Callable[[str], bool]] = {
    "align": _form("left|center|right"),
    "alt": _words,
    "aria-hidden": _form("true"),
    "aria-label": _words,
    "class": lambda value: all(map(_CLASS.fullmatch, value.split())),
    "colspan": _form("[0-9]{1,2}"),
    "data-asked": _words,
    "data-claim": _form("[a-z0-9.-]+"),
    "data-note": _form(""),
    "data-search-exclude": _form(""),
    "hidden": _form(""),
    "href": lambda value: _leads_well(value),
    "hreflang": _form("[A-Za-z-]{2,10}"),
    "id": lambda value: bool(_ID.fullmatch(value)),
    "lang": _form("[A-Za-z-]{2,10}"),
    "open": _form("(open)?"),
    "rel": lambda value: set(value.split()) <= {"license", *LINK_OUT.split()},
    "role": _form("note"),
    "rowspan": _form("[0-9]{1,2}"),
    "scope": _form("col|row"),
    "src": lambda value: bool(_PICTURE.fullmatch(value)),
    "start": _form("[0-9]{1,6}"),
    "tabindex": _form("0|-1"),
    "title": _words,
    "type": _form("button|[1AaIi]"),
}
# What browsers leave out inside a page, and so would this reading of it.
_DROPPED = re.compile(r"<(!doctype|html|head|body|frameset|frame)\b", re.IGNORECASE)
_FRAME = ("body", "main", "div", "article")
_BLOCK = '<div class="block"></div>'
# Unclosed brackets and tags cost Markdown time by the square of their number.
_MOST_OPENED = {"[": 2_000, "<": 2_000}
_MOST_IN_A_BLOCK = 200


def html_problems(
    document: Document, printed: Callable[[Call], str], converter: Markdown
) -> Iterator[Problem]:
    """A problem for each element, attribute or link of a page that is not allowed.

    ``printed`` tells what a call prints, ``converter`` is that of its configuration. The page
    has passed the gate.
    """
    source = blank(FRONT_MATTER, document.text)
    lines = source.splitlines()
    for call in document.calls:
        if call.macro not in INLINE and not _stands_alone(call, lines[call.line - 1]):
            message = say(
                "{macro} prints a block — put the call on a line of its own", macro=call.macro
            )
            yield Problem(document.shown, call.line, message)
    outputs = [printed(call) if call.macro in INLINE else _BLOCK for call in document.calls]
    expanded = expand(source, outputs)
    if line := _too_many_opened(source):
        message = say("more brackets than can be read in time — break the paragraph up, close them")
        yield Problem(document.shown, line, message)
        return
    try:
        html = converter.convert(expanded)
    except RecursionError:
        message = say("lists or quotations nested too deeply — a few levels are enough")
        yield Problem(document.shown, 1, message)
        return
    for found, sign in not_allowed(html):
        at = re.search(re.escape(sign), source, re.IGNORECASE) if sign else None
        message = say(
            "got {what} — pages hold text and its markup; they run and load nothing", what=found
        )
        yield Problem(document.shown, line_of(source, at.start()) if at else 1, message)


def _stands_alone(call: Call, line: str) -> bool:
    begins = re.match(rf"\s*(\{{\{{\s*)?{call.macro}\(", line) is not None
    return begins and ("}}" not in line or line.rstrip().endswith("}}"))


def _too_many_opened(source: str) -> int | None:
    """The line at which a page opens more brackets or tags than Markdown reads in a second."""
    for sign, most in _MOST_OPENED.items():
        if source.count(sign) > most:
            return 1
        at = 0
        for block in re.split(r"\n[ \t]*\n", source):
            if block.count(sign) > _MOST_IN_A_BLOCK:
                return line_of(source, source.index(block, at))
            at += len(block)
    return None


def not_allowed(html: str) -> Iterator[tuple[str, str]]:
    """What of ``html`` is not allowed, each with a sign to find it by in the source."""
    # Around it, as in the theme: whatever is left open takes the rest of the page with it.
    tree = LexborHTMLParser(f"<main><div><article>{html}<br></article></div></main>")
    frame = [tree.body] if tree.body else []
    for tag in _FRAME[1:]:
        inner = frame[-1].last_child if frame else None
        frame += [inner] if inner and inner.tag == tag else []
    end = frame[-1].last_child if len(frame) == len(_FRAME) else None
    if not end or end.tag != "br" or any(node.child != node.last_child for node in frame[:-1]):
        yield say("a tag that is not closed, or one that closes what the page did not open"), "<"
    if dropped := _DROPPED.search(html):
        yield say("the element <{name}>", name=dropped[1]), dropped[0]
    ours = {node.mem_id for node in frame[1:]}
    for node in tree.root.traverse(include_text=True):  # type: ignore[union-attr]
        if node.mem_id not in ours:
            yield from _of_node(node)


def _of_node(node: LexborNode) -> Iterator[tuple[str, str]]:
    tag = node.tag or "?"
    if tag == "-text":
        if not _words(text := node.text(deep=False) or ""):
            unknown = unseen(text, allowed="\n\u2060")
            yield say("the invisible character {sign}", sign=unknown), ""
        return
    if tag in ("html", "head", "body"):  # the browser adds them, a page never does
        if node.attributes:
            yield say("the element <{name}>", name=tag), f"<{tag}"
        return
    if tag in ("-comment", "?"):
        yield say("a comment or a declaration"), "<!" if tag == "-comment" else "<?"
    elif tag not in _ELEMENTS:
        yield say("the element <{name}>", name=tag), f"<{tag}"
    for name, value in node.attributes.items():
        if name not in _ATTRIBUTES:
            yield say('the attribute "{name}"', name=name), name
        elif not _ATTRIBUTES[name](value or ""):
            shown = (value or "")[:60]
            if name in ("href", "src"):
                yield say('the link "{address}"', address=shown), shown[:20]
            else:
                yield say('{name}="{value}"', name=name, value=shown), shown[:20]


def _leads_well(address: str) -> bool:
    """Whether a link means the same to every browser and to whoever reads it."""
    if unseen(address) or address.startswith("//") or "\\" in address:
        return False
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return False
    if scheme in ("http", "https"):
        return unsafe(address) is None
    return bool((_MAIL if scheme else _RELATIVE).fullmatch(address))

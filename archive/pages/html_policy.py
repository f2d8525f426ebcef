"""What a page's HTML may hold: text and its markup, nothing that runs or loads.

Looked at is what Markdown makes of the page, macro calls included, read as a browser reads it:
``{:onclick=…}`` and ``java&#115;cript:`` are text until they are rendered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from secrets import token_hex
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from archive.messages import say
from archive.model.web_addresses import unsafe
from archive.problems import hidden_character
from archive.rendering.markdown import LINK_OUT

_ELEMENTS = frozenset(
    "a abbr b bdi blockquote br button caption cite code dd del details div dl dt em "
    "h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s small span strong sub summary sup "
    "table tbody td tfoot th thead tr ul".split()
)
# Classes that Markdown writes, or that a page may ask for. The theme's own would imitate its
# frame, and some make its script load more: mermaid comes from elsewhere.
_CLASS = re.compile(
    r"admonition(-title)?|note|tip|warning|info|quote|example|abstract|block|lead|nowrap|"
    r"footnote(-ref|-backref)?|headerlink|language-[\w+-]+"
)
# What inline macros write besides; a page that wrote it itself would forge a figure or a level.
_CLASS_OF_MACROS = re.compile(
    r"(fact|note|term|cite|cites|evidence|ground)((__|--)[a-z-]+)?|" + _CLASS.pattern
)
_ATTRIBUTES_OF_MACROS = frozenset({"data-claim", "data-note"})
# The first attribute of whatever a macro prints, as long as a page is judged. No page knows it.
_SEAL = f"data-{token_hex(8)}"
_START_TAG = re.compile(r"<[a-z][a-z0-9]*")
# What Markdown did not take for its own, outside code.
LEFT_OVER = re.compile(
    r"\*\*|__|(?<=[\u3400-\u9fff])_(?=\w)|\[[^\]\n]*\]\(|\[\[|`{3}|~{3}|\{:|\\$"
    r"|^[ \t]*(?:[-*+>]|#{1,6})[ \t]+(?=\S)|^\*\[[^\]\n]+\]:|^-+8(?:<|&lt;)|^\|(?=.*\|)"
    r"|(?<!\w):[a-z][a-z0-9_-]+:(?!\w)|\$\$",
    re.MULTILINE,
)
BARE = re.compile(r"(?<![\w/\"'=])https?://[\w.-]+\w[^\s，。；、）]*", re.ASCII)
# Scripts find elements by id, and so does every name in a script that is defined nowhere else:
# the theme's begin with two underscores.
_ID = re.compile(r"(fn|fnref):[\w-]{1,60}|(?!search-|md-)[^\W_][\w.-]{0,79}|_[0-9]{1,4}")
_RELATIVE = re.compile(r"[^\s\\:?#]*(\?[^\s\\#]*)?(#[^\s\\]*)?")
_MAIL = re.compile(r"mailto:[\w.+-]+@[\w-]+(\.[\w-]+)+", re.IGNORECASE)
_PICTURE = re.compile(r"(?!/)[^\s\\:?#]+\.(png|jpe?g|webp|gif)", re.IGNORECASE)


def _words(text: str) -> bool:
    return not hidden_character(text, allowed="\n\u2060")


def _form(pattern: str) -> Callable[[str], bool]:
    return lambda value: bool(re.fullmatch(pattern, value))


_ATTRIBUTES: Mapping[str, Callable[[str], bool]] = {
    "align": _form("left|center|right"),
    "alt": _words,
    "aria-hidden": _form("true"),
    "aria-label": _words,
    "class": lambda value: all(map(_CLASS_OF_MACROS.fullmatch, value.split())),
    "colspan": _form("[0-9]{1,2}"),
    "data-asked": _words,
    "data-claim": _form("[a-z0-9.-]+"),
    "data-note": _form(""),
    "data-search-exclude": _form(""),
    _SEAL: _form(""),
    "hidden": _form(""),
    "href": lambda value: _is_safe_link(value),
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


def sealed(printed: str) -> str:
    """What a macro ``printed``, so that :func:`not_allowed` knows it from what a page forges."""
    return _START_TAG.sub(rf"\g<0> {_SEAL}", printed)


def not_allowed(html: str) -> Iterator[str]:
    """What of ``html`` is not allowed, each in a sentence."""
    # Around it, as in the theme: whatever is left open takes the rest of the page with it.
    tree = LexborHTMLParser(f"<main><div><article>{html}<br></article></div></main>")
    frame = [tree.body] if tree.body else []
    for tag in _FRAME[1:]:
        inner = frame[-1].last_child if frame else None
        frame += [inner] if inner and inner.tag == tag else []
    end = frame[-1].last_child if len(frame) == len(_FRAME) else None
    if not end or end.tag != "br" or any(node.child != node.last_child for node in frame[:-1]):
        yield _refusal(
            say("a tag that is not closed, or one that closes what the page did not open")
        )
    if dropped := _DROPPED.search(html):
        yield _refusal(say("the element <{name}>", name=dropped[1]))
    ours = {node.mem_id for node in frame[1:]}
    for node in tree.root.traverse(include_text=True):  # type: ignore[union-attr]
        if node.mem_id not in ours:
            yield from map(_refusal, _node_problems(node))
            yield from _forged(node)
            yield from _missing_words(node)


def _refusal(what: str) -> str:
    return say("got {what} — pages hold text and its markup; they run and load nothing", what=what)


def left_over(html: str) -> Iterator[str]:
    """What readers would see, of the ``html`` that a page makes without its macros, of signs that
    Markdown did not take for such."""
    for node in LexborHTMLParser(html).root.traverse(include_text=True):  # type: ignore[union-attr]
        if node.tag != "-text":
            continue
        text = node.text(deep=False) or ""
        if (bare := BARE.search(text)) and not _inside(node, "a", "code", "pre"):
            yield say(
                "got {address} without signs around it — write <{address}>, and it is a link",
                address=bare[0][:60],
            )
        if (left := LEFT_OVER.search(text)) and not _inside(node, "code", "pre"):
            yield say(
                "readers would see “{what}” as it is typed — close the marks and leave no "
                'space inside them; inside an HTML tag, write markdown="1" in the tag; what '
                "is to be seen stands in backticks",
                what=text[left.start() :].strip().partition("\n")[0][:30],
            )


def _inside(node: LexborNode, *tags: str) -> bool:
    above = node.parent
    while above and above.tag not in tags:
        above = above.parent
    return above is not None


def _node_problems(node: LexborNode) -> Iterator[str]:
    tag = node.tag or "?"
    if tag == "-text":
        if strange := hidden_character(node.text(deep=False) or "", allowed="\n\u2060"):
            yield strange
        return
    if tag in ("html", "head", "body"):  # the browser adds them, a page never does
        if node.attributes:
            yield say("the element <{name}>", name=tag)
        return
    if tag in ("-comment", "?"):
        yield say("a comment or a declaration")
    elif tag not in _ELEMENTS:
        yield say("the element <{name}>", name=tag)
    for name, value in node.attributes.items():
        if name not in _ATTRIBUTES:
            yield say('the attribute "{name}"', name=name)
            continue
        if _ATTRIBUTES[name](value or ""):
            continue
        shown = (value or "").replace(f" {_SEAL}", "")[:60]
        if name not in ("href", "src"):
            yield say('{name}="{value}"', name=name, value=shown)
        elif why := unsafe(value or "") if re.match("https?:", shown, re.IGNORECASE) else "":
            yield say('the link "{address}" with {what}', address=shown, what=why)
        else:
            yield say('the link "{address}"', address=shown)


def _forged(node: LexborNode) -> Iterator[str]:
    """Marks of macros that none has printed."""
    classes = (node.attributes.get("class") or "").split()
    marks = _ATTRIBUTES_OF_MACROS & set(node.attributes) or any(
        _CLASS_OF_MACROS.fullmatch(name) and not _CLASS.fullmatch(name) for name in classes
    )
    if marks and next(iter(node.attributes)) != _SEAL:
        yield say("only macros mark figures, notes and evidence — call the macro, or take it out")


def _missing_words(node: LexborNode) -> Iterator[str]:
    """Links and pictures that say nothing to whoever hears the page, and links to nowhere."""
    if node.tag == "a" and "href" in node.attributes:
        if not node.attributes["href"]:
            yield say("a link that leads nowhere — write the file of a page in the brackets")
        elif not (node.text().strip() or node.css("img")):
            yield say("a link without words — write what it leads to: [words](page.md)")
    elif node.tag == "img" and not (node.attributes.get("alt") or "").strip():
        yield say("a picture without words — write what it shows: ![words](picture.png)")


def _is_safe_link(address: str) -> bool:
    """Whether a link means the same to every browser and to whoever reads it."""
    if hidden_character(address) or address.startswith("//") or "\\" in address:
        return False
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return False
    if scheme in ("http", "https"):
        return unsafe(address) is None
    return bool((_MAIL if scheme else _RELATIVE).fullmatch(address))

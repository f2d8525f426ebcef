"""Links, pictures and anchors as they are written: does what they name exist, and only once?

Each message has the line and the nearest name that exists, where the builder would only warn
or say nothing.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from html import unescape
from itertools import zip_longest
from urllib.parse import unquote

from archive.languages import LANGUAGES
from archive.messages import say
from archive.pages.files import PICTURES
from archive.pages.source_text import line_of, without_code
from archive.problems import Problem, suggestion
from archive.rendering.calls import Call

# [words](target "title"), ![picture](target) and [name]: target
_LINK = re.compile(
    r"\]\(\s*(?P<inline><[^>\n]*>|[^)\s]+)[^)\n]*\)"
    r"|^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*\n?[ \t]*(?P<listed>\S+)",
    re.MULTILINE,
)
_ID = re.compile(
    r"""\{(?:"[^"\n]*"|'[^'\n]*'|[^}"'#\n])*#(?P<id>[\w.-]+)[^}\n]*\}"""
    r"""|<[a-z][^<>]*?\sid\s*=\s*["']?(?P<typed>[\w.-]+)"""
)
_PRINTED_ID = re.compile(r'\bid="([^"]+)"')
# A link or picture written in HTML, within the site: only Markdown's are brought to addresses.
_HTML_LINK = re.compile(
    r"""<(?:a|img)\b[^>]*?\s(?:href|src)\s*=\s*["']?(?!\w+:|#|//)(?P<target>[^"'\s>]+)""",
    re.IGNORECASE,
)
_DEFINED = re.compile(r"^ {0,3}\[(?P<name>[^\]\n]+)\]:", re.MULTILINE)
_NAMED = re.compile(r"\[(?P<note>\^[^\]\n]+)\](?!:)|\[(?P<words>[^\]\[^]+)\]\[(?P<name>[^\]\n]*)\]")


def anchors(text: str) -> set[str]:
    """The ids that a page gives to its headings and elements."""
    return {_id(match) for match in _ID.finditer(without_code(text))}


def _id(match: re.Match[str]) -> str:
    return match["id"] or match["typed"]


def element_ids(html: str) -> list[str]:
    """The ids of the elements in ``html``."""
    return _PRINTED_ID.findall(html)


def printed_ids(html: str) -> set[str]:
    """The ids in what a macro prints: those of its elements, and of headings still to be made."""
    return {*element_ids(html), *map(_id, _ID.finditer(html))}


def targets(text: str) -> Iterator[tuple[int, int]]:
    """Where in ``text`` it is written what its links and pictures lead to."""
    for match in _LINK.finditer(without_code(text)):
        start, end = match.span("inline" if match["inline"] else "listed")
        pointed = match[0][start - match.start()] == "<"
        yield start + pointed, end - pointed


def heading_ids(text: str) -> Iterator[tuple[int, int]]:
    """Where in ``text`` the ids of its headings are written."""
    for match in _ID.finditer(without_code(text)):
        if match["id"]:
            yield match.span("id")


def repeated_ids(
    shown: str, text: str, printed: Iterable[tuple[Call, Set[str]]]
) -> Iterator[Problem]:
    """Ids that a page gives twice, or that its macros, each of which prints these, give too."""
    taken = set[str]()
    for call, ids in printed:
        if twice := sorted(taken & ids):
            message = say(
                "this page has what {macro} prints already (#{id}) — take it out here",
                macro=call.macro,
                id=twice[0],
            )
            yield Problem(shown, call.line, message)
        taken |= ids
    plain = without_code(text)
    for match in _ID.finditer(plain):
        if _id(match) in taken:
            message = say(
                "this page has #{id} already — choose another id, in both languages",
                id=_id(match),
            )
            yield Problem(shown, line_of(plain, match.start()), message)
        taken.add(_id(match))


@dataclass(frozen=True)
class Linkable:
    """What the links of one language may lead to.

    ``pages`` holds the anchors of every page by its path, ``pictures`` the paths of its pictures;
    ``printed`` tells the ids that the macros of a page print. ``former`` leads from what files of
    pages were called to what they are called.
    """

    pages: Mapping[str, Set[str]]
    printed: Callable[[str], Set[str]]
    pictures: Set[str]
    former: Mapping[str, str]


def broken_links(src: str, shown: str, text: str, linkable: Linkable) -> Iterator[Problem]:
    """Links and pictures of the page ``src`` that lead nowhere of what is ``linkable``, and those
    that nothing defines."""
    plain = without_code(text)
    for match in _LINK.finditer(plain):
        written = (match["inline"] or match["listed"]).strip("<>")
        if why := _link_problem(unescape(written), src, linkable):
            yield Problem(shown, line_of(plain, match.start()), why)
    for match in _HTML_LINK.finditer(plain):
        message = say(
            "got {target} in HTML, which would not be found from the page’s address — write "
            "[words](page.md) or ![words](picture.png)",
            target=match["target"],
        )
        yield Problem(shown, line_of(plain, match.start()), message)
    yield from _named(shown, plain)


def _named(shown: str, plain: str) -> Iterator[Problem]:
    """Footnotes and named links that nothing defines, that are defined twice or never used."""
    defined: dict[str, int] = {}
    for match in _DEFINED.finditer(plain):
        name, line = _plain_name(match["name"]), line_of(plain, match.start())
        if name in defined:
            message = say(
                "[{name}] is defined at line {line} already — give this one another name",
                name=name,
                line=defined[name],
            )
            yield Problem(shown, line, message)
        defined.setdefault(name, line)
    used = set()
    for match in _NAMED.finditer(plain):
        name = match["note"] or match["name"] or match["words"]
        used.add(_plain_name(name))
        if _plain_name(name) not in defined:
            message = say(
                "nothing on this page defines [{name}] — add a line “[{name}]: …”", name=name
            )
            yield Problem(shown, line_of(plain, match.start()), message)
    for name, line in defined.items():
        if name.startswith("^") and name not in used:
            message = say(
                "no sentence has the footnote [{name}] — write it where it belongs, or take this out",
                name=name,
            )
            yield Problem(shown, line, message)


def _plain_name(name: str) -> str:
    """A name as Markdown compares it."""
    return re.sub(r"\s+", " ", name).strip().lower()


def _link_problem(written: str, src: str, linkable: Linkable) -> str | None:
    """Why a link to ``written`` on the page ``src`` leads nowhere, if it does."""
    path, mark, anchor = map(unquote, written.partition("#"))
    folder = posixpath.dirname(src)
    target = posixpath.normpath(posixpath.join(folder, path)) if path else src
    if ":" in path or path.startswith("//") or target in linkable.pictures:
        return None
    if target in linkable.pages:
        typed = linkable.pages[target]
        if not mark or anchor in typed or anchor in linkable.printed(target):
            return None
        hint = suggestion(anchor, typed | linkable.printed(target))
        return say("{page} has no anchor #{anchor} — {hint}", page=target, anchor=anchor, hint=hint)
    stem = re.sub(r"(/index)?\.(html?|md)$", "", target).strip("/") or "index"
    now = linkable.former.get(f"{stem}.md", "")
    meant = next(
        (one for one in (f"{stem}.md", f"{stem}/index.md", now) if one in linkable.pages), ""
    )
    file = posixpath.relpath(meant, folder or ".") if meant else ""
    if meant:
        hint = (
            say('it is now called "{name}"', name=file)
            if meant == now
            else say('write the file of the page: "{file}"', file=file)
        )
    elif path.startswith("/"):
        hint = say("write the way to the file from this page, such as ../funds/index.md")
    elif target.startswith("..") and {*target.split("/")} & {*LANGUAGES}:
        hint = say("a page links to those in its own language; readers switch at the top")
    elif not path.endswith(".md") and posixpath.splitext(path)[1].lower() not in PICTURES:
        hint = say(
            "pages and pictures are linked by their files; what the record makes itself by a macro "
            'such as {{{{ link("some-fund.total") }}}}, or by its full address'
        )
    else:
        known = {*linkable.pages, *linkable.pictures}
        hint = suggestion(path, {posixpath.relpath(one, folder or ".") for one in known})
    if path.startswith("/") or (meant and not path.endswith(".md")):
        return say("the link leads to {path}, which is an address — {hint}", path=path, hint=hint)
    return say("the link leads to {path}, which does not exist — {hint}", path=path, hint=hint)


def empty_sections(shown: str, text: str) -> Iterator[Problem]:
    """Headings with nothing below them before the next heading of their level."""
    plain = without_code(text)
    headings = list(re.finditer(r"^(#{1,6}) .*$", plain, re.MULTILINE))
    for heading, following in zip_longest(headings, headings[1:]):
        inside = text[heading.end() : following.start() if following else len(text)]
        if not inside.strip() and not (following and len(following[1]) > len(heading[1])):
            message = say("nothing stands below this heading — write the section, or take it out")
            yield Problem(shown, line_of(plain, heading.start()), message)

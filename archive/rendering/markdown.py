"""A Markdown extension for pages in two languages.

It joins Chinese lines that were wrapped in the source, since HTML shows a line break as a space;
and it marks words of the other language for screen readers: on English pages every run of Han, on
Chinese pages English phrases and foreign names. CT or CSV are everyday Chinese. The element is
``bdi``: style sheets speak of the spans in a list or a card.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import slugify
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from archive.caching import record_cache
from archive.languages import HTML_LANGUAGES, Language, join_patterns, other
from archive.rendering.blocks import put_back

_TAGS = r"(?:</?(?:a|abbr|b|button|cite|code|em|i|mark|small|span|strong|sub|sup)\b[^>]*>)*"
_BLOCK_CODE = re.compile(r"(<(pre|textarea|script|style)\b.*?</\2>)", re.DOTALL)
_INLINE_CODE = re.compile(r"<code\b.*?</code>", re.DOTALL)
_KEPT_BREAK = "\x00"

LINK_OUT = "noopener noreferrer external"
_LINK_OUT = re.compile(r"""<a\b(?=[^>]*\shref=["']?\s*https?:)(?![^>]*\srel=)""", re.IGNORECASE)

_RUN = r"[\u3400-\u9fff]+(?:[，、：·]?[\u3400-\u9fff]+)*"
_UPPER, _LETTER = r"A-Z\u00c0-\u00de", r"A-Za-z\u00c0-\u024f"
_REST = rf"(?:[{_LETTER}0-9’'-]|&#39;)*"
# Words of a phrase stand apart by a space, with a comma, an ampersand or a number at it.
_APART = r"(?:,? )(?:&(?:amp;)? )?(?:\d[\d.]*,? )*"
_PHRASE = rf"[{_UPPER}]{_REST}(?:{_APART}[{_LETTER}]{_REST})+"
# How HTML may write what stands in names.
_WRITTEN = str.maketrans({"&": "&(?:amp;)?", "'": "(?:'|&#39;|&#x27;)", '"': '(?:"|&#34;|&quot;)'})
# Tags and comments, with whatever stands in quotes inside them.
_TAG = re.compile(r"""(<!--.*?-->|<[A-Za-z/!?](?:"[^"]*"|'[^']*'|[^'">])*>)""", re.DOTALL)
# What is inside these is no text for readers, or has to stay as it was written.
_OPAQUE = re.compile(r"<(/?)(script|style|title|desc|code|pre|textarea|option)\b")


def _joiner(language: Language) -> Callable[[str], str]:
    def join(text: str) -> str:
        parts = _BLOCK_CODE.split(text)
        for index in range(0, len(parts), 3):  # text, kept element, its name, text, …
            part = _INLINE_CODE.sub(lambda code: code[0].replace("\n", _KEPT_BREAK), parts[index])
            for pattern in join_patterns(language, _TAGS):
                part = pattern.sub(r"\g<before>", part)
            parts[index] = part.replace(_KEPT_BREAK, "\n")
        return "".join(part for index, part in enumerate(parts) if index % 3 != 2)

    return join


@record_cache
def other_language_marker(language: Language, names: tuple[str, ...]) -> Callable[[str], str]:
    """What marks words of the other language in HTML; ``names`` are those in Latin letters that
    Chinese pages print."""
    known = "|".join(map(_in_html, sorted(names, key=len, reverse=True)))
    exact = rf"(?<![{_LETTER}])(?:{known})(?![{_LETTER}0-9])|" if known else ""
    pattern = re.compile({"en": _RUN, "zh": exact + _PHRASE}[language])
    marked = f'lang="{HTML_LANGUAGES[other(language)]}"'

    def mark(found: re.Match[str]) -> str:  # a template would hash all names for each piece
        return f"<bdi {marked}>{found[0]}</bdi>"

    def mark_all(text: str) -> str:
        pieces = _TAG.split(text)
        opaque = 0
        for at, piece in enumerate(pieces):
            if at % 2:
                edge = _OPAQUE.match(piece)
                if edge:
                    opaque += -1 if edge[1] else 1
            elif not opaque and marked not in pieces[at - 1]:
                pieces[at] = pattern.sub(mark, piece)
        return "".join(pieces)

    return mark_all


def _in_html(name: str) -> str:
    """A pattern of ``name`` as HTML has it."""
    return re.escape(name).replace(r"\&", "&").translate(_WRITTEN)


def _tell_links_out(text: str) -> str:
    """Links to other sites say so, and tell them nothing of the page that the reader was on."""

    def tell(tag: re.Match[str]) -> str:
        begins = _LINK_OUT.match(tag[0])
        return f'{begins[0]} rel="{LINK_OUT}"{tag[0][begins.end() :]}' if begins else tag[0]

    return _TAG.sub(tell, text)


class _Finish(Postprocessor):
    """The steps that finish a page's HTML, one after the other."""

    def __init__(self, md: Markdown, *steps: Callable[[str], str]) -> None:
        super().__init__(md)
        self.steps = steps

    def run(self, text: str) -> str:
        for step in self.steps:
            text = step(text)
        return text


class _Links(Treeprocessor):
    """A heading is read out without the sign of its link, which the contents list has, too; and
    ``#%E7%BB%8F%E8%BF%87``, as browsers copy it, names the heading ``经过``."""

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            path, mark, anchor = link.get("href", "").partition("#")
            if link.get("class") == "headerlink":
                link.set("aria-hidden", "true")
                link.set("tabindex", "-1")
            elif mark and ":" not in path:
                link.set("href", f"{path}#{unquote(anchor)}")


class TwoLanguages(Extension):
    """Register joining and marking after raw HTML has been put back; ``1)`` begins a list, too."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "language": ["en", "the language of the pages"],
            "names": [[], "names in Latin letters that Chinese pages print"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 — the library's name
        """Called by Python-Markdown with the converter to extend."""
        language = self.getConfig("language")
        mark = other_language_marker(language, tuple(self.getConfig("names")))
        finish_block = cache(lambda block: _tell_links_out(mark(block)))
        put_blocks_back = partial(put_back, finish=finish_block)
        steps = (_joiner(language), mark, _tell_links_out, put_blocks_back)
        md.postprocessors.register(_Finish(md, *steps), "two-languages", 0)
        md.treeprocessors.register(_Links(md), "links", 1)  # before MkDocs looks
        if "toc" in md.treeprocessors:
            contents: Any = md.treeprocessors["toc"]
            contents.slugify = _slug
        numbered: Any = md.parser.blockprocessors["olist"]
        numbered.LAZY_OL = False  # a list that begins with 3. is shown from 3
        numbered.RE = re.compile(r"^[ ]{0,3}\d+[.)][ ]+(.*)")
        numbered.CHILD_RE = re.compile(r"^[ ]{0,3}((\d+[.)])|[*+-])[ ]+(.*)")


def _slug(heading: str, separator: str) -> str:
    """The id of a heading that names none; empty, and so a number, if it would be the theme's."""
    slug = slugify(heading, separator)[:60].strip("-_")
    return "" if slug.startswith(("search-", "md-")) else slug


def makeExtension(**options: Any) -> TwoLanguages:  # noqa: N802 — the library's name
    """Entry point that Python-Markdown looks for."""
    return TwoLanguages(**options)

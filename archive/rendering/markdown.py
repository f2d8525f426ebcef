"""A Markdown extension for pages in two languages.

It joins Chinese lines that were wrapped in the source, since HTML shows a line break as a space;
and it marks words of the other language for screen readers: on English pages every run of Han, on
Chinese pages English phrases and foreign names. CT or CSV are everyday Chinese. The element is
``bdi``: style sheets speak of the spans in a list or a card.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
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


class _JoinWideLines(Postprocessor):
    def __init__(self, md: Markdown, language: Language) -> None:
        super().__init__(md)
        self.patterns = [re.compile(pattern) for pattern in join_patterns(language, _TAGS)]

    def run(self, text: str) -> str:
        parts = _BLOCK_CODE.split(text)
        for index in range(0, len(parts), 3):  # text, kept element, its name, text, …
            part = _INLINE_CODE.sub(lambda code: code[0].replace("\n", _KEPT_BREAK), parts[index])
            for pattern in self.patterns:
                part = pattern.sub(r"\g<before>", part)
            parts[index] = part.replace(_KEPT_BREAK, "\n")
        return "".join(part for index, part in enumerate(parts) if index % 3 != 2)


class _MarkOtherLanguage(Postprocessor):
    def __init__(self, md: Markdown, language: Language, names: Iterable[str]) -> None:
        super().__init__(md)
        self.code = HTML_LANGUAGES[other(language)]
        known = "|".join(map(_in_html, sorted(names, key=len, reverse=True)))
        exact = rf"(?<![{_LETTER}])(?:{known})(?![{_LETTER}0-9])|" if known else ""
        self.pattern = re.compile({"en": _RUN, "zh": exact + _PHRASE}[language])

    def run(self, text: str) -> str:
        pieces = _TAG.split(text)
        marked = f'lang="{self.code}"'

        def mark(found: re.Match[str]) -> str:  # a template would hash all names for each piece
            return f"<bdi {marked}>{found[0]}</bdi>"

        opaque = 0
        for at, piece in enumerate(pieces):
            if at % 2:
                edge = _OPAQUE.match(piece)
                if edge:
                    opaque += -1 if edge[1] else 1
            elif not opaque and marked not in pieces[at - 1]:
                pieces[at] = self.pattern.sub(mark, piece)
        return "".join(pieces)


def _in_html(name: str) -> str:
    """A pattern of ``name`` as HTML has it."""
    return re.escape(name).replace(r"\&", "&").translate(_WRITTEN)


class _MarkLinksOut(Postprocessor):
    """Links to other sites say so, and tell them nothing of the page that the reader was on."""

    def run(self, text: str) -> str:
        return _TAG.sub(self._tell, text)

    @staticmethod
    def _tell(tag: re.Match[str]) -> str:
        begins = _LINK_OUT.match(tag[0])
        return f'{begins[0]} rel="{LINK_OUT}"{tag[0][begins.end() :]}' if begins else tag[0]


class _PutBlocksBack(Postprocessor):
    def __init__(self, md: Markdown, finish: Callable[[str], str]) -> None:
        super().__init__(md)
        self.finish = cache(finish)

    def run(self, text: str) -> str:
        return put_back(text, self.finish)


class _QuietPermalinks(Treeprocessor):
    """A heading is read out without the sign of its link; the contents list has the same link."""

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            if link.get("class") == "headerlink":
                link.set("aria-hidden", "true")
                link.set("tabindex", "-1")


class _PlainAnchors(Treeprocessor):
    """``#%E7%BB%8F%E8%BF%87``, as browsers copy it, names the heading ``经过``."""

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            path, mark, anchor = link.get("href", "").partition("#")
            if mark and ":" not in path:
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
        mark = _MarkOtherLanguage(md, language, self.getConfig("names"))
        out = _MarkLinksOut(md)
        steps = {
            "join-wide-lines": _JoinWideLines(md, language),
            "mark-other-language": mark,
            "mark-links-out": out,
            "put-blocks-back": _PutBlocksBack(md, lambda block: out.run(mark.run(block))),
        }
        md.treeprocessors.register(_QuietPermalinks(md), "quiet-permalinks", 1)
        for at, (name, step) in enumerate(steps.items()):
            md.postprocessors.register(step, name, -at)
        md.treeprocessors.register(_PlainAnchors(md), "plain-anchors", 5)  # before MkDocs looks
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


@record_cache
def other_language_marker(language: Language, names: tuple[str, ...]) -> Callable[[str], str]:
    """The same marking of words of the other language for HTML that Markdown never sees."""
    return _MarkOtherLanguage(Markdown(), language, names).run


def makeExtension(**options: Any) -> TwoLanguages:  # noqa: N802 — the library's name
    """Entry point that Python-Markdown looks for."""
    return TwoLanguages(**options)

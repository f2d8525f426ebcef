"""The words of a page as it is built: what the search and its readers find on it.

A heading may say in which other words readers ask for what stands below it:
``## Licence { #licence data-asked="copyright; terms of use" }``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from archive.caching import record_cache

# Tags that stand inside a word or sentence; any other tag parts what is before and behind.
_INLINE = ["a", "b", "bdi", "strong", "em", "i", "cite", "mark", "code"]
_SPANS = 'article span:not([class*="__"]), article .fact__value'
# What serves to move about, and what is a document of its own: claims, entries, terms, sources.
_SKIPPED = (
    "script, style, form, nav, svg, sup, button, [data-search-exclude], .headerlink, .related, "
    ".chart, .time-axis, .cards, .needs, .example, .entries, .claims, .timeline, "
    ".bibliography, .source-list, .paragraphs, .fact-box, dl.glossary, .report, .imprint, .citing"
)
_BLOCKS = "p, li, td, th, dt, dd, pre, caption, figcaption, div, article"
_SECTIONS = "h2[id], h3[id]"
# What no page holds, for cutting its text into blocks and sections.
_BLOCK_END, _SECTION_START = "\f", "\v"
# A space beside Han or their punctuation is left over from the markup.
_LOOSE = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) +| +(?=[\u3000-\u9fff\uff00-\uffef])")


@dataclass(frozen=True)
class Article:
    """A built page: its first heading, other words for it, the text before and in each section
    (anchor, heading, text, other words), terms it explains."""

    title: str
    asked: str
    text: str
    sections: tuple[tuple[str, str, str, str], ...]
    terms: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> Article:
        """Parse a page, without what is skipped and what is marked ``data-search-exclude``; as
        long as it stays as it is, once."""
        state = path.stat()
        return cls._read(path, state.st_mtime_ns, state.st_size)

    @classmethod
    @record_cache
    def _read(cls, path: Path, *_stamp: int) -> Article:
        tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
        for node in tree.css(_SKIPPED):
            node.decompose()
        terms = [node.attributes.get("href") or "" for node in tree.css("article .term__word")]
        for span in tree.css(_SPANS):
            span.unwrap()
        tree.unwrap_tags(_INLINE)
        article, heading = tree.css_first("article"), tree.css_first("article h1")
        asked = (heading and heading.attributes.get("data-asked")) or ""
        title = " ".join(heading.text(separator=" ").split()) if heading else ""
        if heading:
            heading.decompose()
        (_, _, text, _), *sections = _sections(article) if article else [("", "", "", "")]
        filled = tuple(section for section in sections if section[2] or section[3])
        return cls(title, asked, text, filled, tuple(term.partition("#")[2] for term in terms))


def _sections(article: LexborNode) -> Iterator[tuple[str, str, str, str]]:
    """What stands before the first heading and below each."""
    headings = [("", "", "")]
    for node in article.css(_BLOCKS):
        node.insert_before(_BLOCK_END)
        node.insert_after(_BLOCK_END)
    for node in article.css(_SECTIONS):
        asked = node.attributes.get("data-asked") or ""
        headings.append((str(node.attributes["id"]), _tidy(node.text()), asked))
        node.replace_with(_BLOCK_END + _SECTION_START + _BLOCK_END)
    article.merge_text_nodes()
    texts = article.text(separator=" ").split(_SECTION_START)
    for (anchor, heading, asked), text in zip(headings, texts, strict=True):
        lines = filter(None, map(_tidy, text.split(_BLOCK_END)))
        yield anchor, heading, "\n".join(lines), asked


def _tidy(text: str) -> str:
    return _LOOSE.sub("", " ".join(text.replace("\u2060", "").split()))

"""The site's articles of one language as a book: an EPUB, and the pages for a printer of PDFs.

What only serves to move about or to choose on a screen falls away. Links inside the book stay
inside it, and all others lead to public addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from archive.languages import HTML_LANGUAGES, Language
from archive.model.addresses import page_address
from archive.project import Project
from archive.publishing.formats import zip_of
from archive.rendering import drawing

# What serves a screen: ways about, choices, reports, notes that open, pictures of what is in text.
_ON_SCREEN = (
    ".headerlink, .breadcrumbs, .previous-next, .md-content__button, .filters, .report, .imprint, "
    ".citing, .copy, .note, .chart__files, .chart__table, .claims__report, .time-axis__months, "
    ".wall__group, .wall__table, .claims__grounds summary, .fact-box div:has(> .strip), button, script, [hidden]"
)
_VOID = ("area", "br", "col", "hr", "img", "input", "wbr")
_AS = {"details": "div", "summary": "p"}
_NO_USE = re.compile(r"data-.*|download|tabindex|rel|hreflang|open|title")
# The file in a link to another chapter; on paper all are in one.
_FILE = re.compile(r'(?<=href=")[^":/]+\.xhtml(?=#)')
_NAMING = ("id", "aria-labelledby", "aria-describedby")


@dataclass(frozen=True)
class Entry:
    """A line of the contents: a chapter, or a section with its chapters below."""

    title: str
    chapter: str
    below: Sequence[Entry]


@dataclass(frozen=True)
class Chapter:
    """A page of the site as a chapter; ``name`` is that of its file, and begins all its ids."""

    address: str
    name: str
    title: str
    depth: int
    article: LexborNode

    @cached_property
    def ids(self) -> Set[str]:
        """The ids to which links may lead."""
        return {str(node.attributes["id"]) for node in self.article.css("[id]")}

    @classmethod
    def of(cls, site: Path, address: str, depth: int) -> Chapter:
        """The chapter of the page at ``address`` below ``site``, a language's folder."""
        html = (site / address / "index.html").read_text(encoding="utf-8")
        article = LexborHTMLParser(html).css_first("article")
        heading = article.css_first("h1") if article else None
        if article is None or heading is None:
            raise ValueError(f"{site / address}: no article with a heading")
        for node in article.css(_ON_SCREEN):
            node.decompose()
        name = address.strip("/").replace("/", "-") or "index"
        title = " ".join(heading.text().split())
        return cls(address, name, title, depth, article)


@dataclass(frozen=True)
class Book:
    """The chapters of one language, and what its title page says."""

    project: Project
    language: Language
    url: str
    settings: Mapping[str, Any]
    edition: str
    contents: Sequence[Entry]
    chapters: Mapping[str, Chapter]

    @classmethod
    def of(
        cls,
        site: Path,
        project: Project,
        language: Language,
        url: str,
        settings: Mapping[str, Any],
        edition: str,
    ) -> Book:
        """The book of ``language`` from the ``site``, for whose public address it is ``url``.

        ``settings`` are those of the site in this language, ``edition`` which one it is, in words.
        """
        left_out = settings["extra"].get("not_in_book", [])
        chapters: dict[str, Chapter] = {}

        def entries(items: Any, depth: int) -> Iterator[Entry]:
            for item in items:
                label, page = next(iter(item.items())) if isinstance(item, dict) else ("", item)
                if not isinstance(page, str):
                    headed = page[:1] if str(page[0]).endswith("index.md") else []
                    own = list(entries(headed, depth))
                    below = list(entries(page[len(headed) :], depth + len(headed)))
                    yield Entry(label, own[0].chapter if own else "", below)
                elif page not in left_out:
                    chapter = Chapter.of(site / language, page_address(page), depth)
                    chapters[chapter.address] = chapter
                    yield Entry(chapter.title, chapter.name, [])

        contents = list(entries(settings["nav"], 0))
        return cls(project, language, f"{url}{language}/", settings, edition, contents, chapters)

    def epub(self, when: datetime) -> bytes:
        """The book as an EPUB 3, last changed at ``when``."""
        style = self.project.templates.environment.get_template("book/book.css").render()
        files = {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": self._render("container.xml"),
            "book/package.opf": self._render("package.opf", when=when, bodies=self._bodies),
            "book/nav.xhtml": self._render("nav.xhtml"),
            "book/title.xhtml": self._render("page.xhtml", chapter=None),
            "book/book.css": style,
        }
        for chapter in self.chapters.values():
            body = self._bodies[chapter.name]
            files[f"book/{chapter.name}.xhtml"] = self._render(
                "page.xhtml", chapter=chapter, body=body
            )
        return zip_of({path: text.encode() for path, text in files.items()})

    def print_html(self, when: datetime) -> str:
        """The book as one page, with the style that divides it into sheets."""
        return _FILE.sub("", self._render("book.html", when=when, bodies=self._bodies))

    @cached_property
    def _bodies(self) -> dict[str, str]:
        """What the chapters hold, as XHTML, by their names."""
        return {
            chapter.name: "".join(
                self._xhtml(node, chapter) for node in chapter.article.iter(include_text=True)
            )
            for chapter in self.chapters.values()
        }

    @cached_property
    def _tones(self) -> str:
        """The rules that give the bars of charts their colours."""
        return escape(drawing.tones(self.project.root))

    def _render(self, template: str, **more: Any) -> str:
        return self.project.templates.environment.get_template(f"book/{template}").render(
            book=self,
            labels=self.project.templates.words(self.language),
            html_language=HTML_LANGUAGES[self.language],
            **more,
        )

    def _xhtml(self, node: LexborNode, chapter: Chapter) -> str:
        """An element or a text as EPUB takes it."""
        if node.tag == "-text":
            return escape(node.text(deep=False), quote=False)
        if not node.is_element_node:
            return ""
        tag = _AS.get(str(node.tag), str(node.tag))
        attributes = "".join(
            f' {name}="{escape(value)}"' for name, value in self._attributes(node, chapter)
        )
        if tag in _VOID:
            return f"<{tag}{attributes}/>"
        inner = "".join(self._xhtml(one, chapter) for one in node.iter(include_text=True))
        if tag == "svg":  # a drawing takes no style from what is around it
            attributes += (
                "" if "xmlns" in node.attributes else ' xmlns="http://www.w3.org/2000/svg"'
            )
            inner = f"<style>{self._tones}</style>{inner}"
        return f"<{tag}{attributes}>{inner}</{tag}>"

    def _attributes(self, node: LexborNode, chapter: Chapter) -> Iterator[tuple[str, str]]:
        for name, value in node.attributes.items():
            if name in _NAMING:
                yield name, " ".join(f"{chapter.name}--{one}" for one in (value or "").split())
            elif name == "href":
                yield name, self._link(value or "", chapter)
            elif not _NO_USE.fullmatch(name):
                yield name, value or ""
        if node.tag == "summary":
            yield "class", "summary"

    def _link(self, target: str, chapter: Chapter) -> str:
        """Where a link leads that on the site leads to ``target``.

        What has a page of its own beside a row or an entry, such as a claim, is found in the row.
        """
        there = urljoin(self.url + chapter.address, target)
        if not there.startswith(self.url):
            return there
        path, _, anchor = there.removeprefix(self.url).partition("#")
        address, anchor = unquote(path.partition("?")[0]), unquote(anchor)
        if address not in self.chapters:
            above, _, anchor = address.rstrip("/").rpartition("/")
            address = f"{above}/"
            if address not in self.chapters or anchor not in self.chapters[address].ids:
                return there
        target_chapter = self.chapters[address]
        name = target_chapter.name
        place = f"{name}--{anchor}" if anchor in target_chapter.ids else name
        return f"{name}.xhtml#{place}"

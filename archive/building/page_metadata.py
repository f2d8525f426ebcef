"""What a page is told about itself while it is built: ``page.meta``, printed by the theme.

source = PageSource(project, document(root, "en", "funds/some-fund.md"), config)
source.problems()                # nothing if it may be rendered
source.metadata(expanded)        # description, breadcrumbs, previous and next, …
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from archive.building.check import macros_of, package_of, page_problems
from archive.languages import PUNCTUATION, Language, other
from archive.model.addresses import address_of, href, page_address
from archive.model.collections import COLLECTIONS
from archive.model.dates import When
from archive.pages.configuration import configuration
from archive.pages.document import Document, document
from archive.pages.reviews import review
from archive.problems import Problem
from archive.project import Project, open_project
from archive.publishing import claim_pages, schema_org
from archive.rendering import wording
from archive.rendering.blocks import set_aside
from archive.rendering.breadcrumbs import breadcrumbs, previous_and_next, record_of
from archive.rendering.calls import Call, calls, expand
from archive.rendering.foreign_text import ForeignText
from archive.rendering.macros import INLINE, MACROS, Macros, run
from archive.rendering.markdown import other_language_marker

_HEADING = re.compile(r"^# +(.*?)(?: *\{[^{}]*\})?$", re.MULTILINE)
# What stands beside the words of a lead and is none of them.
_ASIDE = "sup, .note, .headerlink"
# A section with more entries is cut in the sidebar, so that no page grows with the record.
_MOST_SIBLINGS = 40
_MARKDOWN = "archive.rendering.markdown"


def prepare(config: Any, root: Path) -> Project:
    """Open the project, and give a language's configuration the words of the interface and the
    names that its pages may meet."""
    project, language = open_project(root), config["extra"]["lang"]
    config["extra"]["labels"] = project.templates.words(language)
    if words := edition(project, language):
        config["copyright"] += PUNCTUATION[language].gap + words
    names = wording.latin_names(project.archive)
    config["mdx_configs"].setdefault(_MARKDOWN, {})["names"] = names
    return project


def edition(project: Project, language: Language) -> str:
    """Which edition of the record this is, in words; empty while no source was read."""
    read = [source.retrieved for source in project.archive.sources.values() if source.retrieved]
    if not read:
        return ""
    date = wording.when(max(read, key=When.order), language)
    return project.templates.words(language)["edition"].format(version=project.version, date=date)


def mark_titles(page: Any, config: Any) -> None:
    """Mark the words of the other language in the titles that the theme prints as HTML."""
    names = config["mdx_configs"][_MARKDOWN]["names"]
    mark = other_language_marker(config["extra"]["lang"], names)
    page._title_from_render = mark(page._title_from_render or "")
    items = [*page.toc]
    for item in items:
        item.title = mark(item.title)
        items += item.children


@dataclass(frozen=True)
class PageSource:
    """A page of the site that MkDocs builds from ``config``."""

    project: Project
    page: Document
    config: Mapping[str, Any]

    @property
    def macros(self) -> Macros:
        """The macros as this page sees them."""
        return macros_of(self.project, self.page)

    def problems(self) -> Sequence[Problem]:
        """What on this page must not be rendered."""
        return page_problems(self.project, self.page)

    def expanded(self, markdown: str) -> str:
        """The page's own ``markdown`` with its calls answered: in the middle of a sentence with
        what they print, else with what stands for blocks kept aside."""

        def answer(call: Call) -> str:
            printed = run(self.macros, call)
            return printed if call.macro in INLINE else set_aside(printed)

        return expand(markdown, list(map(answer, self.page.calls)))

    def metadata(self, expanded: str) -> dict[str, Any]:
        """What the theme prints; ``expanded`` is the page's Markdown, its macros printed."""
        archive, address = self.project.archive, page_address(self.page.src)
        macros, language = self.macros, self.page.language
        aside = other(language)
        record_id = record_of(archive, address)
        summary = getattr(archive.records.get(record_id), "summary", None)
        above = [f"{COLLECTIONS[archive.homes[record_id]].home}index.md"] if record_id else []
        titles = {
            page_address(src): _title(self.project, document(self.project.root, language, src))
            for src in (self.page.src, *above)
        }
        draws_time = any(call.macro in ("timeline", "time_axis") for call in self.page.calls)
        labels = self.project.templates.words(language)
        steps = breadcrumbs(archive, titles, address, language, labels["home"])
        neighbours = previous_and_next(archive, record_id) if record_id else (None, None)
        picture = claim_pages.shared_picture(self.project, language)
        mark = other_language_marker(language, wording.latin_names(archive))

        def marked(words: str) -> Markup:
            return Markup(mark(Markup.escape(words)))  # noqa: S704 — escaped before it is marked

        page = schema_org.Page(
            archive=archive,
            site=self.config["site_url"].removesuffix(f"{language}/"),
            site_name=self.config["site_name"],
            language=language,
            address=address,
            title=titles[address],
            description=macros.words(summary)
            if summary
            else _lead(self.project, language, expanded) or self.config["site_description"],
            breadcrumbs=steps,
            words=macros.words,
            package=package_of(self.project),
        )
        frame = claim_pages.Frame(archive, self.project.templates, language, address)
        foreign = mark(page.title) != page.title
        return {
            "description": page.description,
            "breadcrumbs": [
                (marked(step.words), href(step.address, address)) for step in steps if address
            ],
            "previous_next": [
                (marked(macros.name_of(key)), href(address_of(archive, key), address))
                if key
                else None
                for key in neighbours
            ],
            "outdated": review(self.project.root, self.page.src).is_outdated(language),
            "stand_in": self.page.stand_in,
            "counterpart": f"{href('', address)}../{aside}/{address}",
            "page_url": page.url(address),
            "sharing": frame.sharing(page, picture, page.site_name),
            "report": frame.report(
                page, ForeignText.of(page.title, aside) if foreign else page.title
            ),
            "style": macros.time_axis_style() if draws_time else "",
            "limited": _limited,
            "citations": mark(frame.citations(page, record_id, self.project.version))
            if record_id
            else "",
        }


def _limited(nav: Any, page: Any) -> Any:
    """A navigation in which long sections list their first page and those around ``page``."""
    before, after = page.previous_page, page.next_page
    near = [before and before.previous_page, before, page, after, after and after.next_page]
    limited = copy(nav)
    limited.items = []
    for item in nav.items:
        children: Sequence[Any] = getattr(item, "children", None) or ()
        # An active section that does not hold the page itself is one of sections.
        if len(children) > _MOST_SIBLINGS and (page.parent is item or not item.active):
            shown = [one for one in near if one and one.parent is item and one is not children[0]]
            item = copy(item)
            item.children = [children[0], *shown]
        limited.items.append(item)
    return limited


def _title(project: Project, page: Document) -> str:
    """The words of a page's first heading."""
    heading = _HEADING.search(page.text)
    if heading is None:
        return ""
    calls_in_heading, _ = calls(heading[1], page.shown, MACROS)
    macros = macros_of(project, page)
    expanded = expand(heading[1], [run(macros, call) for call in calls_in_heading])
    return _text(project, page.language, expanded)


def _lead(project: Project, language: Language, expanded: str) -> str:
    """The words of the paragraph that sums a page up."""
    blocks = re.split(r"\n[ \t]*\n", expanded)
    lead = next((block for block in blocks if block.rstrip().endswith("{ .lead }")), "")
    return _text(project, language, lead)


def _text(project: Project, language: Language, markdown: str) -> str:
    """The words of a piece of Markdown, without source markers."""
    if not re.search(r"[\\`*_<&\[]", markdown):
        return " ".join(markdown.removesuffix("{ .lead }").split())
    tree = LexborHTMLParser(configuration(project.root, language).html_of(markdown))
    for node in tree.css(_ASIDE):
        node.decompose()
    words = tree.root.text() if tree.root else ""
    return " ".join(words.replace("\u2060", "").split())

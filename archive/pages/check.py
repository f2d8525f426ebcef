"""Pages against data: what must hold before anything is rendered.

    problems = check(Path("."))     # an empty list when all is well

Covers the macro gate, every macro call tried out, links, the navigation, figures typed
into prose, the two languages of each page side by side, and a page for every record. Raises
nothing for bad content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

from archive.languages import LANGUAGES, Language
from archive.loading import yaml_file
from archive.model.addresses import page_address
from archive.model.collections import COLLECTIONS
from archive.pages import parity
from archive.pages.configuration import configuration, site_names
from archive.pages.document import Document, documents
from archive.pages.files import PICTURES
from archive.pages.homes import homeless, unlisted
from archive.pages.html_policy import html_problems
from archive.pages.links import (
    anchors,
    broken_links,
    empty_sections,
    printed_ids,
    repeated_ids,
)
from archive.pages.navigation import check_navigation
from archive.pages.reviews import agreed_calls, read_ledger, review, reviews
from archive.pages.slips import slips
from archive.pages.typed_figures import typed_figures
from archive.problems import ContentError, Problem, relative
from archive.project import Project, open_project
from archive.publishing.package import package
from archive.rendering.context import MacroError
from archive.rendering.macros import Macros, run


def check(
    root: Path, check_pages: Callable[[], Iterable[Iterable[Problem]]] | None = None
) -> list[Problem]:
    """Every mistake in the data and the pages of the project at ``root``.

    ``check_pages`` may find by other means what :func:`page_problems` says of each page.
    """
    root = root.resolve()
    every, problems = documents(root, LANGUAGES)
    pages = [page for page in every if not page.stand_in]
    unusable: list[Problem] = []
    for language in LANGUAGES:
        try:
            configuration(root, language)
        except ContentError as error:
            unusable += error.problems
    try:
        project = open_project(root)
        read_ledger(root)
    except ContentError as error:
        unusable += error.problems
    if unusable:
        gated = (problem for page in pages for problem in page.problems)
        return sorted({*problems, *gated, *unusable})
    package(project, site_names(root))  # before there are workers, which print its sizes
    found = check_pages() if check_pages else (page_problems(project, page) for page in pages)
    problems += (problem for of_page in found for problem in of_page)
    # What a page got wrong itself comes first: compared with its counterpart, or read for
    # figures, it would only be blamed for the same again.
    wrong = {problem.path for problem in problems}
    problems += _check_record_pages(project)
    problems += check_navigation(project.root)
    problems += _check_links(project, every)
    problems += homeless(project.archive, pages)
    drafts = [*_check_pairs(root, pages, wrong)]
    for page in pages:
        if page.shown not in wrong:
            drafts += typed_figures(page.text, page.shown, page.language, project.archive)
            drafts += empty_sections(page.shown, page.text)
    problems += [replace(problem, blocking=False) for problem in drafts]
    return sorted(set(problems))


@cache
def page_problems(project: Project, page: Document) -> Sequence[Problem]:
    """What is wrong with a page by itself: gated, its calls tried, its HTML judged, and
    whether it lists what it is there to list."""
    return () if page.stand_in else page.problems or tuple(_try(project, page))


def _try(project: Project, page: Document) -> Iterator[Problem]:
    slipped = slips(page.shown, page.text)
    yield from slipped
    macros = macros_of(project, page)
    failed = bool(slipped)
    printed: set[str] = set()
    for call in page.calls:
        try:
            printed |= printed_ids(run(macros, call))
        except MacroError as error:
            failed = True
            yield Problem(page.shown, call.line, f"{call.macro}: {error}")
    if not failed:
        yield from repeated_ids(page.shown, page.text, printed)
        converter = configuration(project.root, page.language).converter
        yield from html_problems(page, macros, converter)
        yield from unlisted(project.archive, page, macros)


def macros_of(project: Project, page: Document) -> Macros:
    """The macros as ``page`` sees them, review status and what is published included."""
    return project.macros(
        page.language,
        page_address(page.src),
        lambda: reviews(project.root),
        lambda: package(project, site_names(project.root)),
    )


def _check_links(project: Project, pages: Sequence[Document]) -> Iterator[Problem]:
    """Links typed on pages that lead to no page or to no place on it."""
    for language in LANGUAGES:
        own = [page for page in pages if page.language == language]
        targets = {
            page.src: printed_ids(page.text) if page.stand_in else anchors(page.text)
            for page in own
        }
        written = {page.src: page for page in own if not page.stand_in}

        @cache
        def printed(src: str, written: Mapping[str, Document] = written) -> Set[str]:
            return printed_by_macros(project, written[src]) if src in written else frozenset()

        folder = project.docs(language)
        pictures = {
            path.relative_to(folder).as_posix()
            for path in folder.rglob("*")
            if path.suffix.lower() in PICTURES
        }
        for page in written.values():
            yield from broken_links(page.src, page.shown, page.text, targets, printed, pictures)


def printed_by_macros(project: Project, page: Document) -> Set[str]:
    """The ids that the macros of ``page`` print; calls that fail print none."""
    macros, found = macros_of(project, page), set[str]()
    for call in page.calls:
        with suppress(MacroError):
            found |= printed_ids(run(macros, call))
    return found


def _check_pairs(root: Path, pages: Iterable[Document], wrong: Set[str]) -> Iterator[Problem]:
    """Each page that exists in both languages: neither says anything else than the other.

    Pairs of which one side is among the paths that are ``wrong`` anyway are not compared.
    """
    pairs: dict[str, dict[Language, parity.Side]] = {}
    for page in pages:
        side = parity.read(page.shown, page.text, page.calls)
        yield from parity.missing_ids(side)
        pairs.setdefault(page.src, {})[page.language] = side
    for src, sides in pairs.items():
        if len(sides) == len(LANGUAGES) and not {side.path for side in sides.values()} & wrong:
            moved = review(root, src).changed
            changed, *others = sorted(sides, key=lambda language: language not in moved)
            agreed = agreed_calls(root, src)
            for language in others:
                yield from parity.differences(sides[changed], sides[language], agreed)


def _check_record_pages(project: Project) -> Iterator[Problem]:
    """A page for each record in some language, and a record for each such page."""
    for collection in (name for name, one in COLLECTIONS.items() if one.paged):
        records = project.archive.entries(collection)
        data = f"data/{collection}.yml"
        lines = yaml_file.read(project.root / data, data)
        folders = [project.docs(language) / collection for language in LANGUAGES]
        for record in records:
            if not any((folder / f"{record}.md").exists() for folder in folders):
                message = f"{record}: it has no page — run: make new ID={record}"
                yield Problem(data, lines.line((record,)), message)
        for folder in folders:
            for path in folder.glob("*.md"):
                if path.stem != "index" and path.stem not in records:
                    message = f'no "{path.stem}" in {data} — add it, or remove the page'
                    yield Problem(relative(path, project.root), 1, message)

"""Pages against data: what must hold before anything is rendered. Bad content raises nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from archive.caching import record_cache
from archive.languages import LANGUAGES
from archive.loading.load import read
from archive.model.addresses import former_files
from archive.pages.configuration import CONFIGS, configuration, site_name
from archive.pages.document import Document, documents
from archive.pages.files import PICTURES
from archive.pages.homes import homeless, printed_on, record_pages, unlisted, written_over
from archive.pages.ledger import LEDGER, read_ledger
from archive.pages.links import (
    anchors,
    broken_links,
    empty_sections,
    printed_ids,
    repeated_ids,
)
from archive.pages.named_files import missing_files, missing_parts
from archive.pages.navigation import check_navigation
from archive.pages.pairs import check_pairs
from archive.pages.rendered import html_problems
from archive.pages.slips import slips
from archive.pages.typed_figures import typed_figures
from archive.pages.typed_in_data import typed_in_data
from archive.problems import ContentError, Problem
from archive.project import Project, open_project
from archive.rendering.calls import Call
from archive.rendering.context import MacroError
from archive.rendering.macros import Macros, run
from archive.rendering.templates import Templates

# The macros as a page sees them: with all that they print, some of which only callers know.
MacrosOf = Callable[[Project, Document], Macros]


def check(
    root: Path,
    macros_of: MacrosOf,
    check_pages: Callable[[], Iterable[Iterable[Problem]]] | None = None,
) -> list[Problem]:
    """Every mistake in the data and the pages of the project at ``root``.

    ``check_pages`` may find by other means what :func:`page_problems` says of each page.
    """
    root = root.resolve()
    if missing := missing_parts(root):
        return missing
    every, problems = documents(root, LANGUAGES)
    pages = [page for page in every if not page.stand_in]
    unusable = [*_unusable(root)]
    if unusable:
        wrong = {problem.path for problem in unusable}
        return sorted({*problems, *unusable, *_meanwhile(root, every, macros_of, wrong)})
    project = open_project(root)
    alone = (page_problems(project, page, macros_of) for page in pages)
    found = check_pages() if check_pages else alone
    problems += (problem for of_page in found for problem in of_page)
    # What a page got wrong itself comes first: compared with its counterpart, or read for
    # figures, it would only be blamed for the same again.
    wrong = {problem.path for problem in problems}
    former = former_files(project.archive)
    problems += record_pages(root, former)
    problems += check_navigation(root, former)
    problems += missing_files(root)
    problems += _check_links(
        root, every, lambda page: printed_on(page, macros_of(project, page)), former
    )
    problems += homeless(root, project.archive, pages)
    problems += written_over(project.archive, pages)
    drafts = [*check_pairs(root, pages, wrong)]
    drafts += _drafts(project, pages, wrong)
    problems += [replace(problem, blocking=False) for problem in drafts]
    return sorted(set(problems))


def _unusable(root: Path) -> Iterator[Problem]:
    """What is wrong with data, configuration and ledger: until it is mended, no page is printed."""
    loads: list[Callable[[], object]] = [
        *(partial(configuration, root, language) for language in LANGUAGES),
        lambda: open_project(root).about,
        partial(read_ledger, root),
    ]
    for load in loads:
        try:
            load()
        except ContentError as error:
            yield from error.problems


def _meanwhile(
    root: Path, every: Sequence[Document], macros_of: MacrosOf, wrong: Set[str]
) -> Iterator[Problem]:
    """What pages get wrong whatever they print, for one run with the mistakes in ``wrong``."""
    pages = [page for page in every if not page.stand_in]
    data = read(root)
    project = Project(root, data.archive, Templates(root))
    mistaken = set(wrong)
    for page in pages:
        found = [*(page.problems or slips(page.shown, page.text))]
        if not found and not wrong & set(CONFIGS.values()):
            found += _judged(page, macros_of(project, page), project.root)
        if data.ids is not None:
            found += _misspelt(page, macros_of(project, page), data.ids)
        mistaken |= {problem.path for problem in found}
        yield from found
    former = former_files(data.archive)
    yield from record_pages(root, former)
    if not wrong & set(CONFIGS.values()):
        yield from check_navigation(root, former)
    if (ids := data.ids) is not None:
        yield from _check_links(root, every, lambda page: ids, former)
    if LEDGER.as_posix() not in wrong:
        yield from check_pairs(root, pages, mistaken)
    yield from _drafts(project, pages, mistaken)


def _drafts(project: Project, pages: Iterable[Document], wrong: Set[str]) -> Iterator[Problem]:
    """Figures typed into texts, and sections still to be written."""
    yield from _drafts_in_data(project)
    for page in pages:
        if page.shown not in wrong:
            yield from _drafts_on(page, project)


@record_cache
def _drafts_in_data(project: Project) -> Sequence[Problem]:
    return [*typed_in_data(project.root, project.archive)]


@record_cache
def _drafts_on(page: Document, project: Project) -> Sequence[Problem]:
    name = site_name(project.root, page.language)
    return [
        *typed_figures(page.text, page.shown, page.language, project.archive, name),
        *empty_sections(page.shown, page.text),
    ]


def _misspelt(page: Document, macros: Macros, known: Set[str]) -> Iterator[Problem]:
    """Calls that name what is not in the data; entries with mistakes are on file all the same."""
    for call in page.calls:
        named = {*call.arguments, *call.keywords.values()} - known
        if call.macro == "chart":  # its name may end in that of an entry
            named = {name for name in named if str(name).partition("-")[2] not in known}
        _, error = _tried(macros, call)
        if any(f'"{name}"' in error or f"“{name}”" in error for name in named):
            yield Problem(page.shown, call.line, f"{call.macro}: {error}")


def _tried(macros: Macros, call: Call) -> tuple[str, str]:
    """What a call prints, and what it complains of; neither where it fails for want of what is
    told elsewhere."""
    try:
        return run(macros, call), ""
    except MacroError as error:
        return "", str(error)
    except Exception:
        return "", ""


def _judged(page: Document, macros: Macros, root: Path) -> Iterator[Problem]:
    """What a page's HTML may not hold, whatever is wrong with its calls."""
    converter = configuration(root, page.language).converter
    # A call that fails is told besides, and has words where it stands.
    return html_problems(page, lambda call: _tried(macros, call)[0] or "x", converter)


@record_cache
def page_problems(project: Project, page: Document, macros_of: MacrosOf) -> Sequence[Problem]:
    """What is wrong with a page by itself: gated, its calls tried, its HTML judged, and
    whether it lists what it is there to list."""
    if page.stand_in:
        return ()
    return page.problems or tuple(_try(project, page, macros_of(project, page)))


def _try(project: Project, page: Document, macros: Macros) -> Iterator[Problem]:
    slipped = slips(page.shown, page.text)
    yield from slipped
    failed = bool(slipped)
    printed: list[tuple[Call, Set[str]]] = []
    for call in page.calls:
        try:
            printed.append((call, printed_ids(run(macros, call))))
        except MacroError as error:
            failed = True
            yield Problem(page.shown, call.line, f"{call.macro}: {error}")
    if not slipped:
        yield from _judged(page, macros, project.root)
    if not failed:
        yield from repeated_ids(page.shown, page.text, printed)
        yield from unlisted(project.archive, page, macros)


def _check_links(
    root: Path,
    pages: Sequence[Document],
    printed_by: Callable[[Document], Set[str]],
    former: Mapping[str, str],
) -> Iterator[Problem]:
    """Links typed on pages that lead to no page or to no place on it."""
    for language in LANGUAGES:
        own = [page for page in pages if page.language == language]
        targets = {
            page.src: printed_ids(page.text) if page.stand_in else anchors(page.text)
            for page in own
            if page.text or not page.problems  # what is on the others is not known
        }
        unread = {page.src for page in own if page.src not in targets}
        written = {page.src: page for page in own if not page.stand_in}

        @cache
        def printed(src: str, written: Mapping[str, Document] = written) -> Set[str]:
            return printed_by(written[src]) if src in written else frozenset()

        folder = root / "docs" / language
        pictures = {
            path.relative_to(folder).as_posix()
            for path in folder.rglob("*")
            if path.suffix.lower() in PICTURES
        }
        for page in written.values():
            yield from broken_links(
                page.src, page.shown, page.text, targets, printed, pictures | unread, former
            )

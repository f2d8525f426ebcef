"""Pages against data: what must hold before anything is rendered. Bad content raises nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from archive.caching import record_cache
from archive.languages import LANGUAGES, Language
from archive.loading.load import read
from archive.model.addresses import former_files
from archive.pages import links, parity, reviews
from archive.pages.configuration import CONFIGS, configuration, site_name
from archive.pages.document import Document, documents
from archive.pages.files import PICTURES, page_files
from archive.pages.ledger import LEDGER, read_ledger
from archive.pages.listings import (
    address_clashes,
    ids_printed_on,
    missing_pages,
    unlisted_entries,
    unmatched_record_pages,
)
from archive.pages.markdown_lint import lint
from archive.pages.missing_files import missing_files, missing_parts, navigation_problems
from archive.pages.rendered import html_problems
from archive.pages.typed_figures import typed_figures, typed_in_data
from archive.problems import ContentError, Problem, relative
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
    every = documents(root)
    pages = [page for page in every if not page.stand_in]
    problems = [*_unusable(root)]
    # Until these are mended, no page is printed; told is what pages get wrong whatever they print.
    unusable = {problem.path for problem in problems}
    configured = not unusable & set(CONFIGS.values())
    ids: Set[str] | None = None
    by_page: Iterable[Iterable[Problem]]
    if unusable:
        data = read(root)
        project, ids = Project(root, data.archive, Templates(root)), data.ids
        by_page = (
            _problems(project, page, macros_of(project, page), _Unusable(ids, configured))
            for page in pages
        )
    else:
        project = open_project(root)
        alone = (page_problems(project, page, macros_of) for page in pages)
        by_page = check_pages() if check_pages else alone

    def printed_by(page: Document) -> Set[str]:
        return ids_printed_on(page, macros_of(project, page)) if ids is None else ids

    problems += (problem for of_page in by_page for problem in of_page)
    problems += (problem for side in LANGUAGES for problem in page_files(root, side)[1])
    # What a page got wrong itself comes first: compared with its counterpart, or read for
    # figures, it would only be blamed for the same again.
    wrong = {problem.path for problem in problems}
    former = former_files(project.archive)
    problems += unmatched_record_pages(root, pages, former)
    if configured:
        problems += navigation_problems(root, every, former)
    if not unusable:
        problems += missing_files(root)
        problems += missing_pages(root, project.archive, pages)
        problems += address_clashes(project.archive, pages)
    if not unusable or ids is not None:
        problems += _check_links(root, every, printed_by, former)
    drafts = [*_drafts(project, pages, wrong)]
    if LEDGER.as_posix() not in unusable:
        drafts += _check_pairs(root, pages, wrong)
    problems += (replace(problem, blocking=False) for problem in drafts)
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
        *links.empty_sections(page.shown, page.text),
    ]


@record_cache
def page_problems(project: Project, page: Document, macros_of: MacrosOf) -> Sequence[Problem]:
    """What is wrong with a page by itself: gated, its calls tried, its HTML judged, and
    whether it lists what it is there to list."""
    return () if page.stand_in else tuple(_problems(project, page, macros_of(project, page)))


@dataclass(frozen=True)
class _Unusable:
    """While data or a configuration have mistakes: ``ids`` are those in the data, entries with
    mistakes among them, if all of it can be read; ``configured`` is whether configurations can."""

    ids: Set[str] | None
    configured: bool

    def is_misspelt(self, call: Call, error: str) -> bool:
        """Whether ``call`` failed since it names what is not in the data."""
        if self.ids is None:
            return False
        named = {*call.arguments, *call.keywords.values()} - self.ids
        if call.macro == "chart":  # its name may end in that of an entry
            named = {name for name in named if name.partition("-")[2] not in self.ids}
        return any(f'"{name}"' in error or f"“{name}”" in error for name in named)


def _problems(
    project: Project, page: Document, macros: Macros, unusable: _Unusable | None = None
) -> Iterator[Problem]:
    """What is wrong with a page; if something else is ``unusable``, what is so whatever it holds."""
    unprintable = page.problems or lint(page.shown, page.text)
    yield from unprintable
    failed = bool(unprintable)
    outputs: list[str] = []
    for call in page.calls:
        output = ""
        try:
            output = run(macros, call)
        except MacroError as error:
            failed = True
            if not unusable or unusable.is_misspelt(call, str(error)):
                yield Problem(page.shown, call.line, f"{call.macro}: {error}")
        except Exception:
            if not unusable:  # the broken file that it lacked is reported by itself
                raise
        outputs.append(output or "x")
    if not unprintable and (not unusable or unusable.configured):
        html_of = configuration(project.root, page.language).html_of
        yield from html_problems(page, outputs, html_of)
    if not failed and not unusable:
        printed = zip(page.calls, map(links.printed_ids, outputs), strict=True)
        yield from links.repeated_ids(page.shown, page.text, printed)
        yield from unlisted_entries(project.archive, page, macros)


def _check_links(
    root: Path,
    pages: Sequence[Document],
    printed_by: Callable[[Document], Set[str]],
    former: Mapping[str, str],
) -> Iterator[Problem]:
    """Links typed on pages that lead to no page or to no place on it."""
    for language in LANGUAGES:
        own = {page.src: page for page in pages if page.language == language}
        unread = {src for src, page in own.items() if page.problems and not page.text}

        folder = root / "docs" / language
        files = (path for path in folder.rglob("*") if path.suffix.lower() in PICTURES)
        linkable = links.Linkable(
            {src: links.anchors(page.text) for src, page in own.items() if src not in unread},
            cache(lambda src, own=own: printed_by(own[src])),
            {relative(path, folder) for path in files} | unread,
            former,
        )
        for page in own.values():
            if not page.stand_in:
                yield from links.broken_links(page.src, page.shown, page.text, linkable)


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
            moved = reviews.review(root, src).changed
            changed, *others = sorted(sides, key=lambda language: language not in moved)
            agreed = reviews.agreed_calls(root, src)
            for language in others:
                yield from parity.differences(sides[changed], sides[language], agreed)

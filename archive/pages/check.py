"""Pages against data: what must hold before anything is rendered.

    problems = check(Path("."))     # an empty list when all is well

Covers the macro gate, every macro call tried out, links, the navigation, figures typed
into prose, the two languages of each page side by side, and a page for every record. Raises
nothing for bad content.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from archive.languages import LANGUAGES, Language
from archive.loading import yaml_file
from archive.model.addresses import page_address
from archive.pages import macro_gate, parity
from archive.pages.files import page_files
from archive.pages.links import anchors, broken_links, empty_sections
from archive.pages.navigation import check_navigation
from archive.pages.typed_figures import typed_figures
from archive.problems import ContentError, Problem, relative
from archive.project import Workspace, open_workspace
from archive.rendering.context import MacroError
from archive.rendering.macros import MACROS, run

# Collections each of whose entries has a page of its own.
PAGED = ("funds", "initiatives", "organizations")


@dataclass(frozen=True)
class Page:
    """A page as it is written: its language, its path below that language's folder, its text."""

    language: Language
    tail: str
    shown: str
    text: str
    calls: Sequence[macro_gate.Call]


def check(root: Path) -> list[Problem]:
    """Every mistake in the data and the pages of the project at ``root``."""
    pages, problems = read_pages(root, LANGUAGES)
    try:
        workspace = open_workspace(root)
    except ContentError as error:
        return sorted({*problems, *error.problems})
    problems += check_calls(workspace, pages)
    # What a page got wrong itself comes first: compared with its counterpart, or read for
    # figures, it would only be blamed for the same again.
    wrong = {problem.path for problem in problems}
    problems += _check_record_pages(workspace)
    problems += check_navigation(workspace.root)
    problems += _check_links(workspace, pages)
    drafts = [*_check_pairs(pages, wrong)]
    for page in pages:
        if page.shown not in wrong:
            drafts += typed_figures(page.text, page.shown, page.language, workspace.archive)
            drafts += empty_sections(page.shown, page.text)
    problems += [replace(problem, blocking=False) for problem in drafts]
    return sorted(set(problems))


def read_pages(root: Path, languages: Iterable[Language]) -> tuple[list[Page], list[Problem]]:
    """All pages in ``languages``, and what the macro gate refuses on them."""
    pages: list[Page] = []
    problems: list[Problem] = []
    for language in languages:
        folder = root / "docs" / language
        files, refused_files = page_files(root, language)
        problems += refused_files
        for path in files:
            shown = relative(path, root)
            try:
                text = path.read_text(encoding="utf-8")
            except UnicodeDecodeError as error:
                message = f"not UTF-8 text ({error.reason}) — save it as UTF-8"
                problems.append(Problem(shown, 1, message))
                continue
            calls, refused = macro_gate.page_calls(text, shown, MACROS)
            problems += refused
            pages.append(Page(language, path.relative_to(folder).as_posix(), shown, text, calls))
    return pages, problems


def check_calls(workspace: Workspace, pages: Iterable[Page]) -> Iterator[Problem]:
    """Macro calls that name what is not in the data, found by trying each of them."""
    for page in pages:
        macros = workspace.macros(page.language, page_address(page.tail))
        for call in page.calls:
            try:
                run(macros, call)
            except MacroError as error:
                yield Problem(page.shown, call.line, f"{call.macro}: {error}")


def _check_links(workspace: Workspace, pages: Sequence[Page]) -> Iterator[Problem]:
    """Links typed on pages that lead to no page or to no place on it."""
    archive = workspace.archive
    collections = (
        archive.events,
        archive.sources,
        archive.terms,
        archive.categories,
        archive.kinds,
    )
    known = {key for collection in collections for key in collection} | dict(
        archive.claims()
    ).keys()
    for language in LANGUAGES:
        own = [page for page in pages if page.language == language]
        targets = {page.tail: anchors(page.text) for page in own}
        for page in own:
            yield from broken_links(page.tail, page.shown, page.text, targets, known)


def _check_pairs(pages: Iterable[Page], wrong: Set[str]) -> Iterator[Problem]:
    """Each page in both languages, with the same headings, macros, links and tables.

    Pairs of which one side is among the paths that are ``wrong`` anyway are not compared.
    """
    sides = {language: {} for language in LANGUAGES}  # type: dict[Language, dict[str, parity.Side]]
    for page in pages:
        sides[page.language][page.tail] = parity.read(page.shown, page.text, page.calls)
    for language, other in (LANGUAGES, LANGUAGES[::-1]):
        for tail, side in sides[language].items():
            yield from parity.missing_ids(side)
            if tail not in sides[other]:
                message = f"docs/{other}/{tail} is missing — every page exists in both languages"
                yield Problem(side.path, 1, message)
            elif language == LANGUAGES[0] and not {side.path, sides[other][tail].path} & wrong:
                yield from parity.differences(side, sides[other][tail])


def _check_record_pages(workspace: Workspace) -> Iterator[Problem]:
    """A page for each record in each language, and a record for each such page."""
    for collection in PAGED:
        records = getattr(workspace.archive, collection)
        data = f"data/{collection}.yml"
        lines = yaml_file.read(workspace.root / data, data)
        for language in LANGUAGES:
            folder = workspace.docs(language) / collection
            for record in records:
                if not (folder / f"{record}.md").exists():
                    message = (
                        f"docs/{language}/{collection}/{record}.md is missing — "
                        f"run: make new ID={record}"
                    )
                    yield Problem(data, lines.line((record,)), f"{record}: {message}")
            for path in folder.glob("*.md"):
                if path.stem != "index" and path.stem not in records:
                    message = f'no "{path.stem}" in {data} — add it, or remove the page'
                    yield Problem(relative(path, workspace.root), 1, message)

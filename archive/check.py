"""Pages against data: what must hold before anything is rendered.

    problems = check(Path("."))     # an empty list when all is well

Covers the macro gate, every macro call tried out, the same pages in both
languages, and a page for every record. Raises nothing for bad content.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from archive import gate, yamlfile
from archive.addresses import page_address
from archive.model import LANGUAGES, Language
from archive.problems import ContentError, Problem, relative
from archive.render import MACROS, UnknownNameError, run
from archive.workspace import Workspace, open_workspace

# Collections each of whose entries has a page of its own.
PAGED = ("funds", "initiatives", "organizations")


def check(root: Path) -> list[Problem]:
    """Every mistake in the data and the pages of the project at ``root``."""
    try:
        workspace = open_workspace(root)
    except ContentError as error:
        return [*error.problems, *_gate_only(root)]
    problems = [
        *check_pages(workspace, LANGUAGES),
        *_check_pairs(workspace),
        *_check_record_pages(workspace),
    ]
    return sorted(set(problems))


def check_pages(workspace: Workspace, languages: Sequence[Language]) -> Iterator[Problem]:
    """What is wrong on single pages: forbidden Jinja and HTML, macro calls that fail."""
    for language in languages:
        folder = workspace.docs(language)
        for path in pages(folder):
            shown = relative(path, workspace.root)
            text, unreadable = _read(path, shown)
            yield from unreadable
            calls, problems = gate.page_calls(text, shown, MACROS)
            yield from problems
            macros = workspace.macros(language, page_address(path.relative_to(folder).as_posix()))
            for call in calls:
                try:
                    run(macros, call)
                except UnknownNameError as error:
                    yield Problem(shown, call.line, f"{call.macro}: {error}")


def pages(folder: Path) -> list[Path]:
    """The Markdown files below ``folder``, in order."""
    return sorted(folder.rglob("*.md"))


def _read(path: Path, shown: str) -> tuple[str, list[Problem]]:
    try:
        return path.read_text(encoding="utf-8"), []
    except UnicodeDecodeError as error:
        return "# \n", [Problem(shown, 1, f"not UTF-8 text ({error.reason}) — save it as UTF-8")]


def _gate_only(root: Path) -> Iterator[Problem]:
    """The page checks that need no data, so that broken data does not hide broken pages."""
    for language in LANGUAGES:
        for path in pages(root / "docs" / language):
            shown = relative(path, root)
            text, unreadable = _read(path, shown)
            yield from unreadable
            yield from gate.page_calls(text, shown, MACROS)[1]


def _check_pairs(workspace: Workspace) -> Iterator[Problem]:
    for language, other in (LANGUAGES, LANGUAGES[::-1]):
        for path in pages(workspace.docs(language)):
            tail = path.relative_to(workspace.docs(language))
            if not (workspace.docs(other) / tail).exists():
                shown = relative(path, workspace.root)
                missing = f"docs/{other}/{tail.as_posix()}"
                yield Problem(
                    shown, 1, f"{missing} is missing — every page exists in both languages"
                )


def _check_record_pages(workspace: Workspace) -> Iterator[Problem]:
    for collection in PAGED:
        records = getattr(workspace.archive, collection)
        data = f"data/{collection}.yml"
        lines = yamlfile.read(workspace.root / data, data)
        for language in LANGUAGES:
            folder = workspace.docs(language) / collection
            for record in records:
                if not (folder / f"{record}.md").exists():
                    message = (
                        f"docs/{language}/{collection}/{record}.md is missing — "
                        f"run: python -m archive new {record}"
                    )
                    yield Problem(data, lines.line((record,)), f"{record}: {message}")
            for path in folder.glob("*.md"):
                if path.stem != "index" and path.stem not in records:
                    message = f'no "{path.stem}" in {data} — add it, or remove the page'
                    yield Problem(relative(path, workspace.root), 1, message)

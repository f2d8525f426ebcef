"""The first version of what a record's entry needs beside its data: pages, navigation, sections."""

from __future__ import annotations

import re
from pathlib import Path

from archive.building.check import macros_of
from archive.languages import LANGUAGES
from archive.model.collections import COLLECTIONS
from archive.model.records import Work
from archive.pages.configuration import CONFIGS
from archive.pages.document import documents
from archive.pages.listings import missing_sections
from archive.problems import refusal, suggestion
from archive.project import Project

# The macros that fill a section of a record's page each. Where there is more to tell, the account
# stands behind the claims.
_SECTIONS = ("claims", "related", "sources")


def new_pages(project: Project, record: str) -> list[Path]:
    """Write the missing pages of ``record`` in both languages, and its entries in the navigation;
    the files that were written.

    RefusedError if there is no such record in the data, or if nothing is missing.
    """
    collection = project.archive.homes.get(record)
    if collection and not COLLECTIONS[collection].paged:
        raise refusal(
            '"{id}" needs no page: it is listed on {page}',
            id=record,
            page=COLLECTIONS[collection].home,
        )
    if collection is None:
        hint = suggestion(record, project.archive.records, project.archive.former)
        raise refusal('"{id}" is not in data/ — add it there first; {hint}', id=record, hint=hint)
    written = []
    for language in LANGUAGES:
        path = project.docs(language) / collection / f"{record}.md"
        if path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        blocks = [f'# {{{{ name("{record}") }}}}']
        if "summary" in COLLECTIONS[collection].model.model_fields:
            blocks.append(f'{{{{ lead("{record}") }}}}')
        if issubclass(COLLECTIONS[collection].model, Work):
            blocks.append(f'{{{{ fact_box("{record}") }}}}')
        labels = project.templates.words(language)
        for macro in _SECTIONS:
            blocks.append(f"## {labels[f'section-{macro}']} {{ #{macro} }}")
            blocks.append(f'{{{{ {macro}("{record}") }}}}')
        path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
        written.append(path)
    if not written:
        raise refusal('"{id}" has its pages in both languages already', id=record)
    return [*written, *_new_entries(project.root, f"{collection}/{record}.md")]


def _new_entries(root: Path, page: str) -> list[Path]:
    """Name ``page`` behind the other pages of its folder, in each navigation that lacks it."""
    written = []
    folder = re.escape(page.partition("/")[0])
    beside = re.compile(rf"( *)- (?:.*: +)?[\"']?{folder}/[^/\n]*")
    for config in CONFIGS.values():
        path = root / config
        before, nav, entries = re.split(
            r"^(nav:.*\n)", path.read_text("utf-8"), maxsplit=1, flags=re.M
        )
        lines = entries.splitlines()
        if any(line.rstrip().endswith(page) for line in lines):
            continue
        of_nav = [at for at, line in enumerate(lines) if line.startswith((" ", "-"))]
        after, indent = next(
            ((at, found[1]) for at in reversed(of_nav) if (found := beside.fullmatch(lines[at]))),
            (of_nav[-1], "  "),
        )
        lines.insert(after + 1, f"{indent}- {page}")
        path.write_text(f"{before}{nav}" + "\n".join(lines) + "\n", encoding="utf-8")
        written.append(path)
    return written


def new_sections(project: Project) -> list[Path]:
    """Add a section to each page that groups entries and has none for a group that is in use;
    the files that were written."""
    written = []
    for page in documents(project.root):
        if page.stand_in or page.problems:
            continue
        sections = missing_sections(project.archive, page, macros_of(project, page))
        if sections:
            path = project.root / page.shown
            path.write_text("\n\n".join([page.text.rstrip(), *sections]) + "\n", encoding="utf-8")
            written.append(path)
    return written

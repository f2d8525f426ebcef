"""The pages that list records: is there a place on them for everything that the record links to?

An organisation has no page of its own but an anchor on the page that lists them; a category
has a section. Where such a page is written by hand, a new entry or a new kind may have none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from archive.model.addresses import page_address
from archive.model.collections import COLLECTIONS, Archive
from archive.pages.document import Document
from archive.pages.links import anchors, printed_ids
from archive.problems import Problem
from archive.rendering.macros import Macros, run


def unlisted(archive: Archive, page: Document, macros: Macros) -> Iterator[Problem]:
    """What ``page``, which has no mistakes, should list and does not; nothing for other pages."""
    here = {name: one for name, one in COLLECTIONS.items() if one.home == _home(page)}
    if not here:
        return
    there = anchors(page.text).union(*(printed_ids(run(macros, one)) for one in page.calls))
    for name, collection in here.items():
        entries = archive.entries(name)
        field, groups = collection.group or ("", "")
        used = {getattr(entry, field) for entry in entries.values()} if field else set()
        for group in sorted(used - there):
            words = macros.words(archive.entries(groups)[group].name)
            message = (
                f"no section for the {name} of “{words}” — add: ## {words} {{ #{group} }} "
                f'and below it {{{{ table("{name}", "{group}") }}}}'
            )
            yield Problem(page.shown, 1, message)
        for entry in () if collection.paged else entries:
            if entry not in there and getattr(entries[entry], field, "") not in used - there:
                message = (
                    f'"{entry}" of data/{name}.yml is not listed here, though other pages link to '
                    f"this place — add the macro that lists {name}"
                )
                yield Problem(page.shown, 1, message)


def homeless(archive: Archive, pages: Iterable[Document]) -> Iterator[Problem]:
    """Collections with entries whose page exists in no language."""
    there = {_home(page) for page in pages}
    for name, one in COLLECTIONS.items():
        if one.home and one.home not in there and archive.entries(name):
            source = f"{PurePosixPath(one.home)}.md"
            message = f"the record links to a page that lists {name} — write docs/…/{source}"
            yield Problem(f"data/{name}.yml", 1, message)


def _home(page: Document) -> str:
    return page_address(page.src) or "/"

"""The pages of records and those that list them: is there a place for everything linked to?

Where such a page is written by hand, a new entry or a new group may have none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from pathlib import Path, PurePosixPath

from archive.caching import record_cache
from archive.languages import LANGUAGES
from archive.loading import yaml_file
from archive.messages import say
from archive.model.addresses import claim_page, former_pages, page_address, paragraph_id
from archive.model.collections import COLLECTIONS, Archive, Collection
from archive.pages.document import Document
from archive.pages.links import anchors, printed_ids
from archive.problems import Problem
from archive.rendering.context import MacroError
from archive.rendering.macros import Macros, run


def unlisted_entries(archive: Archive, page: Document, macros: Macros) -> Iterator[Problem]:
    """What ``page``, which has no mistakes, should list and does not; nothing for other pages."""
    collections = _collections_on(page)
    required = _required_ids(archive).get(_address(page), ())
    ids = _ids_on(page, macros) if collections or required else frozenset()
    for wanted, what in required:
        if missing := sorted(wanted - ids):
            message = say(
                "figures or citations lead to #{id} here — add {what}", id=missing[0], what=what
            )
            yield Problem(page.shown, 1, message)
    missing_groups = _missing_groups(archive, collections, ids, macros)
    for name, group, words in missing_groups:
        heading, table = _section(name, group, words)
        message = say(
            "no section for the {kind} of “{group}” — add: {heading} and below it {call}",
            kind=name,
            group=words,
            heading=heading,
            call=table,
        )
        yield Problem(page.shown, 1, message)
    reported = {(name, group) for name, group, _ in missing_groups}
    for name, collection in collections.items():
        field = collection.group[0] if collection.group else ""
        for key, entry in () if collection.paged else archive.entries(name).items():
            if key not in ids and (name, getattr(entry, field, "")) not in reported:
                message = say(
                    '"{id}" of {file} is not listed here, though other pages link to this place '
                    "— add the macro that lists {kind}",
                    id=key,
                    file=f"data/{name}.yml",
                    kind=name,
                )
                yield Problem(page.shown, 1, message)


@record_cache
def _required_ids(archive: Archive) -> dict[str, list[tuple[Set[str], str]]]:
    """The pages that figures and citations lead to: the ids that they look for there, and what
    prints these."""
    required: dict[str, list[tuple[Set[str], str]]] = {
        "figures/": [(archive.claims.keys(), "{{ figures() }}")],
        "about/": [({one}, f"## … {{ #{one} }}") for one in ("evidence", "method")],
    }
    for key, source in archive.sources.items():
        if source.page:
            numbers = range(1, (source.paragraphs or 0) + 1)
            ids = {paragraph_id(f"¶{number}") for number in numbers}
            required[source.page] = [(ids, f'{{{{ paragraphs("{key}") }}}}')]
    return required


def missing_sections(archive: Archive, page: Document, macros: Macros) -> list[str]:
    """The sections that ``page`` lacks, to be written below what it has."""
    collections = _collections_on(page)
    ids = _ids_on(page, macros) if collections else frozenset()
    missing_groups = _missing_groups(archive, collections, ids, macros)
    return ["\n\n".join(_section(*one)) for one in missing_groups]


def _collections_on(page: Document) -> dict[str, Collection]:
    return {name: one for name, one in COLLECTIONS.items() if one.home == _address(page)}


def _ids_on(page: Document, macros: Macros) -> Set[str]:
    """The ids that a page has, those printed by its macros among them."""
    return anchors(page.text) | ids_printed_on(page, macros)


def ids_printed_on(page: Document, macros: Macros) -> set[str]:
    """The ids that the macros of ``page`` print; calls that fail print none."""
    ids = set[str]()
    for call in page.calls:
        with suppress(MacroError):
            ids |= printed_ids(run(macros, call))
    return ids


def _missing_groups(
    archive: Archive, collections: Mapping[str, Collection], ids: Set[str], macros: Macros
) -> list[tuple[str, str, str]]:
    """The groups in use that have no section: the collection whose entries they group, their ids
    and what they are called."""
    missing = []
    for name, collection in collections.items():
        field, groups = collection.group or ("", "")
        used = {getattr(entry, field) for entry in archive.entries(name).values() if field}
        for group in sorted(used - ids):
            missing.append((name, group, macros.words(archive.entries(groups)[group].name)))
    return missing


def _section(name: str, group: str, words: str) -> tuple[str, str]:
    """The heading for the entries of one group, and the call that lists them."""
    return f"## {words} {{ #{group} }}", f'{{{{ table("{name}", "{group}") }}}}'


def missing_pages(root: Path, archive: Archive, pages: Iterable[Document]) -> Iterator[Problem]:
    """What leads to pages that exist in no language: entries, figures, citations."""
    addresses = {_address(page) for page in pages}
    named = {source.page: key for key, source in archive.sources.items() if source.page}
    for address in _required_ids(archive).keys() - addresses:
        page = f"docs/…/{PurePosixPath(address)}.md"
        if key := named.get(address):
            message = say("no page is there — write {file}, or take this line out", file=page)
            yield yaml_file.read_data(root, "sources").problem((key, "page"), message)
        else:
            message = say("every figure leads to this page, and it is not there — write it")
            yield Problem(page.replace("…", LANGUAGES[0]), 1, message)
    for name, one in COLLECTIONS.items():
        if one.home and one.home not in addresses and archive.entries(name):
            message = say(
                "the record links to a page that lists {kind} — write {file}",
                kind=name,
                file=f"docs/…/{PurePosixPath(one.home)}.md",
            )
            yield Problem(f"data/{name}.yml", 1, message)


def unmatched_record_pages(
    root: Path, pages: Sequence[Document], former: Mapping[str, str]
) -> Iterator[Problem]:
    """A page for each record in some language, and a record for each such page; ``former`` leads
    from what files of pages were called to what they are called."""
    for collection in (name for name, one in COLLECTIONS.items() if one.paged):
        file = yaml_file.read_data(root, collection)
        if not isinstance(file.data, dict):
            continue
        with_page: set[str] = set()
        for page in pages:
            path, now = PurePosixPath(page.src), former.get(page.src, "")
            if path.parent.as_posix() != collection:
                continue
            with_page |= {path.stem, PurePosixPath(now).stem}
            if path.stem in file.data or path.stem == "index":
                continue
            message = say(
                'no "{id}" in {file} — add it, or remove the page', id=path.stem, file=file.path
            )
            if now:
                message = say(
                    "what it is about has another id now — name the file {file}, or move the text there",
                    file=now,
                )
            yield Problem(page.shown, 1, message)
        for record in file.data.keys() - with_page:
            message = say("it has no page — run: make new ID={id}", id=record)
            yield file.problem((record,), message)


def _address(page: Document) -> str:
    return page_address(page.src) or "/"


def address_clashes(archive: Archive, pages: Iterable[Document]) -> Iterator[Problem]:
    """Pages at an address at which the record writes one itself, or another page stands."""
    taken = {*map(claim_page, archive.claims), *former_pages(archive)}
    first: dict[tuple[str, str], str] = {}
    for page in pages:
        address = page_address(page.src)
        # Many systems do not tell capitals from small letters.
        other = first.setdefault((page.language, address.lower()), page.shown)
        if other != page.shown:
            message = say("its address is that of {other} — rename this page", other=other)
            yield Problem(page.shown, 1, message)
        elif address in taken:
            message = say(
                "the record writes a page of its own at {address} — rename this one",
                address=address,
            )
            yield Problem(page.shown, 1, message)

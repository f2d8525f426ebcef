"""What the search knows: one file per language, read by ``overrides/javascripts/search.js``.

Each document has its address, its words and, never shown, the other ways in which a reader may ask
for it. Pinyin is spelt by the search itself, from a table. Equal input gives equal bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from archive.languages import Language, other
from archive.model.addresses import address_of, claim_page
from archive.model.claims import Claim
from archive.model.collections import COLLECTIONS, Archive
from archive.model.evidence import Level, assess
from archive.model.records import Event
from archive.model.relations import appearances_of
from archive.model.sources import Source
from archive.project import Project
from archive.publishing.article import Article
from archive.publishing.spellings import aliases, readings, sounds, traditional
from archive.rendering.breadcrumbs import record_of
from archive.rendering.macros import Macros

# How much a kind of document weighs; those not named have a page of their own and weigh most.
_WEIGHTS = {
    "organization": 0.7,
    "person": 0.9,
    "figure": 1.0,
    "statement": 0.8,
    "term": 0.45,
    "event": 0.6,
    "source": 0.2,
    "publisher": 0.15,  # an organisation of which the record only says that it published
    "page": 0.4,
}
_KEYS = {
    "address": "u", "kind": "k", "title": "t", "aliases": "a", "value": "v", "summary": "s",
    "text": "x", "of": "o", "date": "d", "level": "e", "sections": "h", "weighs": "w",
}  # fmt: skip
_SEPARATOR = "; "  # of other names
_WORDS = ("none", "instead", "without", "some", "one", "nearest", "report", "more")


@dataclass(frozen=True)
class Document:
    """One thing to be found. ``of`` is the address of the page under which a claim is listed;
    ``sections`` of a page, each with its anchor, heading, text and other words, are found by
    themselves. ``weighs`` is the kind whose weight it has, if not its own."""

    address: str
    kind: str
    title: str
    aliases: Sequence[str] = ()
    value: str = ""
    summary: str = ""
    text: str = ""
    of: str = ""
    date: str = ""
    level: str = ""
    sections: tuple[tuple[str, str, str, str], ...] = ()
    weighs: str = ""

    def as_json(self) -> dict[str, Any]:
        """Short keys, and nothing that is empty."""
        fields = vars(self) | {"aliases": _SEPARATOR.join(filter(None, self.aliases))}
        row = {_KEYS[name]: value for name, value in fields.items() if value}
        return row | {"w": _WEIGHTS.get(self.weighs or self.kind, 1.5)}


def write(project: Project, language: Language, site: Path) -> None:
    """Write what the search needs beside the built pages in ``language``, which are in ``site``."""
    documents = list(_documents(project, site, language))
    labels = project.templates.words(language)
    kinds = sorted({document.kind for document in documents} | {"section"})
    index = {
        "words": {key: labels[f"search-{key}"] for key in _WORDS},
        "kinds": {kind: labels[f"found-{kind}"] for kind in kinds},
        "levels": {level: labels[f"level-{level}"] for level in Level},
        "fold": traditional("".join(_texts(documents))),
        "sounds": sounds("".join(_names(documents))),
        "documents": [document.as_json() for document in documents],
    }
    folder = site / "search"
    folder.mkdir(exist_ok=True)
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    (folder / "records.json").write_text(text + "\n", encoding="utf-8")


def _names(documents: Iterable[Document]) -> Iterator[str]:
    for document in documents:
        yield from (document.title, *document.aliases, document.value)
        for _, heading, _, asked in document.sections:
            yield from (heading, asked)


def _texts(documents: Iterable[Document]) -> Iterator[str]:
    yield from _names(documents)
    for document in documents:
        yield from (document.summary, document.text, document.date)
        yield from (text for _, _, text, _ in document.sections)


def _documents(project: Project, folder: Path, language: Language) -> Iterator[Document]:
    archive, macros = project.archive, project.macros(language, "")
    others = project.macros(other(language), "")
    yield from _pages(archive, macros, folder, language)
    for address, claim in archive.claims.items():
        record_id, statement = address.partition(".")[0], claim.statement
        yield Document(
            address=f"figures/#{address}",
            kind="statement" if statement else "figure",
            title=macros.words(claim.label),
            value="" if statement else macros.quantity(claim),
            summary=macros.words(statement) if statement else "",
            date=macros.date(claim.as_of) if claim.as_of else "",
            level=assess(claim),
            aliases=[
                macros.name_of(record_id),
                others.words(claim.label),
                *readings(claim.label),
                "" if statement else others.quantity(claim),
            ],
            of=address_of(archive, record_id),
        )

    def details(key: str, entry: Any) -> dict[str, Any]:
        """What is known of an entry that has no page of its own, besides its name."""
        if isinstance(entry, Event):
            asked = [others.words(entry.title), *readings(entry.title)]
            return {"date": macros.date(entry.date), "aliases": asked}
        if isinstance(entry, Source):
            described = macros.words(entry.description)
            summary = [described] if described != macros.name_of(key) else []
            summary += [macros.date(entry.published)] if entry.published else []
            asked = [macros.name_of(entry.publisher), entry.title or ""]
            asked += entry.author.written.values() if entry.author else ()
            asked.append(others.words(entry.description))
            return {"summary": " ".join(summary), "aliases": asked}
        appearances = appearances_of(archive, key)
        about = getattr(entry, "definition", None) or getattr(entry, "note", None)
        return {
            "weighs": "publisher" if {one.role for one in appearances} == {"publisher"} else "",
            "aliases": aliases(entry, language),
            "summary": macros.words(about) if about else "",
            "text": "; ".join(macros.name_of(appearance.target) for appearance in appearances),
        }

    for name, collection in COLLECTIONS.items():
        listed = collection.home and not collection.paged
        for key, entry in archive.entries(name).items() if listed else ():
            address, title = address_of(archive, key), macros.name_of(key)
            yield Document(address, collection.singular, title, **details(key, entry))


def _pages(
    archive: Archive, macros: Macros, folder: Path, language: Language
) -> Iterator[Document]:
    # Claims are documents themselves; a preview has their pages beside those that it renders again.
    of_claims = set(map(claim_page, archive.claims))
    for path in sorted(folder.rglob("index.html")):
        address = "" if path.parent == folder else f"{path.parent.relative_to(folder).as_posix()}/"
        if address in of_claims:
            continue
        page = Article.read(path)
        asked, claims, summary = [page.asked], dict[str, Claim](), None
        record_id = record_of(archive, address)
        if record_id:
            record = archive.records[record_id]
            claims, summary = record.claims, getattr(record, "summary", None)
            # What a page explains in place can be asked for by the name of the term.
            explained = [archive.terms[term] for term in page.terms]
            names = [
                [term.name.in_language(language), *aliases(term, language)] for term in explained
            ]
            asked = [*aliases(record, language), *chain(*names), *asked]
        figures = (macros.quantity(claim) for claim in claims.values() if claim.value is not None)
        yield Document(
            address=address,
            kind=COLLECTIONS[archive.homes[record_id]].singular if record_id else "page",
            title=page.title,
            aliases=asked,
            value=" ".join(figures),
            summary=macros.words(summary) if summary else "",
            # The first paragraph of a record's page is its summary.
            text=page.text.partition("\n")[2] if summary else page.text,
            sections=page.sections,
        )

"""The sources of the record for reference managers: BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

from archive.languages import HTML_LANGUAGES, LANGUAGES, Language
from archive.model.collections import Archive
from archive.model.dates import When
from archive.model.sources import Source
from archive.publishing.citations import EXPORTS, Item


def exports(archive: Archive) -> dict[str, bytes]:
    """Every export by the name of its file."""
    items = [source_item(archive, key) for key in archive.sources]
    return {name: f"{written(items)}\n".encode() for name, written in EXPORTS.items()}


def source_item(archive: Archive, key: str) -> Item:
    """A source in CSL-JSON, in its own language where the record has that, else in English.

    Square brackets mark what stands for a title that is not on record.
    """
    source = archive.sources[key]
    language = _language(source)
    item: Item = {
        "id": key,
        "type": "webpage" if source.address else "document",
        "title": source.title or f"[{source.description.in_language(language)}]",
        "publisher": archive.organizations[source.publisher].name.in_language(language),
        "language": HTML_LANGUAGES.get(language, language),
    }
    if source.author:
        item["author"] = [{"literal": source.author.in_language(language)}]
    if source.published:
        item["issued"] = _parts(source.published)
    if source.address:
        item["URL"] = source.address
    if source.retrieved:
        item["accessed"] = _parts(source.retrieved)
    if source.title:
        item["note"] = source.description.in_language(language)
        if source.title_language not in LANGUAGES and source.title_language:
            item["language"] = source.title_language
    return item


def _language(source: Source) -> Language:
    known = (side for side in LANGUAGES if side == source.title_language)
    return next(known, source.description.nearest("en"))


def _parts(moment: When) -> Item:
    ends = [moment.start, *([moment.end] if moment.end else [])]
    return {"date-parts": [list(end.parts()) for end in ends]}

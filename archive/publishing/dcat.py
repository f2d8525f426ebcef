"""What is published, for catalogues of data: a DCAT description in JSON-LD.

Its addresses are relative to its own, so that it holds wherever the site is. It states what is
on record and no more: no publisher, no date of issue.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from archive.languages import HTML_LANGUAGES, LANGUAGES, Language
from archive.model.collections import Archive
from archive.model.dates import When
from archive.publishing.formats import File, without_empty

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_LANGUAGES = "http://id.loc.gov/vocabulary/iso639-1/"


def covered(archive: Archive) -> tuple[When, When] | None:
    """The first and the last date of what happened, if anything did."""
    dates = sorted((event.date for event in archive.events.values()), key=When.order)
    return (dates[0], dates[-1]) if dates else None


def dataset(
    archive: Archive,
    names: Mapping[Language, str],
    notes: Mapping[Language, str],
    version: str,
    authors: Sequence[str],
    licence: str,
    files: Iterable[File],
) -> dict[str, Any]:
    """The record as a dataset with ``files`` as its distributions."""
    span = covered(archive)
    described = {
        "@context": _CONTEXT,
        "@id": "./",
        "@type": "dcat:Dataset",
        "dct:title": _in_both(names),
        "dct:description": _in_both(notes),
        "dct:language": [{"@id": f"{_LANGUAGES}{side}"} for side in LANGUAGES],
        "dct:license": {"@id": licence},
        "dcat:landingPage": [{"@id": f"../../{side}/data/"} for side in LANGUAGES],
        "dcat:version": version,
        "dct:creator": [{"@type": "foaf:Agent", "foaf:name": name} for name in authors],
        "dct:temporal": span and _period(*span),
        "dcat:distribution": [_distribution(file, licence) for file in files],
    }
    return without_empty(described)


def _period(first: When, last: When) -> dict[str, Any]:
    return {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": _typed(first.begins().isoformat(), "date"),
        "dcat:endDate": _typed(last.ends().isoformat(), "date"),
    }


def _distribution(file: File, licence: str) -> dict[str, Any]:
    return {
        "@type": "dcat:Distribution",
        "dct:title": file.path,
        "dct:license": {"@id": licence},
        "dcat:downloadURL": {"@id": file.path},
        "dcat:mediaType": {"@id": f"{_MEDIA_TYPES}{file.media}"},
        "dcat:byteSize": _typed(str(file.size), "nonNegativeInteger"),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": _typed(file.sha256, "hexBinary"),
        },
    }


def _in_both(words: Mapping[Language, str]) -> list[dict[str, str]]:
    return [{"@language": HTML_LANGUAGES[side], "@value": text} for side, text in words.items()]


def _typed(value: str, kind: str) -> dict[str, str]:
    return {"@type": f"xsd:{kind}", "@value": value}

"""What a page is about, in schema.org's vocabulary (JSON-LD), computed from the data.

    described(archive, page)    # a graph, ready for a script of type application/ld+json

Nothing is stated here that the pages do not show: no date that is not on record, no author
whom no source names.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from archive.languages import HTML_LANGUAGES, LANGUAGES, Language
from archive.model.addresses import address_of
from archive.model.collections import Archive
from archive.model.fields import Text
from archive.model.records import Event, Named, Work
from archive.model.relations import sources_of
from archive.publishing.tables import LICENCE, TABLES
from archive.rendering.breadcrumbs import Step, record_of

Node = dict[str, Any]
_MEDIA = {"csv": "text/csv", "json": "application/json"}


@dataclass(frozen=True)
class Page:
    """A built page: where the site is, the page's address in it, what it says of itself.

    ``words`` prints a text from data in the page's language.
    """

    site: str
    site_name: str
    language: Language
    tail: str
    title: str
    description: str
    trail: Sequence[Step]
    words: Callable[[Text], str]

    def url(self, address: str = "") -> str:
        """The public address of something in this page's language."""
        return f"{self.site}{self.language}/{address}"


def described(archive: Archive, page: Page) -> str:
    """The graph of ``page`` as JSON that cannot end a script element."""
    nodes = [_subject(archive, page), *_breadcrumbs(page)]
    graph = {"@context": "https://schema.org", "@graph": nodes}
    return json.dumps(graph, ensure_ascii=False).replace("<", "\\u003c")


def _subject(archive: Archive, page: Page) -> Node:
    found = record_of(archive, page.tail)
    if found and found[0] == "organizations":
        return _organization(archive, page, found[1])
    if found:
        return _article(archive, page, found[1])
    if page.tail == "":
        return _website(page)
    if page.tail == "timeline/":
        return _timeline(archive, page)
    if page.tail == "data/":
        return _dataset(archive, page)
    return {**_work("WebPage", page), "isPartOf": {"@id": page.url()}}


def _work(kind: str, page: Page) -> Node:
    """What every page says of itself as a creative work."""
    return {
        "@type": kind,
        "@id": page.url(page.tail),
        "url": page.url(page.tail),
        "name": page.title,
        "description": page.description,
        "inLanguage": HTML_LANGUAGES[page.language],
        "license": LICENCE["path"],
        "workTranslation": [
            {"@type": "CreativeWork", "@id": f"{page.site}{other}/{page.tail}"}
            for other in LANGUAGES
            if other != page.language
        ],
    }


def _website(page: Page) -> Node:
    return {
        **_work("WebSite", page),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{page.url()}?q={{query}}"},
            "query-input": "required name=query",
        },
    }


def _article(archive: Archive, page: Page, record_id: str) -> Node:
    record = archive.records()[record_id]
    return {
        **_work("Article", page),
        "headline": page.title,
        "isPartOf": {"@id": page.url()},
        "about": {"@type": "Thing", **_names(record, page)},
        "mentions": [
            {
                "@type": "Organization",
                "@id": _body_id(archive, page, body),
                "name": page.words(archive.organizations[body].name),
            }
            for body in _bodies(record)
        ],
        "citation": [_source(archive, page, source) for source in sources_of(archive, record_id)],
    }


def _body_id(archive: Archive, page: Page, organization: str) -> str:
    """What stands for the organisation itself; its page is another thing."""
    return page.url(f"{address_of(archive, organization)}#it")


def _bodies(record: Named) -> Iterator[str]:
    if isinstance(record, Work):
        owner = getattr(record, "owner", None) or getattr(record, "operator", None)
        bodies = [owner, *record.partners, *record.recipients]
        bodies += [recognition.by for recognition in record.recognitions]
        yield from dict.fromkeys(body for body in bodies if body)


def _names(named: Named, page: Page) -> Node:
    own = page.words(named.name)
    others = [named.name.in_language(side) for side in LANGUAGES]
    return {"name": own, "alternateName": [other for other in others if other != own]}


def _source(archive: Archive, page: Page, source_id: str) -> Node:
    source = archive.sources[source_id]
    node: Node = {
        "@type": "CreativeWork",
        "@id": page.url(f"sources/#{source_id}"),
        "name": page.words(source.title or source.about),
        "publisher": {
            "@type": "Organization",
            "@id": _body_id(archive, page, source.publisher),
            "name": page.words(archive.organizations[source.publisher].name),
        },
    }
    if source.date:
        node["datePublished"] = str(source.date.start)
    if source.address:
        node["url"] = source.address
    return node


def _organization(archive: Archive, page: Page, organization: str) -> Node:
    body = archive.organizations[organization]
    node: Node = {
        "@type": "Organization",
        "@id": _body_id(archive, page, organization),
        **_names(body, page),
        "mainEntityOfPage": page.url(page.tail),
    }
    if body.note:
        node["description"] = page.words(body.note)
    return node


def _timeline(archive: Archive, page: Page) -> Node:
    events = sorted(archive.events.items(), key=lambda item: item[1].date.order())
    return {
        "@type": "ItemList",
        "@id": page.url(page.tail),
        "name": page.title,
        "description": page.description,
        "numberOfItems": len(events),
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "item": {
                    "@type": "Event",
                    "@id": page.url(f"timeline/#{key}"),
                    "name": page.words(event.title),
                    **_dates(event),
                    "subjectOf": [
                        _source(archive, page, citation.source) for citation in event.sources
                    ],
                },
            }
            for place, (key, event) in enumerate(events, start=1)
        ],
    }


def _dates(event: Event) -> Node:
    """When an event was, as far as that is on record: the day of a report is not its day."""
    if event.date_of_report:
        return {}
    ends = {"endDate": str(event.date.end)} if event.date.end else {}
    return {"startDate": str(event.date.start), **ends}


def _dataset(archive: Archive, page: Page) -> Node:
    files = [(f"{name}.{ending}", media) for name in TABLES for ending, media in _MEDIA.items()]
    dates = sorted(event.date.order() for event in archive.events.values())
    by_order = {event.date.order(): event.date for event in archive.events.values()}
    first, last = by_order[dates[0]].start, by_order[dates[-1]]
    return {
        **_work("Dataset", page),
        "name": page.site_name,
        "inLanguage": [HTML_LANGUAGES[language] for language in LANGUAGES],
        "isAccessibleForFree": True,
        "temporalCoverage": f"{first}/{last.end or last.start}",
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file,
                "contentUrl": f"{page.site}data/v1/{file}",
                "encodingFormat": media,
            }
            for file, media in [*files, ("datapackage.json", _MEDIA["json"])]
        ],
    }


def _breadcrumbs(page: Page) -> Iterator[Node]:
    if page.tail:
        yield {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": place,
                    "name": step.words,
                    "item": {"@id": page.url(step.address)},
                }
                for place, step in enumerate(page.trail, start=1)
            ],
        }

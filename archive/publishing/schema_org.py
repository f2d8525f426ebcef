"""What a page is about, in schema.org's vocabulary (JSON-LD), computed from the data.

Nothing is stated here that the pages do not show.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from archive.languages import HTML_LANGUAGES, LANGUAGES, Language
from archive.model.addresses import address_of, claim_at
from archive.model.collections import COLLECTIONS, Archive
from archive.model.records import Named
from archive.model.relations import organizations_of, sources_of
from archive.model.texts import Text
from archive.publishing.citations import EXPORTS
from archive.publishing.dcat import covered
from archive.publishing.package import FOLDER, LICENCE, Package
from archive.rendering import wording
from archive.rendering.breadcrumbs import Crumb, record_of

Node = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """A built page: where the site is, the page's address in it, what it says of itself.

    ``words`` prints a text from data in the page's language; ``package`` is what is published
    for taking away, for the page that tells of it.
    """

    archive: Archive
    site: str
    site_name: str
    language: Language
    address: str
    title: str
    description: str
    breadcrumbs: Sequence[Crumb]
    words: Callable[[Text], str]
    package: Package | None = None

    def url(self, address: str = "") -> str:
        """The public address of something in this page's language."""
        return f"{self.site}{self.language}/{address}"


def described(page: Page) -> str:
    """The graph of ``page`` as JSON that cannot end a script element."""
    nodes = [*_subjects(page), *_breadcrumbs(page)]
    graph = {"@context": "https://schema.org", "@graph": nodes}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def _subjects(page: Page) -> list[Node]:
    if record := record_of(page.archive, page.address):
        return [_article(page, record)]
    if page.address == "":
        return [_website(page)]
    if page.address == "data/" and page.package:
        return [_dataset(page, page.package)]
    if claim := claim_at(page.archive, page.address):
        return [_claim_page(page, claim)]
    bodies = page.archive.organizations if page.address == COLLECTIONS["organizations"].home else ()
    return [
        {**_work("WebPage", page), "isPartOf": {"@id": page.url()}},
        *(_organization(page, body) for body in bodies),
    ]


def _claim_page(page: Page, address: str) -> Node:
    """A claim, with whoever makes it: no verdict on it, so no ClaimReview."""
    claim = page.archive.claims[address]
    node = _work("WebPage", page)
    del node["description"]  # says what the claim says
    return {
        **node,
        "isPartOf": {"@id": page.url()},
        "mainEntity": {
            "@type": "Claim",
            "text": wording.said(claim, page.archive, page.language),
            "author": _body(page, page.archive.said_by(claim)),
        },
    }


def _work(kind: str, page: Page) -> Node:
    """What every page says of itself as a creative work."""
    return {
        "@type": kind,
        "@id": page.url(page.address),
        "url": page.url(page.address),
        "name": page.title,
        "description": page.description,
        "inLanguage": HTML_LANGUAGES[page.language],
        "license": LICENCE["path"],
        "workTranslation": [
            {"@type": "CreativeWork", "@id": f"{page.site}{other}/{page.address}"}
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


def _article(page: Page, record_id: str) -> Node:
    record = page.archive.records[record_id]
    named = [body for _, body in organizations_of(record)]
    named += [body for claim in record.claims.values() for body in claim.names]
    return {
        **_work("Article", page),
        "headline": page.title,
        "isPartOf": {"@id": page.url()},
        "about": {"@type": "Thing", **_names(record, page)},
        "mentions": [_body(page, body) for body in dict.fromkeys(named)],
        "citation": [_source(page, source) for source in sources_of(page.archive, record_id)],
    }


def _body(page: Page, key: str) -> Node:
    """An organisation or a person, as the page tells of it on which it is an entry."""
    archive = page.archive
    return {
        "@type": "Person" if key in archive.people else "Organization",
        "@id": page.url(address_of(archive, key)),
        "name": page.words(archive.entries(archive.homes[key])[key].name),
    }


def _names(named: Named, page: Page) -> Node:
    own = page.words(named.name)
    others = named.name.written.values()
    return {"name": own, "alternateName": [other for other in others if other != own]}


def _source(page: Page, source_id: str) -> Node:
    source = page.archive.sources[source_id]
    node: Node = {
        "@type": "CreativeWork",
        "@id": page.url(f"sources/#{source_id}"),
        "description": page.words(source.description),
        "publisher": _body(page, source.publisher),
    }
    if source.title:
        node |= {"name": source.title, "inLanguage": source.title_language}
    if source.published:
        node["datePublished"] = str(source.published.start)
    if source.address:
        node["url"] = source.address
    return node


def _organization(page: Page, organization: str) -> Node:
    body = page.archive.organizations[organization]
    node = {
        **_body(page, organization),
        **_names(body, page),
        "mainEntityOfPage": {"@id": page.url(page.address)},
    }
    if body.note:
        node["description"] = page.words(body.note)
    return node


def _dataset(page: Page, package: Package) -> Node:
    of_tables = [f"{table.name}.{kind}" for table in package.tables for kind in ("csv", "json")]
    paths = (*of_tables, *package.together, *EXPORTS)
    span = covered(page.archive)
    temporal = (
        {"temporalCoverage": f"{span[0].start}/{span[1].end or span[1].start}"} if span else {}
    )
    return {
        **_work("Dataset", page),
        "name": page.site_name,
        "inLanguage": [HTML_LANGUAGES[language] for language in LANGUAGES],
        "isAccessibleForFree": True,
        **({"version": package.version} if package.version else {}),
        **temporal,
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.path,
                "contentUrl": f"{page.site}{FOLDER}/{file.path}",
                "encodingFormat": file.media,
                "contentSize": f"{file.size} B",
                "sha256": file.sha256,
            }
            for file in map(package.files.__getitem__, paths)
        ],
    }


def _breadcrumbs(page: Page) -> Iterator[Node]:
    if page.address:
        yield {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": place,
                    "name": step.words,
                    "item": {"@id": page.url(step.address)},
                }
                for place, step in enumerate(page.breadcrumbs, start=1)
            ],
        }

"""Where things live on the site. These addresses are cited by others: they do not change.

An address is written without its language: ``funds/some-fund/``, ``figures/#some-fund.total``.
"""

from __future__ import annotations

import posixpath
from pathlib import PurePosixPath

from archive.caching import record_cache
from archive.model.claims import Citation
from archive.model.collections import COLLECTIONS, Archive

# A language’s folder, in a site at a place of its own, for working out relative links.
_BASE = "/site/language"


def address_of(archive: Archive, name: str) -> str:
    """The address of a record, person, term, source, event or claim; KeyError if there is none."""
    collection = COLLECTIONS.get(archive.homes.get(name) or "")
    if collection:
        return f"{collection.home}{name}/" if collection.paged else f"{collection.home}#{name}"
    archive.claims[name]
    return f"figures/#{name}"


def former_pages(archive: Archive) -> dict[str, str]:
    """The addresses of pages that are no more, since what they were about was renamed -> where
    they lead. Where an entry has only an anchor, its old anchors stand beside it."""
    files = former_files(archive).items()
    claims = ((old, now) for old, now in archive.former.items() if now in archive.claims)
    return {
        **{page_address(old): page_address(now) for old, now in files},
        **{claim_page(old): claim_page(now) for old, now in claims},
    }


def former_files(archive: Archive) -> dict[str, str]:
    """The files of pages that were renamed with their records, below each language's folder."""
    homes = archive.homes
    return {
        f"{homes[now]}/{old}.md": f"{homes[now]}/{now}.md"
        for old, now in archive.former.items()
        if now in homes and COLLECTIONS[homes[now]].paged
    }


def claim_page(claim: str) -> str:
    """The address of the page of its own that a claim has, besides its row among the figures."""
    return f"figures/{claim}/"


def claim_at(archive: Archive, address: str) -> str | None:
    """The claim whose page of its own is at ``address``, if any is."""
    claim = address.removeprefix(claim_page("").removesuffix("/")).removesuffix("/")
    return claim if claim in archive.claims and address == claim_page(claim) else None


def place_of(archive: Archive, citation: Citation) -> str:
    """Where readers find what a citation points to: a paragraph, or the source's entry."""
    source = archive.sources[citation.source]
    if source.page and citation.locator:
        return f"{source.page}#{paragraph_id(citation.locator.split()[0])}"
    return f"{COLLECTIONS['sources'].home}#{citation.source}"


def paragraph_id(locator: str) -> str:
    """The anchor of a numbered paragraph: ¶5 -> p5."""
    return f"p{locator.removeprefix('¶')}"


def href(target: str, page: str) -> str:
    """A relative link from the page at address ``page`` to ``target``, fragment kept.

    Relative, so that the site works under any path of any server.
    """
    path, mark, fragment = target.partition("#")
    if path == page and mark:
        return f"#{fragment}"
    return f"{_relative_path(path, page)}{mark}{fragment}"


@record_cache  # a page leads to the same few hundreds of times
def _relative_path(path: str, page: str) -> str:
    # From a root of its own: what the folder is called in which this runs must not matter.
    relative = posixpath.relpath(f"{_BASE}/{path}", f"{_BASE}/{page}")
    return f"{relative}/" if not path or path.endswith("/") else relative


def page_address(source: str) -> str:
    """``funds/index.md`` -> ``funds/``; ``timeline.md`` -> ``timeline/``; ``index.md`` -> ``""``."""
    path = PurePosixPath(source)
    folder = path.parent if path.stem in ("index", "README") else path.with_suffix("")
    return "" if folder == PurePosixPath(".") else f"{folder}/"

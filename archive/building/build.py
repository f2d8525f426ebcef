"""Both languages -> one folder that any web server can serve.

    build(Path("."), Path("site"))

The site is put together in a fresh folder and takes the place of the old one
only when it is whole: a failed build leaves the last good site untouched.

Environment: ``SITE_URL`` is the public address of the site, for canonical links
and the sitemap; ``REPOSITORY_URL`` turns on the edit links and the form for mistakes,
``CONTACT`` names a mail address for them.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from archive.building.language_site import build_language, check_pages, environment
from archive.building.page_metadata import PICTURE
from archive.building.workers import Workers
from archive.languages import LANGUAGES
from archive.model.addresses import claim_page, page_address
from archive.pages.check import check
from archive.pages.configuration import site_names
from archive.pages.document import documents
from archive.problems import ContentError, Problem
from archive.project import open_project
from archive.publishing import claim_pages, feeds, package, site_root

# Marks a folder as a site of ours, which the next build may replace.
MARK = ".public-record"
DEFAULT_URL = "http://127.0.0.1:8000/"


class BuildError(Exception):
    """MkDocs refused to build; the message is what it said, one complaint a line."""


def build(root: Path, site: Path, url: str | None = None) -> None:
    """Build the project at ``root`` into the folder ``site``, replacing it.

    ``url`` is the public address of the site, by default ``$SITE_URL``. Raises
    ContentError for mistakes in data or pages and BuildError for what MkDocs
    refuses, or if ``site`` is anything but missing, empty or an earlier site; it is
    then as it was.
    """
    with Workers(root.resolve()) as workers:
        problems = build_with(workers, site, url, draft=False)
    if problems:
        raise ContentError(problems)


def build_with(workers: Workers, site: Path, url: str | None, *, draft: bool) -> list[Problem]:
    """:func:`build` with workers that go on afterwards. A ``draft`` is built in spite of
    mistakes that do not hinder it; the mistakes are returned, the others raised."""
    root = workers.root
    address = _address(url or os.environ.get("SITE_URL") or DEFAULT_URL)
    _check_contact()
    _refuse_foreign(site)
    problems = check(root, lambda: workers.all(check_pages).values())
    if any(problem.blocking or not draft for problem in problems):
        raise ContentError(problems)
    with _fresh_folder(site) as fresh:
        running = [
            workers.start(language, build_language, fresh, environment(address))
            for language in LANGUAGES
        ]
        _publish_data(root, fresh)
        complaints = [line for one in running for line in one.result()]
        if complaints:
            raise BuildError("\n".join(complaints))
        _publish_site(root, fresh, address)
        _replace(site, fresh)
    return problems


def _publish_data(root: Path, folder: Path) -> None:
    """Write what carries no language in its address."""
    project = open_project(root)
    package.write(package.package(project, site_names(root)), folder)


def _publish_site(root: Path, folder: Path, url: str) -> None:
    """Write what stands at the root of the site and beside its pages, for the address ``url``."""
    project, names = open_project(root), site_names(root)
    feeds.write_feeds(project.archive, project.templates, folder, names, url)
    docs = project.docs(LANGUAGES[0])
    pages = {page.src for page in documents(root, LANGUAGES)[0]}
    picture = f"{LANGUAGES[0]}/{PICTURE}" if (docs / PICTURE).is_file() else ""
    claims = map(claim_page, project.archive.claims)
    addresses = sorted([*(page_address(page) for page in pages), *claims])
    own = PICTURE if picture else ""
    claim_pages.write(project, folder, names, url, own, project.version)
    site_root.write(project.templates, folder, names, url, addresses, picture)
    (folder / MARK).touch()


def _check_contact() -> None:
    """BuildError if ``CONTACT`` is set to something that no mail can be sent to."""
    contact = os.environ.get("CONTACT", "")
    if contact and not re.fullmatch(r"[^@\s<>?&]+@[^@\s<>?&]+", contact):
        message = "write a mail address, such as record@example.org"
        raise BuildError(f'CONTACT: got "{contact}" — {message}')


def _address(url: str) -> str:
    """The public address with a slash at its end; BuildError if it is none."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        message = "write the site’s public address, such as https://example.org/record/"
        raise BuildError(f'SITE_URL: got "{url}" — {message}')
    return url.rstrip("/") + "/"


def _refuse_foreign(site: Path) -> None:
    """BuildError unless ``site`` is missing, empty or an earlier site: a build deletes it."""
    if site.is_symlink():
        raise BuildError(f"{site}: a link to another place — name the folder itself")
    if site.exists() and not site.is_dir():
        raise BuildError(f"{site}: no folder — name a new or an empty one")
    if site.exists() and not (site / MARK).is_file() and any(site.iterdir()):
        raise BuildError(
            f"{site}: holds files that no build of ours wrote, and a build would delete them — "
            "name a new or an empty folder, or empty this one by hand"
        )


@contextmanager
def _fresh_folder(site: Path) -> Iterator[Path]:
    """A new folder beside ``site``, removed if it was not moved away."""
    site.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent))
    fresh.chmod(0o755)
    try:
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _replace(site: Path, fresh: Path) -> None:
    old = fresh.with_name(f"{fresh.name}-old")
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)

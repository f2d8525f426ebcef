"""Both languages -> one folder that any web server can serve.

    build(Path("."), Path("site"))

The site is put together in a fresh folder and takes the place of the old one
only when it is whole: a failed build leaves the last good site untouched.

Environment: ``SITE_URL`` is the public address of the site, for canonical links
and the sitemap; ``REPOSITORY_URL`` turns on the edit links and the form for mistakes,
``CONTACT`` names a mail address for them. ``EDIT_URL`` is where the host of the repository
edits docs/, if that is not ``edit/main/docs/`` below it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import quote

from archive.building.check import check, published
from archive.building.language_site import build_language
from archive.building.site_folder import MARK, new_site, refuse_foreign
from archive.building.workers import Workers
from archive.languages import LANGUAGES
from archive.messages import say
from archive.model.addresses import claim_page, page_address
from archive.model.web_addresses import unsafe
from archive.pages.configuration import site_names
from archive.pages.document import documents
from archive.problems import ContentError, Problem, RefusedError, printable
from archive.project import open_project
from archive.publishing import content_security, package, site_root
from archive.publishing.claim_pages import shared_picture

DEFAULT_URL = "http://127.0.0.1:8000/"
_LAST_PORT = 65_535


def build(root: Path, site: Path, url: str | None = None, *, pictures: bool = False) -> None:
    """Build the project at ``root`` into the folder ``site``, replacing it.

    ``url`` is the public address of the site, by default ``$SITE_URL``. With ``pictures``, link
    previews show each claim, where the machine has a Han typeface. Raises
    ContentError for mistakes in data or pages, and RefusedError for what MkDocs refuses or if
    ``site`` is anything but missing, empty or an earlier site, or cannot be written; it is
    then as it was.
    """
    with Workers(root.resolve()) as workers:
        problems = build_with(workers, site, url, draft=False, pictures=pictures)
    if problems:
        raise ContentError(problems)


def build_with(
    workers: Workers, site: Path, url: str | None, *, draft: bool, pictures: bool = False
) -> list[Problem]:
    """:func:`build` with workers that go on afterwards. A ``draft`` is built in spite of
    mistakes that do not hinder it; the mistakes are returned, the others raised."""
    root = workers.root
    address = public_address(url)
    _check_links_to_contributors()
    refuse_foreign(site)
    problems = check(root, workers)
    if any(problem.blocking or not draft for problem in problems):
        raise ContentError(problems)
    with new_site(site) as fresh, workers.drained_on_error():
        building = workers.start_all(build_language, fresh, address, draft=draft, pictures=pictures)
        package.write(published(open_project(root)), fresh)
        _publish_root(root, fresh, address)
        built = [task.result() for task in building]
        if complaints := [line for complaints, _ in built for line in complaints]:
            raise RefusedError("\n".join(complaints))
        if not draft:
            inline = [content_security.write(fresh.glob("*.html")), *(one for _, one in built)]
            content_security.write_headers(fresh, inline)
    return problems


def _publish_root(root: Path, folder: Path, url: str) -> None:
    """Write what stands at the root of the site, for the address ``url``."""
    project, names = open_project(root), site_names(root)
    pages = {page.src for page in documents(root)}
    picture = shared_picture(project, LANGUAGES[0])
    claims = map(claim_page, project.archive.claims)
    addresses = sorted([*(page_address(page) for page in pages), *claims])
    site_root.write(project, folder, names, url, addresses, picture and f"{LANGUAGES[0]}/{picture}")
    (folder / MARK).touch()


def _check_links_to_contributors() -> None:
    """RefusedError if a setting for reports and edits leads nowhere."""
    for name in ("REPOSITORY_URL", "EDIT_URL"):
        address = os.environ.get(name, "")
        ending = say("the ending {ending}", ending=".git") if address.endswith(".git") else None
        if address and (wrong := unsafe(address) or ending):
            message = say(
                '{name}: got "{value}", with {what} — write its address, such as '
                "https://example.org/some/record",
                name=name,
                value=address,
                what=wrong,
            )
            raise RefusedError(printable(message))
    contact = os.environ.get("CONTACT", "")
    if contact and not re.fullmatch(r"[^@\s<>?&:,]+@[^@\s<>?&:,]+", contact):
        message = say(
            'CONTACT: got "{value}" — write a mail address, such as record@example.org',
            value=contact,
        )
        raise RefusedError(printable(message))


def public_address(url: str | None) -> str:
    """The public address of the site, by default ``$SITE_URL``, with a slash at its end;
    RefusedError if it is none."""
    url = (url or os.environ.get("SITE_URL") or DEFAULT_URL).strip()
    form = r"(?i:(https?)://([\w-]{1,63}(?:\.[\w-]{1,63})*))(:[0-9]{1,5})?((?:/(?!\.)[\w.~%-]+)*)/?"
    parts = re.fullmatch(form, url)
    if not parts or ".htm" in url or int((parts[3] or ":0")[1:]) > _LAST_PORT:
        message = say(
            'SITE_URL: got "{value}" — write the site’s public address, such as '
            "https://example.org/record/",
            value=url,
        )
        raise RefusedError(printable(message))
    scheme, host, port, path = parts.groups(default="")
    # As browsers ask for it: sitemaps and feeds hold nothing else.
    host = host if host.isascii() else host.encode("idna").decode()
    return f"{scheme.lower()}://{host.lower()}{port}{quote(path, safe='/%~')}/"

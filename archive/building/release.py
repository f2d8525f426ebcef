"""What a reader keeps: the site in a zip, the book of each language as PDF and EPUB, and hashes.

One commit and one set of tools give the same bytes: the only time in them is
``SOURCE_DATE_EPOCH``, the commit's.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from archive.building.build import build, public_address
from archive.building.page_metadata import edition
from archive.building.site_folder import MARK, new_site, refuse_foreign
from archive.languages import LANGUAGES
from archive.pages.configuration import configuration
from archive.problems import refusal
from archive.project import open_project
from archive.publishing.book import Book
from archive.publishing.formats import zip_of
from archive.publishing.offline import offline_copy
from archive.rendering.macros import RELEASE_FOLDER, release_is_published

SUMS = "SHA256SUMS"


def release(
    root: Path, site: Path, dist: Path, url: str | None, printer: Path, *, pictures: bool = False
) -> None:
    """Build ``site``, and from it what ``dist`` holds, replacing both.

    ``url`` and ``pictures`` are what :func:`build` takes; ``printer`` is WeasyPrint's command.
    Raises what :func:`build` raises, and RefusedError if ``dist`` is no folder of ours or the
    printer refuses; ``dist`` is then as it was.
    """
    when = _commit_date()
    if shutil.which(printer) is None:
        raise refusal("{path}: no such command — run make release, which installs it", path=printer)
    refuse_foreign(dist)
    build(root, site, url, pictures=pictures)
    address = public_address(url)
    both = books(root, site, address)
    with new_site(dist) as fresh:
        (fresh / MARK).touch()
        pages = {f"record-{book.language}.pdf": book.print_html(when) for book in both}
        _print(pages, fresh, printer)
        for book in both:
            (fresh / f"record-{book.language}.epub").write_bytes(book.epub(when))
        copy = zip_of(offline_copy(site, address), "record-site")
        (fresh / "record-site.zip").write_bytes(copy)
        (fresh / SUMS).write_text(_sums(fresh), encoding="utf-8")
    if release_is_published():
        shutil.copytree(dist, site / RELEASE_FOLDER, ignore=shutil.ignore_patterns(MARK))


def _commit_date() -> datetime:
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not stated.isdecimal():
        raise refusal(
            'SOURCE_DATE_EPOCH: got "{value}" — give the commit’s date in seconds since 1970, '
            "or run make release, which does",
            value=stated,
        )
    return datetime.fromtimestamp(int(stated), UTC)


def books(root: Path, site: Path, url: str) -> list[Book]:
    """The book of each language, from the built ``site``."""
    project = open_project(root)
    return [
        Book.of(
            site,
            project,
            language,
            url,
            configuration(root, language).settings,
            edition(project, language),
        )
        for language in LANGUAGES
    ]


def _print(pages: Mapping[str, str], folder: Path, printer: Path) -> None:
    """Make a PDF of each of the HTML ``pages``, by its name in ``folder``, all at the same time."""
    with tempfile.TemporaryDirectory() as scratch, ExitStack() as stack:
        running = []
        for name, html in pages.items():
            source = Path(scratch) / f"{name}.html"
            source.write_text(html, encoding="utf-8")
            kind = ("--quiet", "--pdf-variant", "pdf/ua-1")  # tagged, for whoever listens
            command: list[str | Path] = [printer, *kind, source, folder / name]
            process = subprocess.Popen(  # noqa: S603 — the command is ours
                command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
            )
            running.append((name, stack.enter_context(process)))
        for name, process in running:
            said, _ = process.communicate()
            if process.returncode:
                last = said.strip().rpartition("\n")[2] or f"exit status {process.returncode}"
                raise refusal("{path}: WeasyPrint says: {words}", path=name, words=last)


def _sums(folder: Path) -> str:
    """The hash of each file in ``folder``, as ``sha256sum --check`` reads them."""
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(folder.iterdir())
        if path.name != MARK
    )

"""Reading a built site in tests: its pages, parsed once, and a server for browsers."""

from __future__ import annotations

import hashlib
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from inspect import signature
from pathlib import Path
from types import ModuleType

from bs4 import BeautifulSoup
from playwright.sync_api import Browser, sync_playwright

from archive.languages import LANGUAGES
from archive.model.addresses import address_of, claim_page, page_address
from archive.model.collections import COLLECTIONS, Archive
from archive.pages.document import documents
from archive.pages.links import anchors
from archive.project import open_project

PROJECT = Path(__file__).parent.parent
# The path under which the browser tests serve the site.
PREFIX = "/some/project"


@dataclass
class Site:
    """A built site, and the archive and the checkout that it was built from."""

    folder: Path
    archive: Archive = field(default_factory=lambda: open_project(PROJECT).archive)
    root: Path = PROJECT

    @cached_property
    def pages(self) -> dict[str, BeautifulSoup]:
        """Every page of both languages by its address, such as ``zh/funds/``."""
        found = {}
        for language in LANGUAGES:
            for path in sorted((self.folder / language).rglob("index.html")):
                address = path.parent.relative_to(self.folder).as_posix() + "/"
                found[address] = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        return found

    @cached_property
    def tails(self) -> list[str]:
        """One page of each type, below the language: all but records and claims, of each kind
        of record that with most claims, and one claim."""
        archive = self.archive
        own = {f"{home}/{key}/" for key, home in archive.homes.items()}
        own |= {claim_page(address) for address in archive.claims}
        tails = [page.removeprefix("en/") for page in self.pages if page.startswith("en/")]
        kinds = [archive.entries(name) for name, one in COLLECTIONS.items() if one.paged]
        longest = [max(kind, key=lambda key: len(kind[key].claims)) for kind in kinds if kind]
        return [
            *(tail for tail in tails if tail not in own),
            *(claim_page(address) for address in list(archive.claims)[:1]),
            *(address_of(archive, key) for key in longest),
        ]

    @cached_property
    def stand_ins(self) -> set[str]:
        """The addresses of the pages that exist in the other language only."""
        every = documents(self.root)
        return {f"{page.language}/{page_address(page.src)}" for page in every if page.stand_in}

    @cached_property
    def written(self) -> dict[str, set[str]]:
        """The ids that contributors give to headings, by the page's address below the language."""
        found: dict[str, set[str]] = {}
        for page in documents(self.root):
            found.setdefault(page_address(page.src), set()).update(anchors(page.text))
        return found

    def text(self, address: str) -> str:
        """The visible text of a page's article, with single spaces."""
        article = self.pages[address].find("article")
        assert article is not None, address
        return " ".join(article.get_text(" ").split())


def passed(site: Site, *modules: ModuleType) -> int:
    """Run the tests of a built site in these modules on another one; how many there are."""
    tried = 0
    for name, test in (one for module in modules for one in vars(module).items()):
        needed = signature(test).parameters.keys() if name.startswith("test_") else ()
        for language in LANGUAGES if "language" in needed else LANGUAGES[:1]:
            given = {"own_site": site, "invented_site": site, "language": language}
            if needed and needed <= given.keys():
                test(**{one: given[one] for one in needed})
                tried += 1
    return tried


def fingerprint(folder: Path) -> dict[str, str]:
    """Each file below ``folder`` with a hash of what it holds."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def chromium() -> str:
    """The path of the machine's own Chromium."""
    names = ("chromium", "chromium-browser", "google-chrome")
    executable = next((path for name in names if (path := shutil.which(name))), None)
    assert executable, "no Chromium found — run `make test`, which installs one"
    return executable


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser; ``make test`` installs one where there is none."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder, and says nothing of it."""

    prefix = ""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(self.prefix) or "/")

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path, prefix: str = "", by: type[Quiet] = Quiet) -> Iterator[str]:
    """Serve ``folder`` under the path ``prefix`` of a local server; yields its address."""
    handler = type("Handler", (by,), {"prefix": prefix})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{prefix}/"
    finally:
        server.shutdown()
        server.server_close()

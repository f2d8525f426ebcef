"""The live preview: both languages under one address, rebuilt when a file changes.

Where only pages have changed, only these are rendered again. A mistake in the content is
printed, and shown in the browser over the last good page, until it is mended.
"""

from __future__ import annotations

import html
import logging
import socket
import traceback
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from archive.building.build import build_with
from archive.building.check import check
from archive.building.language_site import FullBuildNeededError, build_pages
from archive.building.site_folder import MARK
from archive.building.workers import Workers
from archive.languages import LANGUAGES, Language
from archive.messages import say
from archive.pages.document import documents
from archive.pages.ledger import LEDGER
from archive.pages.reviews import reviews
from archive.problems import ContentError, Problem, RefusedError

WATCHED = ("docs", "data", "templates", "overrides", "macros.py", "mkdocs.yml", "mkdocs.en.yml")
# Seconds between looking for changes.
_LOOK = 0.2
# The macro that prints the review status of other pages.
_STATUS = "translation_status"
_PANEL = (
    '<pre role="alert" style="position:fixed;top:0;left:0;right:0;z-index:99;max-height:60vh;'
    "overflow:auto;margin:0;padding:1em;border-bottom:4px solid #b3261e;background:#fff;"
    'color:#000;font-size:14px;white-space:pre-wrap">{}</pre>'
)
Stamps = dict[Path, int]
Page = tuple[Language, str]


def serve(root: Path, host: str, port: int) -> None:
    """Preview the project at ``root`` on ``host``:``port`` until interrupted.

    Raises OSError if the port is taken.
    """
    with socket.socket() as probe:  # before the first build, which takes seconds
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    url = f"http://{host}:{port}/"
    with Workers(root.resolve()) as workers:
        preview = Preview(workers, root.resolve() / ".preview" / "site", url)
        print(say("Building both languages; the first time takes some seconds."), flush=True)
        preview.rebuild()
        site = preview.site
        server = _Server(preview.rebuild, host, port, str(site), polling_interval=_LOOK)
        server.preview = preview
        not_found = site / "404.html"
        server.error_handler = lambda code: (
            not_found.read_bytes() if code == 404 and not_found.exists() else None
        )
        for name in WATCHED:
            server.watch(str(root / name))
        print(say("Preview at {url} — stop it with Ctrl+C", url=url), flush=True)
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            print(say("Stopped."))
        finally:
            server.shutdown()


class Preview:
    """A built site that follows the project's files; ``mistakes`` is what it does not show yet."""

    def __init__(self, workers: Workers, site: Path, url: str) -> None:
        self.workers, self.site, self.url = workers, site, url
        self.mistakes = ""
        self._stamps: Stamps = {}
        self._not_in_step: set[Page] = set()

    def rebuild(self) -> None:
        """Bring the site in step with the files. Prints what is wrong and never raises:
        the server would hold back every page until the next good build."""
        root = self.workers.root
        stamps = _stamps(root)
        changed = {
            path for path in stamps | self._stamps if stamps.get(path) != self._stamps.get(path)
        }
        try:
            tolerated = self._rebuild_pages(changed) if self._stamps else None
            if tolerated is None:
                self._stamps = {}  # until this has worked, nothing can be built upon
                tolerated = build_with(self.workers, self.site, self.url, draft=True)
        except (ContentError, RefusedError) as error:
            self._fail(str(error), say("Not rebuilt: correct the lines above."))
        except Exception as error:  # such as a slip in a template that is being edited
            where = getattr(error, "filename", None) or getattr(error, "name", None) or ""
            line = getattr(error, "lineno", None)
            place = f"{where}:{line}: " if where and line else ""
            if not place:
                traceback.print_exc()
            mistake = f"{place}{type(error).__name__}: {error}"
            self._fail(mistake, say("Not rebuilt: correct what is named above."))
        else:
            self._stamps, self._not_in_step = stamps, _not_in_step(root)
            self.mistakes = "\n".join(map(str, tolerated))
            if tolerated:
                self.mistakes += "\n" + say(
                    "Shown all the same; `make build` and `make test` will refuse the above."
                )
                print(self.mistakes)
            print(say("Built both languages."), flush=True)

    def _rebuild_pages(self, changed: set[Path]) -> list[Problem] | None:
        """Render the ``changed`` pages and those that speak of them; None if that will not do."""
        root = self.workers.root
        docs = {language: root / "docs" / language for language in LANGUAGES}
        pages: set[Page] = set()
        for path in changed - {root / LEDGER}:
            language = next((side for side in LANGUAGES if path.is_relative_to(docs[side])), None)
            if language is None or path.suffix != ".md" or path not in self._stamps:
                return None
            pages.add((language, path.relative_to(docs[language]).as_posix()))
        if not changed or not all(path.exists() for path in changed):
            return None
        problems = check(root, self.workers)
        if any(problem.blocking for problem in problems):
            raise ContentError(problems)
        not_in_step = _not_in_step(root)
        if not_in_step != self._not_in_step:
            pages |= not_in_step ^ self._not_in_step
            for page in documents(root):
                if any(call.macro == _STATUS for call in page.calls):
                    pages.add((page.language, page.src))
        rendering = [
            self.workers.start(language, build_pages, [src for _, src in of_language], self.site)
            for language, of_language in groupby(sorted(pages), itemgetter(0))
        ]
        try:
            complaints = [line for task in rendering for line in task.result()]
        except FullBuildNeededError:
            return None
        if complaints:
            self._stamps = {}
            raise RefusedError("\n".join(complaints))
        return problems

    def _fail(self, mistakes: str, outcome: str) -> None:
        self.mistakes = f"{mistakes}\n{outcome}"
        print(self.mistakes, flush=True)
        if not self.site.exists():  # not even one good build: an empty page to show them on
            self.site.mkdir(parents=True)
            (self.site / MARK).touch()
            (self.site / "index.html").write_text("<!doctype html><meta charset=utf-8>", "utf-8")


class _Server(LiveReloadServer):
    """Shows in the browser, too, what is wrong: over the last good page."""

    preview: Preview

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        if self.preview.mistakes:
            before, end, after = content.rpartition(b"</body>")
            panel = _PANEL.format(html.escape(self.preview.mistakes)).encode()
            content = before + panel + end + after if end else content + panel
        page: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        return page


def _stamps(root: Path) -> Stamps:
    """When each watched file was changed last; equal sizes and times are the same file."""
    files = [path for name in WATCHED for path in [root / name, *(root / name).rglob("*")]]
    return {path: path.stat().st_mtime_ns for path in files if path.is_file()}


def _not_in_step(root: Path) -> set[Page]:
    """The pages that show a notice, or whose state the status page shows."""
    pages = (review.src for review in reviews(root) if not (review.entry or review.in_step))
    return {(language, src) for src in pages for language in LANGUAGES}

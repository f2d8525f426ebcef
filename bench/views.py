"""What a browser loads to show a page for the first time, from a server that sends gzip."""

from __future__ import annotations

import gzip
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Request

from tests.built import Quiet, served

_COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".webmanifest"}
_KINDS = {"document": "HTML", "stylesheet": "CSS", "script": "script", "image": "image"}


@dataclass(frozen=True)
class View:
    """A cold first view: requests, and KiB of bodies as sent, by kind."""

    requests: int
    kib: Counter[str]


def first_view(browser: Browser, site: Path, address: str) -> View:
    """What ``address`` of a built ``site`` loads in a browser that has seen nothing yet."""
    sizes: Counter[str] = Counter()
    with served(site, by=_Gzip) as base, browser.new_context() as context:
        page = context.new_page()
        requests: list[Request] = []
        page.on("requestfinished", lambda request: requests.append(request))
        page.goto(base + address, wait_until="networkidle")
        page.wait_for_timeout(500)  # for what is fetched when the page is at rest
        for request in requests:
            kind = _KINDS.get(request.resource_type, "other")
            sizes[kind] += request.sizes()["responseBodySize"]
    return View(len(requests), Counter({kind: size / 1024 for kind, size in sizes.items()}))


class _Gzip(Quiet):
    """Sends files as static hosts do: text compressed."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # noqa: N802 — the library's name
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        if path.suffix in _COMPRESSED:
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

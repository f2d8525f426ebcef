"""The live preview: both languages under one address, rebuilt when a file changes.

A mistake in the content is printed, and the preview goes on with the last good
pages until it is mended.
"""

from __future__ import annotations

import html
import logging
import socket
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from archive.building.build import MARK, BuildError, build
from archive.problems import ContentError

WATCHED = ("docs", "data", "templates", "overrides", "macros.py", "mkdocs.yml", "mkdocs.en.yml")


def serve(root: Path, host: str, port: int) -> None:
    """Preview the project at ``root`` on ``host``:``port`` until interrupted.

    Raises OSError if the port is taken.
    """
    with socket.socket() as probe:  # before the first build, which takes seconds
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    site = root / ".preview" / "site"
    url = f"http://{host}:{port}/"

    def rebuild() -> None:
        # Raising here would make the server hold back every page until the next good build.
        try:
            drafts = build(root, site, url, preview=True)
        except (ContentError, BuildError) as error:
            print(f"{error}\nNot rebuilt: correct the lines above.", flush=True)
            _show_mistakes(site, str(error))
        except Exception as error:  # such as a slip in a template that is being edited
            where = getattr(error, "filename", None) or getattr(error, "name", None) or ""
            line = getattr(error, "lineno", None)
            place = f"{where}:{line}: " if where and line else ""
            mistake = f"{place}{type(error).__name__}: {error}"
            print(f"{mistake}\nNot rebuilt: correct what is named above.", flush=True)
            _show_mistakes(site, mistake)
        else:
            for problem in drafts:
                print(problem)
            if drafts:
                print("Shown all the same; `make build` and `make test` will refuse the above.")
            print("Built both languages.", flush=True)

    rebuild()
    server = LiveReloadServer(builder=rebuild, host=host, port=port, root=str(site))
    not_found = site / "404.html"
    server.error_handler = lambda code: (
        not_found.read_bytes() if code == 404 and not_found.exists() else None
    )
    for name in WATCHED:
        server.watch(str(root / name))
    print(f"Preview at {url} — stop it with Ctrl+C", flush=True)
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        print("Stopped.")
    finally:
        server.shutdown()


def _show_mistakes(site: Path, mistakes: str) -> None:
    """A page with the mistakes, where not even one good build exists yet."""
    if site.exists():
        return
    site.mkdir(parents=True)
    page = f"<!doctype html><meta charset=utf-8><title>!</title><body><pre>{html.escape(mistakes)}</pre></body>"
    (site / MARK).touch()
    (site / "index.html").write_text(page, encoding="utf-8")

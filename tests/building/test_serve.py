"""The live preview: it shows changes, survives mistakes and recovers."""

from __future__ import annotations

import gc
import os
import signal
import socket
import subprocess
import sys
import time
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from archive.building.build import DEFAULT_URL, build_with
from archive.building.check import check
from archive.building.preview import Preview
from archive.building.workers import Workers
from archive.languages import Language
from archive.pages.reviews import mark_reviewed
from archive.project import open_project
from tests.built import fingerprint

PATIENCE = 120  # seconds before a wait is given up as never to end


@pytest.fixture
def preview(scratch: Path) -> Iterator[tuple[str, Path]]:
    """A running preview of the scratch record: its address, and the file it writes to."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = scratch / "preview.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "archive", "serve", "--port", str(port)],
            cwd=scratch,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        try:
            yield f"http://127.0.0.1:{port}/", log
        finally:
            process.terminate()
            process.wait(PATIENCE)


def read(url: str) -> str:
    try:
        with urlopen(url) as response:
            return str(response.read().decode())
    except (URLError, ConnectionError):
        return ""


def wait_for(found: str, url: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while found not in read(url):
        assert time.monotonic() < deadline, f"{found!r} never appeared at {url}"
        time.sleep(0.2)


def test_preview_follows_changes_survives_mistakes_and_recovers(
    scratch: Path, preview: tuple[str, Path]
) -> None:
    address, log = preview
    pages = {language: scratch / "docs" / language / "about.md" for language in ("zh", "en")}
    good = {language: page.read_text("utf-8") for language, page in pages.items()}
    wait_for("<article", f"{address}zh/about/")
    wait_for("<article", f"{address}en/about/")

    pages["zh"].write_text(good["zh"] + "\nFirst change zh.\n", "utf-8")
    wait_for("First change zh", f"{address}zh/about/")  # though English has no such paragraph
    pages["en"].write_text(good["en"] + "\nFirst change en.\n", "utf-8")
    wait_for("First change en.", f"{address}en/about/")

    pages["en"].write_text(good["en"] + "\n{{ no_such_macro() }}\n", "utf-8")
    wait_for_log = time.monotonic() + PATIENCE
    while "docs/en/about.md:" not in log.read_text():
        assert time.monotonic() < wait_for_log, log.read_text()
        time.sleep(0.2)
    assert "Traceback" not in log.read_text()
    wait_for("docs/en/about.md:", f"{address}zh/about/")  # in the browser, too, on any page
    assert "First change en." in read(f"{address}en/about/"), "the last good page stays up"

    pages["en"].write_text(good["en"] + "\nMended.\n", "utf-8")
    wait_for("Mended.", f"{address}en/about/")
    assert "no_such_macro" not in read(f"{address}zh/about/")
    assert "<article" in read(f"{address}zh/about/")


def test_preview_survives_a_slip_in_a_template(scratch: Path, preview: tuple[str, Path]) -> None:
    address, log = preview
    wait_for("<article", f"{address}zh/about/")
    template = scratch / "templates" / "link.html"
    good = template.read_text("utf-8")
    template.write_text("{% if %}", "utf-8")
    deadline = time.monotonic() + PATIENCE
    while "link.html:1: TemplateSyntaxError" not in log.read_text():
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.2)
    assert "Traceback" not in log.read_text()
    assert "<article" in read(f"{address}zh/about/")
    page = scratch / "docs" / "zh" / "about.md"
    page.write_text(page.read_text("utf-8") + "\n**又好了**\n", "utf-8")
    template.write_text(good, "utf-8")
    wait_for("又好了", f"{address}zh/about/")


def test_a_changed_page_gives_the_site_that_a_whole_build_gives(scratch: Path) -> None:
    """Changed words, a changed heading, front matter."""
    mark_reviewed(scratch, [])  # so that the counterpart gets its notice
    changes: list[tuple[str, Callable[[str], str]]] = [
        ("en", lambda text: text + "\nA sentence more.\n"),
        ("zh", lambda text: text.replace("# ", "# 改名的", 1)),
        ("zh", lambda text: "---\ntitle: 另一个题目\n---\n\n" + text),
    ]
    with Workers(scratch) as workers:
        preview = Preview(workers, scratch / "site", DEFAULT_URL)
        preview.rebuild()
        for language, change in changes:
            page = scratch / "docs" / language / "about.md"
            page.write_text(change(page.read_text("utf-8")), "utf-8")
            before = fingerprint(scratch / "site")
            preview.rebuild()
            assert fingerprint(scratch / "site") != before
            build_with(workers, scratch / "whole", DEFAULT_URL, draft=True)
            assert fingerprint(scratch / "site") == fingerprint(scratch / "whole")


def test_a_worker_that_was_killed_is_replaced_and_the_other_waited_for(tmp_path: Path) -> None:
    with Workers(tmp_path) as workers:
        killed, writing = workers.start("zh", _die), workers.start("en", _write_late)
        with pytest.raises(BrokenExecutor), workers.drained_on_error():
            killed.result()
        assert writing.done()
        workers.start("zh", _write_late).result()


def _die(root: Path, language: Language) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _write_late(root: Path, language: Language) -> None:
    time.sleep(0.5)
    (root / "late").touch()


def test_a_record_read_anew_lets_go_of_the_last(scratch: Path) -> None:
    """Else a preview grows with every change of the data."""
    assert not check(scratch)
    before = weakref.ref(open_project(scratch).archive)
    (scratch / "data" / "funds.yml").touch()
    assert not check(scratch)
    gc.collect()
    assert before() is None

"""From saving a file to seeing the change in a browser that has the preview open."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from bench import ENVIRONMENT

# Milliseconds after which a change is given up as never to be shown.
_PATIENCE = 600_000
KINDS = ("a page", "a datum", "a template")


def save_to_reload(browser: Browser, record: Path, rounds: int) -> dict[str, list[float]]:
    """Seconds from save to sight for each of ``KINDS``, in turn, ``rounds`` times over."""
    fund, label = first_fund(record), _first_label(record)
    template = next(record.glob("templates/**/sources.html"))
    about = record / "docs" / "zh" / "about.md"
    # What is edited, and the page on which it is to be seen.
    edits: dict[str, tuple[Path, str, Callable[[str, str], str]]] = {
        "a page": (about, "zh/about/", lambda text, word: f"{text.rstrip()} {word}\n"),
        "a datum": (
            record / "data" / "funds.yml",
            f"zh/funds/{fund}/",
            lambda text, word: text.replace(label, f"{label}{word}", 1),
        ),
        "a template": (
            template,
            f"zh/funds/{fund}/",
            lambda text, word: f"{text}<p>{word}</p>\n",
        ),
    }
    times: dict[str, list[float]] = {kind: [] for kind in KINDS}
    with _serving(record) as (address, group), browser.new_context() as context:
        page = context.new_page()
        originals = {kind: edits[kind][0].read_text(encoding="utf-8") for kind in KINDS}
        for number in range(rounds):
            for at, kind in enumerate(KINDS):
                path, seen_at, edit = edits[kind]
                page.goto(address + seen_at)
                _until_idle(group)
                # A word that no other change writes, without digits, which the check asks about.
                word = "word" + "abc"[at] + "".join("abcdefghij"[int(i)] for i in str(number))
                begun = time.perf_counter()
                path.write_text(edit(originals[kind], word), encoding="utf-8")
                # Waits through the reload: found is what the browser has after it.
                page.wait_for_function(
                    "word => document.body && document.body.textContent.includes(word)",
                    arg=word,
                    timeout=_PATIENCE,
                )
                times[kind].append(time.perf_counter() - begun)
        for kind in KINDS:
            edits[kind][0].write_text(originals[kind], encoding="utf-8")
    return times


def first_fund(record: Path) -> str:
    """The id of the first fund in the data, whose page stands for those of all records."""
    found = re.search(r"^[a-z0-9-]+(?=:)", _funds(record), re.MULTILINE)
    assert found, "data/funds.yml holds no fund"  # noqa: S101
    return found[0]


def _first_label(record: Path) -> str:
    """The Chinese label of the first claim in the data, as the file has it."""
    found = re.search(r"label:\s*(?:\{\s*)?zh: *[^,}\n]+", _funds(record))
    assert found, "data/funds.yml holds no claim with a label"  # noqa: S101
    return found[0]


def _funds(record: Path) -> str:
    return (record / "data" / "funds.yml").read_text(encoding="utf-8")


@contextmanager
def _serving(record: Path) -> Iterator[tuple[str, int]]:
    """The preview of ``record``, once it answers: its address and its process group."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = record / ".bench-preview.log"
    with log.open("w") as output:
        process = subprocess.Popen(  # noqa: S603 — our own command
            [sys.executable, "-m", "archive", "serve", "--port", str(port)],
            cwd=record,
            env={**ENVIRONMENT, "PYTHONUNBUFFERED": "1"},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        while not _answers(port):
            if process.poll() is not None:
                raise SystemExit(f"the preview of {record} ended:\n{log.read_text()}")
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}/", process.pid
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _until_idle(group: int) -> None:
    """Wait until the preview has done what it still does after a reload; half a minute at most."""
    before = _ticks(group)
    for _ in range(30):
        time.sleep(1)
        now = _ticks(group)
        if now - before <= 5:  # a twentieth of a second of CPU: it only looks for changes
            return
        before = now


def _ticks(group: int) -> float:
    """The CPU that the processes of a group have used, ended children included."""
    total = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # ended meanwhile
            continue
        if int(fields[2]) == group:
            total += sum(map(int, fields[11:15]))
    return total

"""Invented pages and data files, two thousand of them, and records with one odd value in their
data: none may hang, crash or come alive.

python -m tools.fuzz           # make fuzz
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.building.check import check, macros_of
from archive.loading import yaml_file
from archive.pages.check import page_problems
from tests.conftest import fixture_project, lay_out
from tests.loading.test_hostile_data import FILES, VALUES
from tests.pages.test_hostile_pages import FRONT, REFUSED, TEXT, alive, page, rendered

CASES = 1_000  # of pages, and of files
RECORDS = 300  # each of which is checked whole
SECONDS = 5  # of work; how long that takes is the machine’s affair
_SETTINGS = settings(
    max_examples=CASES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    print_blob=True,
)
# In the place of a sound value.
_VALUES: list[Any] = [None, "", 0, -1, True, 5.5, [], {}, [None], [[]], [{}], {"a": 1}, {1: 2}]
_VALUES += ["x", "2020-01-01", "no-such", "a.b", "a.b.c", " ", "x" * 300, "¶", "¶3-1", "{a}"]
_VALUES += ["flood-fund", "flood-fund.total", "report", ["report"], ["x", "x"], "../x"]
_VALUES += [{"zh": "甲"}, {"zh": "甲", "en": "A"}, {"zh": "", "en": ""}]
_SIGNS = "[]()<>{}*_`#|~!:&;\\/'\"=%$@^-+. \n\t:?,0aé文\u200b\u202e\x00"
_PIECES = [
    text for texts in [*REFUSED.values(), *TEXT.values()] for text in texts if len(text) < 200
]
_YAML = [text for text in FILES.values() if len(text) < 300]
_YAML += [value for values in VALUES.values() for value in values if len(value) < 200]


@contextmanager
def _bounded() -> Iterator[None]:
    """AssertionError for what works longer than :data:`SECONDS`."""

    def too_long(*_: object) -> None:
        raise AssertionError(f"not done after {SECONDS} s")

    signal.signal(signal.SIGVTALRM, too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _made_of(pieces: list[str]) -> st.SearchStrategy[str]:
    """Pieces of the corpora, cut and joined with signs that mean something."""
    piece = st.sampled_from(pieces).flatmap(
        lambda text: st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(
            lambda cut: text[min(cut) : max(cut)] or text
        )
    )
    return st.lists(piece | st.text(_SIGNS, max_size=12) | st.text(max_size=8), max_size=12).map(
        "".join
    )


@_SETTINGS
@given(_made_of(_PIECES), st.none() | _made_of(FRONT["front matter"]))
def fuzz_pages(text: str, front: str | None) -> None:
    """A page gets lines, or shows nothing that runs."""
    start = "" if front is None else f"---\n{front}\n---\n\n"
    document = page(f"{start}# A heading\n\n{text}\n")
    with _bounded():
        found = page_problems.__wrapped__(fixture_project(), document, macros_of)
    for problem in found:
        if "\n" in str(problem) or problem.line < 1:
            raise AssertionError(problem)
    if not found and (living := alive(rendered(document))):
        raise AssertionError(living)


@_SETTINGS
@given(_made_of(_YAML))
def fuzz_yaml(text: str) -> None:
    """YAML is read or gets lines."""
    with _bounded():
        problems = yaml_file.parse(text, "data/x.yml").problems
    for problem in problems:
        if "\n" in str(problem) or problem.line < 1:
            raise AssertionError(problem)


def _places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each value inside ``value``."""
    yield place
    parts = value.items() if isinstance(value, dict) else ()
    parts = enumerate(value) if isinstance(value, list) else parts
    for key, part in parts:
        yield from _places(part, (*place, key))


def fuzz_data(root: Path) -> None:
    """The record at ``root`` with a value replaced by another kind of value gets lines, or its
    pages can be made."""
    files = {path: path.read_text("utf-8") for path in sorted((root / "data").glob("*.yml"))}
    places = [
        (path, place)
        for path, text in files.items()
        for place in _places(yaml.safe_load(text))
        if place
    ]

    @settings(_SETTINGS, max_examples=RECORDS)
    @given(st.sampled_from(places), st.sampled_from(_VALUES) | st.text(_SIGNS, max_size=12))
    def one(where: tuple[Path, tuple[Any, ...]], value: Any) -> None:
        path, place = where
        data = holder = yaml.safe_load(files[path])
        for key in place[:-1]:
            holder = holder[key]
        holder[place[-1]] = value
        try:
            path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
            with _bounded():
                problems = check(root)
            for problem in problems:
                if "\n" in str(problem) or problem.line < 1:
                    raise AssertionError(problem)
        finally:
            path.write_text(files[path], "utf-8")

    one()


if __name__ == "__main__":
    fuzz_pages()
    fuzz_yaml()
    with TemporaryDirectory() as folder:
        fuzz_data(lay_out(Path(folder) / "record"))
    print(
        f"Read {2 * CASES + RECORDS:,} pages, files and records: none hung, crashed or came alive."
    )

"""What the engine does grows with the record and no faster, function by function."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from archive.building.check import check
from archive.building.page_metadata import PageSource
from archive.languages import LANGUAGES
from archive.pages.configuration import site_names
from archive.pages.document import documents
from archive.project import open_project
from archive.publishing import claim_pages
from bench.multiply import multiply
from tests.built import PROJECT

# How many times over; what grows with the record grows twice as much in the second step, what
# looks at all of it for each part of it four times.
SIZES = (2, 4, 8)
TOO_MUCH = 3
ENGINE = str(PROJECT / "archive")


def work(root: Path) -> None:
    """Check a record, and tell its pages and claims about themselves."""
    assert check(root) == []
    project, names = open_project(root), site_names(root)
    site = root / "site"
    (site / "assets").mkdir(parents=True)
    for kind in ("css", "js"):
        (site / "assets" / f"site.0.{kind}").touch()
    for language in LANGUAGES:
        claim_pages.write(
            project, language, site, names[language], "https://e.org/", "", draft=False
        )
        config = {
            "extra": {"lang": language},
            "site_url": f"https://e.org/{language}/",
            "site_name": names[language],
            "site_description": "",
        }
        for page in documents(root, [language]):
            source = PageSource(project, page, config)
            source.metadata(source.expanded(page.text))


def steps(root: Path) -> Counter[CodeType]:
    """How many lines each function of the engine runs, each round of a loop counted."""
    found: Counter[CodeType] = Counter()

    def line(frame: FrameType, event: str, _: Any) -> Any:
        found[frame.f_code] += event == "line"
        return line

    def call(frame: FrameType, *_: Any) -> Any:
        return line if frame.f_code.co_filename.startswith(ENGINE) else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        work(root)
    finally:
        sys.settrace(before)
    return found


def test_no_function_does_more_than_the_record_grows(scratch: Path, tmp_path: Path) -> None:
    found = []
    for times in SIZES:
        multiply(scratch, tmp_path / str(times), times)
        found.append(steps(tmp_path / str(times)))
    few, some, many = found
    assert {
        f"{code.co_filename}:{code.co_firstlineno} {code.co_qualname}": (few[code], some[code], now)
        for code, now in many.items()
        if now - some[code] > TOO_MUCH * max(some[code] - few[code], 0) + 100
    } == {}

"""Taking a record out: every place that names it is told, so that the rest passes the check."""

from __future__ import annotations

import re
from pathlib import Path

from archive.building.check import check
from archive.building.mentions import mentioning_lines


def test_taking_out_what_is_told_leaves_a_record_that_passes(scratch: Path) -> None:
    found = mentioning_lines(scratch, "binding-fund")
    assert {one.path for one in found} == {
        "data/funds.yml",
        "docs/en/funds/binding-fund.md",
        "docs/zh/funds/binding-fund.md",
        "mkdocs.en.yml",
        "mkdocs.yml",
    }
    for place in found:
        path = scratch / place.path
        if place.message == "its page":
            path.unlink()
        elif path.suffix == ".yml" and path.parent == scratch:
            path.write_text(re.sub(r".*binding-fund.*\n", "", path.read_text("utf-8")), "utf-8")
    funds = scratch / "data" / "funds.yml"
    kept = re.sub(r"^binding-fund:\n(?:  .*\n)+", "", funds.read_text("utf-8"), flags=re.MULTILINE)
    funds.write_text(kept, "utf-8")
    assert mentioning_lines(scratch, "binding-fund") == []
    assert check(scratch) == []

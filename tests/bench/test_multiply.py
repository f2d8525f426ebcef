"""The generator behind the benchmark: a record of which there is more is a record still."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import yaml

from bench.multiply import LABELS, multiply
from tests.built import PROJECT


def test_a_multiplied_record_passes_the_check_and_each_copy_keeps_to_itself(
    scratch: Path, tmp_path: Path
) -> None:
    twice = tmp_path / "twice"
    multiply(scratch, twice, 2)
    checked = subprocess.run(
        [sys.executable, "-m", "archive", "check"],
        cwd=twice,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
    for before in (scratch / "data").glob("*.yml"):
        once = yaml.safe_load(before.read_text("utf-8"))
        both = yaml.safe_load((twice / "data" / before.name).read_text("utf-8"))
        if before.stem in LABELS:
            assert both == once
        else:
            assert list(both) == [*once, *(f"{key}-x2" for key in once)]
            assert {key: both[key] for key in once} == once, "the first copy is the record itself"
    fund = yaml.safe_load((twice / "data" / "funds.yml").read_text("utf-8"))["flood-fund-x2"]
    first, second = fund["claims"]["from-abroad"], fund["claims"]["first-gifts"]
    assert fund["composition"][0] == {"claim": "flood-fund-x2.first-gifts"}
    assert fund["summary"]["en"].endswith("{flood-fund-x2.total} in all.")
    assert (first["owner"], second["owner"]) == ("public", "yunze-library-x2")
    for config in ("mkdocs.yml", "mkdocs.en.yml"):
        assert "funds/flood-fund-x2.md" in (twice / config).read_text("utf-8")
    page = (twice / "docs" / "en" / "funds" / "flood-fund-x2.md").read_text("utf-8")
    assert 'name("flood-fund-x2")' in page
    assert '"flood-fund"' not in page

"""The published levels of evidence held against the published citations."""

from __future__ import annotations

from collections import defaultdict

import pytest

from archive.model.collections import Archive
from archive.project import open_project
from archive.publishing.tables import tables
from tests.built import PROJECT
from tests.conftest import fixture_project


@pytest.mark.parametrize(
    "archive", [open_project(PROJECT).archive, fixture_project().archive], ids=["own", "invented"]
)
def test_each_level_means_what_its_label_says(archive: Archive) -> None:
    """Worked out from nothing but the published tables, in the words of the labels."""
    cited: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in tables()["claim_sources"].rows(archive):
        cited[row["claim"]].append(row)
    for row in tables()["claims"].rows(archive):
        does = [one["relation"] for one in cited[row["id"]]]
        whole = [one for one in cited[row["id"]] if one["relation"] == "confirms"]
        whole = [one for one in whole if not one["part"]]
        means = {
            "disputed": "differs" in does,
            "confirmed": bool(whole) and "differs" not in does,
            "confirmed-in-part": "confirms" in does and not whole and "differs" not in does,
            "relayed": "repeats" in does and not {"confirms", "differs"} & set(does),
            "own-word": "states" in does and not {"repeats", "confirms", "differs"} & set(does),
        }
        assert [level for level, true in means.items() if true] == [row["evidence"]], row["id"]

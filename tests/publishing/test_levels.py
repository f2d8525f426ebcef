"""The published levels of evidence held against the published citations."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from archive.loading.load import load
from archive.model.collections import Archive
from archive.model.evidence import Level
from archive.publishing.tables import tables


def test_each_level_means_what_its_label_says(scratch: Path) -> None:
    found = _levels(load(scratch))
    path = scratch / "data" / "initiatives.yml"
    path.write_text(path.read_text("utf-8").replace("          part: true\n", ""), "utf-8")
    assert found | _levels(load(scratch)) == set(Level)


def _levels(archive: Archive) -> set[str]:
    """The published levels, each of which is worked out again from nothing but the published
    tables, in the words of the labels."""
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
    return {row["evidence"] for row in tables()["claims"].rows(archive)}

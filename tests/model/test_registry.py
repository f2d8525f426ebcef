"""A new kind of record is one entry in the registry, one class, one template, labels and data.

Nothing else in the engine is told of the prizes that are added here.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from archive.building.build import build
from archive.building.check import check
from archive.building.scaffold import new_pages
from archive.languages import LANGUAGES, Language
from archive.model.collections import COLLECTIONS, Collection
from archive.model.fields import OrganizationId
from archive.model.records import Record
from archive.model.texts import Text
from archive.project import open_project
from tests.built import Site

NAMES = {
    "paper-prize": {"zh": "纸张奖", "en": "Paper Prize"},
    "boat-prize": {"zh": "船奖", "en": "Boat Prize"},
}
TEMPLATE = """\
{% import "_parts.html" as parts with context %}
<ul class="prizes">{% for id in rows %}<li>{{ parts.link(id) }}</li>{% endfor %}</ul>
"""
LABELS = """\
found-prize: {zh: 奖项, en: Prize}
giver: {zh: 颁奖方, en: Given by}
"""
INDEX = """\
# {title}

{summary}
{{ .lead }}

{{{{ table("prizes") }}}}

{{{{ names("prizes") }}}} {{{{ link("paper-prize") }}}}
"""


class Prize(Record):
    """What the guild gave to somebody."""

    summary: Text
    giver: OrganizationId


@pytest.fixture
def prizes(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The scratch record with two prizes, as a contributor would add them."""
    collection = Collection("prize", home="prizes/", paged=True, model=Prize)
    monkeypatch.setitem(COLLECTIONS, "prizes", collection)
    worth = {
        "label": {"zh": "奖金", "en": "Prize money"},
        "value": 4321,
        "currency": "CNY",
        "status": "paid",
        "owner": "binders-guild",
        "sources": [{"source": "leaflet", "relation": "states"}],
    }
    entries = {
        record: {
            "name": name,
            "name_basis": "own",
            "summary": {"zh": f"{name['zh']}的由来。", "en": f"Why there is a {name['en']}."},
            "giver": "binders-guild",
            "claims": {"worth": worth},
            "related": ["book-drying"],
        }
        for record, name in NAMES.items()
    }
    (scratch / "data" / "prizes.yml").write_text(
        json.dumps(entries, ensure_ascii=False, indent=1), "utf-8"
    )
    (scratch / "templates" / "table_prizes.html").write_text(TEMPLATE, "utf-8")
    labels = scratch / "templates" / "labels.yml"
    labels.write_text(labels.read_text("utf-8") + LABELS, "utf-8")
    index = {
        "zh": INDEX.format(title="奖项", summary="公会颁发的奖。"),
        "en": INDEX.format(title="Prizes", summary="What the guild gave."),
    }
    for language in LANGUAGES:
        folder = scratch / "docs" / language / "prizes"
        folder.mkdir()
        (folder / "index.md").write_text(index[language], "utf-8")
        config = scratch / ("mkdocs.yml" if language == "zh" else f"mkdocs.{language}.yml")
        nav = "".join(f"      - prizes/{name}.md\n" for name in ("index", *NAMES))
        config.write_text(f"{config.read_text('utf-8').rstrip()}\n  - Prizes:\n{nav}", "utf-8")
    for record in NAMES:
        new_pages(open_project(scratch), record)
    return scratch


def test_a_kind_of_record_is_added_by_one_entry_in_the_registry(prizes: Path) -> None:
    assert check(prizes) == []
    build(prizes, prizes / "site")
    site = Site(prizes / "site", open_project(prizes).archive)
    for language in LANGUAGES:
        assert_shown(site, language)
    assert_published(site.folder / "data" / "v1")


def assert_shown(site: Site, language: Language) -> None:
    """The prizes stand wherever records of the kinds that the engine came with do."""
    first, second = (name[language] for name in NAMES.values())
    page = site.pages[f"{language}/prizes/paper-prize/"]
    assert [step.get_text() for step in page.select("nav.breadcrumbs li")][-1] == first
    assert page.select_one("nav.breadcrumbs a[href='../']")
    assert [link["href"] for link in page.select("nav.previous-next a")] == ["../boat-prize/"]
    assert page.select_one("[data-relations] a[href='../../initiatives/book-drying/']")
    back = site.pages[f"{language}/initiatives/book-drying/"]
    assert back.select_one("[data-relations] a[href='../../prizes/paper-prize/']")
    assert second in site.text(f"{language}/prizes/")
    assert site.pages[f"{language}/prizes/"].select_one("p a[href='paper-prize/']")
    assert site.pages[f"{language}/figures/"].find(id="paper-prize.worth")
    giver = site.pages[f"{language}/organizations/"].find(id="binders-guild")
    assert giver is not None
    assert giver.select_one("a[href='../prizes/boat-prize/']"), "named, so it names back"
    graph = page.find("script", type="application/ld+json")
    assert graph is not None
    article = json.loads(str(graph.string))["@graph"][0]
    assert article["@type"] == "Article"
    assert [body["@id"].partition("#")[2] for body in article["mentions"]] == ["binders-guild"]
    known = json.loads((site.folder / language / "search" / "records.json").read_text("utf-8"))
    found = {one.get("u", ""): one for one in known["documents"]}
    assert found["prizes/paper-prize/"]["k"] == "prize"
    assert found["prizes/paper-prize/"]["k"] in known["kinds"]
    assert (
        NAMES["paper-prize"]["en" if language == "zh" else "zh"]
        in (found["prizes/paper-prize/"]["a"])
    )
    assert found["figures/#paper-prize.worth"]["o"] == "prizes/paper-prize/"
    assert {one["o"] for one in known["documents"] if "o" in one} <= found.keys()


def assert_published(folder: Path) -> None:
    with (folder / "prizes.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == list(NAMES)
    assert [row["giver"] for row in rows] == ["binders-guild"] * len(NAMES)
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert "prizes" in {resource["name"] for resource in package["resources"]}
    claims = json.loads((folder / "claims.json").read_text("utf-8"))
    assert {"paper-prize.worth", "boat-prize.worth"} <= {row["id"] for row in claims}
    assert "paper-prize.worth:1" in (folder / "claim_sources.csv").read_text("utf-8-sig")


def test_names_of_a_new_kind_are_judged_like_all_others(prizes: Path) -> None:
    data = prizes / "data" / "prizes.yml"
    data.write_text(data.read_text("utf-8").replace("binders-guild", "binder-guild", 1), "utf-8")
    (problem,) = check(prizes)
    assert problem.path == "data/prizes.yml"
    assert 'did you mean "binders-guild"?' in problem.message

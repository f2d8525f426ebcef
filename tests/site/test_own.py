"""What only this record's own content could break: its picture for sharing, its data as published."""

from __future__ import annotations

import json

import pytest
from frictionless import validate

from archive.languages import LANGUAGES, Language
from tests.built import Site
from tests.publishing.test_tables import objections, published


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_written_page_names_the_picture_for_sharing(
    own_site: Site, language: Language
) -> None:
    drawn = own_site.folder / language / "images" / "share.png"
    if not drawn.exists():
        pytest.skip("a new record has none before `make pictures`")
    picture = drawn.read_bytes()
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (1200, 630)
    assert len(picture) < 80_000
    pages = [page for address, page in own_site.pages.items() if address.startswith(f"{language}/")]
    assert pages
    for page in pages:
        (named,) = page.select('meta[property="og:image"]')
        assert str(named["content"]).endswith(f"/{language}/images/share.png")


def test_the_data_of_this_record_is_what_it_is_said_to_be(own_site: Site) -> None:
    assert [*objections(published(own_site.root))] == []
    described = own_site.folder / "data" / "v1" / "datapackage.json"
    report = validate(str(described))
    assert report.flatten(["title", "rowNumber", "fieldName", "note"]) == []
    assert report.stats["tasks"] == len(json.loads(described.read_text("utf-8"))["resources"])

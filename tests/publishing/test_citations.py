"""Citations, held against what citeproc-js made of the same items with the published styles."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qsl

import pytest
from bs4 import Tag

from archive.languages import LANGUAGES, Language
from archive.publishing.citations import (
    DAY,
    EXPORTS,
    CitedPage,
    apa,
    chicago,
    forms,
    gb_t,
    headline,
    source_item,
)
from archive.rendering import wording
from tests.built import Site
from tests.conftest import fixture_project

# citeproc-js 2.4.63, styles apa, chicago-notes-bibliography and, for GB/T,
# china-national-standard-gb-t-7714-2015-numeric; day of reading 2026-11-26, no author, no date.
REFERENCES: tuple[tuple[Language, str, str, str, str], ...] = (
    ("en", "Meeting: cloud hosts added", "Meeting: cloud hosts added.", "Meeting: Cloud Hosts Added.", "Meeting: cloud hosts added"),
    ("en", "Fund: “epidemic care package”", "Fund: “epidemic care package.”", "Fund: ‘Epidemic Care Package.’", "Fund: “epidemic care package”"),
    ("en", "Fund: the “March 8th red-banner holders” roll", "Fund: the “March 8th red-banner holders” roll.", "Fund: The ‘March 8th Red-Banner Holders’ Roll.", "Fund: the “March 8th red-banner holders” roll"),
    ("en", "Vouchers: people using vouchers through WeChat against the odds (a pilot) on 20 April", "Vouchers: people using vouchers through WeChat against the odds (a pilot) on 20 April.", "Vouchers: People Using Vouchers through WeChat against the Odds (a Pilot) on 20 April.", "Vouchers: people using vouchers through WeChat against the odds (a pilot) on 20 April"),
    ("en", "Who paid?", "Who paid?", "Who Paid?", "Who paid?"),
    ("zh", "行动：“某事”之后", "行动：“某事”之后.", "行动：‘某事’之后.", "行动：“某事”之后"),
    ("zh", "基金：“防疫关爱包”", "基金：“防疫关爱包.”", "基金：‘防疫关爱包.’", "基金：“防疫关爱包”"),
)  # fmt: skip


@pytest.mark.parametrize(("language", "title", "in_apa", "in_chicago", "in_gb"), REFERENCES)
def test_the_styles_are_those_of_the_processor(
    language: Language, title: str, in_apa: str, in_chicago: str, in_gb: str
) -> None:
    site, version = ("Flood Record", "Version 2.0") if language == "en" else ("水灾档案", "2.0版")
    url = "https://example.org/p/0"
    page = CitedPage("k0", title, site, version, url, language)
    whole = "Flood Record (Version 2.0)" if language == "en" else "水灾档案（2.0版）"
    read = apa(page).replace(DAY, "November 26, 2026")
    assert read == f"{in_apa} (n.d.). {whole}. Retrieved November 26, 2026, from {url}"
    read = chicago(page).replace(DAY, "November 26, 2026")
    assert read == f"{whole}. “{in_chicago}” Accessed November 26, 2026. {url}."
    # The style leaves out of which text a web page is part; the standard (4.4.2) has it, with
    # its version, between what the style prints.
    read = gb_t(page).replace(DAY, "2026-11-26")
    assert read == f"{in_gb}[EB/OL]//{site}. {version}. [2026-11-26]. {url}."


def test_small_words_stay_small_inside_an_english_title() -> None:
    assert headline("the way up to the end of it") == "The Way up to the End of It"
    assert headline("aid for COVID-19 in eBay's city") == "Aid for COVID-19 in eBay's City"


def test_every_form_names_page_record_version_address_and_day() -> None:
    page = CitedPage("a.b", "Some {{Fund & more", "Record", "Version 3", "https://e.org/a_b/", "en")
    for form in forms(page):
        bare = form.text.replace(r"\textbraceleft{}", "{").replace("\\", "")
        for words in ("Some {{Fund & ", "Record", "Version 3", "https://e.org/a_b/", DAY):
            assert words.lower() in bare.lower(), (form.name, words)
    (item,) = json.loads(forms(page)[-1].text)
    assert item["title"] == page.title
    bibtex = forms(page)[3].text
    assert r"Fund \& more" in bibtex
    assert bibtex.count("{") == bibtex.count("}"), "BibTeX reads on behind what is not closed"


def test_the_sources_go_out_in_three_formats_that_agree(invented_site: Site) -> None:
    folder = invented_site.folder / "data" / "v1"
    items = json.loads((folder / "sources.csl.json").read_text("utf-8"))
    assert [item["id"] for item in items] == list(invented_site.archive.sources)
    bib, ris = ((folder / f"sources.{kind}").read_text("utf-8") for kind in ("bib", "ris"))
    assert re.findall(r"^@misc\{(.*),$", bib, re.MULTILINE) == list(invented_site.archive.sources)
    assert re.findall(r"^ID  - (.*)$", ris, re.MULTILINE) == list(invented_site.archive.sources)
    assert ris.count("ER  - ") == len(items)
    assert bib.count("{") == bib.count("}")
    for key, source in invented_site.archive.sources.items():
        item = items[list(invented_site.archive.sources).index(key)]
        assert item["title"] == source.title or item["title"].startswith("[")
        assert (item.get("URL"), bool(item.get("issued"))) == (
            source.address,
            bool(source.published),
        )
    assert all((folder / name).is_file() for name in EXPORTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_reference_managers_find_each_source_where_it_stands(
    invented_site: Site, language: Language
) -> None:
    page = invented_site.pages[f"{language}/sources/"]
    for key, source in invented_site.archive.sources.items():
        entry = page.find("li", id=key)
        assert isinstance(entry, Tag)
        (span,) = entry.select("span.Z3988")
        found = dict(parse_qsl(str(span["title"]), strict_parsing=True))
        assert found["rft_val_fmt"] == "info:ofi/fmt:kev:mtx:dc"
        assert found["rft.title"].strip("[]") in (
            source.title,
            wording.printed(source.description, invented_site.archive, language),
        )
        assert found.get("rft.identifier") == source.address
        assert ("rft.date" in found) == bool(source.published)


def test_an_export_invents_nothing_where_the_record_knows_nothing() -> None:
    archive = fixture_project().archive
    for key, source in archive.sources.items():
        item = source_item(archive, key)
        assert ("author" in item) == bool(source.author)
        assert ("issued" in item) == bool(source.published)

"""Charts: what they show is what the data says, and the drawing shows all of it."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from archive.languages import LANGUAGES, Language
from archive.project import Project, open_project
from archive.rendering import charts, drawing
from tests.site import PROJECT, Site

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def project() -> Project:
    return open_project(PROJECT)


def _chart(project: Project, name: str, language: Language = "en") -> charts.Chart:
    return charts.chart(project.archive, project.templates.labels, name, language)


def test_every_claim_is_in_the_chart_of_evidence_once(project: Project) -> None:
    values = [
        value for series in _chart(project, "evidence").series for value in series.values if value
    ]
    assert sum(values) == len(dict(project.archive.claims()))


def test_every_initiative_is_in_the_chart_of_initiatives_once(project: Project) -> None:
    recognised, not_recognised = _chart(project, "initiatives").series
    praised = [one for one in project.archive.initiatives.values() if one.recognitions]
    assert sum(value or 0 for value in recognised.values) == len(praised) > 0
    everything = [*recognised.values, *not_recognised.values]
    assert sum(value or 0 for value in everything) == len(project.archive.initiatives)


def test_the_last_column_of_a_make_up_is_the_funds_total(project: Project) -> None:
    names = [name for name in charts.names(project.archive) if name.startswith("composition-")]
    assert names
    for name in names:
        total = project.archive.claim(f"{name.removeprefix('composition-')}.total")
        chart = _chart(project, name)
        assert sum((series.values[-1] or Decimal(0)) for series in chart.series) == total.value
        sums = [sum(series.values[at] or 0 for series in chart.series) for at in range(3)]
        assert sums == sorted(sums)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_drawing_shows_and_names_all_and_loads_nothing(
    project: Project, language: Language
) -> None:
    for name in charts.names(project.archive):
        chart = _chart(project, name, language)
        root = ElementTree.fromstring(drawing.svg(chart))
        texts = [text.strip() for text in root.itertext()]
        for series in chart.series:
            assert set(filter(None, series.marks)) <= set(texts)
            if chart.legend:
                assert series.name in texts
        for column in chart.columns:
            assert set(column) <= set(texts)
        drawn = [one for one in root.iter(f"{SVG}rect") if one.get("class") is None]
        values = [value for series in chart.series for value in series.values if value]
        assert len(drawn) == len(values)
        assert root.find(f"{SVG}title") is not None
        assert root.find(f"{SVG}desc") is not None
        for element in root.iter():
            assert element.tag != f"{SVG}script"
            assert not any(key.endswith("href") for key in element.attrib)


def test_a_drawing_is_the_same_every_time(project: Project) -> None:
    chart = _chart(project, "evidence")
    assert drawing.svg(chart) == drawing.svg(chart)


def test_the_files_of_each_chart_are_published(site: Site) -> None:
    folder = site.folder / "data" / "v1" / "charts"
    for name in charts.names(site.archive):
        with Path(folder / f"{name}.csv").open(encoding="utf-8-sig") as file:
            rows = list(csv.DictReader(file))
        assert rows
        assert all(row["column_zh"] and row["column_en"] and float(row["value"]) for row in rows)
        for language in LANGUAGES:
            alone = ElementTree.parse(folder / f"{name}.{language}.svg").getroot()
            assert ".chart__picture" in (alone.findtext(f"{SVG}style") or "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_on_a_page_has_its_table_and_links_that_lead_somewhere(
    site: Site, language: Language
) -> None:
    figures = site.pages[f"{language}/"].select("figure.chart")
    assert len(figures) >= 2
    for figure in figures:
        assert figure.select("svg rect")
        assert figure.select("table tbody tr")
        targets = [str(link["href"]) for link in figure.select(".chart__files a")]
        assert len(targets) == 2
        for target in targets:
            assert (site.folder / language / target).resolve().is_file()

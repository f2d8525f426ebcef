"""Charts: what they show is what the data says, and the drawing shows all of it."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from archive.languages import LANGUAGES, Language
from archive.loading.load import load
from archive.model import evidence
from archive.model.claims import Status
from archive.model.collections import Archive
from archive.rendering import charts, drawing
from archive.rendering.charts import Bar, Chart
from archive.rendering.colours import colours
from archive.rendering.templates import Templates
from tests.built import PROJECT, Site
from tools.new_record import SEED

SVG = "{http://www.w3.org/2000/svg}"
GOLDEN = PROJECT / "tests" / "golden"
TONES = drawing.tones(PROJECT)
TEMPLATES = Templates(PROJECT)
# Long words, wide characters, values of very different length, steps and their parts.
HARD = Chart(
    "hard",
    "zh",
    "Title",
    "Description",
    "Part",
    "CNY",
    (
        Bar("为修复水浸图书而设的首批捐款，其中包括“境外”捐款", "逾1234.567万元", Decimal(9), "x"),
        Bar("of Llanfairpwllgwyngyllgogerychwyrndrobwll" * 2, "1", Decimal(1), "x", "part", "n"),
        Bar("x", "more than RMB 123.456 million", Decimal(2), "x", note="（注）" * 40),
        Bar("Nothing", "0", Decimal(0), "x", start=Decimal(11)),
        Bar("All of it", "RMB 11", Decimal(11), "x", "total"),
    ),
)


@pytest.fixture(scope="module")
def archive() -> Archive:
    return load(SEED)


def _chart(archive: Archive, name: str, language: Language = "en") -> Chart:
    return charts.chart(archive, TEMPLATES, name, language)


def _all(archive: Archive) -> list[Chart]:
    names = charts.names(archive)
    assert names == ["evidence", "initiatives", "composition-flood-fund"]
    return [_chart(archive, name, language) for name in names for language in LANGUAGES]


def _said(chart: Chart) -> list[tuple[str, str, str]]:
    return [(bar.kind, bar.label, bar.words) for bar in chart.bars]


def test_every_claim_is_counted_once_at_its_level(archive: Archive) -> None:
    chart = _chart(archive, "evidence")
    assert sum(bar.value for bar in chart.bars) == len(archive.claims)
    tones = [bar.tone for bar in chart.bars]
    assert tones == [level for level in evidence.Level if level in tones]


def test_initiatives_are_counted_by_category_with_the_commended_among_them(
    archive: Archive,
) -> None:
    assert _said(_chart(archive, "initiatives", "zh")) == [
        ("item", "抢救", "1项"),
        ("part", "其中据称得到肯定", "1项"),
        ("item", "阅读", "1项"),
    ]


def test_a_fund_grows_by_amounts_that_sources_give_and_no_sum_is_formed(archive: Archive) -> None:
    chart = _chart(archive, "composition-flood-fund")
    assert _said(chart) == [
        ("item", "First gifts", "RMB 450,000"),
        ("item", "Later gifts", "RMB 750,000"),
        ("total", "Total of the fund", "RMB 1.2 million"),
    ]
    assert [bar.start for bar in chart.bars] == [0, 450_000, 0]
    given = {claim.value for _, claim in archive.claims.items()}
    assert {bar.value for bar in chart.bars} <= given


def test_the_parts_of_a_fund_lie_in_their_step(archive: Archive) -> None:
    fund = archive.funds["flood-fund"]
    step = fund.composition[1].model_copy(
        update={"parts": ("flood-fund.first-gifts", "flood-fund.from-abroad")}
    )
    changed = fund.model_copy(update={"composition": (fund.composition[0], step)})
    parted = archive.model_copy(update={"funds": {**archive.funds, "flood-fund": changed}})
    bars = _chart(parted, "composition-flood-fund").bars
    assert [(str(bar.kind), int(bar.start)) for bar in bars] == [
        ("item", 0),
        ("item", 450_000),
        ("part", 450_000),
        ("part", 900_000),
        ("total", 0),
    ]


def test_the_rows_of_a_chart_have_both_languages_and_typed_values(archive: Archive) -> None:
    rows = charts.rows(archive, TEMPLATES, "composition-flood-fund")
    assert vars(rows[0]) == {
        "label_zh": "首批捐款",
        "label_en": "First gifts",
        "note_zh": "2031年7月12日，他方转述",
        "note_en": "12 July 2031, relayed by others",
        "kind": "item",
        "value": Decimal(450_000),
        "unit": "CNY",
    }


@pytest.mark.parametrize(
    ("name", "language"), [("composition-flood-fund", "en"), ("initiatives", "zh")]
)
def test_a_drawing_is_as_it_was_looked_at(archive: Archive, name: str, language: Language) -> None:
    """After a change that is meant: delete the file, run the test twice, look at the file."""
    golden = GOLDEN / f"{name}.{language}.svg"
    drawn = drawing.svg(TEMPLATES.environment, _chart(archive, name, language)) + "\n"
    if not golden.exists():
        golden.write_text(drawn, encoding="utf-8")
        pytest.fail(f"{golden} was not there and has been written")
    assert drawn == golden.read_text(encoding="utf-8")


def test_a_drawing_names_all_it_shows_and_loads_nothing(archive: Archive) -> None:
    for chart in _all(archive):
        root = ElementTree.fromstring(drawing.svg(TEMPLATES.environment, chart, tones=TONES))
        assert root.findtext(f"{SVG}title") == chart.title
        for bar in chart.bars:
            assert f"{bar.label}" in chart.description
            assert bar.words in chart.description
        boxes = root.findall(f"{SVG}rect")
        assert [box.get("class") for box in boxes] == [
            f"chart__tone--{bar.tone}" for bar in chart.bars
        ]
        assert {element.tag for element in root.iter()} == {
            f"{SVG}{tag}" for tag in ("svg", "title", "desc", "style", "text", "rect")
        }
        assert "url(" not in (style := root.findtext(f"{SVG}style") or "")
        assert "fill: var(" not in style


def test_every_colour_of_a_chart_is_in_the_style_sheet(archive: Archive) -> None:
    styled = set(re.findall(r"\.chart__tone--([\w-]+)", TONES))
    money = {f"money-{status}" for status in Status if status is not Status.NOT_FOUND}
    assert styled == {*evidence.Level, "count", "commended", "track", *money}
    assert {bar.tone for chart in _all(archive) for bar in chart.bars} <= styled


def test_bars_are_to_scale_and_inside_the_picture(archive: Archive) -> None:
    for chart in [*_all(archive), HARD]:
        laid_out = drawing.layout(chart)
        end = max(bar.start + bar.value for bar in chart.bars)
        below = 0.0
        for bar, box in zip(chart.bars, laid_out.boxes, strict=True):
            assert box.width == pytest.approx(drawing.WIDTH * float(bar.value / end), abs=0.1)
            assert box.x == pytest.approx(drawing.WIDTH * float(bar.start / end), abs=0.1)
            assert box.y >= below
            below = box.y + box.height
        assert below <= laid_out.height


def test_a_chart_of_nothing_is_an_empty_picture() -> None:
    assert drawing.layout(Chart("", "en", "", "", "", "", ())) == drawing.Layout((), (), 0)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("one two three", ["one two", "three"]),
        ("首批捐款，来自境外", ["首批捐", "款，来自", "境外"]),
        ("甲乙丙“丁”", ["甲乙丙", "“丁”"]),
        ("incomprehensible", ["incompr", "ehensib", "le"]),
    ],
)
def test_lines_break_where_each_script_allows_it(text: str, lines: list[str]) -> None:
    assert drawing.wrap(text, drawing.text_width("one two")) == lines


@pytest.mark.parametrize("width", [390, 1440])
def test_no_words_touch_others_or_a_bar_or_leave_the_picture(
    archive: Archive, browser: Browser, width: int
) -> None:
    """As a browser sets them in its own font, on its own and at the size of a page."""
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        for chart in [*_all(archive), HARD]:
            page.set_content(drawing.svg(TEMPLATES.environment, chart, tones=TONES))
            wrong = page.evaluate(
                """() => {
                  const picture = document.querySelector("svg");
                  const shown = [...picture.querySelectorAll("text, rect")].map((element) => {
                    const { x, y, width, height } = element.getBBox();
                    // The line box of a font is higher than its letters; some letters begin before x.
                    const air = element.matches("text") ? height / 8 : 0;
                    return { words: element.textContent || "bar", x, right: x + width,
                      y: y + air, bottom: y + height - air };
                  });
                  const { width, height } = picture.viewBox.baseVal;
                  return [
                    ...shown.filter((one) => one.x < -2 || one.y < 0 || one.right > width + 2 ||
                      one.bottom > height + 0.5).map((one) => `outside: ${one.words}`),
                    ...shown.flatMap((one, place) => shown.slice(place + 1).filter((other) =>
                      one.x < other.right && other.x < one.right &&
                      one.y < other.bottom && other.y < one.bottom)
                      .map((other) => `${one.words} / ${other.words}`)),
                  ];
                }"""
            )
            assert wrong == [], chart.name


def test_the_files_of_each_chart_are_published(invented_site: Site) -> None:
    folder = invented_site.folder / "data" / "v1" / "charts"
    for name in charts.names(invented_site.archive):
        with Path(folder / f"{name}.csv").open(encoding="utf-8-sig") as file:
            rows = list(csv.DictReader(file))
        assert rows
        assert all(row["label_zh"] and row["label_en"] and float(row["value"]) for row in rows)
        for language in LANGUAGES:
            alone = ElementTree.parse(folder / f"{name}.{language}.svg").getroot()
            assert ".chart__picture" in (alone.findtext(f"{SVG}style") or "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_on_a_page_says_each_value_and_has_its_files(
    invented_site: Site, language: Language
) -> None:
    found = 0
    for address, page in invented_site.pages.items():
        for figure in page.select("figure.chart") if address.startswith(f"{language}/") else ():
            found += 1
            bars = figure.select("svg rect:not(.chart__tone--track)")
            assert bars
            assert len(figure.select(".chart__bars > li > .chart__amount > a")) == len(bars)
            targets = [str(link["href"]) for link in figure.select(".chart__files a")]
            assert len(targets) == 2
            for target in targets:
                assert (invented_site.folder / address / target).resolve().is_file()
    assert found


def test_the_colours_of_the_record_are_written_in_one_place() -> None:
    """A record with colours of its own changes ``tokens.css`` and nothing else, but for its logo."""
    known = {*colours(PROJECT).values(), *colours(PROJECT, dark=True).values()}
    assert len(known) > 10
    for folder in ("archive", "overrides", "templates", "tools"):
        for path in (PROJECT / folder).rglob("*"):
            if path.suffix in {".css", ".html", ".js", ".py", ".svg", ".xhtml"}:
                found = known & set(re.findall(r"#[0-9a-f]{6}", path.read_text("utf-8")))
                assert not found or path.name in ("tokens.css", "mark.svg"), (path, found)

"""A chart as SVG: geometry from pygal, colours and type from the site's own style sheet.

    svg(chart)                        # for the page: takes on its theme
    svg(chart, style="rect { … }")    # a file of its own, with the style inside

It needs no script, no font and nothing to load; equal charts give equal bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from unicodedata import east_asian_width
from xml.etree import ElementTree

import pygal
from pygal.style import Style

from archive.rendering.charts import Chart

Element = ElementTree.Element

# In the SVG's own units. A phone shows the picture at about nine tenths of its size.
_WIDTH = 400
_FONT = 13
_LINE = 18
_BAR = 34
_COLUMN_HEIGHT = 300
_NAMESPACE = "http://www.w3.org/2000/svg"
_SIZES = Style(
    label_font_size=_FONT,
    major_label_font_size=_FONT,
    legend_font_size=_FONT,
    value_font_size=_FONT,
)


def svg(chart: Chart, *, style: str = "") -> str:
    """``chart`` drawn, with its title and description for those who do not see it."""
    ElementTree.register_namespace("", _NAMESPACE)
    drawn = ElementTree.fromstring(_geometry(chart).render())  # noqa: S314 — written just now
    _clean(drawn, [series.tone for series in chart.series])
    for legend in drawn.iterfind(".//*[@class='legends']"):  # below labels of two lines
        lower = _LINE * (max(map(len, chart.columns)) - 1)
        legend.set("transform", f"translate(0, {_top(legend) + lower})")
    height = drawn.get("viewBox", "").split()[-1]
    root = Element(
        f"{{{_NAMESPACE}}}svg",
        {
            "class": f"chart__picture chart__picture--{chart.shape}",
            "viewBox": f"0 0 {_WIDTH} {height}",
            "role": "img",
            "aria-labelledby": f"{chart.name}-title {chart.name}-says",
        },
    )
    for tag, key, words in (("title", "title", chart.title), ("desc", "says", chart.description)):
        _add(root, tag, words).set("id", f"{chart.name}-{key}")
    if style:
        _add(root, "style", style)
    root.extend(drawn)
    return ElementTree.tostring(root, encoding="unicode")


def _geometry(chart: Chart) -> pygal.Graph:
    """The chart as pygal lays it out, with nothing but what we print."""
    legend = _LINE * len(chart.series) * chart.legend
    if chart.shape == "columns":
        kind, height = pygal.StackedBar, _COLUMN_HEIGHT + 2 * _LINE + legend
    else:
        kind, height = pygal.HorizontalStackedBar, _BAR * len(chart.columns) + legend
    picture = kind(
        style=_SIZES,
        no_prefix=True,
        js=[],
        width=_WIDTH,
        height=height,
        margin=0,
        margin_left=_missing_width(chart),
        margin_bottom=_LINE * chart.legend,
        spacing=8,
        print_values=True,
        print_zeroes=False,
        # A chart of bars is a chart of columns turned on its side, labels included.
        show_x_labels=chart.shape == "columns",
        show_y_labels=chart.shape == "bars",
        show_y_guides=False,
        show_legend=chart.legend,
        legend_at_bottom=True,
        legend_at_bottom_columns=1,
        truncate_legend=-1,
        truncate_label=-1,
    )
    order = 1 if chart.shape == "columns" else -1  # bars are stacked from the bottom up
    picture.x_labels = ["\n".join(column) for column in chart.columns][::order]
    for series in chart.series:
        picture.add(
            series.name,
            [
                None if value is None else {"value": float(value), "formatter": _say(mark)}
                for value, mark in zip(series.values, series.marks, strict=True)
            ][::order],
        )
    return picture


def _missing_width(chart: Chart) -> int:
    """What pygal, which counts characters, leaves too little for labels in wide ones."""
    if chart.shape == "columns":
        return 0
    wide = [sum(east_asian_width(mark) in "WF" for mark in label) for (label,) in chart.columns]
    return round(max(wide) * _FONT * 0.45)


def _top(moved: Element) -> float:
    return float(re.findall(r"[\d.]+", moved.get("transform", "0"))[-1])


def _say(words: str) -> Callable[[object], str]:
    return lambda _: words


def _clean(drawn: Element, tones: list[str]) -> None:
    """Take out pygal's scripts, styles, tooltips and empty shapes, and name our own classes."""
    for parent in list(drawn.iter()):
        for child in list(parent):
            if _is_dispensable(child):
                parent.remove(child)
    for element in drawn.iter():
        for name in ("x", "y", "width", "height"):
            if name in element.attrib:
                element.set(name, f"{float(element.attrib[name]):.1f}".removesuffix(".0"))
        for name in ("id", "rx", "ry"):
            element.attrib.pop(name, None)
        tone = re.search(r"\bcolor-(\d+)\b", element.get("class", ""))
        if tone:
            element.set("class", f"chart__tone--{tones[int(tone[1])]}")
        elif element.get("class") in ("", "rect reactive tooltip-trigger", "value"):
            element.attrib.pop("class")
        _break_lines(element)


def _is_dispensable(element: Element) -> bool:
    tag = element.tag.rpartition("}")[2]
    role = element.get("class", "")
    return (
        tag in ("defs", "desc", "title", "script", "style", "path")
        or role == "background"
        or "tooltip" in role.split()[-1:] + role.split("-")[:1]
        or role.endswith(" overlay")
        or role.endswith("tooltip-overlay")
        or (
            tag == "rect" and 0 in (float(element.get("width", 0)), float(element.get("height", 0)))
        )
        or (tag == "text" and not element.text)
    )


def _break_lines(element: Element) -> None:
    """An axis label of several lines becomes one ``tspan`` a line."""
    if element.tag != f"{{{_NAMESPACE}}}text" or "\n" not in (element.text or ""):
        return
    lines = (element.text or "").split("\n")
    element.text = None
    for place, line in enumerate(lines):
        span = _add(element, "tspan", line)
        span.set("x", element.get("x", "0"))
        if place:
            span.set("dy", str(_LINE))


def _add(parent: Element, tag: str, text: str) -> Element:
    element = ElementTree.SubElement(parent, f"{{{_NAMESPACE}}}{tag}")
    element.text = text
    return element

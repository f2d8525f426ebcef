"""Braces in data are text: no engine of templates reads what another has printed."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from archive.building.build import build
from archive.project import open_project
from archive.rendering.calls import Call
from archive.rendering.macros import run
from tests.built import Site

# Together they would be a comment, which ends inside a tag.
OPENS, CLOSES = "水灾 {# 之后", '完 #}" onmouseover="alert(name)">甲'


def test_what_macros_print_is_not_rendered_again(
    scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(jinja2.Environment, "from_string")  # by which a page would be rendered
    sources = scratch / "data" / "sources.yml"
    titled = sources.read_text("utf-8").replace("title: 水灾之后", f'title: "{OPENS}"')
    sources.write_text(titled, "utf-8")
    page = scratch / "docs" / "zh" / "about.md"
    written = f'前{{{{ cite("report", "¶1") }}}}中\n\n{CLOSES}\n\n## '
    page.write_text(page.read_text("utf-8").replace("## ", written, 1), "utf-8")
    printed = run(open_project(scratch).macros("zh", ""), Call("cite", 1, ("report", "¶1")))
    assert not set("{}") & set(printed)
    build(scratch, scratch / "site")
    article = Site(scratch / "site", root=scratch).pages["zh/about/"].article
    assert article
    assert not article.select("[onmouseover]")
    assert CLOSES in [paragraph.get_text() for paragraph in article.select("p")]
    cited = article.select('a.cite[href="../sources/#report"]')
    assert cited
    assert all(OPENS in str(link["aria-label"]) for link in cited)

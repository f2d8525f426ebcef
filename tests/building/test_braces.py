"""Braces in data are text, or refused: no engine of templates reads what another has printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
import pytest
from bs4 import BeautifulSoup

from archive.building.build import build
from archive.languages import LANGUAGES
from archive.loading.load import load
from archive.model.collections import COLLECTIONS, Archive
from archive.problems import ContentError
from archive.project import open_project
from archive.publishing.citations import exports
from archive.rendering.calls import Call, calls
from archive.rendering.macros import MACROS, Macros, run
from tests.building.test_one_language import FIXTURE, copied, field, read, write
from tests.built import Site
from tests.conftest import fixture_project
from tests.rendering.test_macros import CALLS, REVIEWS, _downloads

__all__ = ["copied"]

BRACES = ["{", "{}", "{x}", "{{", "{%", "{#", "#}", "{flood-fund.total}"]
EVERY = f"甲={' '.join(BRACES)}=乙"
# Together they would be a comment, which ends inside a tag.
OPENS, CLOSES = "水灾 {# 之后", '完 #}" onmouseover="alert(name)">甲'


def texts(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of every text in a data file."""
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts(item, (*path, key))
    elif isinstance(value, str):
        yield path


PLACES = {(kind, field(at)): at for kind in COLLECTIONS for at in texts(read(FIXTURE, kind))}


@pytest.mark.parametrize(("kind", "name"), PLACES)
def test_a_brace_is_printed_as_written_or_gets_a_line(copied: Path, kind: str, name: str) -> None:
    *way, last = PLACES[kind, name]

    def loaded(words: str, *fields: str) -> Archive | None:
        data = read(FIXTURE, kind)
        entry = data
        for key in way:
            entry = entry[key]
        entry.update(dict.fromkeys(fields, words)) if fields else entry.__setitem__(last, words)
        write(copied, kind, data)
        try:
            return load(copied)
        except ContentError as error:
            assert any(line.startswith(f"data/{kind}.yml:") for line in str(error).splitlines())
            return None

    try:
        accepted = [loaded(f"甲={brace}=乙") for brace in BRACES[:-1]]
        if any(accepted):
            archive = loaded(EVERY)
            assert archive
            assert unbroken(archive), "nobody meets it"
        if last == LANGUAGES[0]:
            archive = loaded("甲={flood-fund.total}=乙", *LANGUAGES)
            assert not archive or "甲={" not in "".join(everything(archive))
    finally:
        write(copied, kind, read(FIXTURE, kind))


def unbroken(archive: Archive) -> int:
    """How often :data:`EVERY` is met; it must be whole wherever it begins."""
    met = [words for words in everything(archive) if "甲=" in words]
    for words in met:
        assert words.count("甲=") == words.count(EVERY), words
    return len(met)


def everything(archive: Archive) -> Iterator[str]:
    """What the macros print, texts and attributes, and what reference managers get."""
    templates = fixture_project().templates
    for language in LANGUAGES:
        macros = Macros(archive, templates, language, "here/", lambda: REVIEWS, _downloads)
        for written in CALLS:
            (call,), _ = calls(f"{{{{ {written} }}}}", "", MACROS)
            page = BeautifulSoup(run(macros, call), "html.parser")
            yield page.get_text()
            yield from (str(value) for tag in page.find_all(True) for value in tag.attrs.values())
    yield exports(archive)["sources.csl.json"].decode()


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

"""What every built page gets besides its text: what others see of it when they share or
index it, the way to it, the way on from it, and marks where it speaks the other language.

The theme leaves places for these (``overrides/main.html``); plain ``mkdocs serve`` shows
the pages without them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from markupsafe import Markup

from archive.building.other_language import mark
from archive.languages import HTML_LANGUAGES, LANGUAGES, Language
from archive.model.addresses import address_of, href
from archive.project import Workspace
from archive.publishing.schema_org import Page, described
from archive.publishing.site_root import PICTURE
from archive.rendering.breadcrumbs import neighbours, record_of, trail

_LEAD = re.compile(r'<p class="lead">(.*?)</p>', re.DOTALL)
_HEADING = re.compile(r"<h1[^>]*>(.*?)(?:<a class=\"headerlink\".*?)?</h1>", re.DOTALL)
_MARKERS = re.compile(r"<sup\b.*?</sup>", re.DOTALL)
_DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')
_TRAIL_PLACE = "<!-- breadcrumbs -->"
_NEIGHBOURS_PLACE = "<!-- neighbours -->"


def dress(workspace: Workspace, site: Path, names: Mapping[Language, str], url: str) -> None:
    """Complete every page of both languages below ``site`` for the public address ``url``."""
    named = {**workspace.archive.records(), **workspace.archive.terms}.values()
    foreign = {entry.name.zh for entry in named if entry.name.zh.isascii()}
    for language in LANGUAGES:
        folder = site / language
        pages = {
            "" if path.parent == folder else f"{path.parent.relative_to(folder).as_posix()}/": path
            for path in sorted(folder.rglob("index.html"))
        }
        texts = {tail: path.read_text(encoding="utf-8") for tail, path in pages.items()}
        titles = {tail: _words(_HEADING, text) or names[language] for tail, text in texts.items()}
        for tail, path in pages.items():
            dressed = _dress(workspace, site, texts[tail], titles, tail, language, names, url)
            path.write_text(mark(dressed, language, foreign), encoding="utf-8")


def _dress(
    workspace: Workspace,
    site: Path,
    html: str,
    titles: Mapping[str, str],
    tail: str,
    language: Language,
    names: Mapping[Language, str],
    url: str,
) -> str:
    archive, macros = workspace.archive, workspace.macros(language, tail)
    home = workspace.templates.labels["home"][language]
    way = trail(archive, titles, tail, language, home)
    given = _DESCRIPTION.search(html)
    page = Page(
        site=url,
        site_name=names[language],
        language=language,
        tail=tail,
        title=titles[tail],
        description=_words(_LEAD, html) or (Markup(given[1]).unescape() if given else ""),  # noqa: S704
        trail=way,
        words=macros.words,
    )
    head = workspace.templates.environment.get_template("site/head.html").render(
        page=page,
        languages=HTML_LANGUAGES,
        picture=page.url(PICTURE) if (site / language / PICTURE).is_file() else "",
        graph=Markup(described(archive, page)),  # noqa: S704 — JSON without any "<"
    )
    found = record_of(archive, tail)
    before, after = neighbours(archive, found[1]) if found else (None, None)

    def render(template: str, **values: object) -> str:
        return workspace.templates.environment.get_template(template).render(
            label={key: both[language] for key, both in workspace.templates.labels.items()},
            href=lambda target: href(target, tail),
            address_of=lambda key: address_of(archive, key),
            name=macros.name_of,
            **values,
        )

    if given:
        html = html.replace(given[0], head, 1)
    if tail:
        html = html.replace(_TRAIL_PLACE, render("site/breadcrumbs.html", trail=way), 1)
    if before or after:
        neighbouring = render("site/neighbours.html", before=before, after=after)
        html = html.replace(_NEIGHBOURS_PLACE, neighbouring, 1)
    return html


def _words(pattern: re.Pattern[str], html: str) -> str:
    """The text inside the first match, without source markers and tags."""
    found = pattern.search(html)
    return Markup(_MARKERS.sub("", found[1])).striptags() if found else ""  # noqa: S704

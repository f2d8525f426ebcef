"""What belongs to the site as a whole: the files at its root, and the Atom feeds of what changed."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from archive.languages import HTML_LANGUAGES, LANGUAGES, LOCALES, Language
from archive.model.history import changes, last_change
from archive.project import Project
from archive.rendering.context import Context

# Browsers ask for these at the root of a server, whatever pages say.
_ICONS = ("favicon.ico", "apple-touch-icon.png")


class _Feed(Context):
    """The feed of corrections and additions in one language, newest first."""

    def xml(self, site_name: str, **values: Any) -> str:
        """The whole document."""
        title = self._label("changes-of").format(title=site_name)
        return self._render("site/feed.xml", title=title, site_name=site_name, **values)


def write(
    project: Project,
    site: Path,
    names: Mapping[Language, str],
    url: str,
    addresses: Sequence[str],
    picture: str,
) -> None:
    """Write the files at the root of ``site``, for the public address ``url``.

    ``addresses`` are those of the pages without their language, such as ``funds/``;
    ``picture`` is that of the picture for link previews, below the root, if there is one.
    """
    title = " · ".join(names[language] for language in LANGUAGES)
    homes = {HTML_LANGUAGES[language]: f"{url}{language}/" for language in LANGUAGES}
    for name in ("index.html", "404.html", "sitemap.xml", "robots.txt"):
        text = project.templates.environment.get_template(f"site/{name}").render(
            url=url,
            path=urlsplit(url).path,
            names=names,
            languages=LANGUAGES,
            html_languages=HTML_LANGUAGES,
            addresses=[quote(address) for address in addresses],
            title=title,
            site_name=title,
            is_article=False,
            graph="",
            picture=picture and f"{url}{picture}",
            pictured=title,
            locales=LOCALES.values(),
            counterparts={**homes, "x-default": url},
            updated=last_change(project.archive),
        )
        (site / name).write_text(text, encoding="utf-8")
    for name in _ICONS:
        drawn = project.root / "overrides" / "images" / name
        if drawn.is_file():
            shutil.copyfile(drawn, site / name)


def write_feed(project: Project, language: Language, site: Path, site_name: str, url: str) -> None:
    """Write ``corrections/feed.xml`` in ``language``, for the public address ``url``.

    Without entries it is dated like the newest reading of a source, or 1970-01-01, so that equal
    data gives equal bytes.
    """
    archive = project.archive
    feed = _Feed(archive, project.templates, language, "corrections/")
    day = (last_change(archive) or date(1970, 1, 1)).isoformat()
    folder = site / language / "corrections"
    folder.mkdir(parents=True, exist_ok=True)
    text = feed.xml(site_name, url=url, updated=day, changes=changes(archive))
    (folder / "feed.xml").write_text(f"{text}\n", encoding="utf-8")

"""What belongs to the site as a whole and to neither language."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from urllib.parse import quote, urlsplit

from archive.languages import HTML_LANGUAGES, LANGUAGES, Language
from archive.rendering.templates import Templates

# Browsers ask for these at the root of a server, whatever pages say.
_ICONS = ("favicon.ico", "apple-touch-icon.png")


def write(
    templates: Templates,
    site: Path,
    names: Mapping[Language, str],
    url: str,
    addresses: Sequence[str],
    picture: str,
    updated: date | None,
) -> None:
    """Write the files at the root of ``site`` for the public address ``url``.

    ``addresses`` are those of the pages without their language, such as ``funds/``;
    ``picture`` is that of the picture for link previews, below the root, if there is one;
    ``updated`` is the day of the newest thing on record.
    """
    for name in ("index.html", "404.html", "sitemap.xml", "robots.txt"):
        text = templates.environment.get_template(f"site/{name}").render(
            url=url,
            path=urlsplit(url).path,
            names=names,
            languages=LANGUAGES,
            html_languages=HTML_LANGUAGES,
            addresses=[quote(address) for address in addresses],
            picture=picture,
            updated=updated,
        )
        (site / name).write_text(text, encoding="utf-8")
    for name in _ICONS:
        drawn = site / LANGUAGES[0] / "images" / name
        if drawn.is_file():
            shutil.copyfile(drawn, site / name)

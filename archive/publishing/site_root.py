"""What belongs to the site as a whole and to neither language.

The language chooser at the root, a page for addresses that do not exist, and
one sitemap that names each page's counterpart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from archive.languages import HTML_LANGUAGES, LANGUAGES, Language
from archive.rendering.templates import Templates


def write(
    templates: Templates,
    site: Path,
    names: Mapping[Language, str],
    url: str,
    addresses: Sequence[str],
    picture: str,
) -> None:
    """Write the files at the root of ``site`` for the public address ``url``.

    ``addresses`` are those of the pages without their language, such as ``funds/``;
    ``picture`` is that of the picture for link previews, below the root, if there is one.
    """
    for name in ("index.html", "404.html", "sitemap.xml"):
        text = templates.environment.get_template(f"site/{name}").render(
            url=url,
            path=urlsplit(url).path,
            names=names,
            languages=LANGUAGES,
            html_languages=HTML_LANGUAGES,
            addresses=addresses,
            picture=picture,
        )
        (site / name).write_text(text, encoding="utf-8")

"""What belongs to the site as a whole and to neither language.

The language chooser at the root, a page for addresses that do not exist, and
one sitemap that names each page's counterpart.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from archive.languages import HTML_LANGUAGES, LANGUAGES, Language
from archive.rendering.context import Templates


def write(
    templates: Templates, site: Path, names: Mapping[Language, str], url: str, picture: str
) -> None:
    """Complete ``site``, which holds one folder per language, for the public address ``url``.

    ``picture`` is the address of the picture for link previews below a language, if it has one.
    """
    shown = f"{LANGUAGES[0]}/{picture}"
    for name in ("index.html", "404.html", "sitemap.xml"):
        text = templates.environment.get_template(f"site/{name}").render(
            url=url,
            path=urlsplit(url).path,
            names=names,
            languages=LANGUAGES,
            html_languages=HTML_LANGUAGES,
            addresses=page_addresses(site),
            picture=shown if (site / shown).is_file() else "",
        )
        (site / name).write_text(text, encoding="utf-8")
    for language in LANGUAGES:
        for single in ("sitemap.xml", "sitemap.xml.gz"):
            (site / language / single).unlink(missing_ok=True)


def page_addresses(site: Path) -> list[str]:
    """The addresses of all pages without their language, such as ``funds/``, sorted."""
    folder = site / LANGUAGES[0]
    found = (page.parent.relative_to(folder).as_posix() for page in folder.rglob("index.html"))
    return sorted("" if address == "." else f"{address}/" for address in found)

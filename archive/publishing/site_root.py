"""What belongs to the site as a whole and to neither language.

The language chooser at the root, a page for addresses that do not exist, and
one sitemap that names each page's counterpart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.utils.yaml import yaml_load

from archive.languages import HTML_LANGUAGES, LANGUAGES, Language
from archive.model.addresses import href, page_address
from archive.pages.reviews import Pair
from archive.rendering.context import Templates

# The picture for link previews, from the folder of the pages, 1200 × 630 pixels. A record
# need not have one.
PICTURE = "images/share.png"
# Where overrides/main.html leaves room for a notice.
NOTICE_PLACE = "<!-- translation notice -->"


def titles(root: Path, configs: Mapping[Language, str]) -> dict[Language, str]:
    """The site's name in each language, from its configuration."""
    found: dict[Language, str] = {}
    for language, config in configs.items():
        with (root / config).open(encoding="utf-8") as file:
            found[language] = yaml_load(file)["site_name"]
    return found


def assemble(templates: Templates, site: Path, names: Mapping[Language, str], url: str) -> None:
    """Complete ``site``, which holds one folder per language, for the public address ``url``."""
    tails = page_tails(site)
    picture = f"{LANGUAGES[0]}/{PICTURE}"
    for template, target in (
        ("site/index.html", "index.html"),
        ("site/404.html", "404.html"),
        ("site/sitemap.xml", "sitemap.xml"),
    ):
        text = templates.environment.get_template(template).render(
            url=url,
            path=urlsplit(url).path,
            names=names,
            languages=LANGUAGES,
            html_languages=HTML_LANGUAGES,
            tails=tails,
            picture=picture if (site / picture).is_file() else "",
        )
        (site / target).write_text(text, encoding="utf-8")
    for language in LANGUAGES:
        for single in ("sitemap.xml", "sitemap.xml.gz"):
            (site / language / single).unlink(missing_ok=True)


def page_tails(site: Path) -> list[str]:
    """The addresses of all pages without their language, such as ``funds/``, sorted."""
    folder = site / LANGUAGES[0]
    found = (page.parent.relative_to(folder).as_posix() for page in folder.rglob("index.html"))
    return sorted("" if tail == "." else f"{tail}/" for tail in found)


def mark_pages_behind(templates: Templates, site: Path, pairs: Iterable[Pair]) -> None:
    """Put a notice on each page whose counterpart was changed after both were last in step."""
    for pair in pairs:
        for language in LANGUAGES:
            if not pair.may_be_behind(language):
                continue
            address = page_address(pair.tail)
            page = site / language / address / "index.html"
            other = next(side for side in LANGUAGES if side != language)
            notice = templates.environment.get_template("site/behind.html").render(
                label={
                    "behind": templates.labels["behind"][language],
                    "read_other": templates.labels["read-other"][language],
                },
                other=f"{href('', address)}../{other}/{address}",
                other_language=HTML_LANGUAGES[other],
            )
            html = page.read_text(encoding="utf-8")
            page.write_text(html.replace(NOTICE_PLACE, notice, 1), encoding="utf-8")

"""Draw the picture that link previews show, one for each language.

    make pictures

The words come from the two configurations, the look from ``share.html`` beside this file.
The pictures stand with the pages, since they carry the record's name. They are committed,
because a machine that builds the site may have neither a browser nor a font with Han
characters: this needs Chromium and such a font.
"""

from __future__ import annotations

from pathlib import Path

import jinja2
from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import sync_playwright

from archive.languages import HTML_LANGUAGES
from archive.pages.navigation import CONFIGS
from tests.conftest import chromium

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Write ``docs/<language>/images/share.png``."""
    template = jinja2.Template((ROOT / "tools" / "share.html").read_text("utf-8"), autoescape=True)
    mark = (ROOT / "overrides" / "images" / "mark.svg").read_text("utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 630})
        names = {key: _read(config)["site_name"] for key, config in CONFIGS.items()}
        for language in CONFIGS:
            others = [name for key, name in names.items() if key != language]
            page.set_content(
                template.render(
                    language=HTML_LANGUAGES[language],
                    title=names[language],
                    other=others[0],
                    mark=mark,
                )
            )
            target = ROOT / "docs" / language / "images" / "share.png"
            target.parent.mkdir(exist_ok=True)
            page.screenshot(path=target)
        browser.close()


def _read(config: str) -> dict[str, str]:
    with (ROOT / config).open(encoding="utf-8") as file:
        settings: dict[str, str] = yaml_load(file)
    return settings


if __name__ == "__main__":
    main()

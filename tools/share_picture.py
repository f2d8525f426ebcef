"""Draw the picture that link previews show, one for each language, and the mark as icons.

    make pictures

The words come from the two configurations, the look from ``share.html`` beside this file.
The pictures stand with the pages, since they carry the record's name; the icons stand beside
``mark.svg``, for browsers that take no SVG and for home screens. All are committed,
because a machine that builds the site may have neither a browser nor a font with Han
characters: this needs Chromium and such a font.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

import jinja2
from PIL import Image
from playwright.sync_api import Browser

from archive.languages import HTML_LANGUAGES
from archive.pages.configuration import site_names
from archive.rendering.colours import colours
from tests.built import launched

ROOT = Path(__file__).parent.parent
ICONS = ROOT / "overrides" / "images"


def main() -> None:
    """Write ``docs/<language>/images/share.png`` and the icons."""
    template = jinja2.Template((ROOT / "tools" / "share.html").read_text("utf-8"), autoescape=True)
    mark = (ICONS / "mark.svg").read_text("utf-8")
    with launched() as browser:
        page = browser.new_page(viewport={"width": 1200, "height": 630})
        names = site_names(ROOT)
        for language in names:
            others = [name for key, name in names.items() if key != language]
            page.set_content(
                template.render(
                    language=HTML_LANGUAGES[language],
                    title=names[language],
                    other=others[0],
                    mark=mark,
                    colours=colours(ROOT),
                    tick=re.findall(r'stroke="(#\w+)"', mark)[0],
                )
            )
            target = ROOT / "docs" / language / "images" / "share.png"
            target.parent.mkdir(exist_ok=True)
            page.screenshot(path=target)
        _icons(browser, mark)


def _icons(browser: Browser, mark: str) -> None:
    """The mark in the sizes that are asked for; home screens want it without clear corners."""
    ground = re.findall(r'fill="(#\w+)"', mark)[0]
    for name, side, background in (("apple-touch-icon.png", 180, ground), ("favicon.ico", 192, "")):
        page = browser.new_page(viewport={"width": side, "height": side})
        page.set_content(
            f"<style>body{{margin:0;background:{background}}}svg{{display:block}}</style>{mark}"
        )
        drawn = Image.open(io.BytesIO(page.screenshot(omit_background=not background)))
        if name.endswith(".ico"):
            drawn.save(ICONS / name, sizes=[(16, 16), (32, 32), (48, 48)])
        else:
            drawn.convert("RGB").quantize(32).save(ICONS / name, optimize=True)


if __name__ == "__main__":
    main()

"""The record as Zensical can read it.

    hand_over(Path("/tmp/record"))      # a scratch copy: its pages and configurations change

Zensical reads the configuration, Markdown extensions and the theme's overrides. It calls neither
the hooks of MkDocs nor those that mkdocs-macros has for pages, and its templates see ``extra`` as
it was before any macro ran. So it gets as text what macros.py and the hooks would tell it: each
call answered, ``page.meta`` as front matter, the words of the interface in ``extra``.
"""

from __future__ import annotations

import json
import posixpath
import re
from copy import deepcopy
from pathlib import Path

import yaml

from archive.building import page_metadata
from archive.building.page_metadata import PageSource
from archive.model.addresses import page_address
from archive.pages.configuration import CONFIGS, configuration
from archive.rendering.blocks import put_back
from bench.expand import expanded_pages

_FRONT_MATTER = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)
_LINK = re.compile(r'(?<= href=")(?![a-z]+:)[^"?#]+')


def hand_over(record: Path) -> None:
    """Rewrite the pages and configurations of the scratch copy ``record``."""
    written: dict[str, str] = {}
    for language, name in CONFIGS.items():
        settings = configuration(record, language).settings
        for source, text in expanded_pages(record, language, settings):
            written[source.page.shown] = _told(source, text)
        config = {**deepcopy(settings), "hooks": [], "plugins": []}
        config["mdx_configs"] = config["markdown_extensions"]
        page_metadata.prepare(config, record)
        # It looks for no ids in HTML, and would take links to what macros print for dead.
        config["validation"]["links"]["anchors"] = "ignore"
        written[name] = json.dumps(config, ensure_ascii=False)
    for path, text in written.items():  # only now: all of it was read from these files
        (record / path).write_text(text, encoding="utf-8")


def _told(source: PageSource, text: str) -> str:
    """A page that is told about itself; ``text`` has its calls answered."""
    front = _FRONT_MATTER.match(text)
    body = text[front.end() :] if front else text
    meta = source.metadata(body) | (yaml.safe_load(front[1]) if front else {})
    del meta["limited"]  # a function, which cuts sections of more than forty pages
    told = json.dumps(meta, ensure_ascii=False)
    return f"---\n{told}\n---\n{_from_file(source.page.src, put_back(body))}"


def _from_file(src: str, html: str) -> str:
    """``html`` with its links leading from the page's file, as Zensical takes them, rather than
    from its address."""
    top = "/site/zh"  # any language's; downloads are beside it

    def link(found: re.Match[str]) -> str:
        target = posixpath.join(top, page_address(src), found[0])
        path = posixpath.relpath(target, posixpath.join(top, posixpath.dirname(src)))
        return path + "/" * found[0].endswith("/")

    return _LINK.sub(link, html)

"""What the macros on a page print, and what the page is told about itself; the engine does both.

mkdocs-macros calls these functions, so plain ``mkdocs serve`` and ``mkdocs build`` refuse what
may not be rendered, and show each page as the built site has it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from archive.building import page_metadata
from archive.building.page_metadata import PageSource
from archive.pages.document import document
from archive.pages.files import page_files
from archive.problems import ContentError
from archive.publishing import search_index


def define_env(env: Any) -> None:
    """Open the record for the language of this configuration (``extra.lang``)."""
    try:
        env.record = page_metadata.prepare(env.conf, Path(env.project_dir))
        _, problems = page_files(Path(env.project_dir), env.conf["extra"]["lang"])
        if problems:
            raise ContentError(problems)
    except ContentError as error:
        raise SystemExit(str(error)) from None
    # Off: the plugin would give a page the name that its heading has before the macros are printed.
    env.has_j2 = lambda text: False


def on_pre_page_macros(env: Any) -> None:
    """Gate the page about to be rendered, and answer its calls as the gate has read them."""
    page = _page(env)
    problems = page.problems()
    if problems:
        raise SystemExit(str(ContentError(problems)))
    env.markdown = page.expanded(env.markdown)
    # Else the plugin would read as Jinja what the macros have printed.
    env.page.meta["render_macros"] = False


def on_post_page_macros(env: Any) -> None:
    """Tell the page about itself; the theme's templates print ``page.meta``."""
    env.page.meta.update(_page(env).metadata(env.markdown))


def on_post_build(env: Any) -> None:
    """Write what the search of this language knows."""
    search_index.write(env.record, env.conf["extra"]["lang"], Path(env.conf["site_dir"]))


def _page(env: Any) -> PageSource:
    page = document(env.record.root, env.conf["extra"]["lang"], env.page.file.src_uri)
    return PageSource(env.record, page, env.conf)

"""Registers the macros that pages may call; what they do is in ``archive/rendering/macros.py``.

mkdocs-macros calls :func:`define_env` before it renders anything, so plain
``mkdocs serve`` also refuses a page that is more than text and macro calls.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from archive.model.addresses import page_address
from archive.pages.check import check_calls, read_pages
from archive.problems import ContentError
from archive.project import open_workspace
from archive.rendering.macros import MACROS


def define_env(env: Any) -> None:
    """Register every macro in the language of this configuration (``extra.lang``)."""
    language = env.conf["extra"]["lang"]
    try:
        workspace = open_workspace(Path(env.project_dir))
        pages, problems = read_pages(workspace.root, [language])
        problems += check_calls(workspace, pages)
        if problems:
            raise ContentError(problems)
    except ContentError as error:
        raise SystemExit(str(error)) from None

    # Off: the plugin would render titles a second time, from front matter and navigation, too.
    env.has_j2 = lambda text: False

    def register(name: str) -> None:
        def macro(*arguments: str, **keywords: str) -> str:
            macros = workspace.macros(language, page_address(_source(env)))
            result: str = getattr(macros, name)(*arguments, **keywords)
            return result

        env.macro(macro, name)

    for name in MACROS:
        register(name)


def _source(env: Any) -> str:
    """The page being rendered, as a path below the pages' folder."""
    file = getattr(env.page, "file", None)
    return str(file.src_uri if file else env.page.path)  # Zensical has no page.file

"""The site of one language, built by MkDocs in the process of that language's worker.

A worker remembers the last build, so that the preview can render a single page again: the
page's own file and the search's are written anew, and all others stay as they are.
"""

from __future__ import annotations

import gc
import logging
import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import TemplateError
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from archive.languages import LANGUAGES, Language
from archive.pages.configuration import CONFIGS, site_names
from archive.project import open_project
from archive.publishing import claim_pages, content_security, site_root
from archive.rendering.templates import compiled_templates

# What MkDocs made on the way to a site: config, files, nav, env. Kept for rendering single pages.
_built: dict[Path, SimpleNamespace] = {}


class FullBuildNeededError(Exception):
    """A change shows on more pages than those that were to be rendered again."""


def build_language(
    root: Path, language: Language, site: Path, url: str, *, draft: bool, pictures: bool
) -> tuple[list[str], content_security.Inline]:
    """Build the half of ``site`` in ``language``, for the address ``url``.

    What MkDocs complained of, a line each, and what the pages bring along for the policy of the
    whole site.
    """
    os.environ.update(environment(url))
    if _built.pop(root, None):  # MkDocs leaves rings of references, which workers seldom look for
        gc.collect()
    made: dict[str, Any] = {}
    compiled = compiled_templates()

    def build() -> None:
        config = load_config(str(root / CONFIGS[language]), site_dir=str(site / language))
        config.plugins.on_startup(command="build", dirty=False)
        config.plugins._register_event("nav", lambda nav, **_: made.update(nav=nav))

        def on_env(env: Any, files: Any, **_: Any) -> None:
            env.bytecode_cache = compiled
            made.update(env=env, files=files, config=config)

        config.plugins._register_event("env", on_env)
        mkdocs_build.build(config)
        for single in ("sitemap.xml", "sitemap.xml.gz"):  # there is one for both languages
            (site / language / single).unlink(missing_ok=True)

    tempfile.tempdir = str(site)  # what a killed build leaves behind goes with the folder
    try:
        complaints = _collect_complaints(build, language)
    finally:
        tempfile.tempdir = None
    if complaints:
        return complaints, frozenset()
    _built[root] = SimpleNamespace(**made)
    return [], complete_language(root, language, site, url, draft=draft, pictures=pictures)


def complete_language(
    root: Path, language: Language, site: Path, url: str, *, draft: bool, pictures: bool
) -> content_security.Inline:
    """Add to what MkDocs built below ``site``: the feed, a page for each claim and each former
    name, and the policy of every page, unless it is a ``draft``. Returns the scripts and styles
    inside pages, which the policy of the whole site has to allow."""
    project, name = open_project(root), site_names(root)[language]
    if pictures:  # brings in an image library, which few builds need
        from archive.publishing.pictures import draw_all

        draw_all(project, language, site, name)
    site_root.write_feed(project, language, site, name, url)
    claim_pages.write_former(project, language, site, url)
    pages = () if draft else (site / language).rglob("*.html")
    inline = content_security.write(pages)
    # They come after: each is written once, with its policy, and brings nothing along.
    picture = claim_pages.shared_picture(project, language)
    claim_pages.write(project, language, site, name, url, picture, draft=draft)
    return inline


def build_pages(root: Path, language: Language, sources: Iterable[str], folder: Path) -> list[str]:
    """Render the pages ``sources`` again into the site built last, which is in ``folder`` by now;
    what MkDocs complained of.

    Raises FullBuildNeededError if other pages would change with them.
    """
    built = _built.get(root)
    files = [built.files.get_file_from_path(src) for src in sources] if built else []
    if not built or not all(files):
        raise FullBuildNeededError
    titles = [file.page.title for file in files]
    built.config["site_dir"] = str(folder / language)
    for file in files:
        file.dest_dir = built.config["site_dir"]
        vars(file).pop("abs_dest_path", None)  # MkDocs remembers where it wrote

    def build() -> None:
        config = built.config
        for file in files:
            mkdocs_build._populate_page(file.page, config, built.files, dirty=False)
        if [file.page.title for file in files] != titles:  # which the navigation shows
            raise FullBuildNeededError
        pages = built.files.documentation_pages()
        for file in files:
            mkdocs_build._build_page(file.page, config, pages, built.nav, built.env, dirty=False)
        config.plugins.on_post_build(config=config)

    try:
        complaints = _collect_complaints(build, language)
    except FullBuildNeededError:
        _built.clear()
        raise
    if complaints:
        _built.clear()
    return complaints


def _collect_complaints(build: Any, language: Language) -> list[str]:
    """Run ``build``; what MkDocs complained of meanwhile, if it refused."""
    warnings: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: warnings.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.handlers, logger.propagate = [handler], False
    try:
        build()
    except (Abort, ConfigurationError, SystemExit) as error:
        return [_complaint(message, language) for message in warnings] or [str(error)]
    except TemplateError as error:  # a slip in the theme's overrides
        place = f"{getattr(error, 'filename', None) or ''}:{getattr(error, 'lineno', '')}"
        return [f"{place}: {error}".lstrip(":")]
    return []


def _complaint(message: str, language: Language) -> str:
    """A warning or an error of MkDocs, on a line with its page's full path."""
    line = re.sub(r"\n +- ", " ", message).partition("\n")[0]  # a list below it belongs to it
    line = re.sub(r"^Doc file '(.*\.md)' contains", rf"docs/{language}/\1: contains", line)
    return f"{CONFIGS[language]}: {line}"


def environment(url: str) -> dict[str, str]:
    """What the two configurations read with ``!ENV``, for the public address ``url``."""
    settings = {"NO_MKDOCS_2_WARNING": "1"}
    repository = os.environ.get("REPOSITORY_URL", "").rstrip("/")
    edit = os.environ.get("EDIT_URL") or (repository and f"{repository}/edit/main/docs/")
    for language in LANGUAGES:
        settings[f"SITE_URL_{language.upper()}"] = f"{url}{language}/"
        if edit:
            settings[f"EDIT_URI_{language.upper()}"] = f"{edit.rstrip('/')}/{language}/"
    return settings

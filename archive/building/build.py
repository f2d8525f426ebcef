"""Both languages -> one folder that any web server can serve.

    build(Path("."), Path("site"))

The site is put together in a fresh folder and takes the place of the old one
only when it is whole: a failed build leaves the last good site untouched.

Environment: ``SITE_URL`` is the public address of the site, for canonical links
and the sitemap; ``REPOSITORY_URL`` turns on the edit links (see ``_environment``).
"""

from __future__ import annotations

import io
import logging
import multiprocessing
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from archive.building.page_metadata import PICTURE
from archive.languages import LANGUAGES, Language
from archive.pages.check import check
from archive.pages.configuration import CONFIGS, site_names
from archive.problems import ContentError, Problem
from archive.project import open_project
from archive.publishing import feeds, site_root, tables

# Marks a folder as a site of ours, which the next build may replace.
MARK = ".public-record"
DEFAULT_URL = "http://127.0.0.1:8000/"
_COMPLAINT = re.compile(r"^(WARNING|ERROR|CRITICAL)\s+-\s+", re.MULTILINE)


class BuildError(Exception):
    """MkDocs refused to build; the message is what it said, one complaint a line."""


def build(
    root: Path, site: Path, url: str | None = None, *, preview: bool = False
) -> list[Problem]:
    """Build the project at ``root`` into the folder ``site``, replacing it.

    ``url`` is the public address of the site, by default ``$SITE_URL``. Raises
    ContentError for mistakes in data or pages and BuildError for what MkDocs
    refuses, or if ``site`` is anything but missing, empty or an earlier site; it is
    then as it was. A ``preview`` is built in spite of mistakes
    that do not hinder it, which are returned.
    """
    _refuse_foreign(site)
    problems = check(root)
    if any(problem.blocking or not preview for problem in problems):
        raise ContentError(problems)
    url = (url or os.environ.get("SITE_URL") or DEFAULT_URL).rstrip("/") + "/"
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        message = "write the site’s public address, such as https://example.org/record/"
        raise BuildError(f'SITE_URL: got "{url.rstrip("/")}" — {message}')
    project = open_project(root)
    with _fresh_folder(site) as fresh:
        _build_languages(root, fresh, url)
        titles = site_names(root)
        tables.write(project.archive, fresh, titles["en"])
        style = (root / "overrides" / "stylesheets" / "charts.css").read_text(encoding="utf-8")
        tables.write_charts(project.archive, project.templates, style, fresh)
        feeds.write_feeds(project.archive, project.templates, fresh, titles, url)
        site_root.write(project.templates, fresh, titles, url, PICTURE)
        (fresh / MARK).touch()
        _replace(site, fresh)
    return problems


def _refuse_foreign(site: Path) -> None:
    """BuildError unless ``site`` is missing, empty or an earlier site: a build deletes it."""
    if site.is_symlink():
        raise BuildError(f"{site}: a link to another place — name the folder itself")
    if site.exists() and not site.is_dir():
        raise BuildError(f"{site}: no folder — name a new or an empty one")
    if site.exists() and not (site / MARK).is_file() and any(site.iterdir()):
        raise BuildError(
            f"{site}: holds files that no build of ours wrote, and a build would delete them — "
            "name a new or an empty folder, or empty this one by hand"
        )


@contextmanager
def _fresh_folder(site: Path) -> Iterator[Path]:
    """A new folder beside ``site``, removed if it was not moved away."""
    site.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent))
    fresh.chmod(0o755)
    try:
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _replace(site: Path, fresh: Path) -> None:
    old = fresh.with_name(f"{fresh.name}-old")
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def _build_languages(root: Path, folder: Path, url: str) -> None:
    """Run one MkDocs per language, side by side; BuildError with what any of them said.

    Where the system can fork, they start with what the check has read and printed.
    """
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(len(LANGUAGES), mp_context=context) as processes:
        running = [
            processes.submit(build_language, root, language, folder / language, _environment(url))
            for language in LANGUAGES
        ]
        complaints = [line for one in running for line in one.result()]
    if complaints:
        raise BuildError("\n".join(complaints))


def build_language(
    root: Path, language: Language, folder: Path, environment: Mapping[str, str]
) -> list[str]:
    """Build the site of one language into ``folder``; what MkDocs complained of, a line each."""
    os.environ.update(environment)
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setFormatter(logging.Formatter("%(levelname)s -  %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.handlers = [handler]
    logger.propagate = False
    try:
        config = load_config(str(root / CONFIGS[language]), site_dir=str(folder))
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
    except (Abort, ConfigurationError, SystemExit) as error:
        return _complaints(said.getvalue(), language) or [str(error)]
    return []


def _environment(url: str) -> dict[str, str]:
    """What the two configurations read with ``!ENV``."""
    environment = {"NO_MKDOCS_2_WARNING": "1"}
    repository = os.environ.get("REPOSITORY_URL", "").rstrip("/")
    for language in LANGUAGES:
        environment[f"SITE_URL_{language.upper()}"] = f"{url}{language}/"
        if repository:
            edit = f"{repository}/edit/main/docs/{language}/"
            environment[f"EDIT_URI_{language.upper()}"] = edit
    return environment


def _complaints(output: str, language: Language) -> list[str]:
    """MkDocs's warnings and errors, each on a line with its page's full path."""
    joined = re.sub(r"\n +- ", " ", output)  # a list below a complaint belongs to it
    lines = [
        re.sub(r"^Doc file '", f"docs/{language}/", _COMPLAINT.sub("", line)).replace(
            ".md' contains", ".md: contains"
        )
        for line in joined.splitlines()
        if _COMPLAINT.match(line)
    ]
    return [f"{CONFIGS[language]}: {line}" for line in lines]

"""The check of a whole record: :mod:`archive.pages.check`, told what it may not import itself.

That is what macros print of the package that is published, and workers who share the pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from archive.building.workers import Workers
from archive.caching import record_cache
from archive.languages import Language
from archive.model.addresses import page_address
from archive.pages import check as pages_check
from archive.pages.configuration import site_names
from archive.pages.document import Document, documents
from archive.pages.reviews import reviews
from archive.problems import Problem
from archive.project import Project, open_project
from archive.publishing.package import Package, package
from archive.rendering.macros import Macros


@record_cache
def package_of(project: Project) -> Package:
    """What the record of ``project`` gives away."""
    return package(project, site_names(project.root))


def macros_of(project: Project, page: Document) -> Macros:
    """The macros as ``page`` sees them."""
    return project.macros(
        page.language,
        page_address(page.src),
        lambda: reviews(project.root),
        lambda: package_of(project),
    )


def page_problems(project: Project, page: Document) -> Sequence[Problem]:
    """What is wrong with a page by itself."""
    return pages_check.page_problems(project, page, macros_of)


def check_pages(root: Path, language: Language) -> list[Problem]:
    """What is wrong with single pages of ``language``."""
    project, pages = open_project(root), documents(root, [language])
    return [problem for page in pages for problem in page_problems(project, page)]


def check(root: Path, workers: Workers | None = None) -> list[Problem]:
    """Every mistake in the data and the pages of the project at ``root``; ``workers`` may look
    through single pages."""
    by_workers = partial(_check_pages_by, workers) if workers else None
    return pages_check.check(root, macros_of, by_workers)


def _check_pages_by(workers: Workers) -> Iterable[Iterable[Problem]]:
    """What is wrong with single pages, language by language."""
    package_of(open_project(workers.root))  # pages print its sizes: workers start knowing them
    return (task.result() for task in workers.start_all(check_pages))

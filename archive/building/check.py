"""Data and pages held to all that pages print: to their review status, and to what is published,
of which the room that checks pages knows nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from archive.building.workers import Workers
from archive.caching import record_cache
from archive.languages import Language
from archive.model.addresses import page_address
from archive.pages import check as of_pages
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
    return of_pages.page_problems(project, page, macros_of)


def check_pages(root: Path, language: Language) -> list[Problem]:
    """What is wrong with single pages of ``language``."""
    project, pages = open_project(root), documents(root, [language])
    return [problem for page in pages for problem in page_problems(project, page)]


def check(root: Path, workers: Workers | None = None) -> list[Problem]:
    """Every mistake in the data and the pages of the project at ``root``; ``workers`` may look
    through single pages."""
    return of_pages.check(root, macros_of, partial(_shared, workers) if workers else None)


def _shared(workers: Workers) -> Iterable[Iterable[Problem]]:
    """What workers find, who print the sizes of what is published: they start knowing it."""
    package_of(open_project(workers.root))
    return (task.result() for task in workers.start_all(check_pages))

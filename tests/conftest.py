"""Fixtures shared by the tests: the built site, a browser, and a scratch record."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from archive.building.build import build
from archive.project import Project, open_project
from tests.built import PREFIX, PROJECT, Site, launched, served
from tools.new_record import SEED_NAMES, write_content

# Tests read messages as they are written in the code, whatever the machine speaks.
os.environ["LANGUAGE"] = "en"
os.environ.pop("GITHUB_ACTIONS", None)  # messages read as on a contributor’s machine


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """This project's own site, built once."""
    folder = tmp_path_factory.mktemp("built") / "site"
    build(PROJECT, folder)
    return Site(folder)


@pytest.fixture(scope="session")
def invented_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The invented record's site, built once."""
    folder = tmp_path_factory.mktemp("invented") / "site"
    project = fixture_project()
    build(project.root, folder, pictures=True)
    return Site(folder, project.archive, project.root)


@pytest.fixture(params=["site", "invented_site"])
def any_site(request: pytest.FixtureRequest) -> Site:
    """Either: this project's own site, the invented record's."""
    found: Site = request.getfixturevalue(request.param)
    return found


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what ``make test-fast`` leaves out."""
    for item in items:
        if {"site", "invented_site", "browser"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("whole_site")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def base(site: Site) -> Iterator[str]:
    """The site below a path of its server, as on a project page: the harder case."""
    with served(site.folder, PREFIX) as address:
        yield address


@pytest.fixture(scope="session")
def invented_base(invented_site: Site) -> Iterator[str]:
    """The invented record's site in the same way, for what must not depend on today's pages."""
    with served(invented_site.folder, PREFIX) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window of its own, as wide as a small laptop's."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        yield context.new_page()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """The window of a phone."""
    size: ViewportSize = {"width": 390, "height": 844}
    with browser.new_context(viewport=size, has_touch=True, is_mobile=True) as context:
        yield context.new_page()


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """A project of its own to break: an invented record, with this project's engine and look."""
    return lay_out(tmp_path / "record")


@cache
def fixture_project() -> Project:
    """The invented record, opened once and not to be broken."""
    folder = tempfile.TemporaryDirectory(prefix="record-")
    atexit.register(folder.cleanup)
    return open_project(lay_out(Path(folder.name) / "record"))


def lay_out(root: Path) -> Path:
    """Write the invented record to ``root``."""
    root.mkdir(parents=True)
    write_content(root, SEED_NAMES)
    shutil.copytree(PROJECT / "templates", root / "templates")
    shutil.copytree(PROJECT / "overrides", root / "overrides")
    shutil.copy(PROJECT / "macros.py", root)
    return root


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where the programs are that read the published data: ``make readers``."""
    parser.addoption("--readers", default="", help="a Python with pandas, DuckDB and rdflib")

"""Fixtures shared by the tests: the built site, a browser, and a scratch record."""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from archive.building.build import build
from archive.project import Project, open_project
from tests.built import PREFIX, PROJECT, Site, launched, served
from tools.new_record import SEED_NAMES, write_content

# Tests read messages as they are written in the code, whatever the machine speaks.
os.environ["LANGUAGE"] = "en"
os.environ.pop("GITHUB_ACTIONS", None)  # messages read as on a contributor’s machine


def built_once(
    factory: pytest.TempPathFactory, name: str, root: Path, *, pictures: bool = False
) -> Path:
    """The site of the project at ``root``, built by the first worker that asks for it."""
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            build(root, folder, pictures=pictures)
    return folder


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """This record's own site, built once: for what its content could break, not for rules."""
    return Site(built_once(tmp_path_factory, "site", PROJECT))


@pytest.fixture(scope="session")
def invented_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The invented record's site, built once."""
    project = fixture_project()
    folder = built_once(tmp_path_factory, "invented", project.root, pictures=True)
    return Site(folder, project.archive, project.root)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what ``make test-fast`` leaves out."""
    for item in items:
        if {"own_site", "invented_site", "browser"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("whole_site")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def own_base(own_site: Site) -> Iterator[str]:
    """The site below a path of its server, as on a project page: the harder case."""
    with served(own_site.folder, PREFIX) as address:
        yield address


@pytest.fixture(scope="session")
def invented_base(invented_site: Site) -> Iterator[str]:
    """The invented record's site in the same way."""
    with served(invented_site.folder, PREFIX) as address:
        yield address


def _kept(browser: Browser, **options: Any) -> Iterator[BrowserContext]:
    """Windows of one context open in less than half the time, as long as one of them is open."""
    with browser.new_context(**options) as context:
        context.new_page()
        yield context


def _window(context: BrowserContext) -> Iterator[Page]:
    """A new window, after which nothing is left of what a reader chose in it."""
    kept = context.pages[0]
    yield context.new_page()
    for window in context.pages[1:]:
        window.close()
    context.clear_permissions()
    storage = {"origin": "*", "storageTypes": "all"}
    context.new_cdp_session(kept).send("Storage.clearDataForOrigin", storage)


@pytest.fixture(scope="session")
def laptop(browser: Browser) -> Iterator[BrowserContext]:
    yield from _kept(browser, viewport={"width": 1280, "height": 800})


@pytest.fixture(scope="session")
def mobile(browser: Browser) -> Iterator[BrowserContext]:
    size = {"width": 390, "height": 844}
    yield from _kept(browser, viewport=size, has_touch=True, is_mobile=True)


@pytest.fixture
def page(laptop: BrowserContext) -> Iterator[Page]:
    """A window of its own, as wide as a small laptop's."""
    yield from _window(laptop)


@pytest.fixture
def phone(mobile: BrowserContext) -> Iterator[Page]:
    """The window of a phone."""
    yield from _window(mobile)


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

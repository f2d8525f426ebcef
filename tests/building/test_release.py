"""What readers keep: a copy that works from a folder, and a book that says what the site says."""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import zipfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from archive.building.release import SUMS, books, release
from archive.building.site_folder import MARK
from archive.languages import LANGUAGES, Language
from archive.model.addresses import page_address
from archive.pages.configuration import configuration
from archive.problems import RefusedError
from archive.project import open_project
from archive.publishing.formats import zip_of
from archive.publishing.offline import offline_copy, page_of_copy
from tests.built import PROJECT, Site, fingerprint
from tests.conftest import fixture_project

ADDRESS = "https://example.org/record/"
RELEASE = PROJECT / ".release" / "bin"


@pytest.fixture(scope="module")
def folder(invented_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy of the invented record's site, unpacked into a folder whose name needs care."""
    target = tmp_path_factory.mktemp("kept") / "我的 copy #1"
    packed = zip_of(offline_copy(invented_site.folder, ADDRESS), "record-site")
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(target)
    return target / "record-site"


def test_every_link_of_the_copy_leads_to_a_file(folder: Path) -> None:
    count = 0
    for path in folder.rglob("*.html"):
        soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        assert not soup.select("[http-equiv=Content-Security-Policy]"), path
        for name in ("href", "src", "action", "data-report", "data-offline"):
            for node in soup.select(f"[{name}]"):
                parts = urlsplit(str(node[name]))
                if parts.path and not parts.scheme:
                    assert (path.parent / unquote(parts.path)).is_file(), f"{path}: {node[name]}"
                    count += 1
    assert count > 100


def test_a_former_address_leads_on_in_the_copy_too() -> None:
    moved = '<head><noscript><meta http-equiv="refresh" content="0;url=../new/"></noscript></head>'
    files = {"zh/old/index.html": moved.encode(), "zh/new/index.html": b""}
    assert "0;url=../new/index.html" in page_of_copy(files, "zh/old/index.html", moved, ADDRESS)


def test_the_copy_is_read_without_a_server(folder: Path, page: Page) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("link", name="English").click()
    page.locator("article a", has_text="funds").click()
    page.locator("article a[href*='flood-fund/index.html']").first.click()
    expect(page).to_have_title(re.compile("Flood"))
    # The note behind a figure opens in place.
    page.locator(".fact [data-note]").first.click()
    expect(page.locator(".fact .note").first).to_be_visible()
    page.locator("[data-language-switch]").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    assert urlsplit(page.url).path.endswith("/zh/funds/flood-fund/index.html")
    # The list of figures is filtered, and a choice in a shared address is kept to.
    page.get_by_role("link", name="数字").first.click()
    rows = page.locator("table.claims tbody tr")
    expect(page.locator("form.filters")).to_be_visible()
    page.locator("select[name=kind]").select_option("money")
    expect(page.locator("table.claims tbody tr:visible")).not_to_have_count(rows.count())
    expect(page.locator("table.claims tbody tr:visible").first).to_be_visible()
    # The search knows everything, and its results open.
    page.locator(".md-search__input").fill("修复")
    result = page.locator("a.md-search-result__link").first
    result.click()
    expect(page.locator("article mark").first).to_be_visible()
    assert urlsplit(page.url).path.endswith("index.html")
    assert errors == []


def test_files_of_the_data_lie_in_the_copy(folder: Path, page: Page, invented_site: Site) -> None:
    page.goto((folder / "en" / "figures" / "index.html").as_uri())
    with page.expect_download() as waiting:
        page.locator("[data-download]").click()
    kept = invented_site.folder / "data" / "v1" / "claims.csv"
    assert waiting.value.path().read_bytes() == kept.read_bytes()


@cache
def _words(html: str) -> str:
    return re.sub(r"\s+", "", BeautifulSoup(html, "html.parser").get_text())


@pytest.fixture(scope="module")
def kept(invented_site: Site) -> dict[Language, dict[str, str]]:
    """The files of each language's EPUB."""
    when = datetime(2026, 11, 26, tzinfo=UTC)
    found = {}
    for book in books(fixture_project().root, invented_site.folder, ADDRESS):
        with zipfile.ZipFile(io.BytesIO(book.epub(when))) as archive:
            first = archive.infolist()[0]
            assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
            found[book.language] = {one: archive.read(one).decode() for one in archive.namelist()}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_in_the_book_stay_in_it_and_lead_somewhere(
    kept: dict[Language, dict[str, str]], language: Language
) -> None:
    pages = {
        name.removeprefix("book/"): ElementTree.fromstring(text)
        for name, text in kept[language].items()
        if name.endswith(".xhtml")
    }
    ids = {
        name: [one.get("id") for one in page.iter() if one.get("id")]
        for name, page in pages.items()
    }
    outside = set()
    inside = 0
    for name, page in pages.items():
        assert len(set(ids[name])) == len(ids[name]), name
        assert not [*page.iter("{http://www.w3.org/1999/xhtml}svg")], name
        for node in page.iter("{http://www.w3.org/1999/xhtml}a"):
            target = node.get("href", "")
            if urlsplit(target).scheme:
                outside.add(target)
                continue
            there, _, anchor = target.partition("#")
            assert there in pages, target
            assert not anchor or anchor in ids[there], target
            inside += 1
    assert inside > 100
    # Only what is left out of the book is looked for on the site, and no claim’s own page is.
    settings = configuration(fixture_project().root, language).settings
    own = f"{ADDRESS}{language}/"
    left_out = {f"{own}{page_address(page)}" for page in settings["extra"]["not_in_book"]}
    pages_outside = {one.partition("#")[0] for one in outside if one.startswith(own)}
    assert {one for one in pages_outside if one.endswith("/")} <= {own, *left_out}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_book_says_what_the_site_says(
    kept: dict[Language, dict[str, str]], language: Language, invented_site: Site
) -> None:
    rows = invented_site.pages[f"{language}/figures/"].select("table.claims tbody tr")
    figures = _words(kept[language]["book/figures.xhtml"])
    assert len(rows) == len(dict(invented_site.archive.claims.items()))
    for row in rows:
        for part in (".claims__label", ".claims__value", ".claims__date", ".claims__level", "ul"):
            assert _words(str(row.select_one(part))) in figures, row["id"]
    assert "<button" not in kept[language]["book/figures.xhtml"]
    listed = [*re.findall(r'<a href="([\w-]+)\.xhtml"', kept[language]["book/nav.xhtml"])]
    assert listed == re.findall(r'idref="page-([\w-]+)"', kept[language]["book/package.opf"])


def test_without_a_date_or_a_printer_nothing_is_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, site, dist = fixture_project().root, tmp_path / "site", tmp_path / "dist"
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    with pytest.raises(RefusedError, match=r"SOURCE_DATE_EPOCH.*make release"):
        release(root, site, dist, ADDRESS, RELEASE / "weasyprint")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    with pytest.raises(RefusedError, match="nowhere: no such command"):
        release(root, site, dist, ADDRESS, tmp_path / "nowhere")
    assert [*tmp_path.iterdir()] == []


# What takes Java or sets type: run by `make test-release` ----------------------------------------


@pytest.fixture(scope="module", params=["invented", "own"])
def released(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Site, Path]:
    """The release of the invented record or of this project's own, with the site beside it."""
    project = fixture_project() if request.param == "invented" else open_project(PROJECT)
    folder = tmp_path_factory.mktemp("released")
    with pytest.MonkeyPatch.context() as patch:
        return Site(folder / "site", project.archive), _release(project.root, folder, patch)


def _release(root: Path, folder: Path, patch: pytest.MonkeyPatch) -> Path:
    patch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    patch.setenv("PUBLISH_RELEASE", "1")
    release(root, folder / "site", folder / "dist", ADDRESS, RELEASE / "weasyprint")
    return folder / "dist"


@pytest.mark.release
def test_a_release_is_published_beside_the_site_with_its_hashes(
    released: tuple[Site, Path],
) -> None:
    site, dist = released
    names = {path.name for path in dist.iterdir()} - {MARK}
    sums = dict(line.split("  ")[::-1] for line in (dist / SUMS).read_text().splitlines())
    assert sums.keys() == names - {SUMS}
    for name, stated in sums.items():
        assert hashlib.sha256((dist / name).read_bytes()).hexdigest() == stated
    published = site.folder / "keep"
    assert {path.name for path in published.iterdir()} == names
    for address, page in site.pages.items():
        for link in page.select('a[href*="keep/"]'):
            assert (site.folder / address / str(link["href"])).resolve().is_file(), address
    # The copy cannot hold itself: there the same links lead to the public address.
    with zipfile.ZipFile(dist / "record-site.zip") as archive:
        assert not [name for name in archive.namelist() if "/keep/" in name]


@pytest.mark.release
@pytest.mark.parametrize("language", LANGUAGES)
def test_epubcheck_accepts_the_book(released: tuple[Site, Path], language: Language) -> None:
    book = released[1] / f"record-{language}.epub"
    said = subprocess.run(
        [RELEASE / "python", "-m", "epubcheck", book], capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stdout + said.stderr


@pytest.mark.release
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_says_what_the_site_says(released: tuple[Site, Path], language: Language) -> None:
    site, dist = released
    text, fonts = _read(dist / f"record-{language}.pdf")
    rows = site.pages[f"{language}/figures/"].select("table.claims tbody tr")
    for row in rows:
        for part in (".claims__label", ".claims__value", ".claims__level"):
            assert _words(str(row.select_one(part))) in text, row["id"]
    assert fonts
    assert all(re.fullmatch(r"/[A-Z]{6}\+Noto-Sans.*CJK.*", font) for font in fonts), fonts


@pytest.mark.release
def test_two_releases_of_one_commit_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = fixture_project().root
    one, other = (_release(root, tmp_path / name, monkeypatch) for name in ("one", "other"))
    assert fingerprint(one) == fingerprint(other)


def _read(pdf: Path) -> tuple[str, set[str]]:
    """The text of a PDF without its spaces, and the names of its fonts."""
    program = (
        "import json, sys, pypdf\n"
        "pages = pypdf.PdfReader(sys.argv[1]).pages\n"
        "fonts = [font.get_object()['/BaseFont'] for page in pages"
        " for font in page['/Resources'].get('/Font', {}).values()]\n"
        "print(json.dumps([''.join(page.extract_text() for page in pages), fonts]))"
    )
    command: list[str | Path] = [RELEASE / "python", "-c", program, pdf]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    text, fonts = json.loads(said)
    return re.sub(r"\s+", "", text), set(fonts)

"""Building whole sites: from another record, from a changed figure, and from broken content."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.building.build import build
from archive.building.language_site import environment
from archive.cli import main
from archive.languages import LANGUAGES, Language
from archive.model.addresses import claim_page
from archive.problems import ContentError, RefusedError
from archive.project import open_project
from archive.rendering import wording
from tests.built import Site, fingerprint
from tests.conftest import fixture_project


def test_a_failed_build_leaves_the_last_good_site(scratch: Path) -> None:
    site = scratch / "site"
    site.mkdir()  # an empty folder is anybody's
    build(scratch, site)
    good = fingerprint(site)
    pages = [scratch / "docs" / language / "about.md" for language in LANGUAGES]
    texts = [page.read_text("utf-8") for page in pages]

    def append(words: str) -> None:
        for page, text in zip(pages, texts, strict=True):
            page.write_text(text + words, "utf-8")

    append("\n{{ config }}\n")
    with pytest.raises(ContentError):
        build(scratch, site)
    assert fingerprint(site) == good

    append("\n![A picture](no-such-picture.png)\n")
    with pytest.raises(ContentError, match=r"docs/en/about\.md.*no-such-picture\.png"):
        build(scratch, site)
    assert fingerprint(site) == good
    assert [path.name for path in scratch.glob(".site-*")] == []

    append("")
    config = scratch / "mkdocs.en.yml"
    settings = config.read_text("utf-8")
    config.write_text(settings.replace("theme:", "no_such_setting: 1\ntheme:", 1), "utf-8")
    with pytest.raises(ContentError, match="no_such_setting"):
        build(scratch, site)
    assert fingerprint(site) == good

    config.write_text(settings, "utf-8")
    other_order = {**os.environ, "PYTHONHASHSEED": "1"}  # of what is in a set
    subprocess.run(
        [sys.executable, "-m", "archive", "build"], cwd=scratch, env=other_order, check=True
    )
    assert fingerprint(site) == good, "equal input gives an equal site"


def test_changing_one_figure_changes_it_everywhere(scratch: Path, invented_site: Site) -> None:
    """Chosen is an amount of money that no make-up adds up; its new value is nowhere else."""
    archive = invented_site.archive
    funds = archive.funds.values()
    composed = {f"{i}.total" for i, fund in archive.funds.items() if fund.composition}
    composed |= {
        a for fund in funds for step in fund.composition for a in (step.claim, *step.parts)
    }
    address, claim = next(
        (a, c) for a, c in archive.claims.items() if c.currency and a not in composed
    )
    before = {language: wording.quantity(claim, archive.units, language) for language in LANGUAGES}
    shown_before = pages_showing(invented_site.folder, before)
    assert all(len(pages) >= 3 for pages in shown_before.values()), "figures, record, overview"

    changed = claim.model_copy(update={"value": Decimal(7_654_000_000)})
    after = {language: wording.quantity(changed, archive.units, language) for language in LANGUAGES}
    file = scratch / "data" / "funds.yml"
    file.write_text(
        file.read_text("utf-8").replace(f"value: {claim.value}", f"value: {changed.value}", 1),
        "utf-8",
    )
    build(scratch, scratch / "site")
    assert pages_showing(scratch / "site", after) == shown_before, address


def pages_showing(site: Path, words: dict[Language, str]) -> dict[Language, set[str]]:
    """The pages of each language whose text holds that language's ``words``."""
    return {
        language: {
            path.relative_to(site).as_posix()
            for path in (site / language).rglob("index.html")
            if words[language] in path.read_text("utf-8")
        }
        for language in LANGUAGES
    }


def test_plain_mkdocs_refuses_a_page_that_is_a_program(scratch: Path) -> None:
    page = scratch / "docs" / "en" / "about.md"
    page.write_text(page.read_text("utf-8") + "\n{{ cycler.__init__.__globals__ }}\n", "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-f", "mkdocs.en.yml", "-d", "out"],
        cwd=scratch,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode != 0
    assert "docs/en/about.md:" in run.stderr
    assert "Traceback" not in run.stderr
    assert not (scratch / "out" / "about").exists()


def test_plain_mkdocs_says_what_it_leaves_out_and_a_build_does_not(
    scratch: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    subprocess.run([sys.executable, "-m", "mkdocs", "build"], cwd=scratch, check=True)
    assert capfd.readouterr().err.count("MkDocs alone leaves out") == 1
    alone, claim = scratch / "site", next(iter(open_project(scratch).archive.claims))
    left_out = ("en", f"zh/{claim_page(claim)}", "data/v1", "zh/corrections/feed.xml")
    assert not any((alone / path).exists() for path in left_out)
    build(scratch, scratch / "whole")
    assert "MkDocs alone" not in "".join(capfd.readouterr())
    assert all((scratch / "whole" / path).exists() for path in left_out)


@pytest.mark.parametrize(
    "url",
    [
        "record",
        "https://example.org/?a",
        "https://example.org/#a",
        "https://exa mple.org/",
        'https://example.org/"><script>',
        "https://example.org/index.html",
    ],
)
def test_an_address_that_is_none_is_refused_by_name(tmp_path: Path, url: str) -> None:
    with pytest.raises(RefusedError, match=re.escape(f'SITE_URL: got "{url}" — write')):
        build(fixture_project().root, tmp_path / "site", url)


def test_a_build_says_once_where_its_links_and_reports_lead_if_nobody_told_it(
    scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(scratch)
    monkeypatch.setenv("SITE_URL", "")
    monkeypatch.delenv("REPOSITORY_URL", raising=False)
    monkeypatch.delenv("CONTACT", raising=False)
    said = CliRunner().invoke(main, ["build"]).output
    assert said.count("set SITE_URL") == said.count("REPOSITORY_URL or CONTACT") == 1
    monkeypatch.setenv("SITE_URL", " https://example.org/record ")
    monkeypatch.setenv("CONTACT", "record@example.org")
    said = CliRunner().invoke(main, ["build"]).output
    assert "SITE_URL" not in said
    assert "CONTACT" not in said
    assert "<loc>https://example.org/record/zh/</loc>" in (
        scratch / "site" / "sitemap.xml"
    ).read_text("utf-8")


def test_other_hosts_edit_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPOSITORY_URL", "https://example.org/some/record")
    monkeypatch.setenv("EDIT_URL", "https://example.org/some/record/-/edit/trunk/docs")
    edit = environment("https://example.org/")["EDIT_URI_EN"]
    assert edit == "https://example.org/some/record/-/edit/trunk/docs/en/"


@pytest.mark.parametrize("name", ["REPOSITORY_URL", "EDIT_URL", "CONTACT"])
def test_a_setting_that_leads_nowhere_is_refused(
    scratch: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "javascript:alert(1)")
    with pytest.raises(RefusedError, match=f'{name}: got "javascript'):
        build(scratch, scratch / "site")


@pytest.mark.parametrize("name", [".", "..", "docs", "data", "linked", "macros.py"])
def test_a_build_replaces_nothing_that_it_did_not_write(scratch: Path, name: str) -> None:
    (scratch / "linked").symlink_to(scratch / "docs")
    before = fingerprint(scratch)
    with pytest.raises(RefusedError, match=r"name (a new|the folder)"):
        build(scratch, scratch / name)
    assert fingerprint(scratch) == before

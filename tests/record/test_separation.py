"""This record and its engine are apart: neither the engine nor another record names what it is about."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from archive.languages import LANGUAGES
from archive.model.collections import COLLECTIONS, Archive
from archive.pages.configuration import site_names
from archive.project import open_project
from tests.built import PROJECT, Site
from tools.new_record import new_record


def test_another_record_builds_without_touching_the_engine(
    own_site: Site, invented_site: Site
) -> None:
    text = "".join(path.read_text("utf-8") for path in invented_site.folder.rglob("*.html"))
    assert "Flood Repair Fund" in text
    for one in own_site.archive.organizations.values():
        for name in (one.name.zh, one.name.en):
            assert name not in text, f"{name} stands in the engine, a template or the theme"


def test_the_engine_names_no_organisation(own_site: Site) -> None:
    names = {
        organization.name.in_language(language)
        for organization in own_site.archive.organizations.values()
        for language in LANGUAGES
    }
    files = [PROJECT / "macros.py"]
    for folder in ("archive", "templates", "overrides"):
        files += [
            path
            for path in (PROJECT / folder).rglob("*")
            if path.suffix not in (".pyc", ".png", ".ico", ".mo")
        ]
    for path in files:
        if path.is_file():
            text = path.read_text("utf-8")
            assert not [name for name in names if name in text], path
            assert not [i for i in own_site.archive.records if f'"{i}' in text], path


def words(archive: Archive) -> set[str]:
    """Names of what a record is about, and its ids, but for those that are words of a language."""
    found = set()
    for name, collection in COLLECTIONS.items():
        entries = archive.entries(name)
        if not collection.home or name == "terms":
            continue  # labels, and words that any record may explain
        found |= {key for key in entries if "-" in key}
        if name != "events":
            for entry in entries.values():
                named = getattr(entry, "name", None)
                found |= {named.zh, named.en, *entry.aliases} if named else {entry.title}
    return {word for word in found if word}


def test_another_organisations_record_knows_nothing_of_this_one(tmp_path: Path) -> None:
    made = tmp_path / "record"
    new_record(made, {"zh": "试作档案", "en": "Trial Record"})
    own = words(open_project(PROJECT).archive) | set(site_names(PROJECT).values())
    whole = re.compile(
        "|".join(
            rf"(?<![\w-]){re.escape(word)}(?![\w-])" if word.isascii() else re.escape(word)
            for word in own
        )
    )
    listed = run_git(made)
    assert "tests/fixture/data/funds.yml" in listed
    pictures = [name for name in listed if name.endswith((".png", ".jpg", ".ico"))]
    assert not [name for name in pictures if not name.startswith("overrides/images/")]  # the mark
    wrong = []
    for name in set(listed) - set(pictures):
        text = f"{name}\n{(made / name).read_text('utf-8')}"
        if any(word in text for word in own):  # the pattern takes its time
            wrong += [f"{name}: {found}" for found in set(whole.findall(text))]
    assert not wrong


def run_git(folder: Path) -> list[str]:
    """What the new record's repository holds."""
    return subprocess.run(
        ["git", "ls-files"], cwd=folder, capture_output=True, text=True, check=True
    ).stdout.splitlines()

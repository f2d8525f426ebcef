"""What stands on the repository's host: forms, and settings of editors."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from archive.project import open_project
from tests.built import PROJECT

FORMS = PROJECT / ".github" / "ISSUE_TEMPLATE"
NAMES = [path.stem for path in sorted(FORMS.glob("*.yml")) if path.stem != "config"]
BOTH = re.compile(r"[\u4e00-\u9fff].* / .*[A-Za-z]", re.DOTALL)


def form(name: str) -> Any:
    return yaml.safe_load((FORMS / f"{name}.yml").read_text("utf-8"))


def words(part: Any) -> Iterator[str]:
    """What a form says to whoever fills it in."""
    for key, value in part.items() if isinstance(part, dict) else enumerate(part):
        if isinstance(value, dict | list) and key not in ("labels", "validations"):
            yield from words(value)
        elif key in ("name", "description", "label") or isinstance(part, list):
            yield value


def test_there_is_a_form_for_each_kind_of_report() -> None:
    assert NAMES == ["entry", "mistake", "source", "translation"]


@pytest.mark.parametrize("name", NAMES)
def test_a_form_speaks_both_languages(name: str) -> None:
    said = [text for text in words(form(name)) if isinstance(text, str)]
    assert len(said) > 5
    assert [text for text in said if not BOTH.search(text)] == []


def test_links_fill_in_fields_that_the_form_has() -> None:
    asked: dict[str, set[str]] = {}
    for folder in ("archive", "overrides", "templates"):
        for path in (PROJECT / folder).rglob("*"):
            if path.suffix in (".py", ".html", ".js"):
                for name, fields in re.findall(
                    r"template=(\w+)\.yml((?:&(?:amp;)?\w+=)*)", path.read_text("utf-8")
                ):
                    asked.setdefault(name, set()).update(re.findall(r"(\w+)=", fields))
    assert "where" in asked["mistake"]
    for name, fields in asked.items():
        kinds = {part.get("id"): part["type"] for part in form(name)["body"]}
        assert fields <= kinds.keys(), name
        # What pages fill in has several lines, which a field of one line would join.
        assert {kinds[field] for field in fields} == {"textarea"}, name


@pytest.mark.skipif(not (PROJECT / ".git").exists(), reason="not a clone")
def test_a_clone_on_windows_has_the_same_line_ends(tmp_path: Path) -> None:
    clone = ["git", "-c", "core.autocrlf=true", "clone", "-q", "--depth=1", "--no-tags"]
    subprocess.run([*clone, PROJECT.as_uri(), tmp_path / "clone"], check=True)
    kept = [tmp_path / "clone" / name for name in ("tools/setup.sh", "data/funds.yml", "Makefile")]
    assert not [path for path in kept if b"\r" in path.read_bytes()]


def test_editors_know_the_tags_of_the_configurations() -> None:
    settings = json.loads((PROJECT / ".vscode" / "settings.json").read_text("utf-8"))
    known = {tag.partition(" ")[0] for tag in settings["yaml.customTags"]}
    configs = "".join(path.read_text("utf-8") for path in PROJECT.glob("mkdocs*.yml"))
    assert known == set(re.findall(r"(?<=: )!\w+", configs))


def test_citation_file_and_licence_agree_with_what_the_project_says_of_itself() -> None:
    project = open_project(PROJECT)
    cited = yaml.safe_load((PROJECT / "CITATION.cff").read_text("utf-8"))
    assert cited["version"] == project.version
    assert cited["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= cited.keys()
    (licence,) = re.findall("^Copyright.*", (PROJECT / "LICENSE").read_text("utf-8"), re.MULTILINE)
    assert all(one["name"] in licence for one in project.about["authors"])

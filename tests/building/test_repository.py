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

from archive.model.collections import COLLECTIONS
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

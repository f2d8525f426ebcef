"""A checkout of the project: its data and templates, read once and kept until they change."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from archive.caching import clear_caches
from archive.languages import Language
from archive.loading.load import load
from archive.messages import say
from archive.model.collections import Archive
from archive.problems import ContentError, Problem
from archive.rendering.macros import Macros
from archive.rendering.templates import Templates


@dataclass(frozen=True, eq=False)
class Project:
    """The loaded archive and templates of the project at ``root``."""

    root: Path
    archive: Archive
    templates: Templates
    _macros: dict[tuple[Language, str], Macros] = field(default_factory=dict)

    def macros(
        self,
        language: Language,
        page: str,
        reviews: Callable[[], Sequence[Any]] = tuple,
        package: Callable[[], Any] = tuple,
    ) -> Macros:
        """The macros as the page at address ``page`` sees them."""
        if (language, page) not in self._macros:
            macros = Macros(self.archive, self.templates, language, page, reviews, package)
            self._macros[language, page] = macros
        return self._macros[language, page]

    @cached_property
    def about(self) -> Mapping[str, Any]:
        """What the project says of itself in pyproject.toml, if it does; ContentError if that
        cannot be read."""
        path = self.root / "pyproject.toml"
        try:
            stated = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
        except ValueError as error:
            line = re.search(r"line (\d+)", str(error))
            message = say(
                "not valid TOML ({reason}) — keep one of the versions of a merge, or take the file "
                "as it was",
                reason=error,
            )
            problem = Problem(path.name, int(line[1]) if line else 1, message)
            raise ContentError([problem]) from None
        about: Mapping[str, Any] = stated.get("project", {})
        return about

    @property
    def version(self) -> str:
        """The version of the record; empty if it has none."""
        return str(self.about.get("version", ""))

    def docs(self, language: Language) -> Path:
        """The folder with the pages in ``language``."""
        return self.root / "docs" / language


def open_project(root: Path) -> Project:
    """The project at ``root``; ContentError if its data has mistakes.

    Every check and every page asks for it, so the result is kept as long as no data file or
    template changes.
    """
    root = root.resolve()
    watched = [*(root / "data").glob("*.yml"), *(root / "templates").rglob("*")]
    watched += root.glob("pyproject.toml")
    stamps = tuple(sorted((path.name, path.lstat().st_mtime_ns) for path in watched))
    return _open(root, stamps)


@lru_cache(maxsize=1)
def _open(root: Path, stamps: tuple[tuple[str, int], ...]) -> Project:
    project = Project(root, load(root), Templates(root))
    clear_caches()
    return project

"""A checkout of the project: its data and templates, read once and kept until they change.

workspace = open_workspace(Path("."))
workspace.macros("en", "funds/").table("funds")
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from archive.languages import Language
from archive.loading.load import load
from archive.model.collections import Archive
from archive.pages import reviews
from archive.rendering.context import Templates
from archive.rendering.macros import Macros


@dataclass(frozen=True)
class Workspace:
    """The loaded archive and templates of the project at ``root``."""

    root: Path
    archive: Archive
    templates: Templates

    def macros(self, language: Language, page: str) -> Macros:
        """The macros as the page at address ``page`` sees them."""
        return Macros(
            self.archive, self.templates, language, page, lambda: reviews.pairs(self.root)
        )

    def docs(self, language: Language) -> Path:
        """The folder with the pages in ``language``."""
        return self.root / "docs" / language


def open_workspace(root: Path) -> Workspace:
    """The project at ``root``; ContentError if its data has mistakes.

    Some builders run ``macros.py`` anew for every page, so the result is kept as long
    as no data file or template changes.
    """
    root = root.resolve()
    watched = [*(root / "data").glob("*.yml"), *(root / "templates").iterdir()]
    stamp = max((path.stat().st_mtime_ns for path in watched if path.is_file()), default=0)
    return _open(root, stamp, len(watched))


@lru_cache(maxsize=1)
def _open(root: Path, stamp: int, count: int) -> Workspace:
    return Workspace(root, load(root), Templates(root))

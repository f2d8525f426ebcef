"""The Atom feed of what changed in the record, one in each language: corrections and additions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from archive.languages import LANGUAGES, Language
from archive.model.collections import Archive
from archive.model.history import changes, last_change
from archive.rendering.context import Context
from archive.rendering.templates import Templates


class _Feed(Context):
    """A feed in one language."""

    def xml(self, site_name: str, **values: Any) -> str:
        """The whole document."""
        title = self._label("changes-of").format(title=site_name)
        return self._render("site/feed.xml", title=title, site_name=site_name, **values)


def write_feeds(
    archive: Archive, templates: Templates, site: Path, names: Mapping[Language, str], url: str
) -> None:
    """Write ``corrections/feed.xml`` for each language of ``site``, newest entry first.

    A feed without entries is dated like the newest source, so that equal data gives
    equal bytes.
    """
    found = changes(archive)
    updated = (last_change(archive) or date(1970, 1, 1)).isoformat()
    for language in LANGUAGES:
        feed = _Feed(archive, templates, language, "corrections/")
        folder = site / language / "corrections"
        folder.mkdir(parents=True, exist_ok=True)
        text = feed.xml(names[language], url=url, updated=updated, changes=found)
        (folder / "feed.xml").write_text(f"{text}\n", encoding="utf-8")

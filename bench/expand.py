"""The same pages with every macro call answered already, for builders that know no macros.

    expand(Path("/tmp/ten"), Path("/tmp/ten-expanded"))

Writes ``docs/zh`` and ``docs/en`` and, for stock Material, a configuration of each. The calls
are answered as macros.py has them answered when MkDocs builds the pages.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from archive.building.page_metadata import PageSource
from archive.languages import Language
from archive.pages.configuration import CONFIGS, configuration
from archive.pages.document import documents
from archive.project import open_project
from archive.rendering.blocks import put_back

# As the theme's manual has it; with jieba installed, Chinese is cut into words besides.
_SEARCH = {
    "zh": {"lang": ["zh", "en"], "separator": r"[\s\u200b\u3000\-、，。；：！？（）“”《》]+"},
    "en": {"lang": ["en"]},
}


def expand(root: Path, target: Path) -> None:
    """Write the pages of the project at ``root``, macros answered, to ``target``."""
    for language, name in CONFIGS.items():
        shutil.copytree(root / "docs" / language, target / "docs" / language)
        settings = configuration(root, language).settings
        for source, text in expanded_pages(root, language, settings):
            (target / source.page.shown).write_text(put_back(text), encoding="utf-8")
        stock = yaml.safe_dump(_stock(settings, language), allow_unicode=True, sort_keys=False)
        (target / name).write_text(stock, encoding="utf-8")


def expanded_pages(
    root: Path, language: Language, settings: Mapping[str, Any]
) -> Iterator[tuple[PageSource, str]]:
    """Each page in ``language`` and its text, front matter included, with its calls answered."""
    for page in documents(root, (language,)):
        source = PageSource(open_project(root), page, settings)
        yield source, source.expanded(page.text)


def _stock(settings: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """The stock configuration: the theme's own settings, nothing of this record's."""
    return {
        "site_name": settings["site_name"],
        "site_url": settings["site_url"],
        "docs_dir": f"docs/{language}",
        "theme": {
            "name": "material",
            "language": language,
            "font": False,  # would be fetched from elsewhere
            "features": settings["theme"]["features"],
        },
        "plugins": {"search": _SEARCH[language]},
        "markdown_extensions": {
            name: options
            for name, options in settings["markdown_extensions"].items()
            if not name.startswith("archive")
        },
        "nav": settings["nav"],
        "validation": {"links": {"anchors": "ignore"}},
    }

"""The same pages with every macro call answered already, for builders that know no macros.

    expand(Path("/tmp/ten"), Path("/tmp/ten-expanded"))

Writes ``docs/zh`` and ``docs/en`` and, for stock Material, a configuration of each. This
module is also the MkDocs hook that does it, while MkDocs builds the pages as it always
does: so the pages are those that readers get, however the engine comes to them.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import yaml
from mkdocs.plugins import event_priority

from archive.pages.configuration import CONFIGS
from archive.rendering.blocks import put_back
from bench.builds import run

_TARGET = "EXPANDED_PAGES"
_FRONT_MATTER = re.compile(r"---\n.*?\n---\n", re.DOTALL)
# As the theme's manual has it; with jieba installed, Chinese is cut into words besides.
_SEARCH = {
    "zh": {"lang": ["zh", "en"], "separator": r"[\s\u200b\u3000\-、，。；：！？（）“”《》]+"},
    "en": {"lang": ["en"]},
}


def expand(root: Path, target: Path) -> None:
    """Write the pages of the scratch project at ``root``, macros answered, to ``target``."""
    for language, config in CONFIGS.items():
        shutil.copytree(root / "docs" / language, target / "docs" / language)
        own = root / f".expand-{config}"
        own.write_text(f"INHERIT: {config}\nhooks: [{Path(__file__)}]\n", encoding="utf-8")
        built: list[str | Path] = ["build", "-q", "-f", own, "-d", target / "thrown-away"]
        run([[sys.executable, "-m", "mkdocs", *built]], root, **{_TARGET: str(target)})
        own.unlink()
        shutil.rmtree(target / "thrown-away")


def on_config(config: Any) -> None:
    """Write the stock configuration: the theme's own settings, nothing of this record's."""
    language = config.extra["lang"]
    stock = {
        "site_name": config.site_name,
        "site_url": config.site_url,
        "docs_dir": f"docs/{language}",
        "theme": {
            "name": "material",
            "language": language,
            "font": False,  # would be fetched from elsewhere
            "features": config.theme["features"],
        },
        "plugins": {"search": _SEARCH[language]},
        "markdown_extensions": {
            name: config.mdx_configs.get(name, {})
            for name in config.markdown_extensions
            if not name.startswith("archive")
        },
        "nav": config.nav,
        "validation": {"links": {"anchors": "ignore"}},
    }
    text = yaml.safe_dump(stock, allow_unicode=True, sort_keys=False)
    (Path(os.environ[_TARGET]) / CONFIGS[language]).write_text(text, encoding="utf-8")


@event_priority(-100)  # after the macros
def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> None:
    """Write a page as it is after the macros, with the front matter that was written for it."""
    source = Path(page.file.abs_src_path).read_text(encoding="utf-8")
    front = _FRONT_MATTER.match(source)
    path = Path(os.environ[_TARGET]) / "docs" / config.extra["lang"] / page.file.src_uri
    path.write_text((front[0] if front else "") + put_back(markdown), encoding="utf-8")

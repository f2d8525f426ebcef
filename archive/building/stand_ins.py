"""A page of one heading for each that exists in the other language only: no link leads nowhere."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from archive.pages.document import documents


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the stand-ins; one that the navigation does not name yet is no mistake."""
    root = Path(config.config_file_path).parent
    for page in documents(root, [config.extra["lang"]]):
        if page.stand_in:
            inclusion = InclusionLevel.NOT_IN_NAV
            file = File.generated(config, page.src, content=page.text, inclusion=inclusion)
            files.append(file)
    return files

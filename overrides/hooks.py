"""MkDocs calls these: styles and scripts are bundled, what no page uses is not published, and
pages that are still to be translated have a stand-in."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from archive.building import assets, stand_ins
from archive.building.assets import on_config, on_env, on_post_build

__all__ = ["on_config", "on_env", "on_files", "on_post_build"]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Take out what is not published, add what is not written yet."""
    return stand_ins.on_files(assets.on_files(files, config), config)

"""MkDocs calls these: styles and scripts are bundled; what no page uses is not published."""

from archive.building.assets import on_config, on_env, on_files, on_post_build

__all__ = ["on_config", "on_env", "on_files", "on_post_build"]

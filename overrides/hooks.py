"""MkDocs calls these: styles and scripts are bundled, what no page uses is not published, pages
that are still to be translated have a stand-in, and links may lead to what macros print."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from archive.building.assets import on_config, on_env, on_files, on_post_build
from archive.building.page_metadata import mark_titles
from archive.pages.links import element_ids

__all__ = ["on_config", "on_env", "on_files", "on_page_content", "on_post_build"]


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Tell MkDocs of the anchors in blocks, which are put back after it has looked for them, and
    mark words of the other language in titles."""
    mark_titles(page, config)
    page.present_anchor_ids = {*(page.present_anchor_ids or ()), *element_ids(html)}
    return html

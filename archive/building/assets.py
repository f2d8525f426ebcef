"""Which files a site has: hooks of MkDocs.

Style sheets become one, scripts one, named by what is in them. What no page uses is left out, and
a page that exists in the other language only has a stand-in. The configuration lists the sources in their order; pages work without the hooks, file by file.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable
from fnmatch import fnmatch
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.structure.files import File, Files, InclusionLevel

from archive.building.theme_styles import lean
from archive.messages import say
from archive.pages.document import documents

_THEME_STYLES = ("assets/stylesheets/main.*.min.css", "assets/stylesheets/palette.*.min.css")
# What the search loads when it is first used: modules, which import one another by name.
_SEARCH = "javascripts/search"
_THEME_SCRIPT = "assets/javascripts/bundle.*.min.js"
# What pages use of the theme and of its overrides as it is; the rest is not published.
_PUBLISHED = "images/*"
# A comment on lines of its own, in a style sheet or a script.
_COMMENT = re.compile(r"^[ \t]*(?://.*|/\*[\s\S]*?\*/[ \t]*)(?:\n|\Z)", re.MULTILINE)
_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)
# Between tags, or what prints some.
_LINE_BREAK = re.compile(r"(?<=[>}])\n+(?=[<{])")
# Drawings inside a page need not say what they are.
_NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'
# Heard where MkDocs is run by itself: the builds of ours listen to warnings only.
_log = logging.getLogger("mkdocs.archive")
# The bundles of the site that is being built, by their paths below its folder.
_bundles: dict[str, str] = {}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Bundle what ``extra_css`` and ``extra_javascript`` list, and list the bundles instead."""
    of_theme, styles = (
        "".join(_read(_find(config, name)) for name in names)
        for names in (_THEME_STYLES, config.extra_css)
    )
    scripts = [_find(config, str(script)) for script in config.extra_javascript]
    theme_script, search = _find(config, _THEME_SCRIPT), _find(config, _SEARCH)
    modules = {
        path.relative_to(search).as_posix(): _read(path) for path in sorted(search.rglob("*.*"))
    }
    # Both halves of a site of two languages share what stands beside them.
    shared = Path(config.site_dir).name == config.extra["lang"]
    folder = "../assets" if shared else "assets"
    _bundles.clear()

    def bundle(name: str, text: str) -> str:
        _bundles[f"{folder}/{name}"] = text
        return f"{folder}/{name}"

    style, script = lean(of_theme, styles) + styles, "".join(map(_component, scripts))
    config.extra_css = [bundle(f"site.{_hash(style)}.css", style)]
    linked = ExtraScriptValue(bundle(f"site.{_hash(script)}.js", script))
    linked.defer = True
    config.extra_javascript = [linked]
    config.extra["theme_styles_bundled"] = True
    config.extra["theme_script"] = bundle(theme_script.name, theme_script.read_text("utf-8"))
    version = _hash("".join(modules.values()))
    for name, module in modules.items():
        bundle(f"search.{version}/{name}", module)
    config.extra["search_module"] = f"{folder}/search.{version}/finder.js"
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out what the theme and its overrides hold and no page uses; add the stand-ins, so
    that no link leads nowhere."""
    for file in list(files):
        source = Path(file.abs_src_path or "")
        of_theme = any(source.is_relative_to(folder) for folder in config.theme.dirs)
        if of_theme and not fnmatch(file.src_uri, _PUBLISHED):
            files.remove(file)
    for page in documents(Path(config.config_file_path).parent, [config.extra["lang"]]):
        if page.stand_in:  # that the navigation does not name it yet is no mistake
            aside = InclusionLevel.NOT_IN_NAV
            files.append(File.generated(config, page.src, content=page.text, inclusion=aside))
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Leave out how the theme's templates are set: indentation and line breaks between tags."""
    env.loader, env.trim_blocks = _Flat(config.theme.dirs), True
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Write the bundles, if the other language has not, and say what MkDocs alone leaves out."""
    for name, text in _bundles.items():
        target = Path(config.site_dir, name)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
    _log.info(
        say(
            "MkDocs alone leaves out the other language, the pages of claims, downloads and "
            "feeds — make build and make serve have them all"
        )
    )


class _Flat(FileSystemLoader):
    """Templates without white space between their tags."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        source, path, is_fresh = super().get_source(environment, template)
        source = _LINE_BREAK.sub("", _INDENTATION.sub("", source)).replace(_NAMESPACE, "")
        return source, path, is_fresh


def _find(config: MkDocsConfig, pattern: str) -> Path:
    for folder in map(Path, config.theme.dirs):
        for path in sorted(folder.glob(pattern)):
            return path
    raise ConfigurationError(
        say("{file}: no such file in the theme or its overrides", file=pattern)
    )


def _read(path: Path) -> str:
    """A file as it is, but of what browsers run or apply neither comments nor indentation."""
    text = path.read_text(encoding="utf-8")
    return _INDENTATION.sub("", _COMMENT.sub("", text)) if path.suffix in (".css", ".js") else text


def _component(path: Path) -> str:
    """A script with its names to itself, whose failure leaves the other scripts running."""
    return f'try{{(()=>{{"use strict";\n{_read(path)}}})()}}catch(error){{console.error(error)}}\n'


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]

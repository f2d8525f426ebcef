"""The site's style sheets -> one, its scripts -> one, named by what is in them.

MkDocs calls the hooks below (``overrides/hooks.py``), for a build as
for plain ``mkdocs serve``. The configuration goes on listing the sources, in their order:
without the hooks the same pages work with one request for each. A name that changes with the
content keeps a browser from showing new pages with old styles.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
import weakref
from fnmatch import fnmatch
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.structure.files import Files

from archive.messages import say

_THEME_STYLES = ("assets/stylesheets/main.*.min.css", "assets/stylesheets/palette.*.min.css")
# What the search loads when it is first used: modules, which import one another by name.
_SEARCH = "javascripts/search"
# What pages use of the theme and of its overrides as it is; the rest is not published.
_THEME_SCRIPT = "assets/javascripts/bundle.*.min.js"
_PUBLISHED = (_THEME_SCRIPT, "images/*")
# A comment on lines of its own, in a style sheet or a script.
_COMMENT = re.compile(r"^[ \t]*(?://.*|/\*[\s\S]*?\*/[ \t]*)(?:\n|\Z)", re.MULTILINE)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Bundle what ``extra_css`` and ``extra_javascript`` list, and list the bundles instead."""
    folder = Path(tempfile.mkdtemp(prefix="assets-"))
    weakref.finalize(config, shutil.rmtree, folder, ignore_errors=True)
    styles = [_find(config, name) for name in (*_THEME_STYLES, *config.extra_css)]
    scripts = [_find(config, str(script)) for script in config.extra_javascript]
    config.extra_css = [_write(folder, "site", ".css", "".join(map(_read, styles)))]
    script = ExtraScriptValue(_write(folder, "site", ".js", "".join(map(_component, scripts))))
    script.defer = True
    config.extra_javascript = [script]
    config.extra["theme_styles_bundled"] = True
    config.extra["theme_script"] = f"assets/javascripts/{_find(config, _THEME_SCRIPT).name}"
    config.extra["search_module"] = _copy_search(folder, _find(config, _SEARCH))
    config.theme.dirs.insert(0, str(folder))
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out what the theme and its overrides hold and no page uses."""
    bundles, *others = map(Path, config.theme.dirs)
    for file in list(files):
        source = Path(file.abs_src_path) if file.abs_src_path else bundles
        of_theme = any(source.is_relative_to(folder) for folder in others)
        if of_theme and not any(fnmatch(file.src_uri, pattern) for pattern in _PUBLISHED):
            files.remove(file)
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Leave out the blank lines that the theme's templates would print for their own statements."""
    env.trim_blocks = env.lstrip_blocks = True
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Remove the folder of bundles, now copied; where a build fails, it goes with the process."""
    shutil.rmtree(config.theme.dirs[0], ignore_errors=True)


def _find(config: MkDocsConfig, pattern: str) -> Path:
    for folder in map(Path, config.theme.dirs):
        for path in sorted(folder.glob(pattern)):
            return path
    raise ConfigurationError(
        say("{file}: no such file in the theme or its overrides", file=pattern)
    )


def _read(path: Path) -> str:
    return _COMMENT.sub("", path.read_text(encoding="utf-8"))


def _component(path: Path) -> str:
    """A script with its names to itself, whose failure leaves the other scripts running."""
    return f'try{{(()=>{{"use strict";\n{_read(path)}}})()}}catch(error){{console.error(error)}}\n'


def _write(folder: Path, stem: str, suffix: str, text: str) -> str:
    name = f"assets/{stem}.{_hash(text)}{suffix}"
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return name


def _copy_search(folder: Path, source: Path) -> str:
    """Copy the modules below a folder named by their content; the address of the first."""
    texts = {
        path.relative_to(source): _read(path) if path.suffix == ".js" else path.read_text("utf-8")
        for path in sorted(source.rglob("*.*"))
    }
    name = f"assets/search.{_hash(''.join(texts.values()))}"
    for path, text in texts.items():
        target = folder / name / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return f"{name}/finder.js"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]

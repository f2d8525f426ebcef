"""The partials of ``templates/`` and the words of the interface."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
import yaml

from archive.languages import HAN, Language
from archive.loading.yaml_errors import LOADER
from archive.rendering.colours import colours
from archive.rendering.foreign_text import lang


class CompiledTemplates(jinja2.FileSystemBytecodeCache):
    """Templates as Python's own bytecode, kept in the system's folder for what is temporary.

    To compile them takes a third of a build. What cannot be kept is compiled the next time.
    The same text is the same wherever it lies, be it in a copy made for a test.
    """

    def get_bucket(
        self, environment: jinja2.Environment, name: str, filename: str | None, source: str
    ) -> jinja2.bccache.Bucket:
        """A place for a compiled template: the theme's environment compiles otherwise than ours."""
        text = f"{environment.autoescape} {self.get_source_checksum(source)}"
        return super().get_bucket(environment, name, text, source)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep a compiled template."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def compiled_templates() -> CompiledTemplates | None:
    """What has been compiled before; None where there is no safe place for it."""
    try:
        return CompiledTemplates()
    except (OSError, RuntimeError):
        return None


def _words(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), LOADER)  # noqa: S506 — a safe one


class Templates:
    """The partials of ``templates/`` and the words of the interface, read once."""

    def __init__(self, root: Path) -> None:
        folder = root / "templates"
        self.labels: dict[str, dict[Language, str]] = _words(folder / "labels.yml")
        self.columns: dict[str, Any] = _words(folder / "columns.yml")
        self.environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folder),
            autoescape=True,
            bytecode_cache=compiled_templates(),
            auto_reload=False,  # a project is opened anew when a template changes
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        # Called where used: a style sheet may change while a preview runs.
        self.environment.globals["colours"] = partial(colours, root)
        # For attributes, and for what is no HTML: words without the mark of their language …
        self.environment.filters["plain"] = str
        # … which the element that has the attribute can bear.
        self.environment.filters["lang"] = lang
        self.environment.tests["han"] = lambda words: bool(HAN.search(words))

    def words(self, language: Language) -> dict[str, str]:
        """The words of the interface in one language."""
        return {key: both[language] for key, both in self.labels.items()}

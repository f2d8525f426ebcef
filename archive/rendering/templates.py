"""The partials of ``templates/`` and the words of the interface."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import jinja2
import yaml

from archive.languages import Language


class CompiledTemplates(jinja2.FileSystemBytecodeCache):
    """Templates as Python's own bytecode, kept in the system's folder for what is temporary.

    To compile them takes a third of a build. What cannot be kept is compiled the next time.
    """

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


class Templates:
    """The partials of ``templates/`` and the words of the interface, read once."""

    def __init__(self, root: Path) -> None:
        folder = root / "templates"
        self.labels: dict[str, dict[Language, str]] = yaml.safe_load(
            (folder / "labels.yml").read_text(encoding="utf-8")
        )
        self.columns: dict[str, Any] = yaml.safe_load(
            (folder / "columns.yml").read_text(encoding="utf-8")
        )
        self.environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folder),
            autoescape=True,
            bytecode_cache=compiled_templates(),
            auto_reload=False,  # a project is opened anew when a template changes
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.tests["han"] = lambda words: bool(re.search(r"[\u3400-\u9fff]", words))

    def words(self, language: Language) -> dict[str, str]:
        """The words of the interface in one language."""
        return {key: both[language] for key, both in self.labels.items()}

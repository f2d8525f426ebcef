"""The two configurations as they are written: names, navigation, Markdown extensions.

MkDocs reads them again when it builds; what is said here names the file and line to mend.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property, reduce
from operator import getitem
from pathlib import Path
from typing import Any

from markdown import Markdown
from mkdocs.utils.yaml import yaml_load
from pathspec.gitignore import GitIgnoreSpec

from archive.languages import LANGUAGES, Language
from archive.loading.plain_text import plain_text
from archive.loading.yaml_file import YamlFile
from archive.messages import say
from archive.pages.settings import read_settings
from archive.problems import ContentError, Problem

CONFIGS: dict[Language, str] = {"zh": "mkdocs.yml", "en": "mkdocs.en.yml"}
# What MkDocs leaves out of every site, and what it adds to every site's own extensions.
_NEVER_PUBLISHED = (".*", "/templates/")
_BUILT_IN = ("toc", "tables", "fenced_code")


@dataclass(frozen=True, eq=False)
class Configuration:
    """The configuration of one language: what its file says, and all its settings, inherited
    ones among them."""

    written: YamlFile
    settings: Mapping[str, Any]

    @property
    def site_name(self) -> str:
        """The site's name in this language."""
        return str(self.settings["site_name"])

    def texts(self, *place: str) -> Iterator[tuple[str, int]]:
        """The texts that its file has at ``place`` and below it, each with its line."""
        for at, line in self.written.lines.items():
            text = reduce(getitem, at, self.written.data) if at[: len(place)] == place else None
            if isinstance(text, str):
                yield text, line

    def is_excluded(self, src: str) -> bool:
        """Whether the file ``src`` below the folder of pages is not published, as MkDocs has it."""
        return any(spec.match_file(src) for spec in self._excluded)

    def is_out_of_nav(self, src: str) -> bool:
        """Whether a page may lack an entry in the navigation."""
        return self._patterns("not_in_nav").match_file(src)

    @cached_property
    def _excluded(self) -> list[GitIgnoreSpec]:
        default = GitIgnoreSpec.from_lines(_NEVER_PUBLISHED)
        return [default, self._patterns("exclude_docs"), self._patterns("draft_docs")]

    def _patterns(self, setting: str) -> GitIgnoreSpec:
        return GitIgnoreSpec.from_lines(str(self.settings.get(setting) or "").splitlines())

    def html_of(self, text: str) -> str:
        """What MkDocs makes of the Markdown of a page."""
        self._converter.reset()
        self._converter.parser.state.clear()  # as a text that could not be converted left it
        return self._converter.convert(text)

    @cached_property
    def _converter(self) -> Markdown:
        own: Mapping[str, Any] = self.settings.get("markdown_extensions", {})
        return Markdown(
            extensions=list(dict.fromkeys([*_BUILT_IN, *own])),
            extension_configs={name: options or {} for name, options in own.items()},
        )


def configuration(root: Path, language: Language) -> Configuration:
    """The configuration of ``language``; ContentError if it cannot be read."""
    for name in CONFIGS.values():
        if not (root / name).is_file() or (root / name).is_symlink():
            message = say("no such file — run this in the project’s folder")
            raise ContentError([Problem(name, 1, message)])
    stamps = tuple((root / name).stat().st_mtime_ns for name in CONFIGS.values())
    return _read(root, language, stamps)


def site_name(root: Path, language: Language) -> str:
    """The site's name; none if the configuration cannot be read, which others tell."""
    with suppress(ContentError):
        return configuration(root, language).site_name
    return ""


def site_names(root: Path) -> dict[Language, str]:
    """The site's name in each language."""
    return {language: configuration(root, language).site_name for language in LANGUAGES}


@cache
def _read(root: Path, language: Language, stamps: tuple[int, ...]) -> Configuration:
    name = CONFIGS[language]
    text, why = plain_text(root / name)
    if why:
        raise ContentError([Problem(name, 1, why)])
    # Before MkDocs reads it, which runs what a tag names; the other file may be inherited.
    written = read_settings(text, name, language)
    if written.problems:
        raise ContentError(written.problems)
    if "INHERIT:" in text:
        _read(root, LANGUAGES[0], stamps)
    with (root / name).open(encoding="utf-8") as file:
        return Configuration(written, yaml_load(file))

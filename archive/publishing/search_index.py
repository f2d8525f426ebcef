"""What the search knows: one file per language, read by ``overrides/javascripts/search.js``.

    write(workspace, site)      # site/<language>/search/records.json

A document is a page, a figure, an event, a source or a term, each with its address, its
words and, never shown, the other ways in which a reader may ask for it: names in the other
language, pinyin with its initials, aliases from the data. Traditional characters are folded
into simplified ones by a table limited to the characters that occur. Equal data and pages
give equal bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import opencc
import pypinyin

from archive.languages import LANGUAGES, Language
from archive.model.addresses import address_of
from archive.model.records import Named
from archive.project import Workspace
from archive.rendering.breadcrumbs import record_of

_SEPARATOR = "; "
_HAN = re.compile(r"[\u3400-\u9fff]+")
# How much a kind of document weighs: a record's own page before the pages that list it.
_WEIGHTS = {
    "fund": 1.5,
    "initiative": 1.5,
    "organization": 0.7,
    "figure": 1.0,
    "term": 0.45,
    "event": 0.6,
    "source": 0.35,
    "page": 0.4,
}
_KINDS = {"funds": "fund", "initiatives": "initiative", "organizations": "organization"}
# Tags that stand inside a word or sentence; any other tag parts what is before and behind.
_INLINE = {"a", "b", "bdi", "strong", "em", "i", "cite", "mark", "code"}
_WORDS = ("search-none", "search-some", "search-one", "search-nearest", "search-report")


@dataclass(frozen=True)
class Document:
    """One thing to be found. ``of`` is the address of the page under which a figure is listed."""

    address: str
    kind: str
    title: str
    aliases: str = ""
    value: str = ""
    summary: str = ""
    text: str = ""
    of: str = ""

    def as_json(self) -> dict[str, Any]:
        """Short keys, and nothing that is empty."""
        row = {
            "u": self.address,
            "k": self.kind,
            "t": self.title,
            "a": self.aliases,
            "v": self.value,
            "s": self.summary,
            "x": self.text,
            "o": self.of,
            "w": _WEIGHTS[self.kind],
        }
        return {key: value for key, value in row.items() if value}


def write(workspace: Workspace, site: Path) -> None:
    """Write what the search needs beside the pages of each language below ``site``."""
    for language in LANGUAGES:
        documents = list(_documents(workspace, site / language, language))
        labels = workspace.templates.labels
        words = {key.removeprefix("search-"): labels[key][language] for key in _WORDS}
        kinds = {kind: labels[f"found-{kind}"][language] for kind in _WEIGHTS}
        known = {
            "words": words,
            "kinds": kinds,
            "fold": traditional("".join(_texts(documents))),
            "documents": [document.as_json() for document in documents],
        }
        folder = site / language / "search"
        folder.mkdir(exist_ok=True)
        text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
        (folder / "records.json").write_text(text + "\n", encoding="utf-8")


def _texts(documents: Iterable[Document]) -> Iterator[str]:
    for one in documents:
        yield from (one.title, one.aliases, one.value, one.summary, one.text)


def _documents(workspace: Workspace, folder: Path, language: Language) -> Iterator[Document]:
    archive, macros = workspace.archive, workspace.macros(language, "")
    for path in sorted(folder.rglob("index.html")):
        tail = "" if path.parent == folder else f"{path.parent.relative_to(folder).as_posix()}/"
        page = _Page()
        page.feed(path.read_text(encoding="utf-8"))
        found = record_of(archive, tail)
        record = archive.records()[found[1]] if found else None
        summary = getattr(record, "summary", None)
        yield Document(
            address=tail,
            kind=_KINDS[found[0]] if found else "page",
            title=page.title,
            # What a page explains in place can be asked for by the name of the term.
            aliases=_SEPARATOR.join(
                aliases(named, language)
                for named in (record, *(archive.terms[term] for term in page.terms))
                if named and record
            ),
            value=" ".join(
                macros.quantity(claim)
                for claim in (record.claims.values() if record else ())
                if claim.value is not None
            ),
            summary=macros.words(summary) if summary else "",
            text=page.text,
        )
    for address, claim in archive.claims():
        if claim.value is None:
            continue
        record_id = address.partition(".")[0]
        yield Document(
            address=f"figures/#{address}",
            kind="figure",
            title=macros.words(claim.label),
            value=macros.quantity(claim),
            aliases=_SEPARATOR.join(
                [macros.name_of(record_id), *_pinyin(claim.label.zh)]
                + ([*_pinyin(archive.units[claim.unit].zh)] if claim.unit else [])
            ),
            of=address_of(archive, record_id),
        )
    for key, event in archive.events.items():
        yield Document(
            address=address_of(archive, key),
            kind="event",
            title=macros.words(event.title),
            summary=macros.date(event.date),
        )
    for key, source in archive.sources.items():
        publisher = macros.name_of(source.publisher)
        about = macros.words(source.about)
        yield Document(
            address=address_of(archive, key),
            kind="source",
            title=macros.name_of(key),
            summary=" ".join(
                [about] * bool(source.title) + ([macros.date(source.date)] if source.date else [])
            ),
            aliases=publisher,
        )
    for key, term in archive.terms.items():
        yield Document(
            address=address_of(archive, key),
            kind="term",
            title=macros.name_of(key),
            summary=macros.words(term.definition),
            aliases=aliases(term, language),
        )


def aliases(named: Named, language: Language) -> str:
    """The other ways to ask for something: its other name, its aliases, pinyin, initials."""
    other = next(side for side in LANGUAGES if side != language)
    given = [named.name.in_language(other), *named.aliases]
    chinese = [named.name.zh, *(alias for alias in named.aliases if _HAN.search(alias))]
    initials = _capitals(named.name.en)
    return _SEPARATOR.join(
        dict.fromkeys([*given, *initials, *(s for c in chinese for s in _pinyin(c))])
    )


def _capitals(name: str) -> list[str]:
    """The initials of an English name of three words or more."""
    letters = re.findall(r"\b([A-Z])[a-z]", name)
    return ["".join(letters)] if len(letters) >= 3 else []


def _pinyin(name: str) -> Iterator[str]:
    """The pinyin of each run of Han characters and its initials, from every syllable on."""
    for run in _HAN.findall(name):
        syllables = pypinyin.lazy_pinyin(run)
        yield from ("".join(syllables[at:]) for at in range(max(1, len(syllables) - 1)))
        initials = "".join(syllable[0] for syllable in syllables)
        yield from (initials[at:] for at in range(len(initials) - 2))


@lru_cache(maxsize=1)
def _simplified() -> Mapping[str, str]:
    """Every traditional character -> its simplified form, by OpenCC."""
    convert = opencc.OpenCC("t2s").convert
    characters = "".join(chr(code) for code in range(0x4E00, 0xA000))
    pairs = zip(characters, convert(characters), strict=True)
    return {old: new for old, new in pairs if old != new}


def traditional(text: str) -> str:
    """Pairs of a traditional and a simplified character, for the characters in ``text``."""
    known = set(text)
    return "".join(old + new for old, new in _simplified().items() if new in known)


class _Page(HTMLParser):
    """The first heading and the text of a built page's article, without what serves to move
    about, source markers, and what is marked ``data-search-exclude``."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[str] = []
        self._heading: list[str] = []
        self._skipped: list[str] = []
        self._inside = False
        self._in_heading = False
        self.terms: list[str] = []

    @property
    def title(self) -> str:
        return " ".join("".join(self._heading).split())

    @property
    def text(self) -> str:
        return " ".join("".join(self._parts).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self._skipped:
            self._skipped += [tag] if tag == self._skipped[0] else []
            return
        if tag == "article":
            self._inside = True
        classes = (given.get("class") or "").split()
        skip = (
            tag in ("script", "style", "form", "nav", "svg", "sup", "button")
            or "data-search-exclude" in given
            or {"headerlink", "related", "evidence", "chart__files"} & set(classes)
        )
        if skip and tag not in ("br", "img"):
            self._skipped = [tag]
            return
        self._in_heading |= tag == "h1"
        if "term__word" in classes:
            self.terms.append((given.get("href") or "").partition("#")[2])
        if tag not in _INLINE and (tag != "span" or any("__" in name for name in classes)):
            self._parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            if tag == self._skipped[0]:
                self._skipped.pop()
            return
        if tag == "article":
            self._inside = False
        if tag == "h1":
            self._in_heading = False
        if tag not in _INLINE and tag != "span":
            self._parts.append(" ")

    def handle_data(self, data: str) -> None:
        if self._inside and not self._skipped:
            (self._heading if self._in_heading else self._parts).append(data)

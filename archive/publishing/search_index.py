"""What the search knows: one file per language, read by ``overrides/javascripts/search.js``.

    write(project, "en", site)      # search/records.json below the built pages

A document is a page, a section of one, a claim, an event, a source, a person or a term, each
with its address, its words and, never shown, the other ways in which a reader may ask for it:
names in the other language, pinyin with its initials, aliases from the data. Traditional characters are folded
into simplified ones by a table limited to the characters that occur. Equal data and pages
give equal bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import opencc
import pypinyin
from selectolax.lexbor import LexborHTMLParser, LexborNode

from archive.languages import LANGUAGES, Language
from archive.model.addresses import address_of, claim_page
from archive.model.collections import COLLECTIONS
from archive.model.evidence import Level, assess
from archive.model.fields import Text
from archive.model.records import Named
from archive.model.relations import appearances_of
from archive.project import Project
from archive.rendering.breadcrumbs import record_of

_SEPARATOR = "; "
_HAN = re.compile(r"[\u3400-\u9fff]+")
# How much a kind of document weighs; those not named have a page of their own and weigh most.
_WEIGHTS = {
    "organization": 0.7,
    "person": 0.9,
    "figure": 1.0,
    "statement": 0.8,
    "term": 0.45,
    "event": 0.6,
    "source": 0.2,
    "page": 0.4,
}
# Tags that stand inside a word or sentence; any other tag parts what is before and behind.
_INLINE = ["a", "b", "bdi", "strong", "em", "i", "cite", "mark", "code"]
_SPANS = 'article span:not([class*="__"]), article .fact__value'
# What serves to move about, and what is a document of its own: claims, entries, terms, sources.
_SKIPPED = (
    "script, style, form, nav, svg, sup, button, [data-search-exclude], .headerlink, .related, "
    ".chart, .timescale, .cards, .needs, .highlights, .example, .entries, .claims, .timeline, "
    ".bibliography, .source-list, .paragraphs, .fact-box, dl.glossary, .report, .imprint, .citing"
)
_BLOCKS = ("p", "li", "td", "th", "dt", "dd", "pre", "caption", "figcaption", "div", "article")
_SECTIONS = ("h2", "h3")
_WORDS = ("none", "some", "one", "nearest", "report", "more")
# A name within an English label: capitalised words and what joins them.
_NAMES = re.compile(r"[A-Z][a-z]+(?: (?:of |and |for |the )*[A-Z][a-z]+)+")
# A space beside Han or their punctuation is left over from the markup.
_LOOSE = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) +| +(?=[\u3000-\u9fff\uff00-\uffef])")


@dataclass(frozen=True)
class Document:
    """One thing to be found. ``of`` is the address of the page under which a claim is listed;
    ``sections`` of a page, each with its anchor, heading and text, are found by themselves."""

    address: str
    kind: str
    title: str
    aliases: str = ""
    value: str = ""
    summary: str = ""
    text: str = ""
    of: str = ""
    date: str = ""
    level: str = ""
    sections: tuple[tuple[str, str, str], ...] = ()

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
            "d": self.date,
            "e": self.level,
            "h": self.sections,
            "w": _WEIGHTS.get(self.kind, 1.5),
        }
        return {key: value for key, value in row.items() if value}


def write(project: Project, language: Language, site: Path) -> None:
    """Write what the search needs beside the built pages in ``language``, which are in ``site``."""
    documents = list(_documents(project, site, language))
    labels = project.templates.words(language)
    kinds = sorted({document.kind for document in documents} | {"section"})
    known = {
        "words": {key: labels[f"search-{key}"] for key in _WORDS},
        "kinds": {kind: labels[f"found-{kind}"] for kind in kinds},
        "levels": {level: labels[f"level-{level}"] for level in Level},
        "fold": traditional("".join(_texts(documents))),
        "documents": [document.as_json() for document in documents],
    }
    folder = site / "search"
    folder.mkdir(exist_ok=True)
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    (folder / "records.json").write_text(text + "\n", encoding="utf-8")


def _texts(documents: Iterable[Document]) -> Iterator[str]:
    for one in documents:
        yield from (one.title, one.aliases, one.value, one.summary, one.text, one.date)
        for _, heading, text in one.sections:
            yield from (heading, text)


def _documents(project: Project, folder: Path, language: Language) -> Iterator[Document]:
    archive, macros = project.archive, project.macros(language, "")
    others = project.macros(next(side for side in LANGUAGES if side != language), "")
    # Claims are documents below; a preview has their pages beside those that it renders again.
    of_claims = set(map(claim_page, archive.claims))
    for path in sorted(folder.rglob("index.html")):
        address = "" if path.parent == folder else f"{path.parent.relative_to(folder).as_posix()}/"
        if address in of_claims:
            continue
        page = _Article.read(path)
        found = record_of(archive, address)
        record = archive.records[found[1]] if found else None
        summary = getattr(record, "summary", None)
        yield Document(
            address=address,
            kind=COLLECTIONS[found[0]].singular if found else "page",
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
            # The first paragraph of a record's page is its summary.
            text=page.text.partition("\n")[2] if summary else page.text,
            sections=page.sections,
        )
    for address, claim in archive.claims.items():
        record_id = address.partition(".")[0]
        yield Document(
            address=f"figures/#{address}",
            kind="statement" if claim.statement else "figure",
            title=macros.words(claim.label),
            value="" if claim.statement else macros.quantity(claim),
            summary=macros.words(claim.statement) if claim.statement else "",
            date=macros.date(claim.as_of) if claim.as_of else "",
            level=assess(claim),
            aliases=_SEPARATOR.join(
                [macros.name_of(record_id), others.words(claim.label), *_read(claim.label)]
                + ([] if claim.statement else [others.quantity(claim)])
                + ([*_pinyin(archive.units[claim.unit].zh)] if claim.unit else [])
            ),
            of=address_of(archive, record_id),
        )
    for name, one in COLLECTIONS.items():
        if not one.claiming or one.paged:
            continue
        for key, listed in archive.entries(name).items():
            note = getattr(listed, "note", None)
            appearances = appearances_of(archive, key)
            yield Document(
                address=address_of(archive, key),
                kind=one.singular,
                title=macros.name_of(key),
                aliases=aliases(listed, language),
                summary=macros.words(note) if note else "",
                text="; ".join(macros.name_of(appearance.target) for appearance in appearances),
            )
    for key, event in archive.events.items():
        yield Document(
            address=address_of(archive, key),
            kind="event",
            title=macros.words(event.title),
            date=macros.date(event.date),
            aliases=_SEPARATOR.join([others.words(event.title), *_read(event.title)]),
        )
    for key, source in archive.sources.items():
        publisher = macros.name_of(source.publisher)
        described = macros.words(source.description)
        title = macros.name_of(key)
        yield Document(
            address=address_of(archive, key),
            kind="source",
            title=title,
            summary=" ".join(
                ([described] if described != title else [])
                + ([macros.date(source.published)] if source.published else [])
            ),
            aliases=_SEPARATOR.join([publisher, *filter(None, [source.title])]),
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


def _read(label: Text) -> list[str]:
    """The pinyin of a label, and the initials of the names in it."""
    initials = (found for name in _NAMES.findall(label.en) for found in _capitals(name))
    return [*initials, *_pinyin(label.zh)]


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


@dataclass(frozen=True)
class _Article:
    """A built page: its first heading, the text before and in each section, terms it explains."""

    title: str
    text: str
    sections: tuple[tuple[str, str, str], ...]
    terms: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> _Article:
        """Parse a page, without what is skipped and what is marked ``data-search-exclude``."""
        tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
        for node in tree.css(_SKIPPED):
            node.decompose()
        terms = [node.attributes.get("href") or "" for node in tree.css("article .term__word")]
        for span in tree.css(_SPANS):
            span.unwrap()
        tree.unwrap_tags(_INLINE)
        article, heading = tree.css_first("article"), tree.css_first("article h1")
        title = " ".join(heading.text(separator=" ").split()) if heading else ""
        if heading:
            heading.decompose()
        (_, _, text), *sections = _sections(article) if article else [("", "", "")]
        told = tuple(section for section in sections if section[2])
        return cls(title, text, told, tuple(term.partition("#")[2] for term in terms))


def _sections(article: LexborNode) -> Iterator[tuple[str, str, str]]:
    """The anchor, heading and text of what stands before the first heading and below each."""
    article.merge_text_nodes()
    anchor, heading, lines = "", "", list[str]()
    block: LexborNode | None = None
    for node in article.traverse(include_text=True):
        if node.tag in _SECTIONS and node.attributes.get("id"):
            yield anchor, heading, "\n".join(lines)
            anchor, heading = str(node.attributes["id"]), _tidy(node.text())
            lines, block = [], node
        if node.tag != "-text" or not (said := _tidy(node.text())):
            continue
        around = _around(node)
        if around.tag in _SECTIONS:
            continue
        if lines and block is not None and block.mem_id == around.mem_id:
            lines[-1] = _tidy(f"{lines[-1]} {said}")
        else:
            lines.append(said)
        block = around
    yield anchor, heading, "\n".join(lines)


def _around(node: LexborNode) -> LexborNode:
    """The block in which a text stands."""
    while node.parent and node.tag not in (*_BLOCKS, *_SECTIONS):
        node = node.parent
    return node


def _tidy(text: str) -> str:
    return _LOOSE.sub("", " ".join(text.replace("\u2060", "").split()))

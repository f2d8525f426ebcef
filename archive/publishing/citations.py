"""How to cite a page of this record, or a source: from one CSL-JSON item to each format.

The styles are written for the one kind of thing that pages cite, a page without an author and
without a date of its own; tests hold them against citeproc-js. The Python processor prints titles
twice in two of the three, and brings its styles only with nine thousand others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from archive.languages import HTML_LANGUAGES, LANGUAGES, PUNCTUATION, Language
from archive.model.collections import Archive
from archive.model.dates import When
from archive.rendering.wording import printed

Item = dict[str, Any]
# Stands for the day of reading, which only the reader's browser knows.
DAY = "\ufffc"
# Small words of English titles, which Chicago's headline style leaves in lower case.
_SMALL = frozenset(
    """a about above across after against along amid among an and around as at before behind
    below beneath beside between beyond but by despite down during except for from in inside
    into like near nor of off on onto or out outside over past per since so than the through
    throughout to toward towards under underneath until up upon versus via with within without
    yet""".split()
)
# BibTeX counts braces behind a backslash, too.
_BIBTEX = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "&": r"\&",
    "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
})  # fmt: skip


@dataclass(frozen=True)
class CitedPage:
    """A page of this record: ``version`` in the words of its language, empty if there is none."""

    key: str
    title: str
    site: str
    version: str
    url: str
    language: Language

    @property
    def container(self) -> str:
        """The record that the page is part of, with its version."""
        return self.site + (
            PUNCTUATION[self.language].bracketed(self.version) if self.version else ""
        )

    def item(self) -> Item:
        """The page in CSL-JSON. Its day of reading is left open."""
        return {
            "id": self.key,
            "type": "webpage",
            "title": self.title,
            "container-title": self.container,
            "URL": self.url,
            "accessed": {"raw": DAY},
            "language": HTML_LANGUAGES[self.language],
        }


@dataclass(frozen=True)
class Form:
    """One way to cite: its name, its text, and how the day of reading is written in it."""

    name: str
    text: str
    day: str = "iso"


def forms(page: CitedPage) -> list[Form]:
    """Every way to cite ``page`` but the plain link."""
    item = page.item()
    return [
        Form("GB/T 7714-2015", gb_t(page)),
        Form("APA 7", apa(page), "long"),
        Form("Chicago 17", chicago(page), "long"),
        Form("BibTeX", bibtex(item)),
        Form("RIS", ris(item), "slashes"),
        Form("CSL-JSON", csl_json([item])),
    ]


def gb_t(page: CitedPage) -> str:
    """A part of an electronic text (4.4.2 of the standard), the author unknown and left out."""
    version = f". {page.version}" if page.version else ""
    return f"{page.title}[EB/OL]//{page.site}{version}. [{DAY}]. {page.url}."


def apa(page: CitedPage) -> str:
    """A web page without author and date, which may change: the day of reading is part of it."""
    return f"{_ended(page.title)} (n.d.). {page.container}. Retrieved {DAY}, from {page.url}"


def chicago(page: CitedPage) -> str:
    """An entry of a bibliography, under the name of the site for want of an author."""
    title = headline(page.title) if page.language == "en" else page.title
    quoted = _ended(title.translate({ord("“"): "‘", ord("”"): "’"}))
    return f"{page.container}. “{quoted}” Accessed {DAY}. {page.url}."


def headline(title: str) -> str:
    """An English title in headline style: words in lower case are capitalised but for small ones."""
    words = re.split(r"([\s/–—-]+)", title)
    for at in range(0, len(words), 2):
        edge = at in (0, len(words) - 1) or words[at - 2].endswith((":", "?", "!", "."))
        if words[at].islower() and (edge or words[at].strip(",;:()“”‘’") not in _SMALL):
            words[at] = re.sub(r"^\W*[a-z]", lambda start: start[0].upper(), words[at])
    return "".join(words)


def _ended(title: str) -> str:
    """A title with a stop at its end, inside the quotation marks that it ends with."""
    bare = title.rstrip("”’") if "“" in title or "‘" in title else title
    return title if bare.endswith((".", "?", "!")) else f"{bare}.{title[len(bare) :]}"


def bibtex(item: Item) -> str:
    """An entry for BibTeX and biblatex, in UTF-8."""
    fields = {
        "author": _literal(item).translate(_BIBTEX),
        "title": item["title"].translate(_BIBTEX),
        "howpublished": item.get("container-title", "").translate(_BIBTEX),
        "publisher": item.get("publisher", "").translate(_BIBTEX),
        "date": _date(item.get("issued")),
        "year": _date(item.get("issued"))[:4],
        "url": item.get("URL", ""),
        "urldate": _date(item.get("accessed")),
        "note": item.get("note", "").translate(_BIBTEX),
    }
    # Braces inside quotation marks: names are not taken apart, titles keep their capitals.
    lines = [
        f'  {name} = "{{{value}}}"' if name in ("author", "title") else f"  {name} = {{{value}}}"
        for name, value in fields.items()
        if value
    ]
    body = ",\n".join(lines)
    return f"@misc{{{item['id']},\n{body}\n}}"


def ris(item: Item) -> str:
    """A record for reference managers."""
    issued, accessed = _date(item.get("issued")), _date(item.get("accessed"))
    tags = [
        ("TY", "ELEC" if "URL" in item else "GEN"),
        ("ID", item["id"]),
        ("AU", _literal(item)),
        ("TI", item["title"]),
        ("T2", item.get("container-title", "")),
        ("PB", item.get("publisher", "")),
        ("PY", issued[:4]),
        ("DA", issued.partition("/")[0].replace("-", "/")),
        ("UR", item.get("URL", "")),
        ("Y2", accessed.replace("-", "/")),
        ("LA", item.get("language", "")),
        ("N1", item.get("note", "")),
    ]
    return "\n".join([*(f"{tag}  - {value}" for tag, value in tags if value), "ER  - "])


def csl_json(items: list[Item]) -> str:
    """What citation processors and Zotero read."""
    rows = (json.dumps(item, ensure_ascii=False) for item in items)
    return "[\n" + ",\n".join(rows) + "\n]"


def _literal(item: Item) -> str:
    return "; ".join(name["literal"] for name in item.get("author", ()))


def _date(date: Mapping[str, Any] | None) -> str:
    """A CSL date as ISO 8601, as precise as it is known."""
    if not date:
        return ""
    if "raw" in date:
        return str(date["raw"])
    return "/".join("-".join(f"{part:02}" for part in parts) for parts in date["date-parts"])


Writer = Callable[[list[Item]], str]
# The bibliography of all sources, by the name of its file.
EXPORTS: Mapping[str, Writer] = {
    "sources.bib": lambda items: "\n\n".join(map(bibtex, items)),
    "sources.ris": lambda items: "\n\n".join(map(ris, items)),
    "sources.csl.json": csl_json,
}


def exports(archive: Archive) -> dict[str, bytes]:
    """Every export by the name of its file."""
    items = [source_item(archive, key) for key in archive.sources]
    return {name: f"{written(items)}\n".encode() for name, written in EXPORTS.items()}


def source_item(archive: Archive, key: str) -> Item:
    """A source in CSL-JSON, in its own language where the record has that, else in English.

    Square brackets mark what stands for a title that is not on record.
    """
    source = archive.sources[key]
    own = (side for side in LANGUAGES if side == source.title_language)
    language = next(own, source.description.nearest("en"))
    description = printed(source.description, archive, language)
    item: Item = {
        "id": key,
        "type": "webpage" if source.address else "document",
        "title": source.title or f"[{description}]",
        "publisher": archive.organizations[source.publisher].name.in_language(language),
        "language": HTML_LANGUAGES.get(language, language),
    }
    if source.author:
        item["author"] = [{"literal": printed(source.author, archive, language)}]
    if source.published:
        item["issued"] = _parts(source.published)
    if source.address:
        item["URL"] = source.address
    if source.retrieved:
        item["accessed"] = _parts(source.retrieved)
    if source.title:
        item["note"] = description
        if source.title_language not in LANGUAGES and source.title_language:
            item["language"] = source.title_language
    return item


def _parts(moment: When) -> Item:
    ends = [moment.start, *([moment.end] if moment.end else [])]
    return {"date-parts": [list(end.parts()) for end in ends]}

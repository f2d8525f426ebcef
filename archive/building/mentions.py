"""Every place that names an entry or a claim, to the letter: for renaming it and for taking it out.

Where an id may stand is read off the model and the macros, so that a source called "speech" is not
found in a sentence about a speech. Data that does not pass the check is read all the same.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from archive.building.yaml_edit import scalars
from archive.languages import LANGUAGES
from archive.loading import yaml_file
from archive.loading.load import read
from archive.messages import say
from archive.model.addresses import page_address
from archive.model.collections import COLLECTIONS
from archive.model.fields import Entry, Refers
from archive.model.shapes import Place, Shape, shapes
from archive.model.texts import Text
from archive.pages.configuration import CONFIGS
from archive.pages.document import Document, documents
from archive.pages.links import heading_ids, targets
from archive.pages.source_text import FRONT_MATTER, blank, line_of
from archive.problems import Problem, RefusedError, refusal, relative, suggestion
from archive.rendering.calls import Call, calls, written_texts
from archive.rendering.macros import MACROS

# What macros are given besides ids, by the names of their parameters.
_WORDS = frozenset({"words", "reason", "locator"})
# The macros that are given a collection, not an id.
_LISTING = frozenset({"table", "names"})
# The field that may hold an address among other words.
_WHERE = "where"


@dataclass(frozen=True)
class EntryRef:
    """An entry of a collection, or a claim of a record of it: ``some-fund.total``."""

    collection: str
    id: str

    @classmethod
    def of(cls, root: Path, written: str) -> EntryRef:
        """What ``written`` names; ``kinds/media`` where other things have the id, too.
        RefusedError if there is no such thing."""
        wanted, _, name = written.rpartition("/")
        record, _, claim = name.partition(".")
        known_ids: list[str] = []
        for collection in sorted(COLLECTIONS, key=lambda key: not COLLECTIONS[key].home):
            data = yaml_file.read_data(root, collection).data
            entries = data if isinstance(data, dict) and wanted in ("", collection) else {}
            claims = (entries.get(record) or {}).get("claims") if claim else None
            if name in entries or claim in (claims or {}):
                return cls(collection, name)
            known_ids += [*entries, *(f"{record}.{key}" for key in claims or {})]
        former = read(root).archive.former
        hint = (
            suggestion(written, known_ids, former) if known_ids else say("write an id from data/")
        )
        raise refusal('"{id}" is not in data/ — {hint}', id=written, hint=hint)

    @property
    def record(self) -> str:
        """The entry's id; of a claim, its record's."""
        return self.id.partition(".")[0]

    @property
    def claim(self) -> str:
        """The claim's own id; nothing for an entry."""
        return self.id.partition(".")[2]

    @property
    def last(self) -> str:
        """What changes when it is renamed."""
        return self.claim or self.id

    @property
    def pattern(self) -> str:
        """The id where it stands by itself or begins the address of a claim."""
        before = re.escape(self.id.removesuffix(self.last))
        return rf"(?<![\w.-]){before}(?P<id>{re.escape(self.last)})(?![\w-])"

    @property
    def page(self) -> str:
        """The path of its page below each language's folder; nothing if it has none."""
        paged = COLLECTIONS[self.collection].paged and not self.claim
        return f"{self.collection}/{self.id}.md" if paged else ""

    def named_by(self, refers: Refers) -> bool:
        """Whether a field that names entries of these collections may name it."""
        own = {"claims"} if self.claim else {self.collection}
        if COLLECTIONS[self.collection].claiming and not self.claim:
            own |= {"records", "claims"}
        return not own.isdisjoint(refers.collections)


@dataclass(frozen=True, order=True)
class Mention:
    """A place in a file, which is the id and nothing besides."""

    path: str
    start: int
    end: int


def mentions(root: Path, ref: EntryRef) -> list[Mention]:
    """Where data, pages and navigation name it, the entry itself included."""
    places: list[Mention] = []
    for collection in COLLECTIONS:
        path = root / "data" / f"{collection}.yml"
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            places += _mentions_in(relative(path, root), text, _in_data(text, collection, ref))
    for page in documents(root):
        if not page.stand_in and not page.problems:
            places += _mentions_in(page.shown, page.text, _on_page(page, ref))
    for config in CONFIGS.values():
        text = (root / config).read_text(encoding="utf-8")
        places += _mentions_in(config, text, _in_navigation(text, ref))
    return sorted(set(places))


def mentioning_lines(root: Path, written: str) -> list[Problem]:
    """Each line of data, pages and navigation that names ``written``, and its own pages: what is
    to be changed before it can be taken out without leaving a loose end.

    It works while the data has mistakes, such as half a removal: what is not in the data any more
    may have been anything.
    """
    try:
        refs = [EntryRef.of(root, written)]
    except RefusedError:
        refs = [EntryRef(collection, written) for collection in COLLECTIONS]
    pages = [ref.page for ref in refs if ref.page]
    own = {f"docs/{language}/{page}" for language in LANGUAGES for page in pages}
    lines = {Problem(path, 1, say("its page")) for path in own if (root / path).is_file()}
    for mention in (mention for ref in refs for mention in mentions(root, ref)):
        if mention.path not in own:
            text = (root / mention.path).read_text(encoding="utf-8")
            line = line_of(text, mention.start)
            lines.add(Problem(mention.path, line, text.splitlines()[line - 1].strip()[:90]))
    return sorted(lines)


def _mentions_in(path: str, text: str, places: Iterator[tuple[int, int, str]]) -> Iterator[Mention]:
    for start, end, pattern in places:
        for match in re.finditer(pattern, text[start:end]):
            yield Mention(path, start + match.start("id"), start + match.end("id"))


def _in_data(text: str, collection: str, ref: EntryRef) -> Iterator[tuple[int, int, str]]:
    """Stretches of a data file, each with the form in which the id may stand in it."""
    own = (ref.record, "claims", ref.claim) if ref.claim else (ref.id,)
    model = COLLECTIONS[collection].model
    try:
        written = scalars(text)
    except yaml.YAMLError:
        return
    for place, is_key, at in written:
        if is_key:
            if place == own and collection == ref.collection:
                yield at.start, at.stop, rf"(?P<id>{re.escape(ref.last)})"
            continue
        shape_of, refers = _field(model, place[1:])
        if shape_of is Text:
            yield at.start, at.stop, rf"(?<=\{{){ref.pattern}"
        elif place[-1] == _WHERE or (refers and ref.named_by(refers)):
            yield at.start, at.stop, ref.pattern


def _field(model: type[Entry], place: Place) -> tuple[type[Entry], Refers | None]:
    """The shape that the field at ``place`` stands in, and what it names."""
    refers: Refers | None = None
    steps = iter(part for part in place if isinstance(part, str))
    for step in steps:
        shape = shapes(model).get(step, Shape(None))
        model, refers = shape.nested or model, shape.refers
        if shape.keyed:
            next(steps, None)  # the id of what is inside
    return model, refers


def _on_page(page: Document, ref: EntryRef) -> Iterator[tuple[int, int, str]]:
    """Arguments of macros, targets of links, ids of sections."""
    texts = written_texts(blank(FRONT_MATTER, page.text))
    for call, places in zip(page.calls, texts, strict=True):
        yield from _in_call(call, places, ref)
    lists = COLLECTIONS[ref.collection].home
    for start, end in targets(page.text):
        path, mark, _ = page.text[start:end].partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page.src), path))
        target = target if path else page.src
        if target == ref.page:
            yield start, start + len(path), rf"(?P<id>{re.escape(ref.id)})(?=\.md$)"
        home = page_address(target) if target.endswith(".md") else ""
        if mark and home in ("figures/", lists, *_grouping(ref)):
            yield start + len(path) + 1, end, ref.pattern
    if page_address(page.src) in _grouping(ref):
        for start, end in heading_ids(page.text):
            yield start, end, rf"^{ref.pattern}$"


def _grouping(ref: EntryRef) -> list[str]:
    """The pages that have a section for it, if it is a group."""
    return [
        one.home for one in COLLECTIONS.values() if one.group and one.group[1] == ref.collection
    ]


def _in_call(
    call: Call, texts: Sequence[tuple[int, int]], ref: EntryRef
) -> Iterator[tuple[int, int, str]]:
    """The texts in a macro call that may name it; ``texts`` are where its arguments are written."""
    bound = MACROS[call.macro].bind(None, *call.arguments, **call.keywords)
    parameters = [
        parameter
        for parameter, value in bound.arguments.items()
        for _ in (value if isinstance(value, tuple) else [value])
    ][1:]  # without the page itself
    listed = COLLECTIONS.get(call.arguments[0]) if call.macro in _LISTING else None
    for parameter, (start, end) in zip(parameters, texts, strict=False):
        if parameter == "call":  # of an example
            text = f"{{{{ {call.arguments[0]} }}}}"
            for inner, places in zip(calls(text, "", MACROS)[0], written_texts(text), strict=True):
                for begin, stop, form in _in_call(inner, places, ref):
                    yield start + begin - 3, start + stop - 3, form
        elif parameter == "group":
            if listed and listed.group and listed.group[1] == ref.collection:
                yield start, end, ref.pattern
        elif parameter == "name":  # of a chart: composition-some-fund
            yield start, end, rf"^[a-z]+-(?P<id>{re.escape(ref.id)})$"
        elif COLLECTIONS[ref.collection].home and parameter not in _WORDS and not listed:
            yield start, end, ref.pattern


def _in_navigation(text: str, ref: EntryRef) -> Iterator[tuple[int, int, str]]:
    if ref.page:
        folder, stem = map(re.escape, (ref.collection, ref.id))
        yield 0, len(text), rf"(?<=[\s\"']){folder}/(?P<id>{stem})\.md(?=[\s\"'])"

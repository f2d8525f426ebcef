"""What a change of the record changes for its readers: two checkouts side by side."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from archive.building.site_folder import BuildError
from archive.languages import LANGUAGES, Language
from archive.messages import say
from archive.model import evidence
from archive.model.addresses import page_address
from archive.model.claims import Claim
from archive.pages.check import macros_of
from archive.pages.configuration import CONFIGS
from archive.pages.document import Document, documents
from archive.pages.reviews import reviews
from archive.problems import ContentError
from archive.project import Project, open_project
from archive.rendering.calls import expand
from archive.rendering.context import MacroError
from archive.rendering.macros import run

# What the wording of a claim shows; of the other fields, those that changed are named.
_WORDED = {"value", "unit", "currency", "qualifier", "statement"}
_MARKUP = re.compile(r"([\\`*_~\[\]|@#])")


@dataclass(frozen=True)
class _Told:
    """A claim as readers are told it; each text once a language."""

    claim: Claim
    name: Mapping[Language, str]
    words: Mapping[Language, str]
    level: Mapping[Language, str]


@dataclass(frozen=True)
class _State:
    """What readers are told by one checkout."""

    pages: Mapping[tuple[str, Language], str]
    claims: Mapping[str, _Told]
    behind: frozenset[tuple[str, str, Language]]


@dataclass(frozen=True)
class Row:
    """A claim that was changed, added or taken out: what stands in the table of changes."""

    address: str
    name: str
    words: list[str]
    level: str
    others: list[str]


def summary(base: Path, head: Path) -> str:
    """What differs between the checkouts at ``base`` and ``head``, in Markdown.

    ContentError for mistakes in the data at ``head``, BuildError for those at ``base``.
    """
    templates = open_project(head).templates
    try:
        with _same_look(base, head) as old:
            before = _state(old)
    except ContentError as error:
        message = say(
            "{folder}: cannot be compared with; its data does not fit this version of the engine",
            folder=base,
        )
        raise BuildError(f"{message}\n{error}") from None
    after = _state(head.resolve())
    moved = {page for page, text in {*before.pages.items()} ^ {*after.pages.items()}}
    pages = {
        address: [side for side in LANGUAGES if (address, side) in moved]
        for address in sorted({address for address, _ in moved})
    }
    rows = [
        _row(address, *pair)
        for address in dict.fromkeys([*before.claims, *after.claims])
        if (pair := (before.claims.get(address), after.claims.get(address)))[0] != pair[1]
    ]
    template = templates.environment.get_template("changes.md")
    behind = sorted(after.behind - before.behind)
    names = templates.labels["language-name"]
    return template.render(
        pages=pages, rows=rows, behind=behind, names=names, plain=_plain, languages=LANGUAGES
    )


@contextmanager
def _same_look(base: Path, head: Path) -> Iterator[Path]:
    """What ``base`` says, with the look of ``head``: that is no change of content, and templates
    of another time may not go with this engine."""
    for name in ("data", "docs", *CONFIGS.values()):
        if not (base / name).exists():
            message = say(
                "{folder} is no checkout of a record — it has no {name}", folder=base, name=name
            )
            raise BuildError(message)
    with TemporaryDirectory() as folder:
        for name in ("data", "docs"):
            shutil.copytree(base / name, Path(folder, name), symlinks=True)
        for name in CONFIGS.values():
            shutil.copy(base / name, folder)
        for name in ("templates", "overrides"):
            shutil.copytree(head / name, Path(folder, name))
        yield Path(folder).resolve()


def _state(root: Path) -> _State:
    project = open_project(root)
    return _State(
        pages={
            (page_address(page.src), page.language): _text(project, page)
            for page in documents(root)
            if not page.stand_in
        },
        claims={
            address: _told(project, address, claim)
            for address, claim in project.archive.claims.items()
        },
        behind=frozenset((one.src, one.entry, one.behind) for one in reviews(root) if one.behind),
    )


def _text(project: Project, page: Document) -> str:
    """What a page says, its macros printed; as it is written where they cannot be."""
    if page.problems:
        return page.text
    try:
        macros = macros_of(project, page)
        return expand(page.text, [run(macros, call) for call in page.calls])
    except MacroError:
        return page.text


def _told(project: Project, address: str, claim: Claim) -> _Told:
    macros = {side: project.macros(side, "") for side in LANGUAGES}
    return _Told(
        claim,
        {side: one.name_of(address) for side, one in macros.items()},
        {
            side: one.words(claim.statement) if claim.statement else one.quantity(claim)
            for side, one in macros.items()
        },
        project.templates.labels[f"level-{evidence.assess(claim)}"],
    )


def _row(address: str, before: _Told | None, after: _Told | None) -> Row:
    name = next(told.name for told in (after, before) if told)
    others: list[str] = []
    if before and after:
        others = [
            field
            for field in Claim.model_fields
            if field not in _WORDED and getattr(before.claim, field) != getattr(after.claim, field)
        ]

    def step(read: str, side: Language) -> str:
        was, now = (getattr(told, read)[side] if told else "—" for told in (before, after))
        return was if was == now else f"{was} → {now}"

    return Row(
        address,
        " / ".join(name[side] for side in LANGUAGES),
        [step("words", side) for side in LANGUAGES],
        " / ".join(step("level", side) for side in LANGUAGES),
        others,
    )


def _plain(text: str) -> str:
    """Text from data in a cell of a Markdown table; the template escapes HTML."""
    return _MARKUP.sub(r"\\\1", text).replace("\n", " ")

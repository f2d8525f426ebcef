"""What a change of the record changes for its readers: two checkouts side by side."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from archive.building.check import macros_of
from archive.languages import LANGUAGES, Language
from archive.messages import say
from archive.model import evidence
from archive.model.addresses import page_address
from archive.model.claims import Claim
from archive.pages.configuration import CONFIGS
from archive.pages.document import Document, documents
from archive.pages.reviews import reviews
from archive.problems import ContentError, RefusedError, refusal
from archive.project import Project, open_project
from archive.rendering import wording
from archive.rendering.calls import expand
from archive.rendering.context import MacroError
from archive.rendering.macros import run

# What the wording of a claim shows; of the other fields, those that changed are named.
_WORDED = {"value", "unit", "currency", "qualifier", "statement"}
_MARKUP = re.compile(r"([\\`*_~\[\]|@#])")


@dataclass(frozen=True)
class _ClaimWording:
    """A claim as readers are told it, each text in the order of the languages; by default one
    that is not there."""

    claim: Claim | None = None
    name: Sequence[str] = ()
    words: Sequence[str] = ("—",) * len(LANGUAGES)
    level: Sequence[str] = ("—",) * len(LANGUAGES)


@dataclass(frozen=True)
class _State:
    """What readers are told by one checkout."""

    pages: Mapping[tuple[str, Language], str]
    claims: Mapping[str, _ClaimWording]
    outdated: frozenset[tuple[str, str, Language]]


def summary(base: Path, head: Path) -> str:
    """What differs between the checkouts at ``base`` and ``head``, in Markdown.

    ContentError for mistakes in the data at ``head``, RefusedError for those at ``base``.
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
        raise RefusedError(f"{message}\n{error}") from None
    after = _state(head.resolve())
    moved = {page for page, _ in {*before.pages.items()} ^ {*after.pages.items()}}
    pages = {
        address: [side for side in LANGUAGES if (address, side) in moved]
        for address, _ in sorted(moved)
    }
    rows = []
    for address in dict.fromkeys([*before.claims, *after.claims]):
        was, now = (state.claims.get(address, _ClaimWording()) for state in (before, after))
        if was != now:
            rows.append(_row(address, was, now))
    template = templates.environment.get_template("changes.md")
    outdated = sorted(after.outdated - before.outdated)
    names = templates.labels["language-name"]
    return template.render(
        pages=pages, rows=rows, outdated=outdated, names=names, plain=_plain, languages=LANGUAGES
    )


@contextmanager
def _same_look(base: Path, head: Path) -> Iterator[Path]:
    """What ``base`` says, with the look of ``head``: that is no change of content, and templates
    of another time may not go with this engine."""
    content, look = ("data", "docs", *CONFIGS.values()), ("templates", "overrides")
    with TemporaryDirectory() as folder:
        for name in (*content, *look):
            source = (head if name in look else base) / name
            if not source.exists():
                raise refusal(
                    "{folder} is no checkout of a record — it has no {name}", folder=base, name=name
                )
            copy = partial(shutil.copytree, symlinks=True) if source.is_dir() else shutil.copy
            copy(source, Path(folder, name))
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
            address: _claim_wording(project, address, claim)
            for address, claim in project.archive.claims.items()
        },
        outdated=frozenset(
            (review.src, review.entry, review.outdated)
            for review in reviews(root)
            if review.outdated
        ),
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


def _claim_wording(project: Project, address: str, claim: Claim) -> _ClaimWording:
    macros = [project.macros(side, "") for side in LANGUAGES]
    level = project.templates.labels[f"level-{evidence.assess(claim)}"]
    return _ClaimWording(
        claim,
        [page.name_of(address) for page in macros],
        [str(wording.said(claim, project.archive, side)) for side in LANGUAGES],
        [level[side] for side in LANGUAGES],
    )


def _row(address: str, before: _ClaimWording, after: _ClaimWording) -> dict[str, Any]:
    """What stands in the table of changes of a claim that was changed, added or taken out."""

    def steps(was: Sequence[str], now: Sequence[str]) -> list[str]:
        pairs = zip(was, now, strict=True)
        return [old if old == new else f"{old} → {new}" for old, new in pairs]

    return {
        "address": address,
        "name": " / ".join(after.name or before.name),
        "words": steps(before.words, after.words),
        "level": " / ".join(steps(before.level, after.level)),
        "others": [
            field
            for field in Claim.model_fields
            if before.claim and after.claim and field not in _WORDED
            if getattr(before.claim, field) != getattr(after.claim, field)
        ],
    }


def _plain(text: str) -> str:
    """Text from data in a cell of a Markdown table; the template escapes HTML."""
    return _MARKUP.sub(r"\\\1", text).replace("\n", " ")

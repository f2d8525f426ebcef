"""What has changed in the record since its first edition, from what ``data/`` keeps of it.

A claim that came in later says when (``added``); what the record had wrong stands in
``corrections.yml``. Nothing else is known of the past, and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from archive.caching import lookup
from archive.model.collections import Archive
from archive.model.fields import ClaimAddress, Date, Entry, Refers
from archive.model.records import Correction
from archive.model.texts import PLACEHOLDER


class Change(Entry):
    """A claim added, or a correction with the claims that it concerns."""

    date: Date
    change: Literal["added", "corrected"]
    claims: tuple[ClaimAddress, ...] = ()
    correction: Annotated[str, Refers(("corrections",))] | None = None

    @property
    def key(self) -> str:
        """An id that no other change has."""
        return self.correction or f"{self.claims[0]}:added"


def changes(archive: Archive) -> list[Change]:
    """All changes, the newest first."""
    history = [
        Change(date=claim.added, change="added", claims=(address,))
        for address, claim in archive.claims.items()
        if claim.added
    ]
    order = {address: at for at, address in enumerate(archive.claims)}
    history += [
        Change(
            date=one.date,
            change="corrected",
            claims=sorted(_named(one) & order.keys(), key=order.__getitem__),
            correction=key,
        )
        for key, one in archive.corrections.items()
    ]
    return sorted(history, key=lambda change: change.date.order(), reverse=True)


@lookup
def corrections_of(archive: Archive) -> Iterator[tuple[str, str]]:
    """By which corrections a claim was corrected, the newest first."""
    for change in changes(archive):
        yield from ((claim, change.correction) for claim in change.claims if change.correction)


def last_change(archive: Archive) -> date | None:
    """The day of the newest thing on record: a change, or the reading of a source."""
    dates = [change.date for change in changes(archive)]
    dates += [source.retrieved for source in archive.sources.values() if source.retrieved]
    return max((one.begins() for one in dates), default=None)


def _named(one: Correction) -> set[str]:
    """What a correction is about and whose figures it prints, claims among it."""
    said = f"{one.was.in_language('zh')} {one.now.in_language('zh')}"
    return {*one.where.split(), *PLACEHOLDER.findall(said)}

"""What has changed in the record since its first edition, from what ``data/`` keeps of it.

A claim that came in later says when (``added``); what the record had wrong stands in
``corrections.yml``. Nothing else is known of the past, and nothing is guessed.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from archive.model.collections import Archive
from archive.model.fields import ClaimAddress, Date, Entry, Refers


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
    found = [
        Change(date=claim.added, change="added", claims=(address,))
        for address, claim in archive.claims.items()
        if claim.added
    ]
    found += [
        Change(date=one.date, change="corrected", claims=_concerned(archive, key), correction=key)
        for key, one in archive.corrections.items()
    ]
    return sorted(found, key=lambda change: change.date.order(), reverse=True)


def last_change(archive: Archive) -> date | None:
    """The day of the newest thing on record: a change, or the reading of a source."""
    dates = [change.date for change in changes(archive)]
    dates += [source.retrieved for source in archive.sources.values() if source.retrieved]
    return max((one.begins() for one in dates), default=None)


def _concerned(archive: Archive, correction: str) -> tuple[str, ...]:
    """The claims that a correction names or whose figure it prints."""
    one = archive.corrections[correction]
    named, said = one.where.split(), f"{one.was.in_language('zh')} {one.now.in_language('zh')}"
    return tuple(claim for claim in archive.claims if claim in named or f"{{{claim}}}" in said)

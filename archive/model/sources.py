"""The texts that claims rest on."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from archive.languages import LANGUAGES
from archive.model.fields import Address, Date, Lasting, OrganizationId, Plain, Refers, fail
from archive.model.texts import AsPrinted, Text


class Seen(StrEnum):
    """In what form a source was seen; ``copy``: a mirror, a repost or a translation."""

    ORIGINAL = "original"
    COPY = "copy"


class Source(Lasting):
    """A text that claims rest on.

    ``title`` is the printed title, in ``title_language``; ``description`` is this record's own
    words for what the text is. ``voice`` is whose words it gives, where these are not its
    publisher's. ``published`` is the day on which it came out, ``tells_of`` the day of what it
    tells, where that is another. ``address`` is the publisher's own, never that of a copy.
    ``paragraphs`` counts the numbered paragraphs that locators use; ``page`` is the address of
    this record's own page about the text, where each of them is a target.
    """

    title: Plain | None = None
    title_language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] | None = None
    translated_title: Plain | None = None
    description: Text
    author: Text | None = None
    publisher: OrganizationId
    voice: Annotated[str, Refers(("organizations", "people"))] | None = None
    published: Date | None = None
    tells_of: Date | None = None
    basis: Text
    page: Annotated[str, Field(pattern=r"^([a-z0-9-]+/)+$")] | None = None
    address: Address | None = None
    seen: Seen
    retrieved: Date | None = None
    paragraphs: Annotated[int, Field(gt=0, le=2_000, strict=True)] | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _titled(self) -> Source:
        if bool(self.title) != bool(self.title_language):
            raise fail(
                "got a title without its language, or the other way round — write both title "
                "and title_language (zh, en …), or neither"
            )
        if self.seen is Seen.COPY and self.address:
            raise fail(
                "got the address of a source that was seen as a copy — give an address only if "
                "it is the publisher's own and was read there"
            )
        return self

    @property
    def called(self) -> Text:
        """What lists and links call it: its title in the title's language, else its description."""
        if self.title and self.title_language in LANGUAGES:
            title = AsPrinted(self.title)
            return self.description.model_copy(update={self.title_language: title})
        return self.description

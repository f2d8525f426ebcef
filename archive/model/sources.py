"""The texts that claims rest on."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator, model_validator

from archive.languages import LANGUAGES
from archive.messages import say
from archive.model.dates import When
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

    @field_validator("retrieved")
    @classmethod
    def _came_out_before(cls, retrieved: When | None, info: ValidationInfo) -> When | None:
        published = info.data.get("published")
        if published and retrieved and retrieved.ends() < published.begins():
            raise fail(
                "got {retrieved} as the day on which it was read, before it came out on "
                "{published} — correct one of them",
                retrieved=retrieved,
                published=published,
            )
        return retrieved

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

    @property
    def locators(self) -> list[str]:
        """Its numbered paragraphs, if it has any: ¶1, ¶2 …"""
        return [f"¶{number}" for number in range(1, (self.paragraphs or 0) + 1)]

    def locator_problem(self, own_id: str, locator: str) -> str:
        """Why ``locator`` leads to no place in it, in words; empty if it leads to one."""
        if set(locator.split(" ")) <= set(self.locators) or not (locator or self.paragraphs):
            return ""
        if not self.paragraphs:
            return say(
                'got the locator "{locator}" in "{source}", which has no numbered paragraphs — '
                "leave it out",
                locator=locator,
                source=own_id,
            )
        return say(
            'got the locator "{locator}" in "{source}" — so that readers find the place, write '
            "one or more of ¶1 to ¶{most}",
            locator=locator,
            source=own_id,
            most=self.paragraphs,
        )

"""What each field of a kind of entry may hold, from the model, and what it means, from what the
published tables say of their columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from archive.languages import LANGUAGES
from archive.messages import deferred, say, spoken
from archive.model.claims import Citation
from archive.model.collections import Archive
from archive.model.dates import When
from archive.model.fields import Address, Currency, Entry, Locator
from archive.model.shapes import Shape, shapes
from archive.model.texts import Text
from archive.publishing.meanings import Meanings

_MOST_LISTED = 12
# What texts of a form of their own look like.
_FORMS = {
    Address: deferred("an address, https://…"),
    Currency: deferred("an ISO 4217 code, such as CNY"),
    Locator: deferred("paragraphs, such as ¶3 or ¶3 ¶5"),
}
_TYPES = {
    Text: deferred("a text in one language or both"),
    When: deferred("a date: 2020-02-07, 2020-02, 2020 or 2020-03-24/2020-03-25"),
    Decimal: deferred("a number, all its digits written out"),
    int: deferred("a whole number"),
    bool: deferred("true or false"),
    str: deferred("a text"),
}


@dataclass(frozen=True)
class FieldDescription:
    """A field: its name, what it may hold, whether it must be there, what it means."""

    name: str
    holds: str
    required: bool
    meaning: str


def describe_fields(
    model: type[Entry], collection: str, archive: Archive, meanings: Meanings, prefix: str = ""
) -> Iterator[FieldDescription]:
    """The fields of ``model``, as entries of ``collection`` have them, and those of what stands
    inside them."""
    language = next(one for one in LANGUAGES if one == spoken())
    for name, shape in shapes(model).items():
        path = prefix + name
        parts = [] if shape.keyed else [meanings.field(collection, path, name).get(language, "")]
        for value, both in meanings.of_values(path, name, shape.values).items():
            if both.get(language, value) != value.replace("-", " "):
                parts.append(f"{value} = {both[language]}")
        required = model.model_fields[name].is_required()
        yield FieldDescription(
            path, holds(shape, archive), required, say("; ").join(filter(None, parts))
        )
        if shape.nested and shape.nested is not Text and not shape.keyed:
            inner = "claim_sources" if shape.nested is Citation else collection
            yield from describe_fields(shape.nested, inner, archive, meanings, f"{path}.")


def known_ids(shape: Shape, archive: Archive) -> list[str] | None:
    """The ids that a field may hold; None if it holds no ids."""
    if shape.refers is None:
        return None
    ids = [key for name in shape.refers.collections for key in archive.entries(name)]
    return [*ids, *shape.refers.besides]


def holds(shape: Shape, archive: Archive) -> str:
    """What a field may hold, in a few words."""
    held = _one_holds(shape, archive)
    return say("any number: {held}", held=held) if shape.many else held


def _one_holds(shape: Shape, archive: Archive) -> str:
    if (known := known_ids(shape, archive)) is not None:
        listed = ", ".join(known[:_MOST_LISTED]) + (" …" if len(known) > _MOST_LISTED else "")
        return say("an id: {ids}", ids=listed)
    if values := shape.values:
        return " | ".join(values)
    for form, words in _FORMS.items():
        if set(Shape.of(form).annotations) <= set(shape.annotations):
            return say(words)
    if shape.keyed:
        return say(
            "figures and statements by their ids, ID.label and so on: make fields KIND=claim"
        )
    if shape.nested and shape.nested is not Text:
        return say("the fields below")
    return say(_TYPES.get(shape.type, _TYPES[str]))

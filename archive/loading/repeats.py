"""What names itself, names something twice, or was read before it came out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archive.messages import say
from archive.model.claims import Citation
from archive.model.fields import Entry
from archive.model.records import Fund
from archive.model.shapes import Place, walk
from archive.model.sources import Source


def check_lists(entry: Entry, place: Place) -> Iterator[tuple[Place, str]]:
    """Items that a list names twice, and entries that name themselves."""
    for at, one in walk(entry, place):
        for name in type(one).model_fields.keys() - {"formerly"}:  # which has a rule of its own
            items = getattr(one, name)
            seen: list[object] = []
            for index, item in enumerate(items if isinstance(items, tuple) else ()):
                key = _cited_at(item) if isinstance(item, Citation) else item
                if key in seen:
                    yield (*at, name, index), say("the list has this already — take it out here")
                elif key == place[0]:
                    yield (*at, name, index), say("an entry that names itself — take it out here")
                seen.append(key)


def _cited_at(citation: Citation) -> tuple[object, ...]:
    return citation.source, citation.locator, citation.relation, citation.value


def check_part_of(
    fund: Fund, place: Place, funds: Mapping[str, Entry]
) -> Iterator[tuple[Place, str]]:
    """A fund that is inside itself, perhaps by way of others."""
    above, inner = [str(place[0])], fund
    while inner.part_of:
        above.append(inner.part_of.fund)
        outer = funds.get(above[-1])
        if above[-1] == above[0]:
            yield (*place, "part_of"), say("goes round: {funds}", funds=" → ".join(above))
        if not isinstance(outer, Fund) or above[-1] in above[:-1]:
            return
        inner = outer


def check_read(source: Source, place: Place) -> Iterator[tuple[Place, str]]:
    """A source that was read before it came out."""
    published, retrieved = source.published, source.retrieved
    if published and retrieved and retrieved.ends() < published.begins():
        message = say(
            "got {retrieved} as the day on which it was read, before it came out on {published} — "
            "correct one of them",
            retrieved=retrieved,
            published=published,
        )
        yield (*place, "retrieved"), message

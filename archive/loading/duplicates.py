"""What names itself, names something twice, or was called what something else is."""

from __future__ import annotations

from collections.abc import Iterator

from archive.loading.yaml_file import place_name
from archive.messages import say
from archive.model.claims import Citation, Claim
from archive.model.collections import Archive
from archive.model.fields import Entry, Lasting, bad_id
from archive.model.records import Fund
from archive.model.shapes import Place


def check_lists(entry: Entry, place: Place, archive: Archive) -> Iterator[tuple[Place, str]]:
    """Items that a list names twice, and entries that name themselves."""
    for name in type(entry).model_fields:
        items = getattr(entry, name)
        seen: list[object] = []
        for index, item in enumerate(items if isinstance(items, tuple) else ()):
            key = _cited_at(item) if isinstance(item, Citation) else item
            if key in seen:
                yield (*place, name, index), say("the list has this already — take it out here")
            elif key == place[0]:
                yield (*place, name, index), say("an entry that names itself — take it out here")
            seen.append(key)


def _cited_at(citation: Citation) -> tuple[object, ...]:
    return citation.source, citation.locator, citation.relation, citation.value


def check_part_of(fund: Fund, place: Place, archive: Archive) -> Iterator[tuple[Place, str]]:
    """A fund that is inside itself, perhaps by way of others."""
    above, inner = [str(place[0])], fund
    while inner.part_of:
        above.append(inner.part_of.fund)
        if above[-1] == above[0]:
            yield (*place, "part_of"), say("goes round: {funds}", funds=" → ".join(above))
        if above[-1] not in archive.funds or above[-1] in above[:-1]:
            return
        inner = archive.funds[above[-1]]


def check_former_names(
    entry: Lasting, place: Place, archive: Archive
) -> Iterator[tuple[Place, str]]:
    """Names that an entry or claim gave up: each leads to one place, and nothing else has it."""
    own, is_claim = place_name(place), isinstance(entry, Claim)
    for index, old in enumerate(entry.formerly):
        why = ""
        if is_claim != ("." in old):
            form = "record.claim" if is_claim else "id"
            why = say('got "{old}" — write it as it was: {form}', old=old, form=form)
        elif reason := next(filter(None, map(bad_id, old.split("."))), ""):
            why = say('got the id "{id}" — {reason}', id=old, reason=reason)
        elif old in archive.homes or old in archive.claims or archive.former.get(old, own) != own:
            why = say(
                '"{old}" is in use, and cannot lead to two places — take it out here', old=old
            )
        if why:
            yield (*place, "formerly", index), why

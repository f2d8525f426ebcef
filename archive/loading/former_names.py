"""Names that entries and claims gave up: each leads to one place, and nothing else has it now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archive.loading.ids import bad_id
from archive.loading.yaml_file import YamlFile, spell
from archive.messages import say
from archive.model.claims import Claim
from archive.model.collections import COLLECTIONS
from archive.model.fields import Entry, Lasting
from archive.model.records import Record
from archive.model.shapes import walk
from archive.problems import Problem


def check_former_names(
    files: Mapping[str, YamlFile], entries: Mapping[str, Mapping[str, Entry]]
) -> Iterator[Problem]:
    """What is wrong with the former names in the well-formed ``entries`` of ``files``."""
    at_home = {name: entries[name] for name, one in COLLECTIONS.items() if one.home}
    taken = {key for found in at_home.values() for key in found}
    for found in at_home.values():
        for key, entry in found.items():
            taken |= {
                f"{key}.{claim}" for claim in (entry.claims if isinstance(entry, Record) else ())
            }
    for name, found in at_home.items():
        for place, inner in (pair for key, one in found.items() for pair in walk(one, (key,))):
            for index, old in enumerate(inner.formerly if isinstance(inner, Lasting) else ()):
                why = ""
                if isinstance(inner, Claim) != ("." in old):
                    form = "record.claim" if isinstance(inner, Claim) else "id"
                    why = say('got "{old}" — write it as it was: {form}', old=old, form=form)
                elif reason := next(filter(None, map(bad_id, old.split("."))), ""):
                    why = say('got the id "{id}" — {reason}', id=old, reason=reason)
                elif old in taken:
                    why = say(
                        '"{old}" is in use, and cannot lead to two places — take it out here',
                        old=old,
                    )
                if why:
                    at = (*place, "formerly", index)
                    yield Problem(files[name].path, files[name].line(at), f"{spell(at)}: {why}")
                taken.add(old)

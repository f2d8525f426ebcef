"""What is no mistake and yet most likely an oversight: said by the check, which passes all the same."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from archive.loading import yaml_file
from archive.messages import say
from archive.model.collections import Archive
from archive.problems import Problem


def advice(root: Path, archive: Archive) -> Iterator[Problem]:
    """Figures that do not say of when they are, and sources that may be one and the same."""

    @cache
    def file(path: str) -> yaml_file.YamlFile:
        return yaml_file.read(root / path, path)

    for address, claim in archive.claims.items():
        if claim.value is not None and claim.as_of is None:
            record, _, name = address.partition(".")
            path = f"data/{archive.homes[record]}.yml"
            place = (record, "claims", name)
            message = say(
                "has no as_of — write of when the figure is; if the source does not say, the date "
                "of the source, with as_of_basis: source"
            )
            line = file(path).line(place)
            yield Problem(path, line, f"{yaml_file.spell(place)}: {message}")
    first: dict[str, str] = {}
    for name, source in archive.sources.items():
        if source.address and first.setdefault(source.address, name) != name:
            message = say(
                'has the address of "{other}" — if they are one text, cite that one and take this '
                "out: two sources count as two",
                other=first[source.address],
            )
            line = file("data/sources.yml").line((name, "address"))
            yield Problem("data/sources.yml", line, f"{name}: {message}")

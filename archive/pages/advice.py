"""What is no mistake and yet most likely an oversight: said by the check, which passes all the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from archive.loading import yaml_file
from archive.messages import say
from archive.model.collections import Archive
from archive.pages.document import documents
from archive.problems import Problem


def advice(root: Path, archive: Archive) -> Iterator[Problem]:
    """What a record may leave as it is, and is seldom meant: figures that do not say of when they
    are, what became of a fund's money shown nowhere, two sources that may be one and the same."""

    for address, claim in archive.claims.items():
        if claim.value is not None and claim.as_of is None:
            record, _, name = address.partition(".")
            message = say(
                "has no as_of — write of when the figure is; if the source does not say, the date "
                "of the source, with as_of_basis: source"
            )
            file = yaml_file.read_data(root, archive.homes[record])
            yield file.problem((record, "claims", name), message)
    first: dict[str, str] = {}
    for name, source in archive.sources.items():
        if source.address and first.setdefault(source.address, name) != name:
            message = say(
                'has the address of "{other}" — if they are one text, cite that one and take this '
                "out: two sources count as two",
                other=first[source.address],
            )
            yield yaml_file.read_data(root, "sources").problem((name, "address"), message)
    shown = {(call.macro, *call.arguments) for page in documents(root) for call in page.calls}
    for fund_id, fund in archive.funds.items():
        for macro in ("outcomes", "composition"):
            if getattr(fund, macro) and (macro, fund_id) not in shown:
                message = say(
                    "no page shows this — write {call} on that of the fund",
                    call=f'{{{{ {macro}("{fund_id}") }}}}',
                )
                yield yaml_file.read_data(root, "funds").problem((fund_id, macro), message)

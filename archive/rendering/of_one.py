"""What a page may ask for about one entry, as a block of its own."""

from __future__ import annotations

from archive.model import relations
from archive.model.records import Work
from archive.rendering.context import refused
from archive.rendering.inline import InlineMacros


class RecordMacros(InlineMacros):
    """The macros about one entry, as one page sees them."""

    def lead(self, record: str) -> str:
        """The one-sentence summary of a record: ``lead("some-fund")``."""
        return self._render("lead.html", summary=self._told("records", record, "summary"))

    def fact_box(self, record: str) -> str:
        """Names, roles and dates of a fund or an initiative: ``fact_box("some-fund")``."""
        found = self._get("records", record)
        if not isinstance(found, Work):
            raise refused('"{id}" is no fund or initiative', id=record)
        return self._render("fact_box.html", record=found, record_id=record)

    def claims(self, of: str) -> str:
        """The claims of a record with evidence and sources: ``claims("some-fund")``.

        What ``outcomes`` prints further down the page is left out: a figure has one place.
        """
        found = self._get("records", of)
        told = getattr(found, "outcomes", ())
        rows = {key: claim for key, claim in self._claims_of(of).items() if key not in told}
        if found.claims and not rows:
            return ""
        return self._render("claims.html", rows=rows, anchored=False)

    def composition(self, fund: str) -> str:
        """What a fund's total is made of, as a table: ``composition("some-fund")``."""
        steps = self._told("funds", fund, "composition")
        return self._render("composition.html", steps=steps, total=f"{fund}.total")

    def outcomes(self, fund: str) -> str:
        """The commitments and deliveries found for a fund, by date: ``outcomes("some-fund")``."""
        found = self._told("funds", fund, "outcomes")
        rows = {address: self._get("claims", address) for address in found}
        return self._render("claims.html", rows=rows, anchored=False)

    def disclosure(self, organization: str) -> str:
        """What readers should know of an organisation's relations: ``disclosure("some-body")``."""
        disclosure = self._told("organizations", organization, "disclosure")
        return self._render("disclosure.html", disclosure=disclosure)

    def related(self, record: str) -> str:
        """Records related to this one, in either direction: ``related("some-fund")``."""
        self._get("records", record)
        return self._render(
            "related.html",
            record_id=record,
            ids=relations.related_to(self._archive, record),
            events=relations.events_of(self._archive, record),
        )

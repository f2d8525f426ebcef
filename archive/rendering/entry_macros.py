"""What a page may ask for about one thing: each public method is one macro."""

from __future__ import annotations

from markupsafe import Markup

from archive.model import relations, totals
from archive.model.addresses import address_of
from archive.model.claims import Citation, Quantity
from archive.model.records import Work
from archive.rendering import wording
from archive.rendering.context import Context, MacroError, refused


class InlineMacros(Context):
    """Those for the middle of a sentence, as one page sees them."""

    def fact(self, claim: str) -> str:
        """A claim's figure with its source marker: ``fact("some-initiative.count")``."""
        entry = self._get("claims", claim)
        if entry.value is None:
            raise refused(
                '"{claim}" is a statement without a figure — write it as prose with cite()',
                claim=claim,
            )
        return self._render("fact.html", address=claim, claim=entry)

    def name(self, of: str) -> str:
        """A name in the page's language, as plain text: ``name("some-initiative")``."""
        return Markup.escape(self._name(of))

    def link(self, to: str) -> str:
        """A name as a link to its page or entry: ``link("some-initiative")``."""
        words = self._name(to)
        return self._render("link.html", target=address_of(self._archive, to), words=words)

    def when(self, event: str) -> str:
        """The date of an event: ``when("some-event")``."""
        return Markup.escape(wording.when(self._get("events", event).date, self._language))

    def term(self, term: str, words: str = "") -> str:
        """A word of the glossary, explained in place: ``term("some-word", "some words")``."""
        entry = self._get("terms", term)
        shown = words or self._text(entry.name)
        return self._render("term.html", term_id=term, term=entry, words=shown)

    def cite(self, source: str, locator: str = "") -> str:
        """A source marker for a statement in prose: ``cite("some-source", "¶5")``."""
        entry = self._get("sources", source)
        if wrong := entry.locator_problem(source, locator):
            raise MacroError(wrong)
        return self._render("cite.html", citation=Citation.at(source, locator or None))

    def verbatim(self, words: str, reason: str) -> str:
        """A figure that must stay as a source has it: ``verbatim("…", "why it is no fact")``."""
        if len(reason) < 10:
            raise refused(
                '"{reason}" is no reason — say why the figure is not in the data', reason=reason
            )
        return Markup.escape(words)

    def total(self, *claims: str) -> str:
        """The sum of amounts that can honestly be added: ``total("a-fund.total", "b-fund.total")``."""
        amounts = [self._get("claims", address) for address in claims]
        for reason in totals.objections(self._archive, claims):
            raise refused("no honest total: {reason}", reason=reason)
        total = Quantity(value=sum(one.value for one in amounts), currency=amounts[0].currency)
        return Markup.escape(self._quantity(total))


class RecordMacros(InlineMacros):
    """Those about one entry, each a block of its own."""

    def lead(self, record: str) -> str:
        """The one-sentence summary of a record: ``lead("some-fund")``."""
        return self._render("lead.html", summary=self._required_field("records", record, "summary"))

    def fact_box(self, record: str) -> str:
        """Names, roles and dates of a fund or an initiative: ``fact_box("some-fund")``."""
        entry = self._get("records", record)
        if not isinstance(entry, Work):
            raise refused('"{id}" is no fund or initiative', id=record)
        return self._render("fact_box.html", record=entry, record_id=record)

    def claims(self, of: str) -> str:
        """The claims of a record with evidence and sources: ``claims("some-fund")``.

        What ``outcomes`` prints further down the page is left out: a figure has one place.
        """
        entry = self._get("records", of)
        in_outcomes = getattr(entry, "outcomes", ())
        rows = {key: claim for key, claim in self._claims_of(of).items() if key not in in_outcomes}
        if entry.claims and not rows:
            return ""
        return self._render("claims.html", rows=rows, anchored=False)

    def composition(self, fund: str) -> str:
        """What a fund's total is made of, as a table: ``composition("some-fund")``."""
        steps = self._required_field("funds", fund, "composition")
        return self._render("composition.html", steps=steps, total=f"{fund}.total")

    def outcomes(self, fund: str) -> str:
        """The commitments and deliveries found for a fund, by date: ``outcomes("some-fund")``."""
        addresses = self._required_field("funds", fund, "outcomes")
        rows = {address: self._get("claims", address) for address in addresses}
        return self._render("claims.html", rows=rows, anchored=False)

    def disclosure(self, organization: str) -> str:
        """What readers should know of an organisation's relations: ``disclosure("some-body")``."""
        disclosure = self._required_field("organizations", organization, "disclosure")
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

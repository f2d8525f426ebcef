"""What a page may ask for: each public method of :class:`Macros` is one macro.

    macros = Macros(archive, Templates(root), "en", page="funds/some-fund/")
    macros.fact("some-fund.total")     # HTML for the middle of a sentence

Inline macros return HTML on one line, block macros a block of their own. All
text from data is escaped. Every method takes constant strings only and raises
:class:`MacroError` with a hint if it is given a name that does not exist.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from archive.messages import say
from archive.model import evidence, relations, totals
from archive.model.claims import Citation, Relation
from archive.model.collections import COLLECTIONS, Collection
from archive.model.history import changes
from archive.problems import suggestion
from archive.rendering import charts, drawing, facets, wording
from archive.rendering.calls import Call, calls
from archive.rendering.context import Context, MacroError
from archive.rendering.time_axis import Timescale, place


class Macros(Context):
    """The macros as one page sees them: in its language, with links relative to it."""

    # Inline -----------------------------------------------------------------

    def fact(self, claim: str) -> str:
        """A claim's figure with its source marker: ``fact("some-initiative.count")``."""
        return self._render("fact.html", address=claim, claim=self._figure(claim))

    def name(self, of: str) -> str:
        """A name in the page's language, as plain text: ``name("some-initiative")``."""
        return Markup.escape(self._name(of))

    def link(self, to: str) -> str:
        """A name as a link to its page or entry: ``link("some-initiative")``."""
        return self._render("link.html", target=self._address(to), words=self._name(to))

    def when(self, event: str) -> str:
        """The date of an event: ``when("some-event")``."""
        return Markup.escape(wording.when(self._get("events", event).date, self._language))

    def term(self, term: str, words: str = "") -> str:
        """A word of the glossary, explained in place: ``term("some-word", "some words")``."""
        found = self._get("terms", term)
        shown = words or found.name.in_language(self._language)
        return self._render("term.html", term_id=term, term=found, words=shown)

    def cite(self, source: str, locator: str = "") -> str:
        """A source marker for a statement in prose: ``cite("some-source", "¶5")``."""
        found = self._get("sources", source)
        limit = found.paragraphs or 0
        malformed = locator and not re.fullmatch(r"¶[1-9][0-9]{,4}( ¶[1-9][0-9]{,4})*", locator)
        numbers = [] if malformed else [int(number) for number in re.findall(r"[0-9]+", locator)]
        if (
            malformed
            or (limit and not numbers)
            or any(not 1 <= number <= limit for number in numbers)
        ):
            if not limit:
                raise MacroError(
                    say(
                        '"{source}" with locator "{locator}" — leave it out: the source has no '
                        "numbered paragraphs",
                        source=source,
                        locator=locator,
                    )
                )
            raise MacroError(
                say(
                    '"{source}" with locator "{locator}" — it has ¶1 to ¶{most}',
                    source=source,
                    locator=locator,
                    most=limit,
                )
            )
        citation = Citation(source=source, locator=locator or None, relation=Relation.STATES)
        return self._render("cite.html", citation=citation)

    def verbatim(self, words: str, reason: str) -> str:
        """A figure that must stay as a source has it: ``verbatim("…", "why it is no fact")``."""
        if len(reason) < 10:
            raise MacroError(
                say(
                    '"{reason}" is no reason — say why the figure is not in the data', reason=reason
                )
            )
        return Markup.escape(words)

    # Blocks about one record ------------------------------------------------

    def lead(self, record: str) -> str:
        """The one-sentence summary of a record: ``lead("some-fund")``."""
        summary = getattr(self._record(record), "summary", None)
        if summary is None:
            raise _lacking(record, "summary")
        return self._render("lead.html", summary=summary)

    def fact_box(self, record: str) -> str:
        """Names, roles and dates of a fund or an initiative: ``fact_box("some-fund")``."""
        return self._render("fact_box.html", record=self._work(record), record_id=record)

    def claims(self, of: str) -> str:
        """The claims of a record with evidence and sources: ``claims("some-fund")``.

        What ``outcomes`` prints further down the page is left out: a figure has one place.
        """
        found = self._record(of)
        told = getattr(found, "outcomes", ())
        rows = {key: claim for key, claim in self._claims_of(of).items() if key not in told}
        if found.claims and not rows:
            return ""
        return self._render("claims.html", rows=rows, anchored=False)

    def composition(self, fund: str) -> str:
        """What a fund's total is made of, as a table: ``composition("some-fund")``."""
        found = self._get("funds", fund)
        if not found.composition:
            raise _lacking(fund, "composition")
        return self._render("composition.html", fund=found, total=f"{fund}.total")

    def outcomes(self, fund: str) -> str:
        """The commitments and deliveries found for a fund, by date: ``outcomes("some-fund")``."""
        found = self._get("funds", fund)
        if not found.outcomes:
            raise _lacking(fund, "outcomes")
        rows = {address: self._claim(address) for address in found.outcomes}
        return self._render("claims.html", rows=rows, anchored=False)

    def total(self, *claims: str) -> str:
        """The sum of amounts that can honestly be added: ``total("a-fund.total", "b-fund.total")``."""
        for address in claims:
            self._claim(address)
        try:
            return Markup.escape(self._quantity(totals.total(self._archive, claims)))
        except totals.NoHonestTotalError as error:
            raise MacroError(say("no honest total: {reason}", reason=error)) from None

    def disclosure(self, organization: str) -> str:
        """What readers should know of an organisation's relations: ``disclosure("some-body")``."""
        found = self._get("organizations", organization)
        if found.disclosure is None:
            raise _lacking(organization, "disclosure")
        return self._render("disclosure.html", disclosure=found.disclosure)

    def related(self, record: str) -> str:
        """Records related to this one, in either direction: ``related("some-fund")``."""
        self._record(record)
        return self._render(
            "related.html",
            record_id=record,
            ids=relations.related_to(self._archive, record),
            events=relations.events_of(self._archive, record),
        )

    # Blocks about the whole record ------------------------------------------

    def table(self, of: str, group: str = "") -> str:
        """All records of a kind, or one group of them: ``table("initiatives", "relief")``.

        Without a group, kinds that have groups are listed group by group under headings.
        """
        collection = self._listed(of)
        if collection.group is None:
            if group:
                raise MacroError(
                    say('{kind} have no groups — leave "{group}" out', kind=of, group=group)
                )
            return self._table(of, self._archive.entries(of))
        field, groups = collection.group
        chosen = {group: self._get(groups, group)} if group else self._archive.entries(groups)
        tables = {}
        for key in chosen:
            entries = self._archive.entries(of).items()
            rows = {record: entry for record, entry in entries if getattr(entry, field) == key}
            if rows:
                tables[key] = self._table(of, rows)
        if group:
            return tables.get(group, "")
        return "\n\n".join(
            f"## {literal(Markup.escape(self._text(chosen[key].name)))} {{ #{key} }}\n\n{rows}"
            for key, rows in tables.items()
        )

    def _listed(self, of: str) -> Collection:
        """The collection of records called ``of``."""
        known = {key: one for key, one in COLLECTIONS.items() if one.claiming}
        if of not in known:
            raise MacroError(
                say('no records called "{name}" — {hint}', name=of, hint=suggestion(of, known))
            )
        return known[of]

    def _table(self, of: str, rows: Mapping[str, Any]) -> str:
        return self._render(
            f"table_{of}.html",
            rows=rows,
            facets_of=lambda initiative: facets.values(self._archive, initiative),
        )

    def catalogue(self) -> str:
        """The choices that filter the initiatives listed on the page: ``catalogue()``."""
        return self._render("catalogue.html", facets=facets.facets(self._archive))

    def needs(self) -> str:
        """The initiatives by the need that they answer, as links: ``needs()``."""
        return self._render("needs.html")

    def highlights(self, *claims: str) -> str:
        """Some figures set large, with their evidence: ``highlights("some-fund.total")``."""
        found = {address: self._figure(address) for address in claims}
        return self._render("highlights.html", figures=found)

    def wall(self) -> str:
        """Every claim as a mark of its evidence level, each leading to its row: ``wall()``."""
        claims = self._archive.claims
        levels = {address: evidence.assess(claim) for address, claim in claims.items()}
        order = list(evidence.Level)
        groups: dict[str, list[str]] = {"money": [], "count": [], "statement": []}
        for address, claim in claims.items():
            kind = "statement" if claim.value is None else "money" if claim.currency else "count"
            groups[kind].append(address)
        for addresses in groups.values():
            addresses.sort(key=lambda address: order.index(levels[address]))
        counts = {level: list(levels.values()).count(level) for level in order}
        return self._render("wall.html", groups=groups, levels=levels, counts=counts)

    def chart(self, name: str) -> str:
        """A chart with the table behind it: ``chart("evidence")``."""
        known = charts.names(self._archive)
        if name not in known:
            raise MacroError(
                say('no chart "{name}" — {hint}', name=name, hint=suggestion(name, known))
            )
        found = charts.chart(self._archive, self._templates.labels, name, self._language)
        drawn = drawing.svg(self._templates.environment, found)
        picture = Markup(drawn)  # noqa: S704 — escaped by the drawing's template
        return self._render("chart.html", chart=found, picture=picture)

    def timeline(self) -> str:
        """Every event in order of its date: ``timeline()``."""
        events = sorted(self._archive.events.items(), key=lambda item: item[1].date.order())
        return self._render("timeline.html", events=events, scale=self._scale())

    def timescale(self) -> str:
        """When things happened, as a picture whose marks lead to the timeline: ``timescale()``."""
        return self._render("timescale.html", scale=self._scale())

    def _scale(self) -> Timescale:
        return place(self._archive.events, self._archive.themes)

    def figures(self) -> str:
        """Every claim of the record in one table, each row an address: ``figures()``."""
        rows = self._archive.claims
        return self._render(
            "figures.html",
            rows=rows,
            levels={level: self._label(f"level-{level}") for level in evidence.Level},
            kinds={
                kind: self._label(f"claim-{kind}")
                for kind in ("money", "count", "statement", "commendation")
            },
        )

    def sources(self, of: str = "") -> str:
        """The sources of one record, or without a name the bibliography: ``sources("some-fund")``."""
        if not of:
            resting = relations.records_resting(self._archive)
            return self._render("bibliography.html", resting=resting)
        self._record(of)
        used = relations.sources_of(self._archive, of)
        return self._render("sources.html", record_id=of, used=used)

    def glossary(self) -> str:
        """The words that the record explains: ``glossary()``."""
        return self._render("glossary.html")

    def names(self, of: str) -> str:
        """Names in both languages with their basis: ``names("initiatives")``."""
        self._listed(of)
        return self._render("names.html", rows=self._archive.entries(of))

    def paragraphs(self, source: str) -> str:
        """The numbered paragraphs of a source, each with what is drawn from it: ``paragraphs("some-source")``."""
        if not self._get("sources", source).paragraphs:
            raise _lacking(source, "paragraphs")
        found = relations.paragraphs_of(self._archive, source)
        return self._render("paragraphs.html", source=source, paragraphs=found)

    def emendations(self) -> str:
        """What the sources print and what is meant: ``emendations()``."""
        return self._render("emendations.html")

    def corrections(self) -> str:
        """What this record itself got wrong, and what it gained: ``corrections()``."""
        return self._render("corrections.html", changes=changes(self._archive))

    def translation_status(self) -> str:
        """The pages whose two languages are not known to be in step: ``translation_status()``."""
        return self._render("translation_status.html", pairs=self._reviews())

    def evidence_levels(self) -> str:
        """The evidence levels, what they mean and how many claims have each: ``evidence_levels()``."""
        found = [evidence.assess(claim) for _, claim in self._archive.claims.items()]
        counts = {level: found.count(level) for level in evidence.Level}
        return self._render("evidence_levels.html", counts=counts)

    def downloads(self) -> str:
        """The files for taking away, with their rows and sizes: ``downloads()``."""
        return self._render("downloads.html", published=self._downloads())

    def columns(self) -> str:
        """What each column of each file means, table by table: ``columns()``."""
        return self._render("columns.html", published=self._downloads())

    def example(self, call: str) -> str:
        """A macro call and what it prints, for the guide: ``example('name("some-body")')``."""
        parsed, problems = calls(f"{{{{ {call} }}}}", "", MACROS)
        if problems or not parsed:
            raise MacroError(
                problems[0].message if problems else say("no macro call: {call}", call=call)
            )
        result = Markup(run(self, parsed[0]))  # noqa: S704 — escaped by the macro's template
        return self._render("example.html", call=call, result=result)


# Whatever Markdown or one of its extensions acts upon; at a beginning, what opens a block.
_MARKDOWN = re.compile(r"[\\`*_\[\]#|~{}]")
_BEGINNING = re.compile(r"\A[-+>:=!?]|(?<=\A[0-9])[.)]|(?<=\A[0-9]{2})[.)]")
_IN_TAGS = re.compile(r"[\\`|\[\]]")
_TAG = re.compile(r"(<[^<>]*>|&[#\w]+;)")  # or an entity, which is text already


def _lacking(name: str, field: str) -> MacroError:
    """What ``name`` would have to hold for the macro to print something."""
    return MacroError(
        say(
            '"{id}" has no {field} in the data — add it there, or remove the call',
            id=name,
            field=field,
        )
    )


def literal(html: str) -> str:
    """HTML for the middle of Markdown, all of whose text is text there, too."""
    pieces = _TAG.split(html)
    for at, piece in enumerate(pieces):
        acted_upon = _IN_TAGS if at % 2 else _MARKDOWN
        pieces[at] = acted_upon.sub(_entity, piece)
    return _BEGINNING.sub(_entity, "".join(pieces))


def _entity(sign: re.Match[str]) -> str:
    return f"&#{ord(sign[0])};"


# Those that print the middle of a sentence; all others print a block of their own.
INLINE = frozenset({"fact", "name", "link", "when", "term", "cite", "verbatim", "total"})
# Those that depend on more than data and templates, and so are printed anew each time.
_FROM_PAGES = frozenset({"translation_status"})
MACROS: Mapping[str, inspect.Signature] = {
    name: inspect.signature(method)
    for name, method in vars(Macros).items()
    if not name.startswith("_")
}


def run(macros: Macros, call: Call) -> str:
    """What ``call`` prints on the page of ``macros``; MacroError if it names what is not there.

    The same call is printed once: the check tries it, the build gets what the check saw.
    """
    key = (call.macro, call.arguments, tuple(sorted(call.keywords.items())))
    if key not in macros.printed:
        printed: str = getattr(macros, call.macro)(*call.arguments, **call.keywords)
        if call.macro in INLINE:
            printed = literal(printed)
        if call.macro in _FROM_PAGES:
            return printed
        macros.printed[key] = printed
    return macros.printed[key]

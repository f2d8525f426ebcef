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
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
import yaml
from markupsafe import Markup

from archive import evidence, gate, money, relations, wording
from archive.addresses import address_of, href, page_address
from archive.freshness import Pair
from archive.load import PLACEHOLDER
from archive.model import (
    LANGUAGES,
    Archive,
    Citation,
    Claim,
    Fund,
    Language,
    Named,
    Quantity,
    Record,
    Text,
    Work,
)
from archive.problems import suggestion
from archive.publish import TABLES


class MacroError(ValueError):
    """A macro was given a name that is not in the data; the message suggests the nearest."""


class Templates:
    """The partials of ``templates/`` and the words of the interface, read once."""

    def __init__(self, root: Path) -> None:
        folder = root / "templates"
        self.labels: dict[str, dict[Language, str]] = yaml.safe_load(
            (folder / "labels.yml").read_text(encoding="utf-8")
        )
        self.environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folder),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )


class Macros:
    """The macros as one page sees them: in its language, with links relative to it."""

    def __init__(
        self,
        archive: Archive,
        templates: Templates,
        language: Language,
        page: str = "",
        pairs: Callable[[], Sequence[Pair]] = tuple,
    ) -> None:
        self._archive = archive
        self._pairs = pairs
        self._templates = templates
        self._language = language
        self._page = page

    # Inline -----------------------------------------------------------------

    def fact(self, claim: str) -> str:
        """A claim's figure with its source marker: ``fact("tencent-meeting.cloud-hosts")``."""
        return self._render("fact.html", address=claim, claim=self._figure(claim))

    def name(self, of: str) -> str:
        """A name in the page's language, as plain text: ``name("tencent-meeting")``."""
        return _escape_markdown(self._name(of))

    def link(self, to: str) -> str:
        """A name as a link to its page or entry: ``link("tencent-meeting")``."""
        return self._render("link.html", target=self._address(to), words=self._name(to))

    def when(self, event: str) -> str:
        """The date of an event: ``when("domestic-total")``."""
        return wording.when(self._get("events", event).date, self._language)

    def cite(self, source: str, locator: str = "") -> str:
        """A source marker for a statement in prose: ``cite("speech", "¶5")``."""
        found = self._get("sources", source)
        limit = found.paragraphs or 0
        numbers = [int(number) for number in re.findall(r"\d+", locator)]
        malformed = locator and not re.fullmatch(r"¶[1-9]\d*( ¶[1-9]\d*)*", locator)
        if (
            malformed
            or (limit and not numbers)
            or any(not 1 <= number <= limit for number in numbers)
        ):
            have = (
                f"a locator from ¶1 to ¶{limit}"
                if limit
                else "no locator: it has no numbered paragraphs"
            )
            raise MacroError(f'"{source}" with locator "{locator}" — it takes {have}')
        return self._render("cite.html", citation=Citation(source=source, locator=locator or None))

    def verbatim(self, words: str, reason: str) -> str:
        """A figure that must stay as a source has it: ``verbatim("…", "why it is no fact")``."""
        if len(reason) < 10:
            raise MacroError(f'"{reason}" is no reason — say why the figure is not in the data')
        return _escape_markdown(words)

    # Blocks about one record ------------------------------------------------

    def lead(self, record: str) -> str:
        """The one-sentence summary of a fund or an initiative: ``lead("global-fund")``."""
        return self._render("lead.html", summary=self._work(record).summary)

    def fact_box(self, record: str) -> str:
        """The box of key facts: ``fact_box("global-fund")``."""
        found = self._work(record)
        figures = {
            f"{record}.{claim_id}": claim
            for claim_id, claim in found.claims.items()
            if claim.value is not None
        }
        return self._render("fact_box.html", record=found, record_id=record, figures=figures)

    def claims(self, of: str) -> str:
        """Every claim of a record with evidence and sources: ``claims("global-fund")``."""
        rows = {f"{of}.{key}": claim for key, claim in self._record(of).claims.items()}
        return self._render("claims.html", rows=rows, anchored=False) if rows else ""

    def composition(self, fund: str) -> str:
        """What a fund's total is made of, as a table: ``composition("domestic-fund")``."""
        found = self._get("funds", fund)
        if not found.composition:
            raise MacroError(f'"{fund}" has no composition in the data')
        return self._render("composition.html", fund=found, total=f"{fund}.total")

    def total(self, *claims: str) -> str:
        """The sum of amounts that can honestly be added: ``total("a-fund.total", "b-fund.total")``."""
        for address in claims:
            self._claim(address)
        try:
            return self._quantity(money.total(self._archive, claims))
        except money.NoHonestTotalError as error:
            raise MacroError(f"no honest total: {error}") from None

    def disclosure(self, organization: str) -> str:
        """What readers should know of an organisation's relations: ``disclosure("wuhan-college")``."""
        found = self._get("organizations", organization)
        if found.disclosure is None:
            raise MacroError(f'"{organization}" has no disclosure in the data')
        return self._render("disclosure.html", disclosure=found.disclosure)

    def related(self, record: str) -> str:
        """Records related to this one, in either direction: ``related("global-fund")``."""
        self._record(record)
        return self._render("related.html", ids=relations.related_to(self._archive, record))

    def appearances(self, organization: str) -> str:
        """All that an organisation appears in: ``appearances("tencent")``."""
        self._get("organizations", organization)
        found = relations.appearances_of(self._archive, organization)
        return self._render("appearances.html", appearances=found)

    def organization(self, organization: str) -> str:
        """The whole page of an organisation below its heading: ``organization("tencent")``."""
        found = self._get("organizations", organization)
        return self._render(
            "organization.html",
            record=found,
            record_id=organization,
            rows={f"{organization}.{key}": claim for key, claim in found.claims.items()},
            appearances=relations.appearances_of(self._archive, organization),
        )

    # Blocks about the whole record ------------------------------------------

    def table(self, of: str, category: str = "", kind: str = "") -> str:
        """All funds, initiatives or organisations: ``table("initiatives", category="relief")``."""
        if of not in ("funds", "initiatives", "organizations"):
            raise MacroError(
                f'no table of "{of}" — {suggestion(of, ("funds", "initiatives", "organizations"))}'
            )
        if category:
            self._get("categories", category)
        if kind:
            self._get("kinds", kind)
        rows = {
            record_id: record
            for record_id, record in getattr(self._archive, of).items()
            if (not category or getattr(record, "category", "") == category)
            and (not kind or getattr(record, "kind", "") == kind)
        }
        return self._render(f"table_{of}.html", rows=rows)

    def highlights(self, *claims: str) -> str:
        """Some figures set large, with their evidence: ``highlights("global-fund.total")``."""
        found = {address: self._figure(address) for address in claims}
        return self._render("highlights.html", figures=found)

    def timeline(self) -> str:
        """Every event in order of its date: ``timeline()``."""
        events = sorted(self._archive.events.items(), key=lambda item: item[1].date.order())
        return self._render("timeline.html", events=events)

    def figures(self) -> str:
        """Every claim of the record in one table, each row an address: ``figures()``."""
        rows = dict(self._archive.claims())
        return self._render("figures.html", rows=rows, levels=list(evidence.Level))

    def sources(self, of: str = "") -> str:
        """The sources of one record, or without a name the bibliography: ``sources("global-fund")``."""
        if not of:
            return self._render("bibliography.html")
        self._record(of)
        return self._render("sources.html", used=relations.sources_of(self._archive, of))

    def glossary(self) -> str:
        """The words that the record explains: ``glossary()``."""
        return self._render("glossary.html")

    def names(self, of: str) -> str:
        """Names in both languages with their basis: ``names("initiatives")``."""
        if of not in ("funds", "initiatives", "organizations"):
            raise MacroError(
                f'no names of "{of}" — {suggestion(of, ("funds", "initiatives", "organizations"))}'
            )
        return self._render("names.html", rows=getattr(self._archive, of))

    def emendations(self) -> str:
        """What the sources print and what is meant: ``emendations()``."""
        return self._render("emendations.html")

    def corrections(self) -> str:
        """What this record itself got wrong: ``corrections()``."""
        return self._render("corrections.html")

    def translation_status(self) -> str:
        """The pages whose two languages are not known to be in step: ``translation_status()``."""
        return self._render("translation_status.html", pairs=self._pairs())

    def evidence_levels(self) -> str:
        """The evidence levels, what they mean and how many claims have each: ``evidence_levels()``."""
        found = [self._assess(claim).level for _, claim in self._archive.claims()]
        counts = {level: found.count(level) for level in evidence.Level}
        return self._render("evidence_levels.html", counts=counts)

    def downloads(self) -> str:
        """The data files, with their number of rows: ``downloads()``."""
        rows = {name: len(table(self._archive)) for name, table in TABLES.items()}
        return self._render("downloads.html", rows=rows)

    def example(self, call: str) -> str:
        """A macro call and what it prints, for the guide: ``example('name("tencent")')``."""
        parsed, problems = gate.calls(f"{{{{ {call} }}}}", "", MACROS)
        if problems or not parsed:
            raise MacroError(problems[0].message if problems else f"no macro call: {call}")
        result = Markup(run(self, parsed[0]))  # noqa: S704 — escaped by the macro's template
        return self._render("example.html", call=call, result=result)

    # Looking things up ------------------------------------------------------

    def _get(self, collection: str, name: str) -> Any:
        entries: Mapping[str, Any] = getattr(self._archive, collection)
        if name not in entries:
            raise MacroError(f'unknown id "{name}" in {collection} — {suggestion(name, entries)}')
        return entries[name]

    def _record(self, name: str) -> Record:
        records = self._archive.records()
        if name not in records:
            raise MacroError(f'unknown record "{name}" — {suggestion(name, records)}')
        return records[name]

    def _work(self, name: str) -> Work:
        record = self._record(name)
        if not isinstance(record, Work):
            raise MacroError(f'"{name}" is no fund or initiative and has no summary')
        return record

    def _claim(self, address: str) -> Claim:
        claims = dict(self._archive.claims())
        if address not in claims:
            raise MacroError(f'unknown claim "{address}" — {suggestion(address, claims)}')
        return claims[address]

    def _figure(self, address: str) -> Claim:
        claim = self._claim(address)
        if claim.value is None:
            raise MacroError(
                f'"{address}" is a statement without a figure — write it as prose with cite()'
            )
        return claim

    def _address(self, name: str) -> str:
        try:
            return address_of(self._archive, name)
        except KeyError:
            known = {**self._archive.records(), **self._archive.terms, **self._archive.sources}
            raise MacroError(f'unknown id "{name}" — {suggestion(name, known)}') from None

    def _name(self, of: str) -> str:
        """What to call a record, term, source or event in the page's language."""
        named: dict[str, Named] = {**self._archive.records(), **self._archive.terms}
        if of in named:
            return named[of].name.in_language(self._language)
        if of in self._archive.sources:
            source = self._archive.sources[of]
            return self._text(source.title or source.about)
        if of in self._archive.events:
            return self._text(self._archive.events[of].title)
        known = [*named, *self._archive.sources, *self._archive.events]
        raise MacroError(f'unknown id "{of}" — {suggestion(of, known)}')

    # Wording ----------------------------------------------------------------

    def _label(self, key: str) -> str:
        return self._templates.labels[str(key).replace(" ", "-")][self._language]

    def _quantity(self, figure: Quantity) -> str:
        return wording.quantity(figure, self._archive.units, self._language)

    def _text(self, text: Text, language: Language | None = None) -> str:
        """A text from data with its ``{record.claim}`` placeholders printed."""
        written = text.in_language(language or self._language)
        return PLACEHOLDER.sub(lambda match: self._quantity(self._archive.claim(match[1])), written)

    def _assess(self, claim: Claim) -> evidence.Evidence:
        return evidence.assess(claim, self._archive.sources)

    def _render(self, template: str, **values: Any) -> str:
        html = self._templates.environment.get_template(template).render(
            archive=self._archive,
            language=self._language,
            languages=LANGUAGES,
            label=self._label,
            text=self._text,
            name=self._name,
            quantity=self._quantity,
            when=lambda moment: wording.when(moment, self._language),
            assess=self._assess,
            href=lambda target: href(target, self._page),
            address_of=self._address,
            page_address=page_address,
            appearances_of=lambda body: relations.appearances_of(self._archive, body),
            citations_of=lambda source: relations.citations_of(self._archive, source),
            is_fund=lambda record: isinstance(record, Fund),
            **values,
        )
        # One line: Markdown must neither wrap it in paragraphs nor read indentation as code.
        return re.sub(r"\s*\n\s*", " ", re.sub(r">\s*\n\s*<", "><", html.strip()))


def _escape_markdown(text: str) -> Markup:
    """Text that Markdown and HTML both leave alone."""
    escaped = re.sub(r"([\\`*_\[\]#|~])", r"\\\1", str(Markup.escape(text)))
    return Markup(escaped)  # noqa: S704 — escaped in the line above


MACROS: Mapping[str, inspect.Signature] = {
    name: inspect.signature(method)
    for name, method in vars(Macros).items()
    if not name.startswith("_")
}


def run(macros: Macros, call: gate.Call) -> str:
    """What ``call`` prints on the page of ``macros``; MacroError if it names what is not there."""
    result: str = getattr(macros, call.macro)(*call.arguments, **call.keywords)
    return result

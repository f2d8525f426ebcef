"""What a page may ask for: each public method of :class:`Macros` is one macro.

All text from data is escaped. Every method takes constant strings only and raises
:class:`MacroError` with a hint if given a name that does not exist.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from archive.languages import LANGUAGES
from archive.messages import say
from archive.model import evidence, relations
from archive.model.collections import COLLECTIONS, Collection
from archive.model.history import changes
from archive.problems import suggestion
from archive.rendering import charts, facets
from archive.rendering.blocks import literal
from archive.rendering.calls import Call, calls
from archive.rendering.context import Context, MacroError, refused
from archive.rendering.entry_macros import InlineMacros, RecordMacros

# Where a release is published beside the site.
RELEASE_FOLDER = "keep"


def release_is_published() -> bool:
    """Whether the site is built to have a release beside it."""
    return bool(os.environ.get("PUBLISH_RELEASE"))


# From how many claims on the table of all leads to each claim's own page for its sources.
LONG_TABLE = 300


class Macros(RecordMacros):
    """The macros as one page sees them: in its language, with links relative to it."""

    def table(self, of: str, group: str = "") -> str:
        """All records of a kind, or one group of them: ``table("initiatives", "relief")``.

        Without a group, kinds that have groups are listed group by group under headings.
        """
        collection = self._record_collection(of)
        if collection.group is None:
            if group:
                raise refused('{kind} have no groups — leave "{group}" out', kind=of, group=group)
            return self._table(of, self._archive.entries(of))
        field, groups = collection.group
        chosen = {group: self._get(groups, group)} if group else self._archive.entries(groups)
        grouped: dict[str, dict[str, Any]] = {key: {} for key in chosen}
        for record, entry in self._archive.entries(of).items():
            grouped.setdefault(getattr(entry, field), {})[record] = entry
        tables = {key: self._table(of, grouped[key]) for key in chosen if grouped[key]}
        if group:
            return tables.get(group, "")
        if not tables:
            return self._table(of, {})
        return "\n\n".join(
            f"## {literal(Markup.escape(self._text(chosen[key].name)))} {{ #{key} }}\n\n{rows}"
            for key, rows in tables.items()
        )

    def _record_collection(self, of: str) -> Collection:
        """The collection of records called ``of``."""
        known = {key: one for key, one in COLLECTIONS.items() if one.claiming}
        if of not in known:
            raise refused(
                'no records called "{name}" — {hint}', name=of, hint=suggestion(of, known)
            )
        return known[of]

    def _table(self, of: str, rows: Mapping[str, Any]) -> str:
        return self._render_list(
            f"table_{of}.html",
            rows,
            rows=rows,
            facets_of=facets.values,
        )

    def facets(self) -> str:
        """The choices that filter the initiatives listed on the page: ``facets()``."""
        if not self._archive.initiatives:
            return ""
        return self._render("facets.html", facets=facets.facets(self._archive, self._label))

    def needs(self) -> str:
        """The initiatives by the need that they answer, as links: ``needs()``."""
        return self._render_list("needs.html", self._archive.initiatives)

    def wall(self) -> str:
        """Every claim as a mark of its evidence level, each leading to its row: ``wall()``."""
        claims = self._archive.claims
        levels = {address: evidence.assess(claim) for address, claim in claims.items()}
        order = list(evidence.Level)
        groups: dict[str, list[str]] = {"money": [], "count": [], "statement": []}
        for address in sorted(claims, key=lambda one: order.index(levels[one])):
            claim = claims[address]
            kind = "statement" if claim.value is None else "money" if claim.currency else "count"
            groups[kind].append(address)
        counts = evidence.count_by_level(claims.values())
        return self._render("wall.html", groups=groups, levels=levels, counts=counts)

    def chart(self, name: str) -> str:
        """A chart, each value leading to what it counts: ``chart("evidence")``."""
        known = charts.names(self._archive)
        if name not in known:
            kind, _, record = name.partition("-")
            now = f"{kind}-{self._archive.former.get(record)}"
            hint = suggestion(name, known, {name: now})
            raise refused('no chart "{name}" — {hint}', name=name, hint=hint)
        chart = charts.chart(self._archive, self._templates, name, self._language)
        return self._render_list("chart.html", chart.bars, chart=chart)

    def timeline(self) -> str:
        """Every event in order of its date: ``timeline()``."""
        events = sorted(self._archive.events.items(), key=lambda item: item[1].date.order())
        return self._render_list("timeline.html", events, events=events, scale=self._scale())

    def time_axis(self) -> str:
        """When things happened, as a picture whose marks lead to the timeline: ``time_axis()``."""
        return self._render_list("time_axis.html", self._archive.events, scale=self._scale())

    def figures(self) -> str:
        """Every claim of the record in one table, each row an address: ``figures()``."""
        rows = self._archive.claims
        kinds = ["money", "count", "statement"]
        kinds += ["commendation"] if any(claim.commendation for claim in rows.values()) else []
        return self._render_list(
            "figures.html",
            rows,
            rows=rows,
            long=len(rows) > LONG_TABLE,
            levels={level: self._label(f"level-{level}") for level in evidence.Level},
            kinds={kind: self._label(f"claim-{kind}") for kind in kinds},
        )

    def sources(self, of: str = "") -> str:
        """The sources of one record, or without a name the bibliography: ``sources("some-fund")``."""
        if not of:
            return self._render_list("bibliography.html", self._archive.sources)
        self._get("records", of)
        used = relations.sources_of(self._archive, of)
        return self._render("sources.html", record_id=of, used=used)

    def glossary(self) -> str:
        """The words that the record explains: ``glossary()``."""
        return self._render_list("glossary.html", self._archive.terms)

    def names(self, of: str) -> str:
        """Names in both languages with their basis: ``names("initiatives")``."""
        self._record_collection(of)
        rows = self._archive.entries(of)
        return self._render_list("names.html", rows, rows=rows)

    def paragraphs(self, source: str) -> str:
        """The numbered paragraphs of a source, each with what is drawn from it: ``paragraphs("some-source")``."""
        self._required_field("sources", source, "paragraphs")
        locators = self._archive.sources[source].locators
        return self._render("paragraphs.html", source=source, locators=locators)

    def emendations(self) -> str:
        """What the sources print and what is meant: ``emendations()``."""
        return self._render_list("emendations.html", self._archive.emendations)

    def corrections(self) -> str:
        """What this record itself got wrong, and what it gained: ``corrections()``."""
        return self._render("corrections.html", changes=changes(self._archive))

    def translation_status(self) -> str:
        """The pages whose two languages are not known to be in step: ``translation_status()``."""
        return self._render("translation_status.html", pairs=self._reviews())

    def evidence_levels(self) -> str:
        """The evidence levels, what they mean and how many claims have each: ``evidence_levels()``."""
        counts = evidence.count_by_level(self._archive.claims.values())
        return self._render("evidence_levels.html", counts=counts)

    def downloads(self) -> str:
        """The files for taking away, with their rows and sizes: ``downloads()``."""
        return self._render("downloads.html", package=self._package())

    def release_files(self) -> str:
        """The whole record to keep, where a release is published with the site: ``release_files()``."""
        released = RELEASE_FOLDER if release_is_published() else ""
        return self._render("release_files.html", released=released, languages=LANGUAGES)

    def columns(self) -> str:
        """What each column of each file means, table by table: ``columns()``."""
        return self._render("columns.html", package=self._package())

    def example(self, call: str) -> str:
        """A macro call and what it prints, for the guide: ``example('name("some-body")')``."""
        parsed, problems = calls(f"{{{{ {call} }}}}", "", MACROS)
        if problems or not parsed:
            raise MacroError(
                problems[0].message if problems else say("no macro call: {call}", call=call)
            )
        result = Markup(run(self, parsed[0]))  # noqa: S704 — escaped by the macro's template
        return self._render("example.html", call=call, result=result)


def _public(kind: type[Context]) -> Mapping[str, inspect.Signature]:
    return {
        name: inspect.signature(method)
        for name, method in vars(kind).items()
        if not name.startswith("_")
    }


# Those that print the middle of a sentence; all others print a block of their own.
INLINE = frozenset(_public(InlineMacros))
# Those that depend on more than data and templates, and so are printed anew each time.
_FROM_PAGES = frozenset({"translation_status", "release_files"})
MACROS = {**_public(InlineMacros), **_public(RecordMacros), **_public(Macros)}


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

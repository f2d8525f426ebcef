"""A page under construction: what its macros need to look things up and to print them.

:class:`Context` knows one page's language and address. Text from data is escaped by
the templates; names that do not exist raise :class:`MacroError` with a hint.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Sized
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from markupsafe import Markup

from archive.languages import HTML_LANGUAGES, PUNCTUATION, Language, other
from archive.messages import say
from archive.model import evidence, relations
from archive.model.addresses import (
    address_of,
    claim_page,
    href,
    page_address,
    paragraph_id,
    place_of,
)
from archive.model.claims import AsOfBasis, Citation, Claim, Quantity
from archive.model.collections import Archive
from archive.model.dates import When
from archive.model.records import Fund
from archive.model.texts import Text
from archive.problems import suggestion
from archive.rendering import wording
from archive.rendering.foreign_text import ForeignText
from archive.rendering.templates import Templates
from archive.rendering.time_axis import TimeAxis, place


class MacroError(ValueError):
    """A macro was given a name that is not in the data; the message suggests the nearest."""


def refused(sentence: str, **values: object) -> MacroError:
    """Why a macro prints nothing, in the language of messages."""
    return MacroError(say(sentence, **values))


@dataclass(eq=False, repr=False)
class Context:
    """Lookups, wording and templates, in the language of one page and relative to it.

    ``_reviews`` tells the review status of all pages, ``_package`` what is published for taking
    away; each for the macros that print it. ``printed`` is what calls have printed.
    """

    _archive: Archive
    _templates: Templates
    _language: Language
    _page: str = ""
    _reviews: Callable[[], Sequence[Any]] = tuple
    _package: Callable[[], Any] = tuple
    printed: dict[object, str] = field(default_factory=dict)

    # Looking things up ------------------------------------------------------

    def _get(self, collection: str, name: str) -> Any:
        """An entry of a collection, a record of any, or a claim; MacroError if there is none."""
        entries = self._archive.entries(collection)
        if name not in entries:
            raise refused(
                'unknown id "{id}" in {collections} — {hint}',
                id=name,
                collections=collection,
                hint=suggestion(name, entries, self._archive.former),
            )
        return entries[name]

    def _required_field(self, collection: str, name: str, field: str) -> Any:
        """What stands in a field of an entry; MacroError if nothing does."""
        if value := getattr(self._get(collection, name), field, None):
            return value
        raise refused(
            '"{id}" has no {field} in the data — add it there, or remove the call',
            id=name,
            field=field,
        )

    def _claims_of(self, record: str) -> dict[str, Claim]:
        """The claims of a record by their addresses."""
        claims = self._archive.records[record].claims
        return {f"{record}.{key}": claim for key, claim in claims.items()}

    def _name(self, of: str) -> str:
        """What to call a record, person, term, source, event or claim in the page's language."""
        collection = self._archive.homes.get(of)
        if collection:
            return self._text(self._archive.entries(collection)[of].called)
        if of in self._archive.claims:
            label = self._text(self._archive.claims[of].label)
            record = self._name(of.partition(".")[0])
            return ForeignText.joined(PUNCTUATION[self._language].colon, record, label)
        known = [*self._archive.homes, *self._archive.claims]
        hint = suggestion(of, known, self._archive.former)
        raise refused('unknown id "{id}" — {hint}', id=of, hint=hint)

    def name_of(self, record: str) -> str:
        """What to call a record, person, term, source or event; MacroError if there is none."""
        return str(self._name(record))

    def words(self, text: Text) -> str:
        """A text from data in the page's language, its figures printed."""
        return str(self._text(text))

    def time_axis_style(self) -> str:
        """Where the marks on the scale of time stand, as a style sheet for the page's head."""
        return self._render("time_axis.css", scale=self._scale())

    def _scale(self) -> TimeAxis:
        return place(self._archive.events, self._archive.themes)

    def quantity(self, figure: Quantity) -> str:
        """A figure with unit and qualifier in the page's language."""
        return str(self._quantity(figure))

    def _as_of(self, claim: Claim) -> list[str]:
        """Of when a claim is, if its sources say so."""
        if not claim.as_of or claim.as_of_basis is not AsOfBasis.STATED:
            return []
        gap = PUNCTUATION[self._language].gap
        return [f"{self._label('as-of').lower()}{gap}{self.date(claim.as_of)}"]

    def date(self, moment: When) -> str:
        """A date in the page's language."""
        return wording.when(moment, self._language)

    # Wording ----------------------------------------------------------------

    def _label(self, key: str) -> str:
        return self._templates.labels[str(key).replace(" ", "-")][self._language]

    def _quantity(self, figure: Quantity) -> str:
        return wording.quantity(figure, self._archive.units, self._language)

    def _text(self, text: Text, language: Language | None = None) -> str:
        """A text from data with its ``{record.claim}`` placeholders printed."""
        return wording.printed(text, self._archive, language or self._language)

    def _prose(self, text: Text) -> Markup:
        """A text that stands by itself, with a note if it is still to be translated."""
        words = Markup.escape(self._text(text))
        note = PUNCTUATION[self._language].bracketed(self._label(f"missing-{self._language}"))
        small = Markup("<small data-search-exclude>{}</small>").format(note)
        return words + small if text.missing == self._language else words

    def _locator_links(self, source: str, locators: Sequence[str]) -> list[Markup]:
        """Locators, each leading to its paragraph if the source has a page."""
        places = {one: place_of(self._archive, Citation.at(source, one)) for one in locators}
        link = Markup('<a href="{}">{}</a>')
        return [link.format(href(place, self._page), one) for one, place in places.items()]

    def _said(self, claim: str) -> str:
        """The figure of a claim, or what it states."""
        return wording.said(self._archive.claims[claim], self._archive, self._language)

    def _in_language(self, text: Text, language: Language) -> str:
        """A text in ``language``, marked if that is not the page's."""
        words = text.in_language(language)
        return words if language == self._language else ForeignText.of(words, language)

    def _render_list(self, template: str, listed: Sized, **values: Any) -> str:
        """The same of what lists entries, if there are any: else it says that there are none."""
        return self._render(template if listed else "none.html", **values)

    @cached_property
    def _globals(self) -> Mapping[str, Any]:
        """What every template may print or call."""
        worded = (wording.month, wording.size, wording.year, wording.when)
        lookups = (
            address_of,
            place_of,
            relations.appearances_of,
            relations.citations_of,
            relations.drawn_from,
            relations.events_citing,
            relations.formerly,
            relations.records_of,
            relations.records_citing,
            relations.sources_of,
        )
        return {
            **{one.__name__: partial(one, language=self._language) for one in worded},
            **{one.__name__: partial(one, self._archive) for one in lookups},
            "archive": self._archive,
            "language": self._language,
            "other": other(self._language),
            "in_language": self._in_language,
            "marks": PUNCTUATION[self._language],
            "label": self._label,
            "text": self._text,
            "prose": self._prose,
            "name": self._name,
            "quantity": self._quantity,
            "said": self._said,
            "assess": evidence.assess,
            "html_languages": HTML_LANGUAGES,
            "href": partial(href, page=self._page),
            "page_address": page_address,
            "claim_page": claim_page,
            "locator_links": self._locator_links,
            "paragraph_id": paragraph_id,
            "claims_of": self._claims_of,
            "is_fund": lambda record: isinstance(record, Fund),
        }

    def _render(self, template: str, **values: Any) -> str:
        known = {**self._globals, **values}
        html = self._templates.environment.get_template(template).render(known)
        # One line: Markdown must neither wrap it in paragraphs nor read indentation as code.
        return re.sub(r"\s*\n\s*", " ", re.sub(r">\s*\n\s*<", "><", html.strip()))

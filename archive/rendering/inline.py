"""What a page may ask for in the middle of a sentence: each public method is one macro."""

from __future__ import annotations

import re

from markupsafe import Markup

from archive.model import totals
from archive.model.addresses import address_of
from archive.model.claims import Citation, Quantity
from archive.rendering import wording
from archive.rendering.context import Context, MacroError, refused


class InlineMacros(Context):
    """The macros for words and figures, as one page sees them."""

    def fact(self, claim: str) -> str:
        """A claim's figure with its source marker: ``fact("some-initiative.count")``."""
        found = self._get("claims", claim)
        if found.value is None:
            raise refused(
                '"{claim}" is a statement without a figure — write it as prose with cite()',
                claim=claim,
            )
        return self._render("fact.html", address=claim, claim=found)

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
        found = self._get("terms", term)
        shown = words or self._text(found.name)
        return self._render("term.html", term_id=term, term=found, words=shown)

    def cite(self, source: str, locator: str = "") -> str:
        """A source marker for a statement in prose: ``cite("some-source", "¶5")``."""
        found = self._get("sources", source)
        if wrong := found.astray(source, locator):
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
        found = [self._get("claims", address) for address in claims]
        for reason in totals.objections(self._archive, claims):
            raise refused("no honest total: {reason}", reason=reason)
        total = Quantity(value=sum(one.value for one in found), currency=found[0].currency)
        return Markup.escape(self._quantity(total))


# Whatever Markdown or one of its extensions acts upon; at a beginning, what opens a block.
_MARKDOWN = re.compile(r"[\\`*_\[\]#|~{}]")
_BEGINNING = re.compile(r"\A[-+>:=!?]|(?<=\A[0-9])[.)]|(?<=\A[0-9]{2})[.)]")
_IN_TAGS = re.compile(r"[\\`|\[\]{}]")
_TAG = re.compile(r"(<[^<>]*>|&[#\w]+;)")  # or an entity, which is text already


def literal(html: str) -> str:
    """HTML for the middle of Markdown, all of whose text is text there, too."""
    pieces = _TAG.split(html)
    for at, piece in enumerate(pieces):
        acted_upon = _IN_TAGS if at % 2 else _MARKDOWN
        pieces[at] = acted_upon.sub(_entity, piece)
    return _BEGINNING.sub(_entity, "".join(pieces))


def _entity(sign: re.Match[str]) -> str:
    return f"&#{ord(sign[0])};"

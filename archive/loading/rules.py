"""Rules that hold between entries: figures in texts, citations and their sources, make-ups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from archive.loading.duplicates import check_former_names, check_lists, check_part_of
from archive.loading.printed_figures import check_printed
from archive.messages import say
from archive.model.claims import AsOfBasis, Citation, Claim, Relation
from archive.model.collections import Archive
from archive.model.fields import Entry, Lasting
from archive.model.records import Emendation, Fund
from archive.model.shapes import Place
from archive.model.texts import PLACEHOLDER, Text
from archive.problems import suggestion

# What is wrong with something at a place, and where.
Found = Iterator[tuple[Place, str]]


def check_text(text: Text, place: Place, archive: Archive, known: Iterable[str]) -> Found:
    """Figures that a text prints: claims with a value, the same in both languages. ``known`` are
    the claims that were written."""
    used: dict[str, Counter[str]] = {}
    if calling := [side for side, words in text.written.items() if "{{" in words]:
        yield (*place, calling[0]), say("got a macro call — data has none; write {{record.claim}}")
        return
    for language, written in text.written.items():
        used[language] = Counter(PLACEHOLDER.findall(written))
        for address in used[language]:
            if address not in known:
                message = say(
                    'unknown claim "{{{claim}}}" — {hint}',
                    claim=address,
                    hint=suggestion(address, known, archive.former),
                )
                yield (*place, language), message
            elif address in archive.claims and archive.claims[address].value is None:
                message = say(
                    '"{{{claim}}}" is a statement — only a claim with a value can stand here',
                    claim=address,
                )
                yield (*place, language), message
        if set("{}") & set(PLACEHOLDER.sub("", written)):
            yield (*place, language), say("got a lone brace — write {{record.claim}}, closed")
    named = set().union(*used.values())
    if len(used) > 1 and used["zh"] != used["en"] and named <= set(known):
        yield place, say("the two languages print different claims — use the same {{…}} in both")


def _check_place(cited: Citation | Emendation, place: Place, archive: Archive) -> Found:
    """Where in its source it is: in one of its paragraphs, if they are numbered."""
    source = archive.sources.get(cited.source)
    if source and (wrong := source.locator_problem(cited.source, cited.locator or "")):
        yield (*place, "locator"), wrong


def _check_citation(citation: Citation, place: Place, archive: Archive) -> Found:
    """Whose words a source repeats, and when it said what was still to come."""
    source = archive.sources.get(citation.source)
    if source and citation.relation is Relation.REPEATS and not source.voice:
        message = say(
            '"{source}" repeats, but whose words is not on record — add voice: to the source',
            source=citation.source,
        )
        yield (*place, "relation"), message
    if source and citation.forecast and not source.published:
        message = say(
            'got a forecast by "{source}", which has no date — add published: to it',
            source=citation.source,
        )
        yield (*place, "forecast"), message


def _check_borrowed_date(claim: Claim, place: Place, archive: Archive) -> Found:
    """A date that stands in for one not given is really that of a source of the claim."""
    if claim.as_of_basis is not AsOfBasis.SOURCE:
        return
    cited = [archive.sources.get(citation.source) for citation in claim.sources]
    known = [source for source in cited if source]
    dates = {date for source in known for date in (source.tells_of, source.published)}
    if len(known) == len(cited) and claim.as_of not in dates:
        message = say(
            "got {date} as the date of a source — none of those cited has it; "
            "correct it, or remove as_of_basis",
            date=claim.as_of,
        )
        yield (*place, "as_of"), message


def _check_own_word(claim: Claim, place: Place, archive: Archive) -> Found:
    """Who states a claim cannot confirm it, too: its level would say more than is known."""
    own: dict[str, str] = {}
    for index, citation in enumerate(claim.sources):
        source = archive.sources.get(citation.source)
        voice = source and (source.voice or source.publisher)
        if not voice:
            continue
        if citation.relation is Relation.STATES:
            own.setdefault(voice, citation.source)
        elif citation.relation is Relation.CONFIRMS and voice in own:
            message = say(
                '"{source}" gives the words of {voice}, who states the claim in "{other}" — '
                "nobody confirms their own words; write states or repeats",
                source=citation.source,
                voice=voice,
                other=own[voice],
            )
            yield (*place, "sources", index, "relation"), message


def _check_composition(fund: Fund, place: Place, archive: Archive) -> Found:
    """A make-up is shown only as one source gives it, whole and parts, and if it adds up."""
    claims = archive.claims

    def compare(at: Place, whole: Claim | None, parts: Iterable[str]) -> Found:
        amounts = [claims[address] for address in parts if address in claims]
        if whole is None or not amounts:
            return
        why, every = "", [whole, *amounts]
        if whole in amounts:
            why = say("a claim that is a part of itself — name what it consists of")
        elif not all(claim.currency for claim in every):
            why = say("what is no amount of money has no part in a fund — name amounts only")
        elif len({claim.currency for claim in every}) > 1:
            why = say("mixes currencies — such amounts have no honest sum")
        elif not set.intersection(*map(_makers, every)):
            why = say("no source gives both the whole and all its parts — show no sum of our own")
        elif (total := sum(claim.value or 0 for claim in amounts)) != whole.value:
            why = say(
                "the parts add up to {sum}, the whole is {whole} — correct one of them",
                sum=total,
                whole=whole.value,
            )
        if why:
            yield at, why

    steps = fund.composition
    if steps and "total" not in fund.claims:
        message = say(
            "a composition needs what it adds up to — write the claim {name}", name="total"
        )
        yield (*place, "composition"), message
    amount = claims.get(fund.amount or "")
    if amount and not amount.currency:
        yield (*place, "amount"), say('"{claim}" is no amount of money', claim=fund.amount)
    yield from compare(
        (*place, "composition"), fund.claims.get("total"), [step.claim for step in steps]
    )
    for index, step in enumerate(steps):
        yield from compare((*place, "composition", index), claims.get(step.claim), step.parts)


def _makers(claim: Claim) -> set[str]:
    """The sources that state, repeat or confirm a claim."""
    aside = (Relation.DIFFERS, Relation.COMPARES)
    return {citation.source for citation in claim.sources if citation.relation not in aside}


# What holds of each thing inside an entry, by what it is.
_RULES: tuple[tuple[Any, Callable[[Any, Place, Archive], Found]], ...] = (
    (Entry, check_lists),
    (Lasting, check_former_names),
    (Citation | Emendation, _check_place),
    (Citation, _check_citation),
    (Claim, _check_borrowed_date),
    (Claim, _check_own_word),
    (Claim, lambda claim, place, _: check_printed(claim, place)),
    (Fund, check_part_of),
    (Fund, _check_composition),
)


def broken_rules(entry: Entry, place: Place, archive: Archive) -> Found:
    """The rules that ``entry``, which stands at ``place``, breaks, whatever stands inside it."""
    for kind, check in _RULES:
        if isinstance(entry, kind):
            yield from check(entry, place, archive)

"""Rules that hold between entries: figures in texts, citations and their sources, make-ups."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from archive.loading.printed_figures import check_printed
from archive.messages import say
from archive.model.claims import AsOfBasis, Citation, Claim, Relation
from archive.model.fields import Entry
from archive.model.records import Fund
from archive.model.shapes import Place, walk
from archive.model.sources import Source
from archive.model.texts import PLACEHOLDER, Text
from archive.problems import suggestion


def check_texts(
    entry: Entry,
    place: Place,
    claims: Mapping[str, Claim],
    known: list[str],
    former: Mapping[str, str],
) -> Iterator[tuple[Place, str]]:
    """Figures that the texts of an entry print: claims with a value, the same in both languages."""
    for at, text in walk(entry, place):
        if not isinstance(text, Text):
            continue
        used: dict[str, Counter[str]] = {}
        if calling := [side for side, words in text.written.items() if "{{" in words]:
            message = say("got a macro call — data has none; write {{record.claim}}")
            yield (*at, calling[0]), message
            continue
        for language, written in text.written.items():
            used[language] = Counter(PLACEHOLDER.findall(written))
            for address in used[language]:
                if address not in known:
                    message = say(
                        'unknown claim "{{{claim}}}" — {hint}',
                        claim=address,
                        hint=suggestion(address, known, former),
                    )
                    yield (*at, language), message
                elif address in claims and claims[address].value is None:
                    message = say(
                        '"{{{claim}}}" is a statement — only a claim with a value can stand here',
                        claim=address,
                    )
                    yield (*at, language), message
            if set("{}") & set(PLACEHOLDER.sub("", written)):
                yield (*at, language), say("got a lone brace — write {{record.claim}}, closed")
        named = set().union(*used.values())
        if len(used) > 1 and used["zh"] != used["en"] and named <= set(known):
            yield at, say("the two languages print different claims — use the same {{…}} in both")


def check_citations(
    entry: Entry, place: Place, sources: Mapping[str, Entry]
) -> Iterator[tuple[Place, str]]:
    """Citations against what is known of their sources: paragraphs, whose words, dates."""
    for at, cited in walk(entry, place):
        if isinstance(cited, Claim):
            yield from _check_borrowed_date(cited, at, sources)
            yield from _check_own_word(cited, at, sources)
            yield from check_printed(cited, at)
        source = sources.get(getattr(cited, "source", ""))
        if not isinstance(source, Source) or not hasattr(cited, "locator"):
            continue
        if source.paragraphs and cited.locator is None:
            message = say(
                'no locator for "{source}" — it has numbered paragraphs; add locator: ¶… so '
                "that readers find the place",
                source=cited.source,  # type: ignore[attr-defined]
            )
            yield at, message
        for number in re.findall(r"\d+", cited.locator or ""):
            if not source.paragraphs or int(number) > source.paragraphs:
                most = source.paragraphs
                sentence = (
                    say("got ¶{number} — the source has ¶1 to ¶{most}", number=number, most=most)
                    if most
                    else say("got ¶{number} — the source has no numbered paragraphs", number=number)
                )
                yield (*at, "locator"), sentence
        if isinstance(cited, Citation) and cited.relation is Relation.REPEATS and not source.voice:
            message = say(
                '"{source}" repeats, but whose words is not on record — add voice: to the source',
                source=cited.source,
            )
            yield (*at, "relation"), message
        if isinstance(cited, Citation) and cited.forecast and not source.published:
            message = say(
                'got a forecast by "{source}", which has no date — add published: to it',
                source=cited.source,
            )
            yield (*at, "forecast"), message


def _check_borrowed_date(
    claim: Claim, place: Place, sources: Mapping[str, Entry]
) -> Iterator[tuple[Place, str]]:
    """A date that stands in for one not given is really that of a source of the claim."""
    if claim.as_of_basis is not AsOfBasis.SOURCE:
        return
    cited = [sources.get(citation.source) for citation in claim.sources]
    known = [source for source in cited if isinstance(source, Source)]
    dates = {date for source in known for date in (source.tells_of, source.published)}
    if len(known) == len(cited) and claim.as_of not in dates:
        message = say(
            "got {date} as the date of a source — none of those cited has it; "
            "correct it, or remove as_of_basis",
            date=claim.as_of,
        )
        yield (*place, "as_of"), message


def _check_own_word(
    claim: Claim, place: Place, sources: Mapping[str, Entry]
) -> Iterator[tuple[Place, str]]:
    """Who states a claim cannot confirm it, too: its level would say more than is known."""
    own: dict[str, str] = {}
    for index, citation in enumerate(claim.sources):
        source = sources.get(citation.source)
        if not isinstance(source, Source):
            continue
        voice = source.voice or source.publisher
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


def check_composition(
    fund: Fund, place: Place, claims: Mapping[str, Claim]
) -> Iterator[tuple[Place, str]]:
    """A make-up is shown only as one source gives it, whole and parts, and if it adds up."""

    def compare(
        at: Place, whole: Claim | None, parts: Iterable[str]
    ) -> Iterator[tuple[Place, str]]:
        found = [claims[address] for address in parts if address in claims]
        if whole is None or not found:
            return
        if whole in found:
            yield at, say("a claim that is a part of itself — name what it consists of")
            return
        if not all(claim.currency for claim in [whole, *found]):
            yield at, say("what is no amount of money has no part in a fund — name amounts only")
        elif len({claim.currency for claim in [whole, *found]}) > 1:
            yield at, say("mixes currencies — such amounts have no honest sum")
        elif not set.intersection(*(_makers(claim) for claim in [whole, *found])):
            yield (
                at,
                say("no source gives both the whole and all its parts — show no sum of our own"),
            )
        elif (total := sum(claim.value or 0 for claim in found)) != whole.value:
            message = say(
                "the parts add up to {sum}, the whole is {whole} — correct one of them",
                sum=total,
                whole=whole.value,
            )
            yield at, message

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

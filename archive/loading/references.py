"""Rules that hold between entries: names that must exist, locators, sums, placeholders.

Whoever points into a file that cannot be read is not to blame for it: such
references are not judged.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from archive.languages import LANGUAGES
from archive.loading.yaml_file import Place, YamlFile, spell
from archive.model.claims import AsOfBasis, Citation, Claim, Relation, Source
from archive.model.collections import COLLECTIONS
from archive.model.fields import PLACEHOLDER, Entry, Refers, Text, refers_of
from archive.model.records import Fund, Record
from archive.problems import Problem, suggestion


def check_references(
    files: Mapping[str, YamlFile], entries: Mapping[str, Mapping[str, Entry]]
) -> Iterator[Problem]:
    """What is wrong between the well-formed ``entries`` of ``files``, both by collection."""
    known = {
        name: list(file.data) if isinstance(file.data, dict) else [] for name, file in files.items()
    }
    # Whoever points into a file that cannot be read is not to blame for it.
    unusable = {name for name, file in files.items() if not isinstance(file.data, dict)}
    claiming = [name for name, collection in COLLECTIONS.items() if collection.claiming]
    if unusable & set(claiming):
        unusable |= {"claims", "records"}
    claims = {
        f"{record_id}.{claim_id}": claim
        for name in claiming
        for record_id, record in entries[name].items()
        if isinstance(record, Record)
        for claim_id, claim in record.claims.items()
    }
    # From what was written, so that a broken claim is not reported as unknown besides.
    known["claims"] = [
        f"{record_id}.{claim_id}"
        for name in claiming
        if name not in unusable
        for record_id, raw in files[name].data.items()
        if isinstance(raw, dict) and isinstance(raw.get("claims"), dict)
        for claim_id in raw["claims"]
    ]
    known["records"] = [record for name in claiming for record in known[name]]
    yield from _check_unique(files, known)
    for name, file in files.items():
        for entry_id, entry in entries[name].items():
            found: list[tuple[Place, str]] = []
            for place, value, refers in _references(entry, (entry_id,)):
                if unusable & set(refers.collections):
                    continue
                allowed = [i for c in refers.collections for i in known[c]] + list(refers.besides)
                if value not in allowed:
                    what = " or ".join(refers.collections)
                    found.append(
                        (place, f'unknown id "{value}" in {what} — {suggestion(value, allowed)}')
                    )
            if "claims" not in unusable:
                found += _check_texts(entry, (entry_id,), claims, known["claims"])
            found += _check_citations(entry, (entry_id,), entries["sources"])
            if isinstance(entry, Fund):
                found += _check_composition(entry, (entry_id,), claims)
            for place, message in found:
                yield Problem(file.path, file.line(place), f"{spell(place)}: {message}")


def _check_unique(
    files: Mapping[str, YamlFile], known: Mapping[str, list[str]]
) -> Iterator[Problem]:
    """Pages name entries of any collection by their id alone, so these share one namespace."""
    first: dict[str, str] = {}
    for name, collection in COLLECTIONS.items():
        for entry_id in known[name] if collection.home else ():
            if entry_id in first:
                other = files[first[entry_id]]
                yield Problem(
                    files[name].path,
                    files[name].line((entry_id,)),
                    f"{entry_id}: the id is taken by {other.path}:{other.line((entry_id,))} "
                    "— choose another",
                )
            first.setdefault(entry_id, name)


def _children(entry: Entry, place: Place) -> Iterator[tuple[Place, Entry]]:
    """The entries directly inside ``entry``, with their places."""
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        inside: Iterable[tuple[Place, Any]] = [((name,), value)]
        if isinstance(value, dict):
            inside = [((name, key), item) for key, item in value.items()]
        elif isinstance(value, tuple):
            inside = [((name, index), item) for index, item in enumerate(value)]
        for tail, item in inside:
            if isinstance(item, Entry):
                yield (*place, *tail), item


def _walk(entry: Entry, place: Place) -> Iterator[tuple[Place, Entry]]:
    """``entry`` and everything inside it."""
    yield place, entry
    for inner_place, inner in _children(entry, place):
        yield from _walk(inner, inner_place)


def _references(entry: Entry, place: Place) -> Iterator[tuple[Place, str, Refers]]:
    """Every id that ``entry`` or anything inside it names, and where it must be defined."""
    for at, inner in _walk(entry, place):
        for name, field in type(inner).model_fields.items():
            refers = refers_of(field)
            value = getattr(inner, name)
            if refers is None or value is None:
                continue
            if isinstance(value, tuple):
                for index, item in enumerate(value):
                    yield (*at, name, index), item, refers
            else:
                yield (*at, name), value, refers


def _check_texts(
    entry: Entry, place: Place, claims: Mapping[str, Claim], known: list[str]
) -> Iterator[tuple[Place, str]]:
    for at, text in _walk(entry, place):
        if not isinstance(text, Text):
            continue
        used: dict[str, Counter[str]] = {}
        for language in LANGUAGES:
            written = text.in_language(language)
            used[language] = Counter(PLACEHOLDER.findall(written))
            for address in used[language]:
                if address not in known:
                    yield (
                        (*at, language),
                        f'unknown claim "{{{address}}}" — {suggestion(address, known)}',
                    )
                elif address in claims and claims[address].value is None:
                    yield (
                        (*at, language),
                        f'"{{{address}}}" is a statement — only a claim with a value can stand here',
                    )
            if set("{}") & set(PLACEHOLDER.sub("", written)):
                yield (*at, language), "got a lone brace — write {record.claim}, closed"
        if used["zh"] != used["en"]:
            yield at, "the two languages print different claims — use the same {…} in both"


def _check_citations(
    entry: Entry, place: Place, sources: Mapping[str, Entry]
) -> Iterator[tuple[Place, str]]:
    """Citations against what is known of their sources: paragraphs, whose words, dates."""
    for at, cited in _walk(entry, place):
        if isinstance(cited, Claim):
            yield from _check_borrowed_date(cited, at, sources)
        source = sources.get(getattr(cited, "source", ""))
        if not isinstance(source, Source) or not hasattr(cited, "locator"):
            continue
        if source.paragraphs and cited.locator is None:
            yield (
                at,
                f'no locator for "{cited.source}" — it has numbered paragraphs; add '  # type: ignore[attr-defined]
                "locator: ¶… so that readers find the place",
            )
        for number in re.findall(r"\d+", cited.locator or ""):
            if not source.paragraphs or int(number) > source.paragraphs:
                have = (
                    f"¶1 to ¶{source.paragraphs}" if source.paragraphs else "no numbered paragraphs"
                )
                yield (*at, "locator"), f"got ¶{number} — the source has {have}"
        if isinstance(cited, Citation) and cited.relation is Relation.REPEATS and not source.voice:
            yield (
                (*at, "relation"),
                f'"{cited.source}" repeats, but whose words is not on record — '
                "add voice: to the source",
            )
        if isinstance(cited, Citation) and cited.forecast and not source.published:
            yield (
                (*at, "forecast"),
                f'got a forecast by "{cited.source}", which has no date — add published: to it',
            )


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
        yield (
            (*place, "as_of"),
            f"got {claim.as_of} as the date of a source — none of those cited has it; "
            "correct it, or remove as_of_basis",
        )


def _check_composition(
    fund: Fund, place: Place, claims: Mapping[str, Claim]
) -> Iterator[tuple[Place, str]]:
    """A make-up is shown only as one source gives it, whole and parts, and if it adds up."""

    def compare(
        at: Place, whole: Claim | None, parts: Iterable[str]
    ) -> Iterator[tuple[Place, str]]:
        found = [claims[address] for address in parts if address in claims]
        if whole is None or not found:
            return
        if len({claim.currency for claim in [whole, *found]}) > 1:
            yield at, "mixes currencies — such amounts have no honest sum"
        elif not set.intersection(*(_makers(claim) for claim in [whole, *found])):
            yield at, "no source gives both the whole and all its parts — show no sum of our own"
        elif (total := sum(claim.value or 0 for claim in found)) != whole.value:
            yield (
                at,
                f"the parts add up to {total}, the whole is {whole.value} — correct one of them",
            )

    steps = fund.composition
    yield from compare(
        (*place, "composition"), fund.claims.get("total"), [step.claim for step in steps]
    )
    for index, step in enumerate(steps):
        yield from compare((*place, "composition", index), claims.get(step.claim), step.parts)


def _makers(claim: Claim) -> set[str]:
    """The sources that state, repeat or confirm a claim."""
    aside = (Relation.DIFFERS, Relation.COMPARES)
    return {citation.source for citation in claim.sources if citation.relation not in aside}

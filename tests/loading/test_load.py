"""Broken data is refused with the file, the line, the place, what was found and what is expected."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from archive.building.check import check
from archive.loading.load import load, schemas
from archive.model.collections import COLLECTIONS
from archive.problems import ContentError
from tests.built import PROJECT


class Case(NamedTuple):
    """One replacement in one data file, and the line that must come of it.

    ``mark`` is text that stands on the line to be reported, once the file is changed;
    ``words`` must all be in the message after the place.
    """

    name: str
    file: str
    old: str
    new: str
    mark: str
    place: str
    words: tuple[str, ...]


CASES = [
    # The file as such
    Case(
        "YAML syntax",
        "funds",
        "owner: yunze-library\n  partners: [binders-guild]",
        "owner: yunze-library\n  partners: [binders-guild",
        "partners: [binders-guild",
        "not valid YAML",
        ("check indentation, quotes and colons",),
    ),
    Case(
        "duplicate key",
        "funds",
        "      as_of: 2031-07-12\n",
        "      as_of: 2031-07-12\n      value: 4500000\n",
        "value: 4500000",
        'duplicate key "value"',
        ("already stands at line 27", "remove one of them"),
    ),
    Case(
        "an anchor and an alias",
        "terms",
        "definition:\n    zh: 在湿页之间夹入吸水纸。",
        "definition: &loop\n    zh: *loop",
        "definition: &loop",
        "got the anchor &loop",
        ("needs quotes",),
    ),
    Case(
        "a key that is no text",
        "roles",
        "announcer:",
        "2031:\n  name: {zh: 年, en: Year}\nannouncer:",
        "2031:",
        "the key 2031 is not text",
        ("put it in quotes",),
    ),
    # Shapes
    Case(
        "unknown field",
        "funds",
        "  name_basis: own",
        "  name_bassis: own\n  name_basis: own",
        "name_bassis",
        "binding-fund.name_bassis",
        ('unknown field "name_bassis"', 'did you mean "name_basis"?'),
    ),
    Case(
        "known field in the wrong place",
        "sources",
        "  tells_of: 2031-08-31\n",
        "  tells_of: 2031-08-31\n  currency: CNY\n",
        "currency: CNY",
        "report.currency",
        ('unknown field "currency"', "known are address, author, basis"),
    ),
    Case(
        "missing field",
        "funds",
        "  owner: yunze-library\n  part_of",
        "  part_of",
        "binding-fund:",
        "binding-fund.owner",
        ('"owner" is missing', "add it"),
    ),
    Case(
        "missing basis",
        "funds",
        "  name_basis: own\n",
        "",
        "binding-fund:",
        "binding-fund",
        ("an English name without name_basis", "say where it comes from"),
    ),
    Case(
        "a label that is not there yet",
        "events",
        "theme: money",
        "theme: ceremonies",
        "ceremonies",
        "appeal-opened.theme",
        ("known are", "if it is new: make new KIND=themes ID=ceremonies"),
    ),
    Case(
        "amount in words",
        "funds",
        "value: 1200000",
        "value: 120万",
        "120万",
        "flood-fund.total.value",
        ('expected a number, got "120万"', "write all its digits"),
    ),
    Case(
        "text where a list belongs",
        "funds",
        "recipients: [binders-guild]",
        "recipients: binders-guild",
        "recipients: binders-guild",
        "binding-fund.recipients",
        ('expected a list, got "binders-guild"', "write [", "a dash"),
    ),
    Case(
        "text where fields belong",
        "funds",
        "part_of: {fund: flood-fund, basis: stated}",
        "part_of: flood-fund",
        "part_of: flood-fund",
        "binding-fund.part_of",
        ('expected fields below it, got "flood-fund"', "name: value"),
    ),
    Case(
        "yes as text",
        "categories",
        "name: {zh: 阅读, en: Reading}",
        "name: {zh: yes, en: Reading}",
        "zh: yes",
        "reading.name.zh",
        ("expected text", "quotes"),
    ),
    Case(
        "true as a count",
        "sources",
        "paragraphs: 6",
        "paragraphs: true",
        "paragraphs: true",
        "report.paragraphs",
        ("got true",),
    ),
    Case(
        "word outside a list of words",
        "sources",
        "seen: original",
        "seen: orignal",
        "seen: orignal",
        "evening-post.seen",
        ('got "orignal"', "use one of", "use one of original, copy"),
    ),
    Case(
        "bad id",
        "kinds",
        "newspaper:",
        "News_Paper:\n  name: {zh: 报, en: Paper}\nnewspaper:",
        "News_Paper:",
        "News_Paper",
        ('got the id "News_Paper"', "lower-case words joined by hyphens"),
    ),
    Case(
        "bad id of a claim",
        "initiatives",
        "    method:",
        "    Method:",
        "Method:",
        "book-drying.Method",
        ('got "Method"', "lower-case words joined by hyphens"),
    ),
    # Texts
    Case(
        "missing language",
        "funds",
        "label: {zh: 首批捐款, en: First gifts}",
        "label: {}",
        "label: {}",
        "flood-fund.first-gifts.label",
        ("words in no language", "one at least"),
    ),
    Case(
        "blank text",
        "funds",
        "label: {zh: 首批捐款, en: First gifts}",
        'label: {zh: 首批捐款, en: " "}',
        'en: " "',
        "flood-fund.first-gifts.label.en",
        ("got an empty text", "write the text"),
    ),
    Case(
        "HTML in a text",
        "funds",
        "en: It includes the",
        "en: It <b>includes</b> the",
        "<b>includes</b>",
        "flood-fund.total.note.en",
        ("got HTML", "data holds plain text"),
    ),
    Case(
        "HTML beside a brace",
        "terms",
        "en: Laying",
        "en: <i>{",
        "<i>",
        "interleaving.definition.en",
        ('got HTML in "<i>{ blotting',),
    ),
    Case(
        "unknown placeholder",
        "initiatives",
        "    zh: 载着图书到被水围住的街区去的船。\n"
        "    en: A boat that carried books to streets cut off by the water.",
        "    zh: 船，{reading-boat.trip}。\n    en: A boat, {reading-boat.trip}.",
        "en: A boat,",
        "reading-boat.summary.en",
        ('unknown claim "{reading-boat.trip}"', 'did you mean "reading-boat.trips"?'),
    ),
    Case(
        "placeholder like no claim",
        "roles",
        "name: {zh: 宣布方, en: Announced by}",
        "name: {zh: '{x.y}', en: '{x.y}'}",
        "{x.y}",
        "announcer.name.zh",
        ("known are book-drying.method, book-drying.praise, book-drying.volumes",),
    ),
    Case(
        "placeholders that differ between the languages",
        "funds",
        "        zh: 其中包括{flood-fund.first-gifts}。",
        "        zh: 其中包括{flood-fund.later-gifts}。",
        "note:",
        "flood-fund.total.note",
        ("different claims", "same {…} in both"),
    ),
    Case(
        "placeholder of a statement",
        "initiatives",
        "    zh: 载着图书到被水围住的街区去的船。\n"
        "    en: A boat that carried books to streets cut off by the water.",
        "    zh: 船。\n    en: A boat with {book-drying.method}.",
        "{book-drying.method}",
        "reading-boat.summary.en",
        ('"{book-drying.method}" is a statement', "only a claim with a value"),
    ),
    # Figures
    Case(
        "negative amount",
        "initiatives",
        "value: 13000",
        "value: -13000",
        "-13000",
        "book-drying.volumes.value",
        ("negative amount -13000", "zero or more"),
    ),
    Case(
        "infinite amount",
        "initiatives",
        "value: 13000",
        "value: .inf",
        ".inf",
        "book-drying.volumes.value",
        ("finite number",),
    ),
    Case(
        "no number at all",
        "initiatives",
        "value: 13000",
        "value: .nan",
        ".nan",
        "book-drying.volumes.value",
        ("finite number",),
    ),
    Case(
        "neither unit nor currency",
        "initiatives",
        "      unit: volumes\n",
        "",
        "volumes:",
        "book-drying.volumes",
        ("got a value with neither", "unit", "currency"),
    ),
    Case(
        "both unit and currency",
        "initiatives",
        "unit: volumes",
        "unit: volumes\n      currency: CNY",
        "volumes:",
        "book-drying.volumes",
        ("got a value with both unit and currency",),
    ),
    Case(
        "unknown unit",
        "initiatives",
        "unit: volumes",
        "unit: volums",
        "unit: volums",
        "book-drying.volumes.unit",
        ('unknown id "volums" in units', 'did you mean "volumes"?'),
    ),
    Case(
        "unknown currency",
        "funds",
        "      currency: USD\n      qualifier: about",
        "      currency: RMB\n      qualifier: about",
        "currency: RMB",
        "flood-fund.from-abroad.currency",
        ('got "RMB"', "ISO 4217"),
    ),
    Case(
        "money without status",
        "funds",
        "      status: paid\n",
        "",
        "from-abroad:",
        "flood-fund.from-abroad",
        ("got money without status or owner", "announced, committed, partly-paid, paid, not-found"),
    ),
    Case(
        "value and statement",
        "initiatives",
        "      label: {zh: 方法, en: Method}\n",
        "      label: {zh: 方法, en: Method}\n      value: 3\n      unit: volumes\n",
        "method:",
        "book-drying.method",
        ("got both", "either a value or a statement"),
    ),
    Case(
        "source that differs without its value",
        "funds",
        "          value: 25000\n          currency: USD\n",
        "",
        "- source: evening-post",
        "flood-fund.from-abroad.sources.1",
        ("got a source that differs without its value", "add what it says instead"),
    ),
    # What a source does to a claim
    Case(
        "no relation",
        "terms",
        "locator: ¶6, relation: states",
        "locator: ¶6",
        "source: report",
        "interleaving.sources.0.relation",
        ('"relation" is missing', "add it"),
    ),
    Case(
        "agreement with a value of its own",
        "funds",
        "relation: differs",
        "relation: confirms",
        "- source: evening-post",
        "flood-fund.from-abroad.sources.1",
        ("relation: confirms with a value of its own", "differs or compares"),
    ),
    Case(
        "part without saying which",
        "funds",
        "relation: states, printed: 120万元",
        "relation: states, part: true",
        "part: true",
        "flood-fund.total.sources.0",
        ("got part: true without a note", "which part"),
    ),
    Case(
        "comparison without saying with what",
        "funds",
        "- {source: evening-post, relation: repeats}\n      note:",
        "- {source: evening-post, relation: compares}\n      note:",
        "relation: compares",
        "flood-fund.total.sources.1",
        ("got a comparison without a note", "what is measured"),
    ),
    Case(
        "part of another measure",
        "initiatives",
        "relation: confirms",
        "relation: compares",
        "- source: evening-post",
        "book-drying.volunteers.sources.1",
        ("got part: true with relation: compares",),
    ),
    Case(
        "commendation of a figure",
        "initiatives",
        "      unit: trips\n",
        "      unit: trips\n      commendation: {zh: 年会, en: Meeting}\n",
        "trips:",
        "reading-boat.trips",
        ("got a commendation with a value", "in a statement"),
    ),
    Case(
        "borrowed date of no source",
        "initiatives",
        "      as_of: 2031-08-31\n      as_of_basis: source",
        "      as_of: 2031-08-30\n      as_of_basis: source",
        "as_of: 2031-08-30",
        "book-drying.volunteers.as_of",
        ("none of those cited has it", "remove as_of_basis"),
    ),
    # Dates
    Case(
        "date that does not exist",
        "events",
        "date: 2031-07-12",
        "date: 2031-13-45",
        "2031-13-45",
        "appeal-opened.date",
        ('got "2031-13-45", which is no date', "write 2020-02-07"),
    ),
    Case(
        "span that runs backwards",
        "events",
        "date: 2031-07-20/2031-07-21",
        "date: 2031-07-20/2031-07-19",
        "2031-07-20/2031-07-19",
        "boat-sails.date",
        ('got "2031-07-20/2031-07-19"', "span"),
    ),
    # Sources
    Case(
        "unknown source",
        "terms",
        "source: report",
        "source: raport",
        "source: raport",
        "interleaving.sources.0.source",
        ('unknown id "raport" in sources', 'did you mean "report"?'),
    ),
    Case(
        "missing locator",
        "terms",
        "{source: report, locator: ¶6, relation: states}",
        "{source: report, relation: states}",
        "{source: report, relation: states}",
        "interleaving.sources.0",
        ('got the locator "" in "report"', "¶1 to ¶6"),
    ),
    Case(
        "locator beyond the last paragraph",
        "terms",
        "locator: ¶6",
        "locator: ¶6 ¶7",
        "¶6 ¶7",
        "interleaving.sources.0.locator",
        ('got the locator "¶6 ¶7"', "¶1 to ¶6"),
    ),
    Case(
        "locator of a source without paragraphs",
        "funds",
        "        - {source: evening-post, relation: repeats}\n      note:",
        "        - {source: evening-post, locator: ¶1, relation: repeats}\n      note:",
        "locator: ¶1,",
        "flood-fund.total.sources.1.locator",
        ('got the locator "¶1"', "no numbered paragraphs"),
    ),
    Case(
        "malformed locator",
        "terms",
        "locator: ¶6",
        "locator: p. 6",
        "p. 6",
        "interleaving.sources.0.locator",
        ('got the locator "p. 6"', "write ¶3"),
    ),
    Case(
        "address that runs",
        "sources",
        "https://post.yunze.example/2031/09/appeal",
        "javascript:alert(1)",
        "javascript:alert(1)",
        "evening-post.address",
        ('got "javascript:alert(1)"', "https:// or http://"),
    ),
    Case(
        "no source at all",
        "initiatives",
        "        en: 'The books were interleaved with blotting paper, dried in the shade and pressed.'\n"
        "      sources:\n        - {source: report, locator: ¶6, relation: states}\n",
        "        en: Dried.\n      sources: []\n",
        "sources: []",
        "book-drying.method.sources",
        ("got an empty list", "name at least one"),
    ),
    Case(
        "title in no language",
        "sources",
        "  title_language: zh\n",
        "",
        "report:",
        "report",
        ("got a title without its language",),
    ),
    Case(
        "address of a copy",
        "sources",
        "  seen: original\n",
        "  seen: copy\n",
        "evening-post:",
        "evening-post",
        ("got the address of a source that was seen as a copy", "publisher's own"),
    ),
    # Between entries
    Case(
        "id taken in another file",
        "terms",
        "interleaving:",
        "flood-fund:",
        "flood-fund:",
        "flood-fund",
        ("the id is taken by data/funds.yml:2", "choose another"),
    ),
    Case(
        "parts that do not add up",
        "funds",
        "value: 750000",
        "value: 700000",
        "composition:",
        "flood-fund.composition",
        ("the parts add up to 1150000, the whole is 1200000", "correct one of them"),
    ),
    Case(
        "parts in another currency",
        "funds",
        "      value: 750000\n      currency: CNY",
        "      value: 750000\n      currency: USD",
        "composition:",
        "flood-fund.composition",
        ("mixes currencies", "no honest sum"),
    ),
    Case(
        "a sum that no source gives",
        "funds",
        "¶2 ¶3, relation: states}\n        - {source: evening-post, relation: repeats}",
        "¶2 ¶3, relation: states}",
        "composition:",
        "flood-fund.composition",
        ("no source gives both the whole and all its parts", "no sum of our own"),
    ),
    Case(
        "somebody confirms their own words",
        "initiatives",
        "        - {source: leaflet, relation: states}\n    volunteers:",
        "        - {source: leaflet, relation: states}\n"
        "        - {source: evening-post, relation: confirms}\n    volunteers:",
        "{source: evening-post, relation: confirms}",
        "book-drying.volumes.sources.2.relation",
        ("gives the words of yunze-library", 'in "leaflet"', "write states or repeats"),
    ),
    Case(
        "a value that is not what its source prints",
        "funds",
        "printed: 120万元",
        "printed: 130万元",
        "printed: 130万元",
        "flood-fund.total.sources.0.printed",
        ('"130万元" is 1300000, the value is 1200000', "correct one of them"),
    ),
]


def replace(root: Path, file: str, old: str, new: str) -> str:
    """Replace ``old``, which stands once in a data file, and return the changed text."""
    path = root / "data" / f"{file}.yml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"the test's own text {old!r} stands {text.count(old)} times"
    path.write_text(text.replace(old, new), "utf-8")
    return text.replace(old, new)


def line_of(text: str, mark: str) -> int:
    """The first line, from 1, that holds ``mark``."""
    return next(number for number, line in enumerate(text.splitlines(), 1) if mark in line)


SLIPS = [
    # What is typed in place of a line of the notes, the line that is named, what is said.
    ('zh: "甲\n    en: A', 0, 'the quotation mark " is opened here and not closed'),
    ("zh: '甲\n    en: A", 0, "the quotation mark ' is opened here and not closed"),
    ('zh: 甲\n    en: "A', 1, 'the quotation mark " is opened here and not closed'),
    ("zh：甲\n    en: A", 0, 'got the full-width sign ： — write it half-width: ": "'),
    ("{zh: 甲, en: 1,100 calls}", 0, 'got a comma in "1, 100 calls"'),
    ("{zh: 甲, en: A, b}", 0, 'got a comma in "A, b"'),
    ("{zh: 甲，en: A}", 0, "got the full-width sign ，"),
    ("{zh： 甲, en: A}", 0, "got the full-width sign ："),
    ('{zh: "甲, en: A}', 0, 'the quotation mark " is opened here and not closed'),
    ("zh: 甲\n    en: A: B", 1, "a text with a colon and a space, or a brace, in it needs quotes"),
    ("zh: 甲\n    en:", 1, "nothing stands behind en: — write it out, or remove the line"),
]


@pytest.mark.parametrize(("typed", "line", "words"), SLIPS, ids=[slip[0] for slip in SLIPS])
def test_a_slip_of_the_hand_is_named_where_it_was_made(
    scratch: Path, typed: str, line: int, words: str
) -> None:
    """Once, in the middle of a file with many quotation marks behind it."""
    path = scratch / "data" / "terms.yml"
    following = "".join(
        f'\nterm-{at}:\n  name: {{zh: "词", en: "A: term"}}\n  name_basis: own\n'
        f'  definition: {{zh: "词。", en: "A term’s meaning."}}\n'
        for at in range(40)
    )
    before = path.read_text("utf-8") + "\nslip:\n  name_basis: own\n  name: {zh: 词, en: Term}\n"
    inner = typed if typed.startswith("{") else f"\n    {typed}"
    path.write_text(f"{before}  definition: {inner}{following}", "utf-8")
    at = before.count("\n") + 1 + line + (not typed.startswith("{"))
    [said] = complaints(scratch)
    assert said.startswith(f"data/terms.yml:{at}: ")
    assert words in said


def test_the_first_entry_may_follow_what_stands_for_none(scratch: Path) -> None:
    (scratch / "data" / "corrections.yml").write_text("# x\n{}\na:\n  date: 2031-08\n", "utf-8")
    [said] = complaints(scratch)
    assert said.startswith("data/corrections.yml:2: {} says that there are no entries — remove it")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("a: {}\n<<<<<<< HEAD\nb: {}\n=======\n", "2: a marker of a merge"),
        ("a:\n  b: c\x07\n", "2: got the invisible character U+0007 — write the text without it"),
    ],
)
def test_what_a_tool_left_behind_is_named_on_its_line(scratch: Path, file: str, said: str) -> None:
    (scratch / "data" / "terms.yml").write_text(file, "utf-8")
    assert complaints(scratch)[0].startswith(f"data/terms.yml:{said}")


def test_a_list_whose_only_item_is_wrong_is_not_called_empty_besides(scratch: Path) -> None:
    old = "added: 2031-12-01\n      sources:\n        - {source: leaflet, relation: state"
    replace(scratch, "initiatives", f"{old}s}}", f"{old}}}")
    [said] = complaints(scratch)
    assert "reading-boat.trips.sources.0.relation: " in said


def test_what_is_sound_in_a_mistaken_entry_is_judged_too(scratch: Path) -> None:
    replace(scratch, "funds", "value: 1200000", "value: -5")
    replace(scratch, "funds", "announced: appeal-opened", "announced: apeal-opened")
    replace(scratch, "initiatives", "unit: trips", "unit: tripps\n      qualifier: abuot")
    said = "\n".join(complaints(scratch))
    assert 'did you mean "appeal-opened"?' in said
    assert 'did you mean "trips"?' in said


def complaints(root: Path) -> list[str]:
    """What loading says of broken data, one line for each mistake."""
    with pytest.raises(ContentError) as error:
        load(root)
    return str(error.value).splitlines()


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_mistake_is_reported_at_its_place_and_in_no_other_file(scratch: Path, case: Case) -> None:
    text = replace(scratch, case.file, case.old, case.new)
    found = complaints(scratch)
    where = f"data/{case.file}.yml:{line_of(text, case.mark)}: {case.place}"
    [said] = [line for line in found if line.startswith(where)] or ["\n".join(found)]
    for words in (where, *case.words):
        assert words in said
    assert {line.partition(":")[0] for line in found} == {f"data/{case.file}.yml"}


@pytest.mark.parametrize(
    ("file", "content", "words"),
    [
        ("funds", None, "the file is missing"),
        ("sources", b"# nothing here\n", "the file is empty — write {}"),
        ("funds", b"- a list\n", "expected entries, each under its id"),
        ("initiatives", b"a text\n", "expected entries, each under its id"),
        ("sources", b"[", "not valid YAML"),
        ("organizations", "水灾: {}".encode("gb18030"), "not UTF-8"),
    ],
    ids=["missing", "empty", "list", "text", "broken", "not UTF-8"],
)
def test_an_unusable_file_is_the_only_one_complained_of(
    scratch: Path, file: str, content: bytes | None, words: str
) -> None:
    """Who breaks one file must not have to search for that line among a hundred others."""
    path = scratch / "data" / f"{file}.yml"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    found = complaints(scratch)
    assert found[0].startswith(f"data/{file}.yml:1: {words}"), found[0]
    assert found[1:] == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  voice: yunze-library\n", "", "whose words is not on record — add voice:"),
        ("voice: lin-yue", "voice: lin-yeu", 'did you mean "lin-yue"?'),
    ],
)
def test_whoever_repeats_says_whose_words(scratch: Path, old: str, new: str, words: str) -> None:
    replace(scratch, "sources", old, new)
    assert any(words in said for said in complaints(scratch))


def test_a_forecast_is_dated(scratch: Path) -> None:
    replace(scratch, "sources", "  published: 2031-09\n", "")
    replace(
        scratch,
        "events",
        "source: evening-post, relation: confirms",
        "source: evening-post, relation: confirms, forecast: true",
    )
    [said] = complaints(scratch)
    assert "boat-sails.sources.0.forecast: got a forecast" in said


def test_comparisons_alone_make_no_claim(scratch: Path) -> None:
    text = (scratch / "data" / "initiatives.yml").read_text("utf-8")
    end = "- {source: leaflet, relation: states}\n"
    note = "- {source: leaflet, relation: compares, note: {zh: 另一月。, en: Another month.}}\n"
    assert text.endswith(end)
    (scratch / "data" / "initiatives.yml").write_text(text.removesuffix(end) + note, "utf-8")
    [said] = complaints(scratch)
    assert "reading-boat.trips: got no source that states, repeats or confirms" in said


def test_all_mistakes_in_all_files_are_reported_at_once_and_in_order(scratch: Path) -> None:
    replace(scratch, "units", "trips: {zh: 个航次,", "trips: {zh: ,")
    replace(scratch, "events", "date: 2031-07-12", "date: 2031-13-45")
    replace(scratch, "funds", "value: 1200000", "value: -5")
    replace(scratch, "funds", "basis: stated", "basis: guessed")
    replace(scratch, "initiatives", "unit: trips", "unit: tripps")
    places = [tuple(said.split(": ")[:2]) for said in complaints(scratch)]
    assert [(place.rpartition(":")[0], what) for place, what in places] == [
        ("data/events.yml", "appeal-opened.date"),
        ("data/funds.yml", "flood-fund.total.value"),
        ("data/funds.yml", "binding-fund.part_of.basis"),
        ("data/initiatives.yml", "reading-boat.trips.unit"),
        ("data/units.yml", "trips.zh"),
    ]


def test_the_command_line_prints_each_mistake_and_fails(scratch: Path) -> None:
    replace(scratch, "events", "date: 2031-07-12", "date: 2031-13-45")
    replace(scratch, "initiatives", "unit: trips", "unit: tripps")
    page = scratch / "docs" / "en" / "about.md"
    page.write_text(page.read_text("utf-8") + "\n{{ config }}\n", "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "archive", "check"],
        cwd=scratch,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 1
    lines = run.stderr.splitlines()
    assert [line.partition(":")[0] for line in lines[:-1]] == [
        "data/events.yml",
        "data/initiatives.yml",
        "docs/en/about.md",
    ]
    assert lines[-1].startswith("3 mistakes")
    assert "Traceback" not in run.stderr + run.stdout


def test_the_unbroken_record_loads(scratch: Path) -> None:
    assert check(scratch) == []
    archive = load(scratch)
    assert all(archive.entries(name) for name in COLLECTIONS), "an example of each collection"


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("0", "0"),
        ("13_000", "13000"),
        ("013000", "13000"),
        ("1.3e+4", "13000"),
        ("0.50", "0.5"),
        (".5", "0.5"),
    ],
)
def test_a_number_is_read_as_it_is_written(scratch: Path, written: str, amount: str) -> None:
    replace(scratch, "initiatives", "value: 13000", f"value: {written}")
    value = load(scratch).claims["book-drying.volumes"].value
    assert value is not None
    assert format(value.normalize(), "f") == amount


def test_the_schemas_describe_the_model() -> None:
    folder = PROJECT / "data" / "schema"
    written = {path.stem: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}
    assert written == schemas(), "stale schemas — run `make schema`"


@pytest.mark.parametrize("name", COLLECTIONS)
def test_each_data_file_names_its_schema_for_editors(name: str) -> None:
    first = (PROJECT / "data" / f"{name}.yml").read_text("utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema=schema/{name}.json"

"""New entries: of every kind, written in place, with what they need on pages; the check passes."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.building.check import check
from archive.building.new import KINDS, kind_of
from archive.cli import main
from archive.project import open_project

# In the order in which one rests on the other; each with the fewest fields that make it whole.
NEW = [
    ("kinds", "shop", ["name.zh=店铺", "name.en=Shops"]),
    ("categories", "after", ["name.zh=之后", "name.en=Afterwards"]),
    ("themes", "weather", ["name.zh=天气", "name.en=The weather"]),
    ("audiences", "pupils", ["name.zh=学生", "name.en=pupils"]),
    ("roles", "guest", ["name.zh=来宾", "name.en=guest"]),
    ("units", "shelves", ["zh=个书架", "en.one=shelf", "en.other=shelves"]),
    ("organization", "paper-shop", ["name.zh=纸店", "name.en=Paper Shop", "name_basis=own", "kind=shop"]),
    ("person", "he-ping", ["name.zh=何平", "name.en=He Ping", "name_basis=own", "note.zh=店主。", "note.en=The owner: so it says.", "bodies=paper-shop", "sources.source=leaflet", "sources.relation=states"]),
    ("source", "shop-sign", ["description.zh=店铺告示", "description.en=A sign in the shop", "publisher=paper-shop", "voice=he-ping", "basis.zh=自己的事", "basis.en=its own affairs", "seen=copy", "published=2031-09-02"]),
    ("initiative", "shelf-gift", ["name.zh=赠书架", "name.en=Gift of Shelves", "name_basis=own", "aliases=送架子，Shelves", "summary.zh=纸店赠送书架。", "summary.en=The shop gave shelves.", "category=after", "operator=paper-shop", "audiences=readers, pupils"]),
    ("claim", "shelf-gift.shelves", ["label.zh=书架", "label.en=Shelves", "value=12", "unit=shelves", "qualifier=more than", "as_of=2031-09", "sources={source: shop-sign, relation: states}, {source: report, locator: ¶2, relation: repeats}"]),
    ("claim", "shelf-gift.wood", ["label.zh=木料", "label.en=Wood", "statement.zh=书架是竹制的。", "statement.en=The shelves are of bamboo.", "sources.source=shop-sign", "sources.relation=states"]),
    ("fund", "paper-money", ["name.zh=购纸款", "name.en=Paper Money", "name_basis=own", "summary.zh=用于购纸。", "summary.en=For buying paper.", "owner=paper-shop"]),
    ("claim", "flood-fund.paper", ["label.zh=购纸", "label.en=For paper", "value=5000.50", "currency=CNY", "status=paid", "owner=paper-shop", "sources.source=shop-sign", "sources.relation=states"]),
    ("event", "shelves-come", ["title.zh=书架送到", "title.en=The shelves arrive", "theme=weather", "date=2031-09-03", "records=shelf-gift", "participants={organization: paper-shop, role: guest}", "sources.source=shop-sign", "sources.relation=confirms"]),
    ("term", "bamboo", ["name.zh=竹", "name.en=bamboo", "name_basis=own", "definition.zh=一种草。", "definition.en=A grass, and a tall one."]),
    ("emendations", "sign-bamboo", ["source=report", "locator=¶3", "meant=竹", "certainty=probable", "note.zh=残损。", "note.en=Damaged."]),
    ("corrections", "2031-09-05-shelves", ["date=2031-09-05", "where=shelf-gift.shelves", "was.zh=十一个", "was.en=eleven", "now.zh=十二个", "now.en=twelve"]),
]  # fmt: skip


def call(root: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str, typed: str = "") -> Result:
    monkeypatch.chdir(root)
    return CliRunner().invoke(main, arguments, input=typed)


def new(root: Path, monkeypatch: pytest.MonkeyPatch, kind: str, entry: str, *fields: str) -> Result:
    return call(root, monkeypatch, "new", "--kind", kind, "--id", entry, *fields)


def texts(root: Path) -> dict[str, str]:
    paths = [*root.glob("*.yml"), *(root / "data").glob("*.yml"), *(root / "docs").rglob("*.md")]
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in paths}


def test_an_entry_of_every_kind_is_written_in_place_and_passes(
    scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {kind for kind, _, _ in NEW} == KINDS.keys()
    before = texts(scratch)
    for kind, entry, fields in NEW:
        result = new(scratch, monkeypatch, kind, entry, *fields)
        assert result.exit_code == 0, (kind, result.output)
    assert [str(problem) for problem in check(scratch)] == []
    for path, text in before.items():
        after = (scratch / path).read_text("utf-8")
        lost = [
            line for line in difflib.ndiff(text.splitlines(), after.splitlines()) if line[0] == "-"
        ]
        assert lost in ([], ["- {}"]), path
    archive = open_project(scratch).archive
    assert archive.initiatives["shelf-gift"].aliases == ("送架子", "Shelves")
    assert str(archive.claims["flood-fund.paper"].value) == "5000.5"
    assert [one.source for one in archive.claims["shelf-gift.shelves"].sources] == [
        "shop-sign",
        "report",
    ]
    claims = texts(scratch)["data/initiatives.yml"].split("shelf-gift:\n")[1]
    assert claims.index("      label: {zh: 书架, en: Shelves}\n") < claims.index(
        "      value: 12\n"
    )
    assert "        - {source: report, locator: ¶2, relation: repeats}\n" in claims
    for language in ("zh", "en"):
        nav = texts(scratch)["mkdocs.yml" if language == "zh" else "mkdocs.en.yml"]
        assert "      - initiatives/reading-boat.md\n      - initiatives/shelf-gift.md\n" in nav
        assert "{ #after }" in texts(scratch)[f"docs/{language}/initiatives/index.md"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("unit", "units"), "units"),
        (("category", "categories"), "categories"),
        (("fund", "funds"), "fund"),
        (("person", "people"), "person"),
        (("claim", "claims"), "claim"),
    ],
)
def test_a_kind_is_known_by_the_name_of_one_and_of_many(words: tuple[str, ...], kind: str) -> None:
    assert {kind_of(word).name for word in words} == {kind}


@pytest.mark.parametrize(
    ("kind", "entry", "fields", "said"),
    [
        ("found", "a", [], 'no kind "found" — did you mean "fund"?'),
        ("theem", "a", ["name.zh=甲"], 'no kind "theem" — did you mean "themes"?'),
        ("claims", "flood-fund.a", ["relation=states"], 'did you mean "sources.relation"?'),
        ("themes", "a b", ["name.zh=甲", "name.en=A"], "ids are lower-case words joined by hyphens"),
        ("themes", "money", ["name.zh=甲", "name.en=A"], '"money" is in use'),
        ("person", "report", [], '"report" is in use'),
        ("themes", "a", ["name.zh="], "got an empty text"),
        ("person", "a", ["name.en=A", "note.zh=甲。", "sources.source=leaflet", "sources.relation=states"], "got an English name without name_basis"),
        ("themes", "a", ["nam.zh=甲"], 'unknown field "nam" — did you mean "name"?'),
        ("themes", "a", ["name"], "write FIELD=VALUE"),
        ("claim", "flod-fund.a", [], 'did you mean "flood-fund"?'),
        ("claim", "flood-fund.a", ["value=15亿"], 'expected a number, got "15亿"'),
        (
            "term", "later", ["name.zh=后", "name.en=later", "name_basis=own", "definition.zh=过了五年。", "definition.en=After five years."],
            '"五" is typed into the text',
        ),
    ],
)  # fmt: skip
def test_what_would_not_pass_is_not_written(
    scratch: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    entry: str,
    fields: list[str],
    said: str,
) -> None:
    before = texts(scratch)
    result = new(scratch, monkeypatch, kind, entry, *fields)
    assert result.exit_code == 1
    assert said in result.output
    assert texts(scratch) == before


def test_in_a_terminal_what_is_required_is_asked_for_until_it_is_right(
    scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [
        "initiative", "book-stall", "书摊", "Book Stall", "mine", "own", "摆书摊。", "A stall.", "rescu", "rescue",
        "operator", "yunze-library", "",  # one more field, then none
        "y", "books",  # a figure of it
        "图书", "Books", "evening-post", "confirms", "", "n",  # its source, which needs no more, and no other
        "",  # neither value nor statement: what is missing is said
        "value", "1,5", "15", "unit", "volumes", "",
        "n",
    ]  # fmt: skip
    result = call(scratch, monkeypatch, "new", "--ask", typed="\n".join(answers) + "\n")
    assert result.exit_code == 0, result.output
    assert "a claim has either a value or a statement" in result.output
    assert [str(problem) for problem in check(scratch)] == []
    claim = open_project(scratch).archive.claims["book-stall.books"]
    assert (str(claim.value), claim.unit) == ("15", "volumes")


def test_in_a_terminal_enter_leaves_out_a_language_but_not_both(
    scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = ["organization", "paper-shop", "", "", "纸店", "", "", "library", "", "n"]
    shelves = ["units", "shelves", "个书架", "n", ""]  # no fields under en
    for answers in (shop, shelves):
        result = call(scratch, monkeypatch, "new", "--ask", typed="\n".join(answers) + "\n")
        assert result.exit_code == 0, result.output
    archive = open_project(scratch).archive
    shop_name = archive.organizations["paper-shop"].name
    assert (shop_name.zh, shop_name.missing) == ("纸店", "en")
    assert archive.units["shelves"].missing == "en"
    assert "en:" not in texts(scratch)["data/organizations.yml"].split("paper-shop:")[1]


def test_the_fields_of_a_kind_are_told_with_what_they_may_hold(
    scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = call(scratch, monkeypatch, "fields", "claim").output.splitlines()
    assert "* label: a text in one language or both" in told
    assert "  status: announced | committed | partly-paid | paid | not-found" in told
    assert any(line.startswith("* sources.source: an id: report, evening-post") for line in told)
    assert any(line.startswith("  unit: an id: ") and "volumes" in line for line in told)
    of_source = call(scratch, monkeypatch, "fields", "source").output
    assert (
        "seen: original | copy\n      In what form it was seen; original = stored copy" in of_source
    )
    assert "basis: a text in one language or both\n      What its knowledge rests on\n" in of_source


def test_a_record_comes_with_the_claims_that_its_summary_prints(
    scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = [
        "name.zh=书摊", "name.en=Book Stall", "name_basis=own", "category=rescue",
        "summary.zh=摆出{book-stall.books}。", "summary.en=It sold {book-stall.books}.",
    ]  # fmt: skip
    claim = [
        "label.zh=图书", "label.en=Books", "value=15", "unit=volumes", "as_of=2031-09",
        "sources={source: evening-post, relation: confirms}",
    ]  # fmt: skip
    result = new(scratch, monkeypatch, "initiative", "book-stall", *fields)
    assert 'unknown claim "{book-stall.books}"' in result.output
    inside = [f"claims.books.{field}" for field in claim]
    result = new(scratch, monkeypatch, "initiative", "book-stall", *fields, *inside)
    assert result.exit_code == 0, result.output
    assert [str(problem) for problem in check(scratch)] == []
    assert str(open_project(scratch).archive.claims["book-stall.books"].value) == "15"


def test_in_a_terminal_too_a_summary_may_print_claims_that_follow(
    scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [
        "initiative", "book-stall", "书摊", "Book Stall", "own", "摆出{book-stall.books}。", "It sold {book-stall.books}.", "rescue",
        "",  # not yet: the summary prints what is not there
        "claims", "books", "图书", "Books", "evening-post", "confirms", "", "n",
        "value", "15", "unit", "volumes", "", "n",  # no other claim
        "", "n",
    ]  # fmt: skip
    result = call(scratch, monkeypatch, "new", "--ask", typed="\n".join(answers) + "\n")
    assert result.exit_code == 0, result.output
    assert [str(problem) for problem in check(scratch)] == []

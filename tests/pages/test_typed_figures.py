"""Figures typed into prose are found; words that prose needs are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.building.check import check
from archive.languages import Language
from archive.loading.load import load
from archive.model.collections import Archive
from archive.model.numerals import number_in
from archive.model.records import Unit
from archive.pages.typed_figures import typed_figures
from tools.new_record import SEED


@pytest.fixture(scope="module")
def archive() -> Archive:
    """The invented record, with the units of these sentences."""
    units = {
        unit: Unit.model_validate({"zh": zh, "en": {"one": one, "other": other}})
        for unit, zh, one, other in (
            ("days", "天", "day", "days"),
            ("hospitals", "家医院", "hospital", "hospitals"),
        )
    }
    return load(SEED).model_copy(update={"units": units})


def found(text: str, language: Language, archive: Archive) -> list[str]:
    problems = typed_figures(f"# Title\n\n{text}\n", "page.md", language, archive)
    return [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("language", "text", "typed"),
    [
        ("zh", "基金共三亿元。", "三亿"),
        ("zh", "另有两亿用于科研。", "两亿"),
        ("zh", "总额为15亿元。", "15亿"),
        ("zh", "覆盖1.3万多家医院。", "1.3万"),
        ("zh", "新增一百三十个国家。", "一百三十"),
        ("zh", "送到两家医院。", "两"),
        ("zh", "增加了10 台。", "10"),
        ("zh", "到2020年2月7日为止。", "2020年2月7日"),
        ("zh", "二月中旬以后。", "二月"),
        ("en", "It put up RMB 300 million.", "300 million"),
        ("en", "Some thirteen thousand hospitals.", "thirteen thousand"),
        ("en", "It went to two hospitals.", "two"),
        ("en", "Within eight days.", "eight"),
        ("en", "More than 13,000 of them.", "13,000"),
        ("en", "A hundred charities.", "A hundred"),
        ("en", "On 7 February 2020 it grew.", "7 February 2020"),
        ("en", "It grew again in February.", "February"),
    ],
)
def test_typed_figures_are_found_with_their_line(
    archive: Archive, language: Language, text: str, typed: str
) -> None:
    reported = found(text, language, archive)
    assert len(reported) == 1, reported
    assert reported[0].startswith("page.md:3: ")
    assert f'"{typed}' in reported[0]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "COVID-19与UTF-8，见`100`和第三段。"),
        ("zh", "一项行动、一个机构、两种语言、两边、万一、十分、一万个问号之外的话。"[:20]),
        ("zh", '{{ fact("a.b") }}，见[这里](page-2.md)和<https://example.org/2020/>。'),
        ("zh", "1. 列表\n2. 列表\n\n## 标题 { #part-2 }"),
        ("zh", "```\n15亿\n```"),
        ("en", "COVID-19 and UTF-8, see `100`; one of them, both, the first, a second source."),
        ("en", 'See {{ when("e") }} and [here](page-2.md) or <https://example.org/2020/>.'),
        ("en", "It may march on; two languages, three questions remain."),
    ],
)
def test_names_markup_and_small_words_pass(archive: Archive, language: Language, text: str) -> None:
    assert found(text, language, archive) == []


@pytest.mark.parametrize(
    ("language", "text", "macro"),
    [
        ("zh", "总额一百二十万元。", '{{ fact("flood-fund.total") }}'),
        ("zh", "总额120万元。", '{{ fact("flood-fund.total") }}'),
        ("en", "A total of 1.2 million.", '{{ fact("flood-fund.total") }}'),
        ("en", "Thirteen thousand books.", '{{ fact("book-drying.volumes") }}'),
        ("en", "On 12 July 2031.", '{{ when("appeal-opened") }}'),
        ("zh", "在2031年7月12日。", '{{ when("appeal-opened") }}'),
        ("en", "Some 987 of them.", '{{ verbatim("…", "the reason") }}'),
    ],
)
def test_the_macro_to_use_is_named(
    archive: Archive, language: Language, text: str, macro: str
) -> None:
    (reported,) = found(text, language, archive)
    assert macro in reported


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("三亿", 300_000_000),
        ("十五亿", 1_500_000_000),
        ("一百三十", 130),
        ("两万五千", 25_000),
        ("1.3万", 13_000),
        ("5820万", 58_200_000),
        ("1,500", 1_500),
        ("58.2 million", 58_200_000),
        ("thirteen thousand", 13_000),
        ("two hundred million", 200_000_000),
    ],
)
def test_number_words_are_read(words: str, value: int) -> None:
    assert number_in(words) == value


def test_a_record_that_counts_nothing_yet_may_say_two_of_anything(archive: Archive) -> None:
    bare = archive.model_copy(update={"units": {}})
    assert found("There are five relations, and both have two sides.", "en", bare) == []
    assert found("It took five days.", "en", bare)


@pytest.mark.parametrize(
    ("zh", "en", "said"),
    [
        ("送了3000份。", "It brought 3000.", ['zh: "3000', 'en: "3000"']),
        ("晾干一万三千册。", "They were dried.", ['zh: "一万三千" is typed into the text — write']),
        (
            "送到。",
            "It brought thirteen thousand.",
            ["write {book-drying.volumes} in both languages"],
        ),
        ("2031年7月的“百人”行动。", "Since late July 2031, the “100” of July 12.", []),
        ("晾干{book-drying.volumes}。", "{book-drying.volumes} were dried, by UTF-8.", []),
    ],
)
def test_figures_typed_into_texts_of_the_data_are_found(
    scratch: Path, zh: str, en: str, said: list[str]
) -> None:
    path = scratch / "data" / "initiatives.yml"
    lines = path.read_text("utf-8").splitlines()
    at = lines.index("    zh: 载着图书到被水围住的街区去的船。")
    lines[at : at + 2] = [f"    zh: '{zh}'", f"    en: '{en}'"]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    found = [str(problem) for problem in check(scratch)]
    assert len(found) == len(said), found
    for message, words in zip(found, said, strict=True):
        assert words in message
        assert message.startswith(f"data/initiatives.yml:{at + 1 + ('summary.en' in message)}: ")

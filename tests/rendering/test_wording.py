"""How figures, amounts and dates read in both languages, and that nothing is lost in the words."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from archive.languages import LANGUAGES
from archive.model.claims import Claim, Quantity
from archive.model.dates import PartialDate, When
from archive.model.records import Unit
from archive.rendering import wording

UNITS = {
    unit: Unit.model_validate({"zh": zh, "en": {"one": one, "other": other}})
    for unit, zh, one, other in (
        ("cloud-hosts", "台云主机", "cloud host", "cloud hosts"),
        ("cores", "核", "core", "cores"),
        ("countries", "个国家", "country", "countries"),
        ("days", "天", "day", "days"),
        ("donors", "名捐赠者", "donor", "donors"),
        ("hospitals", "家医院", "hospital", "hospitals"),
    )
}
QUALIFIERS = ("exactly", "more than", "about", "at least", "within", "up to")


def worded(value: Any, of: str, qualifier: str = "exactly") -> list[str]:
    """A figure in Chinese and in English; ``of`` is a unit or, in capitals, a currency."""
    kind = "currency" if of.isupper() else "unit"
    figure = Quantity.model_validate({"value": value, kind: of, "qualifier": qualifier})
    return [wording.quantity(figure, UNITS, language) for language in LANGUAGES]


@pytest.mark.parametrize(
    ("value", "of", "qualifier", "zh", "en"),
    [
        (1500000000, "CNY", "exactly", "15亿元", "RMB 1.5 billion"),
        (300000000, "CNY", "exactly", "3亿元", "RMB 300 million"),
        (100000000, "USD", "exactly", "1亿美元", "US$100 million"),
        (600000000, "CNY", "more than", "超6亿元", "more than RMB 600 million"),
        (13000, "hospitals", "more than", "超1.3万家医院", "more than 13,000 hospitals"),
        (100000, "cloud-hosts", "exactly", "10万台云主机", "100,000 cloud hosts"),
        (1000000, "cores", "more than", "超100万核", "more than 1 million cores"),
        (10000000, "donors", "at least", "上千万名捐赠者", "ten million donors or more"),
        (10000, "donors", "at least", "上万名捐赠者", "ten thousand donors or more"),
        (10000000, "CNY", "at least", "至少1000万元", "at least RMB 10 million"),
        (8, "days", "within", "8天内", "within 8 days"),
        (130, "countries", "more than", "超130个国家", "more than 130 countries"),
        (46, "countries", "more than", "超46个国家", "more than 46 countries"),
        (1, "hospitals", "exactly", "1家医院", "1 hospital"),
        (2, "hospitals", "exactly", "2家医院", "2 hospitals"),
        (0, "hospitals", "exactly", "0家医院", "0 hospitals"),
        (0, "CNY", "exactly", "0元", "RMB 0"),
        (0, "hospitals", "more than", "超0家医院", "more than 0 hospitals"),
        (9999, "hospitals", "about", "约9999家医院", "about 9,999 hospitals"),
        (1234567, "hospitals", "at least", "至少1,234,567家医院", "at least 1,234,567 hospitals"),
        (Decimal("0.5"), "CNY", "up to", "至多0.5元", "up to RMB 0.5"),
        (Decimal("1.5"), "hospitals", "exactly", "1.5家医院", "1.5 hospitals"),
        (10**12, "CNY", "exactly", "1万亿元", "RMB 1 trillion"),
        (
            10**18,
            "CNY",
            "exactly",
            "1,000,000,000,000,000,000元",
            "RMB 1,000,000,000,000,000,000",
        ),
    ],
)
def test_a_figure_reads_as_each_language_writes_it(
    value: int | Decimal, of: str, qualifier: str, zh: str, en: str
) -> None:
    assert worded(value, of, qualifier) == [zh, en]


@pytest.mark.parametrize(
    ("written", "plain", "qualifier"),
    [
        ("1.0", 1, "exactly"),
        ("2.50", Decimal("2.5"), "exactly"),
        ("1500000.00", 1500000, "more than"),
        ("1.5E+9", 1500000000, "exactly"),
        ("-0.0", 0, "exactly"),
        ("1.0E+7", 10000000, "at least"),
    ],
)
def test_equal_numbers_read_alike_however_they_were_typed(
    written: str, plain: int | Decimal, qualifier: str
) -> None:
    expected = worded(plain, "hospitals", qualifier)
    assert worded(Decimal(written), "hospitals", qualifier) == expected


@pytest.mark.parametrize("model", [Quantity, Claim])
@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        (-1, "negative amount"),
        (Decimal("-0.01"), "negative amount"),
        (Decimal("NaN"), "finite"),
        (float("nan"), "finite"),
        (Decimal("Infinity"), "finite"),
        (float("-inf"), "finite"),
        (True, "expected a number, got true"),
        (False, "expected a number, got false"),
        ("15亿", 'expected a number, got "15亿"'),
        ("15", 'expected a number, got "15"'),
    ],
)
def test_what_is_no_amount_is_refused(model: type[Quantity], value: Any, complaint: str) -> None:
    fields: dict[str, Any] = {"value": value, "unit": "hospitals"}
    if model is Claim:
        fields |= {"label": {"zh": "医院", "en": "Hospitals"}, "sources": [{"source": "report"}]}
    with pytest.raises(ValidationError) as refused:
        model.model_validate(fields)
    assert complaint in str(refused.value)


@pytest.mark.parametrize(
    ("date", "zh", "en"),
    [
        ("2020", "2020年", "2020"),
        ("2020-02", "2020年2月", "February 2020"),
        ("2020-01-24", "2020年1月24日", "24 January 2020"),
        ("2020-03-24/2020-03-25", "2020年3月24日至25日", "24–25 March 2020"),
        ("2020-03-30/2020-04-02", "2020年3月30日至4月2日", "30 March – 2 April 2020"),
        (
            "2019-12-31/2020-01-01",
            "2019年12月31日至2020年1月1日",
            "31 December 2019 – 1 January 2020",
        ),
        ("2020-01/2020-03", "2020年1月至3月", "January – March 2020"),
        ("2020-02-10/2020-03", "2020年2月10日至3月", "10 February – March 2020"),
        ("2020-02/2020-03-10", "2020年2月至3月10日", "February – 10 March 2020"),
    ],
)
def test_a_date_or_span_reads_as_each_language_writes_it(date: str, zh: str, en: str) -> None:
    moment = When.parse(date)
    assert [wording.when(moment, language) for language in LANGUAGES] == [zh, en]


@pytest.mark.parametrize(
    "date",
    [
        "",
        "7 February 2020",
        "2020-2-7",
        "2020-02-30",
        "2020-13-45",
        "0000",
        "2020-02-07/",
        "/2020",
        # spans that run backwards, stand still, or end inside their own beginning
        "2020-03-25/2020-03-24",
        "2020-03-25/2020-03-25",
        "2020-02-10/2020-02",
        "2020-02/2020-02-10",
        "2020/2020-05",
    ],
)
def test_what_is_no_date_or_span_is_refused(date: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Quantity.model_validate({"as_of": date})
    assert f'got "{date}", which is no date' in str(refused.value)


def test_an_axis_names_months_and_years() -> None:
    date = PartialDate.parse("2020-01")
    assert [wording.year(date, language) for language in LANGUAGES] == ["2020年", "2020"]
    assert [wording.month(date, language) for language in LANGUAGES] == ["1月", "Jan"]


# Reading the words back ------------------------------------------------------

ZH_SIGNS = {"约": "about", "至少": "at least", "至多": "up to", "超": "more than", "": "exactly"}
EN_SIGNS = {
    "about": "about",
    "at least": "at least",
    "within": "within",
    "up to": "up to",
    "more than": "more than",
    "": "exactly",
}
ZH_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
EN_SCALES = {
    "a": 1,
    "ten": 10,
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
    "quintillion": 10**18,
}


def read_zh(words: str) -> tuple[Decimal, str]:
    """The number and the qualifier in words such as 超1.3万家医院, 8天内, 上千万家医院."""
    words, within = re.subn(r"内$", "", words)
    words = re.sub(r"(家医院|元)$", "", words)
    if words.startswith("上"):
        value = Decimal(1)
        for sign in words[1:]:
            value *= ZH_SCALES[sign]
        return value, "at least"
    match = re.fullmatch(r"(\D*)(\d[\d,]*(?:\.\d+)?)(万亿|亿|万|)", words)
    assert match, words
    value = Decimal(match[2].replace(",", ""))
    for sign in match[3]:
        value *= ZH_SCALES[sign]
    assert not (within and match[1]), f"hedged twice: {words}"
    return value, "within" if within else ZH_SIGNS[match[1]]


def read_en(words: str) -> tuple[Decimal, str]:
    """The number and the qualifier in words such as more than RMB 1.5 billion, ten hospitals
    or more."""
    if words.endswith(" or more"):
        value = Decimal(1)
        for word in words.removesuffix(" or more").split()[:-1]:
            value *= EN_SCALES[word]
        return value, "at least"
    match = re.fullmatch(
        r"([a-z ]*?) ?(?:RMB )?(\d[\d,]*(?:\.\d+)?)(?: ([mbt]r?illion))?(?: hospitals?)?", words
    )
    assert match, words
    value = Decimal(match[2].replace(",", "")) * EN_SCALES.get(match[3] or "", 1)
    return value, EN_SIGNS[match[1]]


ROUND = st.builds(
    lambda digits, power: digits * Decimal(10) ** power, st.integers(0, 99999), st.integers(0, 14)
)
ANY = st.decimals(0, 10**18, places=3) | st.integers(0, 10**18).map(Decimal)
POWERS_OF_TEN = st.integers(1, 18).map(lambda power: Decimal(10**power))


@st.composite
def hedged(draw: st.DrawFn) -> tuple[Decimal, str]:
    """A number that may stand in the data, with a qualifier that may stand beside it."""
    qualifier = draw(st.sampled_from(QUALIFIERS))
    values = POWERS_OF_TEN | ANY if qualifier == "at least" else ROUND | ANY
    return draw(values), qualifier


@settings(deadline=None, max_examples=300)
@given(hedged(), st.sampled_from(["hospitals", "CNY"]))
def test_a_figure_can_be_read_back_exactly(figure: tuple[Decimal, str], of: str) -> None:
    value, qualifier = figure
    zh, en = worded(value, of, qualifier)
    assert read_zh(zh) == figure, zh
    assert read_en(en) == figure, en
    if of == "hospitals":
        assert re.search(" hospital$" if value == 1 else r" hospitals( or more)?$", en)

"""Numbers as sources write them, in digits or in words of either language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from archive.model.claims import Qualifier

ZH_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {
    "两": 2,
    "〇": 0,
}
ZH_SMALL = {"十": 10, "百": 100, "千": 1000}
_ZH_LARGE = {"万": 10**4, "亿": 10**8}
EN_ONES = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
} | {"a": 1}
EN_TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),
        start=2,
    )
}
EN_LARGE = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}

_DIGITS = r"\d[\d,]*(?:\.\d+)?"
_SCALES = "|".join(EN_LARGE)
_DATE = re.compile(
    r"\d+年(?:\d+月)?(?:\d+[日号])?|\d+月(?:\d+[日号])?|\b(?:19|20)\d\d\b(?!,)(?=[^\d万亿千百余多]|$)"
)
_FIGURE = re.compile(
    rf"(?<![A-Za-z0-9.第])(?<![A-Za-z]-)(?:"
    rf"{_DIGITS}(?:[百千]?[多余]?[万亿]+(?:{_DIGITS}[百千]?万?)?|[百千])?"
    rf"(?:[ -](?:{_SCALES})\b)?"
    rf"|[{''.join(ZH_DIGITS)}]+[十百千万亿][{''.join(ZH_DIGITS)}十百千万亿]*(?:[多余][万亿]+)?"
    rf"|(?<![几数])十[{''.join(ZH_DIGITS)}]?[多余]?[万亿]+"
    rf"|(?<=上)[十百千万亿]+)"
)
_CODES = re.compile(r"RMB|CNY|USD|EUR|(?:US|HK)(?=\$)")
# How a source hedges, by what stands right in front of the number or right behind it.
_MONEY = r"(?:\s|了|人民币|[$¥￥€£])*$"
_BEFORE = {
    Qualifier.UP_TO: r"不超过|至多|最多|up to|at most|no more than",
    Qualifier.AT_LEAST: r"至少|不少于|不低于|at least|no (?:less|fewer) than",
    Qualifier.MORE_THAN: r"超过?|逾|more than|over|exceeding",
    Qualifier.ABOUT: r"大?约|about|around|approximately|some|近|nearly|almost",
    Qualifier.WITHIN: r"within",
}
_BEHIND = {
    Qualifier.MORE_THAN: r"[多余]|\+",
    Qualifier.AT_LEAST: r".{0,2}以上| or more",
    Qualifier.WITHIN: r"[天日周月年小时分钟]{1,3}之?内",
    Qualifier.ABOUT: r".{0,2}左右",
}


@dataclass(frozen=True)
class Figure:
    """A number in some words: how it is hedged, what its last digit stands for (0 where it is
    given to the last), and whether it is written with a power of ten."""

    value: Decimal
    qualifier: Qualifier
    step: Decimal
    scaled: bool


def figures(words: str) -> Iterator[Figure]:
    """The numbers in the words of a source; dates, ordinals and parts of names are none."""
    plain = _CODES.sub(lambda code: " " * len(code[0]), words)
    plain = _DATE.sub(lambda date: "，" * len(date[0]), plain)
    for match in _FIGURE.finditer(plain):
        value = number_in(match[0])
        before, behind = plain[: match.start()], plain[match.end() :]
        if value is None or re.match("[A-Za-z]", behind):
            continue
        digits = [Decimal(one.replace(",", "")) for one in re.findall(_DIGITS, match[0])]
        step = Decimal(0)
        if len(digits) == 1 and digits[0]:
            step = value / digits[0] * Decimal(1).scaleb(int(digits[0].as_tuple().exponent))
        yield Figure(value, _hedge(before, match[0], behind), step, [value] != digits)


def _hedge(before: str, number: str, behind: str) -> Qualifier:
    if number[0] in {**ZH_SMALL, **_ZH_LARGE} and before.endswith("上"):
        return Qualifier.AT_LEAST
    if re.search("[多余]", number):
        return Qualifier.MORE_THAN
    for qualifier, words in _BEFORE.items():
        if re.search(rf"(?:{words}){_MONEY}", before, re.IGNORECASE):
            return qualifier
    for qualifier, words in _BEHIND.items():
        if re.match(words, behind):
            return qualifier
    return Qualifier.EXACTLY


def number_in(words: str) -> Decimal | None:
    """The number that digits or number words stand for: 三亿, 1.3万, thirteen thousand."""
    if match := re.match(rf"({_DIGITS})[ -]?([a-z]+)?", words):
        if factor := EN_LARGE.get(match[2] or ""):
            return Decimal(match[1].replace(",", "")) * factor
        return _zh_number(words)
    if words[:1] in {**ZH_DIGITS, **ZH_SMALL, **_ZH_LARGE}:
        return _zh_number(words)
    parts = re.findall(r"[a-z]+", words.lower())
    if not parts or not all(
        part.rstrip("s") in EN_LARGE or part in {**EN_ONES, **EN_TENS} for part in parts
    ):
        return None
    return Decimal(_en_number(parts))


def _zh_number(words: str) -> Decimal:
    total = section = digit = Decimal(0)
    for sign in re.findall(rf"{_DIGITS}|.", words):
        if sign[0].isascii() and sign[0].isdigit():
            digit = Decimal(sign.replace(",", ""))
        elif sign in ZH_DIGITS:
            digit = Decimal(ZH_DIGITS[sign])
        elif sign in ZH_SMALL:
            section += (digit or Decimal(1)) * ZH_SMALL[sign]
            digit = Decimal(0)
        elif sign == "万":
            total += (section + digit or Decimal(1)) * _ZH_LARGE[sign]
            section = digit = Decimal(0)
        elif sign == "亿":
            total = (total + section + digit or Decimal(1)) * _ZH_LARGE[sign]
            section = digit = Decimal(0)
        elif sign not in "多余":
            break
    return total + section + digit


def _en_number(parts: list[str]) -> int:
    total = section = 0
    for part in parts:
        large = EN_LARGE.get(part.rstrip("s"))
        if large == 100:
            section = (section or 1) * large
        elif large:
            total += (section or 1) * large
            section = 0
        else:
            section += EN_ONES.get(part, 0) + EN_TENS.get(part, 0)
    return total + section

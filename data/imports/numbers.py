"""Numbers as files write them, in the form that the file or column was found to use.

The same text may be two numbers: 1.800 is 1800 in Vietnam and 1.8 in English. Which form holds is
decided for a whole column from what only one form allows, and asked where nothing does.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from data import paths
from data.qualifiers import bounds

_SPACES = "\\x{20}\\x{a0}\\x{2009}\\x{202f}"
# What SQL reads by itself (RE2): one number, its groups whole, perhaps a percent sign.
PLAIN = {
    ",": rf"[+-]?(?:\d+|\d{{1,3}}(?:\.\d{{3}})+|\d{{1,3}}(?:[{_SPACES}]\d{{3}})+)(?:,\d+)?\s?%?",
    ".": rf"[+-]?(?:\d+|\d{{1,3}}(?:,\d{{3}})+|\d{{1,3}}(?:[{_SPACES}]\d{{3}})+)(?:\.\d+)?\s?%?",
}
MARKS = (",", ".")

_MISSING = frozenset({"", "..", "...", "…", "-", "–", "—", "n/a", "na", "không có số liệu"})
_GAP = "[ \u00a0\u2009\u202f]"
_FORMS = {
    mark: re.compile(
        rf"(?:\d{{1,3}}(?:{re.escape(group)}\d{{3}})+|\d{{1,3}}(?:{_GAP}\d{{3}})+|\d+)"
        rf"(?:{re.escape(mark)}\d+)?"
    )
    for mark, group in ((",", "."), (".", ","))
}
_ANY = re.compile(rf"\d[\d.,]*(?:{_GAP}\d{{3}}(?!\d)[\d.,]*)*")
_TIMES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_QUALIFIERS = {
    "more_than": ("trên", "hơn", ">", "nhiều hơn"),
    "nearly": ("gần",),
    "about": ("khoảng", "xấp xỉ", "ước khoảng", "~", "≈"),
    "at_least": ("ít nhất", "tối thiểu", "từ", "≥", ">="),
    "at_most": ("không quá", "tối đa", "đến", "dưới", "≤", "<=", "<"),
}
_WORDS = {word: meant for meant, words in _QUALIFIERS.items() for word in words}
_BEFORE = re.compile(
    "(" + "|".join(map(re.escape, sorted(_WORDS, key=len, reverse=True))) + r")\s*(?=\d)"
)


class NotANumber(ValueError):  # noqa: N818
    """The text is no number in either form."""


class OtherForm(ValueError):  # noqa: N818
    """The text is a number, but not in the form asked for."""


@dataclass(frozen=True)
class Number:
    """A number with its bounds; None is an open end.

    Attributes:
        value: Of a fraction its numerator, of a range its middle.
        numerator: Of a fraction, as is denominator.
        printed_share: The percentage printed beside a fraction.
        percent: Whether it is written with a percent sign.
        is_range: Whether it is a range, low to high.
    """

    value: float
    low: float | None
    high: float | None
    qualifier: str = "exact"
    numerator: float | None = None
    denominator: float | None = None
    printed_share: float | None = None
    percent: bool = False
    is_range: bool = False


@dataclass(frozen=True)
class Form:
    """How a column writes numbers.

    Attributes:
        decimal: The decimal mark; "" where nothing tells.
        needed: Whether any text depends on it.
        evidence: Texts that only this form allows; of both forms where they contradict each other.
    """

    decimal: str
    needed: bool
    evidence: tuple[str, ...] = ()
    mixed: bool = False


def is_missing(text: str) -> bool:
    """Whether the text says that there is no figure, which is not zero."""
    return _clean(text) in _MISSING


def parse(text: str, decimal: str) -> Number:
    """The number that the text is in the form with this decimal mark.

    Understands groups, signs, percent, fractions with or without their percentage, ranges, words
    for thousand, million and billion, words before it (trên, gần, khoảng, ít nhất, không quá) and a
    unit after it. A number in parentheses is none: accountants mean a negative one, others not.
    Raises OtherForm for a number in the other form, NotANumber for anything else.
    """
    said = _clean(text)
    for reader in (_fraction, _range, _single):
        if found := reader(said, decimal):
            return found
    other = "." if decimal == "," else ","
    if any(reader(said, other) for reader in (_fraction, _range, _single)):
        raise OtherForm
    raise NotANumber


def decide(texts: Iterable[str]) -> Form:
    """The form that a column's texts are in, from those that only one form allows."""
    tells: dict[str, list[str]] = {mark: [] for mark in MARKS}
    needed = False
    for text in texts:
        for found in _ANY.findall(_clean(text)):
            token = found.rstrip(".,")
            if not re.search(r"[.,]", token):
                continue
            needed = True
            fits = [mark for mark in MARKS if _FORMS[mark].fullmatch(token)]
            if len(fits) == 1:
                tells[fits[0]].append(text)
    told = [mark for mark in MARKS if tells[mark]]
    evidence = tuple(tells[mark][0] for mark in told)
    return Form(told[0] if len(told) == 1 else "", needed, evidence, len(told) == 2)


def readings(text: str) -> tuple[float, float]:
    """What a text means with a decimal comma and with a decimal point, where it means both."""
    return parse(text, ",").value, parse(text, ".").value


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().strip()


def _decimal(token: str, mark: str) -> Decimal | None:
    """The number that a token of digits and marks is, None where it is not of the form."""
    if not _FORMS[mark].fullmatch(token):
        return None
    digits = re.sub(_GAP, "", token).replace("." if mark == "," else ",", "")
    return Decimal(digits.replace(mark, "."))


def _single(said: str, mark: str) -> Number | None:
    qualifier, rest = "exact", said
    if found := _BEFORE.match(rest):
        qualifier, rest = _WORDS[found[1]], rest[found.end() :]
    if rest.endswith("trở lên"):
        qualifier, rest = "at_least", rest.removesuffix("trở lên").strip()
    sign = -1 if rest.startswith(("-", "−")) else 1
    rest = rest.lstrip("+-−")
    token = _ANY.match(rest)
    number = _decimal(token[0], mark) if token else None
    meant = _after(rest[token.end() :]) if token else None
    if number is None or meant is None:
        return None
    times, percent = meant
    value = sign * number * times
    return Number(float(value), *bounds(value, qualifier), qualifier, percent=percent)


def _after(rest: str) -> tuple[int, bool] | None:
    """How many times a number is meant and whether in percent, by what follows it.

    None where that is no unit of the catalogue: "12 tr" may be millions, and is not guessed.
    """
    rest, times = rest.strip(), 1
    while (word := re.match(r"[^\W\d_]+", rest)) and word[0] in _TIMES:
        times *= _TIMES[word[0]]
        rest = rest[word.end() :].strip()
    if rest in ("%", "phần trăm"):
        return times, True
    return (times, False) if not rest or rest in _units() else None


@cache
def _units() -> frozenset[str]:
    """The units of all indicators, and what else is counted in reports."""
    with (paths.CATALOGUE / "indicators.csv").open(encoding="utf-8", newline="") as text:
        units = {_clean(row["unit_vi"]) for row in csv.DictReader(text)}
    return frozenset(units | {"thành viên", "ấp", "khóm", "xóm", "tổ dân phố", "buổi", "lượt"})


def _fraction(said: str, mark: str) -> Number | None:
    parts = re.fullmatch(
        r"(?:(?P<before>[\d.,]+)\s*%\s*\()?(?P<part>[\d.,]+)\s*/\s*(?P<whole>[\d.,]+)\)?"
        r"\s*(?:\(?(?P<after>[\d.,]+)\s*%\)?)?(?P<unit>\D*)",
        said,
    )
    if not parts or (parts["before"] and parts["after"]) or _after(parts["unit"]) != (1, False):
        return None
    part, whole = _decimal(parts["part"], mark), _decimal(parts["whole"], mark)
    printed = parts["before"] or parts["after"]
    share = _decimal(printed, mark) if printed else None
    if part is None or whole is None or not whole or (printed and share is None):
        return None
    value = float(part)
    return Number(
        value, value, value, "exact", value, float(whole), None if share is None else float(share)
    )


def _range(said: str, mark: str) -> Number | None:
    ends = re.fullmatch(
        r"(?:từ\s+)?(?P<low>[\d.,]+)\s*(?:[-–—]|đến|tới)\s*(?P<high>[\d.,]+)(?P<rest>\D*)", said
    )
    if not ends:
        return None
    low, high = _decimal(ends["low"], mark), _decimal(ends["high"], mark)
    meant = _after(ends["rest"])
    if low is None or high is None or meant is None or low >= high:
        return None
    times, percent = meant
    middle = float((low + high) / 2 * times)
    ends_said = (float(low * times), float(high * times))
    return Number(middle, *ends_said, "about", percent=percent, is_range=True)

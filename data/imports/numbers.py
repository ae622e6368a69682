"""Numbers as files write them, in the form that the file or column was found to use.

The same text may be two numbers: 1.800 is 1800 in Vietnam and 1.8 in English. Which form holds is
decided for a whole column from what only one form allows, and asked where nothing does.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from data import paths
from data.qualifiers import bounds
from geo.names import fold, normalise

MARKS = (",", ".")  # of decimals
_LETTERS = 100  # of the longest text that is read as a number
_SPACE = "[\\x{20}\\x{a0}\\x{2009}\\x{202f}]"


def _form(mark: str, space: str) -> str:
    """How a number is written with a decimal mark: 0.123 is in no groups, 1.800 may be.

    More than 15 digits before the mark are no figure, and more than a float64 can tell apart.
    """
    group = re.escape("." if mark == "," else ",")
    return (
        rf"(?:[0-9]{{1,15}}|[1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}}){{1,4}}"
        rf"|[1-9][0-9]{{0,2}}(?:{space}[0-9]{{3}}){{1,4}})(?:{re.escape(mark)}[0-9]+)?"
    )


# What SQL and Arrow read by themselves (RE2): one number, perhaps a sign or a percent sign.
PLAIN = {mark: rf"[+-]?{_form(mark, _SPACE)}(?:{_SPACE}?%)?" for mark in MARKS}

# "Chưa có" (none yet) and "không" (none, or zero) may say either, so neither is missing.
_MISSING = re.compile(
    r"|[-–—−]+|[.]{2,}|…+|n/?a|nan|null"
    r"|(?:không có|chưa có) (?:số liệu|dữ liệu)|(?:khong co|chua co) (?:so lieu|du lieu)"
)
_FORMS = {mark: re.compile(_form(mark, " ")) for mark in MARKS}
_TOKEN = r"[0-9](?:[0-9.,]*[0-9])?(?: [0-9]{3}(?![0-9])(?:[0-9.,]*[0-9])?)*"


def _typed(words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """What each word means, also with all its accents left out; never with other accents."""
    known = {word: meant for meant, typed in words.items() for word in typed}
    return {fold(word): meant for word, meant in known.items() if fold(word)} | known


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_BEFORE = _typed(
    {
        "more_than": ("trên", "hơn", "nhiều hơn", ">"),
        "nearly": ("gần",),
        "about": ("khoảng", "xấp xỉ", "ước khoảng", "trên dưới", "~", "≈"),
        "at_least": ("ít nhất", "tối thiểu", "không dưới", "từ", "≥", ">="),
        "at_most": ("không quá", "tối đa", "đến", "dưới", "≤", "<=", "<"),
    }
)
_AFTER = _typed({"at_least": ("trở lên",), "at_most": ("trở xuống",)})
_TIMES = _typed({"1e3": ("nghìn", "ngàn"), "1e6": ("triệu",), "1e9": ("tỷ", "tỉ")})
_MORE_UNITS = (
    *("thành viên", "hội viên", "đoàn viên", "học viên", "người dân", "nhân khẩu", "hộ gia đình"),
    *("ấp", "khóm", "xóm", "bản", "tổ dân phố", "khu phố", "phường", "thị trấn", "đặc khu"),
    *("máy", "thiết bị", "ứng dụng", "văn bản", "mô hình", "đồng", "km2", "km", "ha", "m2"),
)

_SINGLE = re.compile(
    rf"(?:(?P<word>{_any(_BEFORE)}) ?)?(?P<sign>[+−-]?)(?P<number>{_TOKEN})(?P<rest>.*?)"
    rf"(?: (?P<limit>{_any(_AFTER)}))?"
)
_RANGE = re.compile(
    rf"(?:(?:từ|tu|khoảng|khoang) )?(?P<low>{_TOKEN})(?P<percent> ?%)?"
    rf" ?(?:[-–—]|đến|den|tới|toi) ?(?P<high>{_TOKEN})(?P<rest>.*)"
)
_PARTS = rf"(?P<part>{_TOKEN}) ?/ ?(?P<whole>{_TOKEN})(?P<unit>[^0-9()%]*?)"
_SHARE = rf"(?P<share>{_TOKEN}) ?%"
_FRACTIONS = (
    re.compile(rf"{_PARTS}(?: ?[=,;:]? ?(?P<open>\()?(?:đạt |chiếm )?{_SHARE}(?P<close>\))?)?"),
    re.compile(rf"{_SHARE} ?(?P<open>\(){_PARTS}(?P<close>\))"),
)
# 6/2022, 6-2022 and 2021-2025: parts or ends, or a month or years.
_YEAR = "(?:19|20)[0-9]{2}"
_DATES = re.compile(rf"(?:0?[1-9]|1[0-2]) ?[-–—/] ?{_YEAR}|{_YEAR} ?[-–—] ?{_YEAR}")


class NotANumber(ValueError):  # noqa: N818
    """The text is no number in either form."""


class OtherForm(ValueError):  # noqa: N818
    """The text is a number, but not in the form asked for."""


@dataclass(frozen=True)
class Number:
    """A number with its bounds; None is an open end.

    Attributes:
        value: Of a fraction its numerator, of a range its middle.
        low: Lowest it may mean.
        high: Highest it may mean.
        qualifier: One of `qualifiers.QUALIFIERS`; of a range "about".
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
class Format:
    """How a column writes numbers.

    Ambiguous is what is needed, has no decimal and is not mixed: only a person can say.

    Attributes:
        decimal: The decimal mark; "" where nothing tells, or the texts contradict each other.
        needed: Whether any text is another number, or none, with the other mark.
        evidence: A text that only this form allows; where mixed, one of each, comma first.
        mixed: Whether some texts are only of one form and some only of the other.
    """

    decimal: str
    needed: bool
    evidence: tuple[str, ...] = ()
    mixed: bool = False


def is_missing(text: str) -> bool:
    """Whether the text says that there is no figure, which is not zero."""
    return _MISSING.fullmatch(_clean(text)) is not None


def parse(text: str, decimal: str) -> Number:
    """The number that the text is in the form with this decimal mark, "," or ".".

    Understands groups, signs, percent, fractions with or without their percentage, ranges, words
    for thousand, million and billion, words before it (trên, gần, khoảng, ít nhất, không quá) or
    after it (trở lên), and a unit. Words may lack all their accents. Never guessed, so no number:
    one in parentheses (accountants mean a negative one, others do not), a part of nothing (5/0),
    6/2022 (a month?), an unknown word after it ("12 tr" may be millions).

    Raises OtherForm for a number in the other form, NotANumber for anything else.
    """
    said = _clean(text)
    if found := _read(said, decimal):
        return found
    if _read(said, "." if decimal == "," else ","):
        raise OtherForm
    raise NotANumber


def decide(texts: Iterable[str]) -> Format:
    """The form that a column's texts are in, from those that only one form allows.

    Args:
        texts: Strings, or an Arrow column of them; those that are no numbers tell nothing.
    """
    column: Any = texts
    if not isinstance(texts, pa.Array | pa.ChunkedArray):
        column = pa.array(list(texts), pa.string())
    marked = column.filter(pc.match_substring_regex(column, "[.,]"))
    plain = {mark: pc.match_substring_regex(marked, f"^(?:{PLAIN[mark]})$") for mark in MARKS}
    comma, dot = plain[","], plain["."]
    needed = pc.any(pc.or_(comma, dot)).as_py() is True
    tells = {
        ",": marked.filter(pc.and_not(comma, dot))[:1].to_pylist(),
        ".": marked.filter(pc.and_not(dot, comma))[:1].to_pylist(),
    }
    for text in pc.unique(marked.filter(pc.invert(pc.or_(comma, dot)))).to_pylist():
        read = {mark: _read(_clean(text), mark) for mark in MARKS}
        needed = needed or read[","] != read["."]
        for mark, other in (MARKS, MARKS[::-1]):
            if read[mark] and not read[other]:
                tells[mark].append(text)
    told = [mark for mark in MARKS if tells[mark]]
    evidence = tuple(tells[mark][0] for mark in told)
    return Format(told[0] if len(told) == 1 else "", needed, evidence, len(told) == 2)


def readings(text: str) -> tuple[float, float]:
    """What a text means with a decimal comma and with a decimal point, where it means both."""
    return parse(text, ",").value, parse(text, ".").value


def _clean(text: str) -> str:
    """The text in one spelling, in lower case, with single spaces of the one kind."""
    return normalise(text).casefold() if len(text) <= _LETTERS else "?"


def _read(said: str, mark: str) -> Number | None:
    return _fraction(said, mark) or _range(said, mark) or _single(said, mark)


def _decimal(token: str, mark: str) -> Decimal | None:
    """The number that a token of digits and marks is, None where it is not of the form."""
    if not _FORMS[mark].fullmatch(token):
        return None
    bare = token.replace(" ", "").replace("." if mark == "," else ",", "")
    return Decimal(bare.replace(mark, "."))


def _single(said: str, mark: str) -> Number | None:
    found = _SINGLE.fullmatch(said)
    number = _decimal(found["number"], mark) if found else None
    meant = _meant(found["rest"]) if found else None
    if found is None or number is None or meant is None:
        return None
    word, limit = found["word"], found["limit"]
    if (word and found["sign"]) or (limit and word not in (None, "từ", "tu")):
        return None
    times, percent = meant
    value = number * times * (1 if found["sign"] in ("", "+") else -1)
    qualifier = _AFTER[limit] if limit else _BEFORE[word] if word else "exact"
    return Number(float(value), *bounds(value, qualifier), qualifier, percent=percent)


def _range(said: str, mark: str) -> Number | None:
    found = _RANGE.fullmatch(said)
    if found is None or _DATES.fullmatch(said):
        return None
    low, high = _decimal(found["low"], mark), _decimal(found["high"], mark)
    meant = _meant(found["rest"])
    if low is None or high is None or meant is None or low >= high:
        return None
    times, percent = meant
    if found["percent"] and not percent:
        return None
    ends = float(low * times), float(high * times)
    middle = float((low + high) / 2 * times)
    return Number(middle, *ends, "about", percent=percent, is_range=True)


def _fraction(said: str, mark: str) -> Number | None:
    for pattern in _FRACTIONS:
        if (found := pattern.fullmatch(said)) and not _DATES.fullmatch(said):
            break
    else:
        return None
    part, whole = _decimal(found["part"], mark), _decimal(found["whole"], mark)
    share = _decimal(found["share"], mark) if found["share"] else None
    is_whole = bool(found["open"]) == bool(found["close"]) and _is_unit(found["unit"].strip())
    if part is None or not whole or not is_whole or (found["share"] and share is None):
        return None
    value, printed = float(part), None if share is None else float(share)
    return Number(value, value, value, "exact", value, float(whole), printed)


def _meant(rest: str) -> tuple[Decimal, bool] | None:
    """How many times a number is meant and whether in percent, by what follows it; None: unknown.

    "12 tr" may be millions, which is not guessed, so a word has to be known.
    """
    rest, times = rest.strip(), Decimal(1)
    while (word := re.match(r"[^\W\d_]+", rest)) and word[0] in _TIMES:
        times *= Decimal(_TIMES[word[0]])
        rest = rest[word.end() :].strip()
    if rest in ("%", "phần trăm"):
        return (times, True) if times == 1 else None
    return (times, False) if _is_unit(rest) else None


def _is_unit(word: str) -> bool:
    return not word or word in _units()


@cache
def _units() -> frozenset[str]:
    """The units of all indicators, and what else is counted in reports."""
    with (paths.CATALOGUE / "indicators.csv").open(encoding="utf-8", newline="") as text:
        counted = {_clean(row["unit_vi"]) for row in csv.DictReader(text)} - {"%"}
    units = counted.union(_MORE_UNITS)
    return frozenset(units | {fold(unit) for unit in units})

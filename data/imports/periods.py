"""Periods and dates as files write them, kept as the last day they name and how exact it is."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from geo.names import normalise

_LETTERS = 60  # of the longest text that is read as a period
_PRELIMINARY = re.compile(
    r"(?:(?:sơ bộ|ước(?: tính| thực hiện)?|prel\.?) )?(?P<bare>.*?)"
    r"(?: ?\*+| ?\((?:\*+|sơ bộ|ước(?: tính| thực hiện)?)\))?"
)
_UNTIL = re.compile(r"(?:(?:tính )?đến (?:hết )?|hết )?(?P<bare>.*)")
_YEAR = r"(?P<y>(?:19|20)[0-9]{2})"
_MONTH, _DAY = r"(?P<m>0?[1-9]|1[0-2])", r"(?P<d>0?[1-9]|[12][0-9]|3[01])"
_QUARTER = r"(?:quý ?|quy ?|q)\.? ?(?P<q>0?[1-4]|iv|i{1,3})"
_COUNT = r"0?(?P<n>[2-9]|1[0-2])"
_TIME = r"(?:[ t][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
_BEFORE_YEAR = (".", "/", "-", " ", " năm ")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True)
class Period:
    """What a text names.

    Attributes:
        as_of: The last day.
        precision: "day", "month" or "year"; of a quarter or half-year "month", the last of it.
        period_start: The first day where a span of time is named, else None: a day is no span, and
            "đến tháng 6/2025" does not say since when.
        preliminary: Whether it says that its figures are not final (sơ bộ, ước, an asterisk).
    """

    as_of: date
    precision: str
    period_start: date | None = None
    preliminary: bool = False


def parse(text: str, year: int | None = None) -> Period:
    """The period that a text names: day first, as in 12/5/2025.

    Args:
        text: As in the file.
        year: Of texts without one, such as 29.3 or "Tháng 6", where something else says it.

    Raises:
        ValueError: It names none or leaves it open: no year, two-digit years, "đến cuối năm", a
            day that is none, digits alone that may be a count (202206, 45000), "10 tháng năm
            2025" (ten months, or the tenth of May).
    """
    said = normalise(text).casefold() if len(text) <= _LETTERS else ""
    final = _bare(_PRELIMINARY, said)
    bare = _bare(_UNTIL, final)
    period = _named(bare)
    if period is None and year and not bare.isdigit():
        dated = (_named(f"{bare}{between}{year}") for between in _BEFORE_YEAR)
        period = next((each for each in dated if each and each.precision != "year"), None)
    if period is None:
        raise ValueError("the text names no period")  # not which text: it may be personal
    start = period.period_start if bare == final else None
    return replace(period, period_start=start, preliminary=final != said)


def is_period(text: str, year: int | None = None) -> bool:
    """Whether the text names a period, with the year where something else says it."""
    try:
        parse(text, year)
    except ValueError:
        return False
    return True


def _bare(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.fullmatch(text)
    return found["bare"] if found else text


def _named(text: str) -> Period | None:
    for pattern, meant in _FORMS:
        if found := pattern.fullmatch(text):
            return meant(found)
    return None


def _day(found: re.Match[str]) -> Period:
    return Period(date(int(found["y"]), int(found["m"]), int(found["d"])), "day")


def _month(found: re.Match[str]) -> Period:
    return _months(int(found["y"]), int(found["m"]), int(found["m"]))


def _year(found: re.Match[str]) -> Period:
    year = int(found["y"])
    return Period(date(year, 12, 31), "year", date(year, 1, 1))


def _quarter(found: re.Match[str]) -> Period:
    quarter = _ROMAN.get(found["q"]) or int(found["q"])
    return _months(int(found["y"]), 3 * quarter - 2, 3 * quarter)


def _first_months(found: re.Match[str]) -> Period:
    return _months(int(found["y"]), 1, int(found["n"]))


def _second_half(found: re.Match[str]) -> Period:
    return _months(int(found["y"]), 7, 12)


def _months(year: int, first: int, last: int) -> Period:
    end = date(year, last, calendar.monthrange(year, last)[1])
    return Period(end, "month", date(year, first, 1))


_FORMS: list[tuple[re.Pattern[str], Callable[[re.Match[str]], Period]]] = [
    (re.compile(pattern), meant)
    for pattern, meant in (
        (rf"(?:ngày )?{_DAY} ?(?P<s>[/.-]) ?{_MONTH} ?(?P=s) ?{_YEAR}{_TIME}", _day),
        (rf"(?:ngày )?{_DAY} (?:tháng|thang) {_MONTH} (?:năm|nam) {_YEAR}", _day),
        (rf"{_YEAR}-{_MONTH}-{_DAY}{_TIME}", _day),
        (rf"(?:(?:tháng|thang) ?|t\.? ?)?{_MONTH} ?[/.-] ?{_YEAR}", _month),
        (rf"(?:(?:tháng|thang) |t){_MONTH} (?:(?:năm|nam) )?{_YEAR}", _month),
        (rf"{_YEAR}-{_MONTH}", _month),
        (rf"(?:năm )?{_YEAR}", _year),
        (rf"{_QUARTER}(?: ?[/.-] ?| (?:năm |nam )?){_YEAR}", _quarter),
        (rf"{_COUNT} (?:tháng|thang) (?:(?:đầu|dau) (?:năm |nam )?)?{_YEAR}", _first_months),
        (rf"0?6 (?:tháng|thang) (?:cuối|cuoi) (?:năm |nam )?{_YEAR}", _second_half),
    )
]

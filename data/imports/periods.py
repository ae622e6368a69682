"""Periods and dates as files write them, kept as the last day they name and how exact it is."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

_PRELIMINARY = re.compile(
    r"^(?:sơ bộ|ước tính|ước)\s+|\s*\(\*+\)\s*$|\s*\*+\s*$|\s*\((?:sơ bộ|ước)\)$"
)
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_MONTH, _DAY = r"(?P<m>0?[1-9]|1[0-2])", r"(?P<d>0?[1-9]|[12]\d|3[01])"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True)
class Period:
    """What a text names.

    Attributes:
        as_of: The last day.
        precision: "day", "month" or "year"; of a quarter, the month it ends with.
        period_start: The first day where a span of time is named, else None.
        preliminary: Whether it says that its figures are not final.
    """

    as_of: date
    precision: str
    period_start: date | None = None
    preliminary: bool = False


def parse(text: str) -> Period:
    """The period that a text names: day first, as in 12/5/2025.

    Raises ValueError for what names none or leaves it open: a date without a year, two-digit years,
    "đến cuối năm", a day that is none.
    """
    said = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    bare = _PRELIMINARY.sub("", said).strip()
    for pattern, meant in _FORMS:
        if found := pattern.fullmatch(bare):
            return replace(meant(found), preliminary=bare != said)
    raise ValueError(f"{text!r} names no period")


def is_period(text: str) -> bool:
    """Whether the text names a period."""
    try:
        parse(text)
    except ValueError:
        return False
    return True


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
        (rf"(?:ngày )?{_DAY}(?P<s>[/.-]){_MONTH}(?P=s){_YEAR}", _day),
        (rf"(?:ngày )?{_DAY} tháng {_MONTH} năm {_YEAR}", _day),
        (rf"{_YEAR}-{_MONTH}-{_DAY}(?:[ t]00:00(?::00)?)?", _day),
        (rf"(?:tháng |t\.? ?)?{_MONTH}[/.-]{_YEAR}", _month),
        (rf"tháng {_MONTH} năm {_YEAR}", _month),
        (rf"{_YEAR}-{_MONTH}", _month),
        (rf"(?:năm )?{_YEAR}", _year),
        (rf"(?:quý|q)\.? ?(?P<q>[1-4]|iv|i{{1,3}})(?:[/-]| năm | ){_YEAR}", _quarter),
        (rf"(?P<n>3|6|9|11) tháng(?: đầu năm| đầu| năm)? ?{_YEAR}", _first_months),
        (rf"6 tháng cuối năm {_YEAR}", _second_half),
    )
]

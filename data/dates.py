"""Dates as printed: a day, a month or a year, kept as the last day they name and how exact."""

import calendar
import re
from datetime import date

PRECISIONS = ("day", "month", "year", "none")
_PRINTED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def parse_as_of(text: str) -> tuple[date | None, str]:
    """Last day that the printed date names, and its precision; (None, "none") for an empty one.

    "2022-06" is 30 June 2022 by month. Raises ValueError for any other form or a day that is none.
    """
    if not text:
        return None, "none"
    found = _PRINTED.fullmatch(text)
    if not found:
        raise ValueError(f"date {text!r} is not YYYY, YYYY-MM, YYYY-MM-DD or empty")
    year, month, day = int(found[1]), found[2], found[3]
    if day:
        return date(year, int(month), int(day)), "day"
    if month:
        first = date(year, int(month), 1)
        return first.replace(day=calendar.monthrange(first.year, first.month)[1]), "month"
    return date(year, 12, 31), "year"


def first_day(as_of: date | None, precision: str) -> date | None:
    """First day that a date of this precision may mean; None for an undated one.

    Raises ValueError for a precision that is not one of PRECISIONS, or that as_of does not fit.
    """
    if precision not in PRECISIONS:
        raise ValueError(f"precision {precision!r} is not one of {', '.join(PRECISIONS)}")
    if (as_of is None) != (precision == "none"):
        raise ValueError(f"as_of {as_of!r} does not fit precision {precision!r}")
    if as_of is None or precision == "day":
        return as_of
    return as_of.replace(day=1) if precision == "month" else as_of.replace(month=1, day=1)

"""What may be said of two values: better, worse, no clear change, or that they do not compare.

A share in percent is compared in percentage points, a rank in places, anything else by its change
in percent. Whatever the sources leave open counts: a direction is said only where every value
within the bounds bears it. Reckoned in decimals, so that 62.3 is 5 points above 57.3.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

POINTS = Decimal(5)  # less than this is not said of a share, nor in percent of anything else
PERCENT, RANK = "%", "rank"
INCOMPLETE = ("parts", "units", "bounds")
RELATIVE, STEPS, PLACES = "percent", "points", "places"
_INFINITE = Decimal("Infinity")


@dataclass(frozen=True)
class Verdict:
    """What may be said of a later value beside an earlier one.

    Attributes:
        says: better, worse, more, less (where neither is good), no_clear_change, not_comparable.
        reason: Why it does not compare, one of the codes of `why_not`; else "".
        scale: In what the difference is: points, places or percent of the earlier.
        difference: Later less earlier; None where it does not compare, or percent of nothing.
        low: The least that the difference may be; None where that is open.
        high: The most that it may be.
        rises: Whether the later is above the earlier; None where that is not certain.
    """

    says: str
    reason: str = ""
    scale: str = STEPS
    difference: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    rises: bool | None = None


def verdict(
    earlier: Any, later: Any, polarity: str, unit: str, breaks: Iterable[date] = ()
) -> Verdict:
    """What may be said of the later value beside the earlier one of the same area.

    Args:
        earlier: A row of the view `figure`, of the same indicator; carried, parts and expected, if
            it has them, say how much of a sum is in it.
        later: The same, of a later day.
        polarity: Of the indicator: more, less or neither is better.
        unit: Of the indicator in English: "%", "rank" or another.
        breaks: Days on which the method changed.
    """
    reason = why_not(earlier, later, unit, breaks)
    if reason and reason not in INCOMPLETE:
        return Verdict("not_comparable", reason)
    if "ratio" in (_carried(earlier), _carried(later)) and reason:
        # The bounds of a ratio are of the communes in it: they say nothing of those left out.
        return Verdict("not_comparable", reason)
    found = _between(earlier, later, polarity, unit)
    if found.says != "no_clear_change":
        return found
    open_ended = None in (*_span(earlier), *_span(later))
    if reason or open_ended:
        return Verdict("not_comparable", reason or "bounds")
    return found


def beside(row: Any, benchmark: Any, polarity: str, unit: str) -> Verdict:
    """What may be said of a value beside that of the nation or of the place around it.

    A share of a place compares with the share of the whole that holds it, a count does not. How
    many communes are in the benchmark is for the reader to be told.

    Args:
        row: A row of the view `figure`.
        benchmark: The same of the place it is compared with, of days that may be the same.
        polarity: Of the indicator.
        unit: Of the indicator in English.
    """
    if unit != PERCENT:
        return Verdict("not_comparable", "kind")
    reason = _said_apart(benchmark, row)
    if not reason and not _same_days(row, benchmark):
        reason = "apart"
    if not reason and _incomplete(row):
        reason = "parts"
    if reason:
        return Verdict("not_comparable", reason)
    found = _between(benchmark, row, polarity, unit)
    if found.says == "no_clear_change" and None in (*_span(row), *_span(benchmark)):
        return Verdict("not_comparable", "bounds")
    return found


def why_not(earlier: Any, later: Any, unit: str, breaks: Iterable[date] = ()) -> str:
    """Why two values of one area do not compare, as a code; "" where they do.

    indicator, dataset, undated, disputed, remark (one needs a word of care), edition (ranks of two
    editions), method (changed between or in the days of either), period (of different length),
    units (summed over other units), parts (of a sum are missing).
    """
    reason = _said_apart(earlier, later)
    if reason:
        return reason
    if unit == RANK and earlier.as_of != later.as_of:
        return "edition"
    first = min(earlier.starts_on, later.starts_on)
    last = max(earlier.as_of, later.as_of)
    if any(first < pd.Timestamp(day) <= last for day in breaks):
        return "method"
    if _expected(earlier) != _expected(later):
        return "units"
    return "parts" if _incomplete(earlier) or _incomplete(later) else ""


def decimal(value: float) -> Decimal:
    """The number with the twelve digits that division leaves certain."""
    return Decimal(f"{value:.12g}")


def _said_apart(one: Any, other: Any) -> str:
    if one.indicator != other.indicator:
        return "indicator"
    if one.dataset != other.dataset:
        return "dataset"
    if pd.isna(one.as_of) or pd.isna(other.as_of):
        return "undated"
    if any(row.in_conflict or getattr(row, "disputed", False) for row in (one, other)):
        return "disputed"
    if one.remark_en or other.remark_en:
        return "remark"
    return "period" if _months(one) != _months(other) else ""


def _months(row: Any) -> int:
    """How many months a value is of; 0 where it counts until its day."""
    if row.timing == "cumulative":
        return 0
    since = row.starts_on if pd.isna(row.period_start) else row.period_start
    return int((row.as_of.year - since.year) * 12 + row.as_of.month - since.month + 1)


def _same_days(one: Any, other: Any) -> bool:
    return bool(one.starts_on <= other.as_of and other.starts_on <= one.as_of)


def _carried(row: Any) -> str:
    return str(getattr(row, "carried", "own"))


def _expected(row: Any) -> object:
    """Over how many units a value is summed; None where that is not known or it is its own."""
    expected = getattr(row, "expected", None)
    return None if _carried(row) == "own" or expected is None or pd.isna(expected) else expected


def _incomplete(row: Any) -> bool:
    expected = _expected(row)
    missing = getattr(row, "missing_parts", "")
    lacks = bool(missing) and not pd.isna(missing)
    return lacks or bool(expected is not None and row.parts != expected)


def _span(row: Any) -> tuple[Decimal | None, Decimal | None]:
    """The least and the most that a value may be; None where that is open."""
    low, high = (None if pd.isna(end) else decimal(float(end)) for end in (row.low, row.high))
    return low, high


def _between(earlier: Any, later: Any, polarity: str, unit: str) -> Verdict:
    (low, high), (before_low, before_high) = _span(later), _span(earlier)
    least = None if low is None or before_high is None else low - before_high
    most = None if high is None or before_low is None else high - before_low
    difference = decimal(float(later.value)) - decimal(float(earlier.value))
    scale = {PERCENT: STEPS, RANK: PLACES}.get(unit, RELATIVE)
    if scale == RELATIVE:
        least = _percent(low, before_high)
        most = _percent(high, before_low)
        change = _percent(difference + decimal(float(earlier.value)), decimal(float(earlier.value)))
    else:
        change = difference
    enough = Decimal(1) if scale == PLACES else POINTS
    rises = least is not None and least >= enough
    falls = most is not None and most <= -enough
    said = Verdict("no_clear_change", "", scale, _finite(change), _finite(least), _finite(most))
    if not rises and not falls:
        return said
    says = ("more" if rises else "less") if polarity == "neither" else ""
    says = says or ("better" if rises == (polarity == "more") else "worse")
    return Verdict(says, "", scale, said.difference, said.low, said.high, rises)


def _percent(value: Decimal | None, base: Decimal | None) -> Decimal | None:
    """The change from base to value in percent; without end where something came of nothing."""
    if value is None or base is None:
        return None
    if base == 0:
        return Decimal(0) if value == 0 else _INFINITE.copy_sign(value)
    return (value - base) / abs(base) * 100


def _finite(number: Decimal | None) -> Decimal | None:
    return number if number is not None and number.is_finite() else None

"""What follows from the values of an area over time: index, change, share of a whole, age.

Nothing is reckoned from or across a value that another source contradicts or that needs a word of
care, nor across a day on which the method changed, nor from one kind of period to another (a month
is not a year). Where a value is
only bounded, so is what follows from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from data.ratios import Number, quotient

KNOWN = ("exact", "about")
OPEN = float("nan")
HUNDRED = Number(100.0, 100.0, 100.0, "exact")
# What has a true zero and grows: only of this do an index and a percentage say something. A rank
# or a score has no zero, and a percentage of percentages is read as one.
GROWING = ("count", "amount")
_PRECISIONS = {"day": 0, "month": 1, "year": 2}
_OF_BASE = ("value", "low", "high", "qualifier", "as_of", "precision", "source", "url")


def index(rows: pd.DataFrame, breaks: Sequence[date]) -> pd.DataFrame:
    """The rows with value, low, high and qualifier as an index, first known value = 100.

    One row per value that can be compared with its base, the first exact or rough value above 0 of
    its stretch, and the base itself; columns base_value, base_low, base_high, base_qualifier,
    base_as_of, base_precision, base_source, base_url are added. After a disputed value or a change
    of method a new stretch starts at 100 again.

    Args:
        rows: Dated rows of the view `figure`, of one indicator of a kind in GROWING.
        breaks: Days on which the method changed.
    """
    said: list[tuple[Any, Number, Any]] = []
    for run in _stretches(rows, breaks):
        base = next((row for row in run if _known(row) and row.value > 0), None)
        if base is None or all(_same_days(base, row) for row in run):
            continue
        for row in run:
            scaled = HUNDRED if row is base else quotient(_number(row), _number(base), 100)
            if scaled:
                said.append((row, scaled, base))
    return _replaced(rows, said)


def change(rows: pd.DataFrame, breaks: Sequence[date], growing: bool) -> pd.DataFrame:
    """The rows with value, low, high, qualifier as the change since the value known before.

    One row per value with an exact or rough one before it in its stretch, whose days have passed
    when its own begin. The columns base_… of `index` are added, of the value before, and percent,
    percent_low, percent_high, NaN where open.

    Args:
        rows: Dated rows of the view `figure`, of one indicator.
        breaks: Days on which the method changed.
        growing: Whether a percentage says something; otherwise it is NaN.
    """
    said: list[tuple[Any, Number, Any]] = []
    percents: list[Number] = []
    nothing = Number(OPEN, OPEN, OPEN, "exact")
    for run in _stretches(rows, breaks):
        for row in run:
            before = [one for one in run if _known(one) and one.as_of < row.starts_on]
            if before:
                ratio = quotient(_number(row), _number(before[-1]), 100) if growing else None
                said.append((row, difference(_number(row), _number(before[-1])), before[-1]))
                percents.append(difference(ratio, HUNDRED) if ratio else nothing)
    return _replaced(rows, said).assign(
        percent=[number.value for number in percents],
        percent_low=[number.low for number in percents],
        percent_high=[number.high for number in percents],
    )


def between(
    rows: pd.DataFrame, breaks: Sequence[date], growing: bool, first: date, last: date
) -> pd.DataFrame:
    """The latest row of each area up to `last` as the change since its latest up to `first`.

    Columns as `change` gives them. No row where the two are one value, or where a disputed one, one
    that needs a word of care or a change of method lies between them.

    Args:
        rows: Dated rows of the view `figure`, of one indicator, by area and date.
        breaks: Days on which the method changed.
        growing: Whether a percentage says something.
        first: The earlier day.
        last: The later day.
    """
    upto = rows[rows["as_of"] <= pd.Timestamp(last)]
    earlier = upto["as_of"] <= pd.Timestamp(first)
    ends = [each.groupby("area_id", sort=False).tail(1) for each in (upto[earlier], upto)]
    unsafe = upto[~earlier & (upto["in_conflict"] | (upto["remark_en"] != ""))]
    picked = pd.concat([*ends, unsafe])
    return change(picked[~picked.index.duplicated()], breaks, growing)


def difference(later: Number, earlier: Number) -> Number:
    """How much the later is above the earlier, which is exact or rough, within all it may be.

    With one open end the value is the bound itself, so that "more than 209,513" is true.
    """
    low, high = _minus(later.low, earlier.high), _minus(later.high, earlier.low)
    if later.qualifier not in KNOWN:
        return Number(high if pd.isna(low) else low, low, high, later.qualifier)
    exact = later.qualifier == earlier.qualifier == "exact"
    value = _minus(later.value, earlier.value)
    return Number(value, low, high, "exact" if exact else "about")


def why_not(own: pd.DataFrame, breaks: Sequence[date]) -> str:
    """Why the dated values of one area give no index and no change, as a code.

    one (a single value), disputed, remark (one needs a word of care), bounds (no exact or rough
    one), method (changed in between), or apart (of the same days, or different kinds of period).
    """
    known = own["qualifier"].isin(KNOWN)
    if len(own) == 1:
        return "one"
    if own["in_conflict"].any():
        return "disputed"
    if own["remark_en"].any():
        return "remark"
    if not known.any():
        return "bounds"
    if any(own["starts_on"].min() < pd.Timestamp(day) <= own["as_of"].max() for day in breaks):
        return "method"
    return "bounds" if known.sum() == 1 else "apart"


def shares(
    rows: pd.DataFrame, wholes: pd.DataFrame, whole_of: Mapping[str, str]
) -> dict[str, tuple[Number, Any]]:
    """By origin of a row, its share of its whole in percent, and the row of the whole.

    The whole is exact or rough, undisputed, of the same timing and of days that may be the same;
    of several, the one whose last day is nearest. A row without one is left out.

    Args:
        rows: Dated rows of the view `figure`, of a count that adds up over areas.
        wholes: Dated rows of the same indicator for the areas that `rows` are part of.
        whole_of: The area that each area id is part of.
    """
    found = {}
    firm = [whole for whole in wholes.itertuples() if _known(whole) and not whole.in_conflict]
    for row in rows.itertuples():
        fitting = [
            whole
            for whole in firm
            if whole.area_id == whole_of.get(row.area_id)
            and not row.in_conflict
            and _period(whole) == _period(row)
            and _same_days(row, whole)
        ]
        if fitting:
            whole = min(fitting, key=lambda whole: abs(whole.as_of - row.as_of))
            share = quotient(_number(row), _number(whole), 100)
            if share:
                found[row.origin] = share, whole
    return found


def latest(rows: pd.DataFrame) -> pd.DataFrame:
    """The latest row of each area, the newest first, with `behind`, in months.

    Of several of one date the same comes first as in the query latest_by_area. `behind` says how
    much earlier than the newest of all it is, 0 where the days of both may be the same.

    Args:
        rows: Dated rows of the view `figure`.
    """
    order = rows.assign(
        copied=rows["source_kind"] != "original",
        qualified=rows["qualifier"] != "exact",
        coarse=rows["precision"].map(_PRECISIONS),
    ).sort_values(
        ["as_of", "copied", "qualified", "coarse", "value", "origin"],
        ascending=[False, True, True, True, False, True],
        kind="stable",
    )
    first = order.groupby("area_id", sort=False).head(1)
    newest = next(first.itertuples(), None)
    return first.assign(
        behind=[
            0 if newest is None or _same_days(row, newest) else _months(row.as_of, newest.as_of)
            for row in first.itertuples()
        ]
    ).drop(columns=["copied", "qualified", "coarse"])


def _stretches(rows: pd.DataFrame, breaks: Sequence[date]) -> Iterator[list[Any]]:
    """Runs of values that may be compared with each other, each by the middle of its days."""
    changed = [pd.Timestamp(day) for day in breaks]
    own: dict[tuple[object, ...], list[Any]] = {}
    middle = rows["starts_on"] + (rows["as_of"] - rows["starts_on"]) / 2
    for row in rows.loc[middle.sort_values(kind="stable").index].itertuples():
        own.setdefault((row.area_id, row.dataset, _period(row)), []).append(row)
    for values in own.values():
        run: list[Any] = []
        for row in values:
            astride = any(row.starts_on < day <= row.as_of for day in changed)
            parted = run and any(run[-1].as_of < day <= row.starts_on for day in changed)
            unsafe = row.in_conflict or bool(row.remark_en) or astride
            if unsafe or parted:
                yield _telling(run)
                run = []
            if not unsafe:
                run.append(row)
        yield _telling(run)


def _telling(run: list[Any]) -> list[Any]:
    """The run without bounds that a known value of the same days makes superfluous."""
    known = [row for row in run if _known(row)]
    return [row for row in run if _known(row) or not any(_same_days(row, other) for other in known)]


def _replaced(rows: pd.DataFrame, said: Iterable[tuple[Any, Number, Any]]) -> pd.DataFrame:
    told = list(said)
    found = rows.loc[[row.Index for row, _number, _base in told]]
    return found.assign(
        value=[number.value for _row, number, _base in told],
        low=[number.low for _row, number, _base in told],
        high=[number.high for _row, number, _base in told],
        qualifier=[number.qualifier for _row, number, _base in told],
        **{f"base_{part}": [getattr(base, part) for *_, base in told] for part in _OF_BASE},
    )


def _period(row: Any) -> tuple[object, ...]:
    """What two values must share to be compared: timing, and how many months they sum up."""
    if row.timing == "cumulative":
        return ("cumulative",)
    start = row.starts_on if pd.isna(row.period_start) else row.period_start
    return ("in_period", _months(start, row.as_of) + 1)


def _months(first: Any, last: Any) -> int:
    return int((last.year - first.year) * 12 + last.month - first.month)


def _known(row: Any) -> bool:
    return row.qualifier in KNOWN


def _same_days(one: Any, other: Any) -> bool:
    return bool(one.starts_on <= other.as_of and other.starts_on <= one.as_of)


def _number(row: Any) -> Number:
    return Number(float(row.value), float(row.low), float(row.high), row.qualifier)


def _minus(one: float, other: float) -> float:
    """The difference in decimals, so that 13.5 - 3.1 is 10.4 and not nearly so."""
    if pd.isna(one) or pd.isna(other):
        return OPEN
    return float(Decimal(str(one)) - Decimal(str(other)))

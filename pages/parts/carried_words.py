"""What is said of figures that were carried over 1 July 2025 into units of today."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from data import carrying, summing
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.wording import date_in_words, missing, number, rounded

# Why an indicator is not carried into areas that changed, by the codes of carrying.why_not.
REASONS = {
    "ratio": "A percentage is carried over only where both of its counts are known; of this one "
    "they are not.",
    "rank": "A rank is not carried over: it is a place among the units of its time.",
    "score": "A score is not carried over: scores of units do not add up.",
    "amount": "An amount for each is not carried over: amounts for each do not add up.",
    "count": "This number is not carried over: it does not add up over units.",
}

DECIMALS = 0  # of the ends of an estimate
MOST_NAMED = 6  # areas whose communes are missing


def is_carried(row: Any) -> bool:
    """Whether a row was carried over from areas of the other time."""
    return getattr(row, "carried", carrying.OWN) in (carrying.SUM, carrying.ESTIMATE)


def is_summed(row: Any) -> bool:
    """Whether a row was added up from communes, or reckoned from counts that were."""
    return getattr(row, "carried", carrying.OWN) in (summing.TOTAL, summing.RATIO)


def summed(row: Any) -> str:
    """What a sum or ratio was made of: of how many of its communes.

    Args:
        row: With `carried`, `parts`, `expected`; of an area that ended those are of today.
    """
    counts = {"parts": number(row.parts, 0), "expected": number(row.expected, 0)}
    complete = row.parts >= row.expected
    if row.carried == summing.RATIO and row.expected == 1:
        return _("reckoned from both of its counts")
    if row.carried == summing.RATIO and complete:
        said = _("reckoned from the sums of all {expected} communes", **counts)
    elif row.carried == summing.RATIO:
        said = _("of the {parts} of {expected} communes that reported both counts", **counts)
    elif complete:
        said = _("sum of all {expected} communes", **counts)
    else:
        said = _("sum of {parts} of {expected} communes", **counts)
    if row.vintage == "2024" and row.as_of >= carrying.CHANGED_ON:
        return _("{sum}, those of today in its place", sum=said)
    return said


def why_open(rows: Iterable[Any], name_of: Callable[[Any], str]) -> str:
    """Why ranks of sums stay open, and how many communes each lacks; "" where none does.

    Escaped markup; areas that lack most of their communes come first.

    Args:
        rows: What is ranked.
        name_of: What the area of a row is called, as plain text.
    """
    lacking = [row for row in rows if is_summed(row) and row.parts < row.expected]
    if not lacking:
        return ""
    lacking.sort(key=lambda row: row.parts / row.expected)
    said = [
        _(
            "{area} ({n} of {all} communes)",
            area=escape(name_of(row)),
            n=number(row.expected - row.parts, 0),
            all=number(row.expected, 0),
        )
        for row in lacking[:MOST_NAMED]
    ]
    if len(lacking) > MOST_NAMED:
        said.append(_("and {n} more", n=number(len(lacking) - MOST_NAMED, 0)))
    return _(
        "Ranks such as 1–5 stay open: what communes without a report, or without this figure, "
        "would add is not known, and it is not guessed. Missing: {areas}.",
        areas=", ".join(said),
    )


def is_estimate(row: Any) -> bool:
    """Whether a row is a sum in which the share of a part is estimated."""
    return getattr(row, "carried", carrying.OWN) == carrying.ESTIMATE


def qualifier_of(row: Any) -> str:
    """What is known of a value; an estimate is rough by itself, so that is not said twice."""
    return "exact" if is_estimate(row) and row.qualifier == "about" else str(row.qualifier)


def called(row: Any, words: str) -> str:
    """The value of a row in words, called an estimate where it is one."""
    return _("estimate: {value}", value=words) if is_estimate(row) else words


def of_their_own(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that are figures of their own areas, whether or not others are among them."""
    if "carried" not in rows:
        return rows
    return rows[~rows["carried"].isin([carrying.SUM, carrying.ESTIMATE])]


def lines(row: Any) -> list[str]:
    """What must be known of a carried value: how many parts it has, and `cautions`.

    Plain text; nothing of a value that is its area's own.
    """
    if is_summed(row):
        return [summed(row)]
    if not is_carried(row):
        return []
    today = row.vintage == carrying.TODAY
    counted = (
        _("old units added up: {n}", n=row.parts)
        if today
        else _("units of today added up: {n}", n=row.parts)
    )
    return [counted, *_span(row), *cautions(row)]


def _span(row: Any) -> list[str]:
    """How far an estimate may be off, where both ends are known."""
    if row.carried != carrying.ESTIMATE or missing(row.low) or missing(row.high):
        return []
    low, high = rounded(row.low, "at_least", DECIMALS), rounded(row.high, "at_most", DECIMALS)
    return [_("between {low} and {high}", low=number(low, DECIMALS), high=number(high, DECIMALS))]


def cautions(row: Any) -> list[str]:
    """The oldest figure in a carried value, where it is older, and the parts that it misses."""
    if is_summed(row):
        return [summed(row)] if row.expected > 1 else []
    if not is_carried(row):
        return []
    said = []
    if row.oldest_as_of < row.as_of:
        day = date_in_words(row.oldest_as_of, row.oldest_precision)
        said.append(_("oldest figure in it: {day}", day=day))
    if row.missing_parts and row.vintage == carrying.TODAY:
        said.append(_("without the old {areas}", areas=row.missing_parts))
    elif row.missing_parts:
        said.append(_("without {areas}", areas=row.missing_parts))
    return said


def why_not(indicator: pd.Series) -> str:
    """A sentence on why an indicator is not carried over; "" where it is.

    Args:
        indicator: A row of the catalogue.
    """
    reason = carrying.why_not(indicator)
    if not reason:
        return ""
    own = _("Units that did not change have all their figures.")
    return f"{_(REASONS[reason])} {own}"

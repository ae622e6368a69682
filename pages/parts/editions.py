"""Which values may stand in one list: ranks of one edition, nothing from before a new method."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from data.cache import frame as ask


def breaks_of(indicator_id: str) -> list[pd.Timestamp]:
    """The days on which the way an indicator is measured changed, in their order."""
    days = ask("breaks_by_indicator", indicator=indicator_id)["broke_on"]
    return [pd.Timestamp(day) for day in days]


def since(
    day: date, days: pd.Series, breaks: Sequence[pd.Timestamp], is_rank: bool
) -> pd.Timestamp:
    """The first day whose values may still be shown on a day.

    Of ranks the last day of the newest edition; of others the last change of method.

    Args:
        day: On which the values are looked at.
        days: The dates of all values.
        breaks: The days on which the method changed.
        is_rank: Whether the values are ranks, of which only those of one edition compare.
    """
    seen_on = pd.Timestamp(day)
    past = days[days <= seen_on]
    if is_rank:
        return pd.Timestamp.min if past.empty else pd.Timestamp(past.max())
    return max((mark for mark in breaks if mark <= seen_on), default=pd.Timestamp.min)


def comparable(history: pd.DataFrame, indicator_id: str, kind: str, day: date) -> pd.DataFrame:
    """The rows up to a day that may be shown together on it.

    Args:
        history: Rows of history_by_area.
        indicator_id: What they are of.
        kind: The indicator's kind.
        day: On which they are looked at.
    """
    first = since(day, history["as_of"], breaks_of(indicator_id), kind == "rank")
    return history[(history["as_of"] <= pd.Timestamp(day)) & (history["as_of"] >= first)]

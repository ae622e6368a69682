"""Which backups are kept: all of the last days, then the last of a day, then of a month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple


class Rule(NamedTuple):
    """Keeps the last backup of each period, for so many days.

    Attributes:
        period: How a time is written when only its period is; all of it keeps every backup.
        days: Since the backup was made.
    """

    period: str
    days: int


RULES = (Rule("%Y-%m-%dT%H:%M:%S.%f", 2), Rule("%Y-%m-%d", 30), Rule("%Y-%m", 731))


def kept(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """Those of the times whose backups are kept.

    The latest always is, and all that a clock set back has put into the future.
    """
    return set(kept_by(times, now))


def kept_by(times: Iterable[datetime], now: datetime) -> dict[datetime, Rule | None]:
    """The first rule that keeps each of the times that are kept; None: as the latest alone."""
    latest_first = sorted(times, reverse=True)
    keep: dict[datetime, Rule | None] = dict.fromkeys(latest_first[:1])
    for rule in RULES:
        seen = set()
        for time in latest_first:
            period = time.strftime(rule.period)
            if period not in seen and now - time <= timedelta(days=rule.days):
                keep[time] = keep.get(time) or rule
            seen.add(period)
    return keep

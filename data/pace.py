"""How fast a result grows, how fast it must, and where it would be on the day due.

A pace is read from the last seven months with reports, so over the last six gaps between them: what
was gained from the first to the last, divided by the months between. The range is that of the
slowest and the fastest stretch of three such gaps, the pace itself included. It is a plain line, no
forecast: it says where today's pace leads. Nothing is said from fewer than four months, nor across
1 July 2025, when communes became others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from geo.areas import MERGER

MONTHS, STRETCH = 7, 3  # months that are looked at; gaps in a stretch
FEWEST = STRETCH + 1


@dataclass(frozen=True)
class Point:
    """A result at the end of a month.

    Attributes:
        qualifier: What its words say, such as "at_least"; see `data.qualifiers`.
    """

    as_of: date
    value: float
    qualifier: str = "exact"


@dataclass(frozen=True)
class Pace:
    """What is gained each month: on average, in the slowest and in the fastest stretch."""

    mean: float
    slowest: float
    fastest: float


@dataclass(frozen=True)
class Projection:
    """Where a result would be on the day due, and how sure that is.

    Attributes:
        qualifier: "at_least" or "at_most" where the newest result is such a bound, else "about".
    """

    value: float
    low: float
    high: float
    qualifier: str


def months_between(first: date, last: date) -> int:
    """How many months lie between the months of two days; negative where the last comes first."""
    return (last.year - first.year) * 12 + last.month - first.month


def needed(target: float, result: Point, due: date) -> float | None:
    """What must be gained each month from the result on to reach the target; 0 where it is reached.

    None where no month is left.
    """
    left = months_between(result.as_of, due)
    return max(target - result.value, 0) / left if left > 0 else None


def pace_of(points: Sequence[Point]) -> Pace | None:
    """The pace of a running total, or None where it cannot be read.

    Args:
        points: Results of one place that run on over time, the oldest first.
    """
    seen = list(points)[-MONTHS:]
    if len(seen) < FEWEST or seen[0].as_of < MERGER <= seen[-1].as_of:
        return None
    stretches = [_gain(seen[n], seen[n + STRETCH]) for n in range(len(seen) - STRETCH)]
    mean = _gain(seen[0], seen[-1])
    return Pace(mean, min(mean, *stretches), max(mean, *stretches))


def project(points: Sequence[Point], due: date) -> Projection | None:
    """The result on the day due if the pace stays; None where there is no pace, or no month left.

    Args:
        points: As in `pace_of`.
        due: The day.
    """
    pace = pace_of(points)
    if pace is None or (left := months_between(points[-1].as_of, due)) <= 0:
        return None
    newest = points[-1]
    bound = {"at_least": "at_least", "more_than": "at_least"}
    bound |= {"at_most": "at_most", "nearly": "at_most"}
    return Projection(
        newest.value + pace.mean * left,
        newest.value + pace.slowest * left,
        newest.value + pace.fastest * left,
        bound.get(newest.qualifier, "about"),
    )


def _gain(first: Point, last: Point) -> float:
    return (last.value - first.value) / months_between(first.as_of, last.as_of)

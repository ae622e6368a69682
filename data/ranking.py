"""Ranks of values that are only known within bounds: what is certain, and no more."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import inf, isnan


def rank_intervals(
    lows: Sequence[float], highs: Sequence[float], ascending: bool = False
) -> list[tuple[int, int]]:
    """The best and the worst rank that each value may have, 1 being the first.

    The best is one more than the number of others that are certainly ahead, the worst the number
    of values less those certainly behind. Certainly ahead is what lies ahead wherever both lie
    within their bounds; values that may be equal are therefore tied, as in 1–2 and 1–2.

    Args:
        lows: The lowest that each value may be; NaN where that is open.
        highs: The highest, in the same order.
        ascending: Whether the lowest value comes first.
    """
    spans = [
        (-inf if isnan(low) else low, inf if isnan(high) else high)
        for low, high in zip(lows, highs, strict=True)
    ]
    if ascending:
        spans = [(-high, -low) for low, high in spans]
    by_low, by_high = sorted(low for low, _ in spans), sorted(high for _, high in spans)
    count = len(spans)
    return [
        (1 + count - bisect_right(by_low, high), count - bisect_left(by_high, low))
        for low, high in spans
    ]

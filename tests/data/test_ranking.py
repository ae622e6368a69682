"""Rank intervals against brute force: every rank that samples within the bounds may have."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.ranking import rank_intervals

FAR = 100.0  # beyond every bound that is drawn
ENDS = st.integers(0, 6)
SPANS = st.lists(
    st.tuples(ENDS, ENDS).map(lambda ends: (float(min(ends)), float(max(ends)))),
    min_size=1,
    max_size=4,
)
OPEN = st.lists(st.sampled_from(["", "low", "high"]), min_size=4, max_size=4)


@given(SPANS, OPEN, st.booleans())
def test_the_interval_holds_every_possible_rank_and_is_no_wider(
    spans: list[tuple[float, float]], opened: list[str], ascending: bool
) -> None:
    ends = list(zip(spans, opened, strict=False))
    lows = [math.nan if end == "low" else low for (low, _), end in ends]
    highs = [math.nan if end == "high" else high for (_, high), end in ends]
    # Ranks change only where values pass each other, so the ends of the bounds are samples enough.
    possible = [
        [-FAR if math.isnan(low) else low, FAR if math.isnan(high) else high]
        for low, high in zip(lows, highs, strict=True)
    ]
    best, worst = [len(spans)] * len(spans), [1] * len(spans)
    for sample in itertools.product(*possible):
        for place, value in enumerate(sample):
            ahead = sum(v < value if ascending else v > value for v in sample)
            level = sum(v == value for v in sample)
            best[place] = min(best[place], ahead + 1)
            worst[place] = max(worst[place], ahead + level)
    assert rank_intervals(lows, highs, ascending) == list(zip(best, worst, strict=True))


@pytest.mark.parametrize(
    ("spans", "ranks"),
    [
        ([], []),
        ([(5, 5)], [(1, 1)]),
        ([(5, 5), (5, 5), (3, 3)], [(1, 2), (1, 2), (3, 3)]),
        ([(4000, math.nan), (1797, 1797), (276, 276)], [(1, 1), (2, 2), (3, 3)]),
        ([(100, math.nan), (276, 276), (57, 57)], [(1, 2), (1, 2), (3, 3)]),
        ([(math.nan, 12000), (1800, math.nan), (13000, 13000)], [(2, 3), (1, 3), (1, 2)]),
    ],
)
def test_overlapping_bounds_are_ties(
    spans: list[tuple[float, float]], ranks: list[tuple[int, int]]
) -> None:
    assert rank_intervals([low for low, _ in spans], [high for _, high in spans]) == ranks

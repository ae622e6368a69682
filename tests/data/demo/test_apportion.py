"""Whole numbers in proportion: the sum is exact, whatever the weights and bounds."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from data.demo.apportion import apportion, rounded

WEIGHTS = st.lists(st.integers(1, 10_000), min_size=1, max_size=60)


@given(WEIGHTS, st.integers(0, 100_000))
def test_parts_add_up_and_lie_next_to_their_quota(weights: list[int], total: int) -> None:
    parts = apportion(np.array(weights, float), total)
    quotas = [Fraction(total * weight, sum(weights)) for weight in weights]
    assert int(parts.sum()) == total
    slack = Fraction(1, 1_000_000)
    assert all(
        abs(part - quota) < 1 + slack for part, quota in zip(parts.tolist(), quotas, strict=True)
    )


def test_the_largest_remainders_are_rounded_up() -> None:
    # Quotas 1.45, 1.3, 0.25: one is left over after 1, 1, 0.
    assert apportion(np.array([145.0, 130.0, 25.0]), 3).tolist() == [2, 1, 0]


@given(WEIGHTS, st.integers(0, 5), st.integers(0, 12), st.floats(0, 1))
def test_bounds_hold_and_the_sum_stays_exact(
    weights: list[int], least: int, span: int, place: float
) -> None:
    most = least + span
    total = least * len(weights) + math.floor(place * span * len(weights))
    parts = apportion(np.array(weights, float), total, least, most)
    assert int(parts.sum()) == total
    assert least <= int(parts.min())
    assert int(parts.max()) <= most


def test_bounds_that_cannot_meet_the_total_are_refused() -> None:
    with pytest.raises(ValueError, match="2 numbers from 4 to 7 cannot add up to 15"):
        apportion(np.array([1.0, 1.0]), 15, 4, 7)


@given(
    st.lists(st.lists(st.integers(0, 500), min_size=4, max_size=4), min_size=1, max_size=20),
    st.integers(0, 3),
    st.integers(1, 9_999),
)
def test_what_grows_still_grows_and_one_month_meets_its_total(
    steps: list[list[int]], at: int, total: int
) -> None:
    values = np.cumsum(np.array(steps, float), axis=1)
    assume(values[:, at].sum() > 0)
    whole = rounded(values, at, total)
    assert int(whole[:, at].sum()) == total
    assert (np.diff(whole, axis=1) >= 0).all()

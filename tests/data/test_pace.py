"""Paces and projections, by hand and by their laws."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.pace import Pace, Point, Projection, needed, pace_of, project

DUE = date(2026, 12, 31)
DAYS = [date(2026, month, 28) for month in range(1, 11)]


def points(*values: float, qualifier: str = "exact") -> list[Point]:
    """The values in the months that end with October 2026."""
    return [
        Point(day, value, qualifier)
        for day, value in zip(DAYS[-len(values) :], values, strict=True)
    ]


def test_what_is_needed_is_what_is_lacking_over_the_months_left() -> None:
    assert needed(1000, Point(date(2026, 10, 31), 760), DUE) == 120
    assert needed(700, Point(date(2026, 10, 31), 760), DUE) == 0
    assert needed(1000, Point(date(2026, 12, 31), 760), DUE) is None


def test_pace_and_range_by_hand() -> None:
    # Gains 60, 120, 0, 90, 30, 60: stretches of three add up to 180, 210, 120, 180.
    found = points(100, 160, 280, 280, 370, 400, 460)
    assert pace_of(found) == Pace(60, 40, 70)
    assert project(found, DUE) == Projection(460 + 120, 460 + 80, 460 + 140, "about")


def test_only_the_last_seven_months_count() -> None:
    assert pace_of(points(0, 0, 0, 100, 110, 120, 130, 140, 150, 160)) == Pace(10, 10, 10)


def test_a_gap_counts_as_the_months_it_is_long() -> None:
    found = [Point(date(2026, month, 28), 10.0 * month) for month in (1, 2, 5, 6, 10)]
    assert pace_of(found) == Pace(10, 10, 10)


@pytest.mark.parametrize(
    "found",
    [
        points(1, 2, 3),
        [],
        [Point(date(2025, month, 28), month) for month in (4, 5, 6, 7, 8)],
    ],
)
def test_no_pace_from_too_few_months_or_across_the_merger(found: list[Point]) -> None:
    assert pace_of(found) is None
    assert project(found, DUE) is None


def test_no_projection_to_a_day_that_is_past() -> None:
    assert project(points(1, 2, 3, 4), date(2026, 10, 31)) is None


@pytest.mark.parametrize(
    ("qualifier", "said"),
    [
        ("at_least", "at_least"),
        ("more_than", "at_least"),
        ("nearly", "at_most"),
        ("about", "about"),
    ],
)
def test_a_bound_travels_to_the_projection(qualifier: str, said: str) -> None:
    ahead = project(points(1, 2, 3, 4, qualifier=qualifier), DUE)
    assert ahead is not None
    assert ahead.qualifier == said


@given(
    st.integers(4, 10),
    st.integers(-500, 500),
    st.integers(0, 10_000),
    st.integers(1, 60),
)
def test_exact_on_a_line(months: int, gain: int, start: int, left: int) -> None:
    found = points(*(start + gain * n for n in range(months)))
    due = date(2026 + (9 + left) // 12, (9 + left) % 12 + 1, 28)
    exact = start + gain * (months - 1 + left)
    ahead = project(found, due)
    assert ahead is not None
    assert (ahead.value, ahead.low, ahead.high) == pytest.approx((exact,) * 3)


@given(st.lists(st.integers(0, 100), min_size=4, max_size=10), st.integers(0, 1000))
def test_more_in_the_end_is_more_ahead_and_the_range_holds_the_value(
    gains: list[int], more: int
) -> None:
    totals = [sum(gains[: n + 1]) for n in range(len(gains))]
    ahead = project(points(*totals), DUE)
    further = project(points(*totals[:-1], totals[-1] + more), DUE)
    assert ahead is not None
    assert further is not None
    assert ahead.low <= ahead.value <= ahead.high
    assert ahead.value <= further.value
    assert ahead.low <= further.low
    assert ahead.high <= further.high
    assert ahead.value >= totals[-1]

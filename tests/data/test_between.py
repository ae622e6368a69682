"""The change between two days of one area: from the latest value up to each, where they compare."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.series import between
from tests.data.test_series import rows, told

FIRST, MIDDLE, LAST = date(2024, 1, 15), date(2024, 6, 30), date(2024, 12, 31)
DAYS = [date(2024, month, 1) for month in range(1, 13)]


def change(*values: tuple[Any, ...], first: date = FIRST, last: date = LAST) -> pd.DataFrame:
    return between(rows(*values), [], True, first, last)


def test_from_the_latest_up_to_the_one_day_to_the_latest_up_to_the_other() -> None:
    found = change((DAYS[0], 10), (MIDDLE, 50), (date(2024, 9, 1), 16), (date(2025, 2, 1), 99))
    assert told(found) == [(date(2024, 9, 1), 6, "exact")]
    (row,) = found.itertuples()
    assert (row.base_value, row.base_as_of.date()) == (10, DAYS[0])
    assert row.percent == pytest.approx(60)


def test_one_value_gives_no_change() -> None:
    assert change((DAYS[0], 10)).empty
    assert change((MIDDLE, 10)).empty
    assert change((date(2025, 2, 1), 10)).empty


@pytest.mark.parametrize("cells", [{"in_conflict": True}, {"remark_en": "mind"}])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_nothing_from_or_across_an_unsafe_value(cells: dict[str, Any], place: int) -> None:
    values: list[tuple[Any, ...]] = [(DAYS[0], 10), (MIDDLE, 12), (LAST, 16)]
    values[place] = (*values[place], "exact", cells)
    assert change(*values).empty


def test_nothing_across_a_change_of_method() -> None:
    values = rows((DAYS[0], 10), (LAST, 16))
    assert between(values, [MIDDLE], True, FIRST, LAST).empty
    assert len(between(values, [date(2025, 1, 1)], True, FIRST, LAST)) == 1


def test_a_bound_stays_a_bound_and_is_no_beginning() -> None:
    assert told(change((DAYS[0], 10), (LAST, 16, "more_than"))) == [(LAST, 6, "more_than")]
    assert change((DAYS[0], 10, "more_than"), (LAST, 16)).empty


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.integers(1, 10**6), min_size=12, max_size=12),
    st.integers(0, 10),
    st.integers(1, 11),
)
def test_it_is_what_the_two_values_differ_by(values: list[int], first: int, later: int) -> None:
    last = min(first + later, 11)
    found = change(*zip(DAYS, values, strict=True), first=DAYS[first], last=DAYS[last])
    assert told(found) == [(DAYS[last], values[last] - values[first], "exact")]

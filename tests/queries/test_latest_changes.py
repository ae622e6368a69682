"""The latest change that is sure, found once more by trying every pair of values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import inf

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import queries
from data.warehouse import Warehouse
from tests.world import build_world

DAYS = [*pd.date_range("2024-12-31", periods=10, freq="ME").date, date(2025, 12, 31)]
ENDS = {"exact": (0.0, 0.0), "more_than": (0.0, inf), "nearly": (-inf, 0.0), "about": (-3.0, 3.0)}
BREAK = {"teams": date(2025, 7, 1)}

said = st.tuples(
    st.sampled_from(DAYS),
    st.integers(1, 12),
    st.sampled_from(["exact", "exact", "exact", "about", "more_than", "nearly"]),
    st.booleans(),
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    warehouse = build_world(tmp_path_factory.mktemp("changes") / "atlas.duckdb")
    yield warehouse
    warehouse.close()


def span(value: int, qualifier: str) -> tuple[float, float]:
    below, above = ENDS[qualifier]
    return value + below, value + above


def starts(day: date) -> date:
    return date(day.year, 1, 1) if day == DAYS[-1] else day.replace(day=1)


def by_pairs(indicator: str, rows: list[tuple[date, int, str, bool]]) -> tuple[date, date] | None:
    """The days of the latest pair without doubt, None where there is none."""
    found = []
    for day, value, qualifier, is_disputed in rows:
        for earlier, other, its_qualifier, its_disputed in rows:
            low, high = span(value, qualifier)
            its_low, its_high = span(other, its_qualifier)
            broke = BREAK.get(indicator)
            if (
                earlier < starts(day)
                and not (is_disputed or its_disputed)
                and (low > its_high or high < its_low)
                and not (broke and starts(earlier) < broke <= day)
            ):
                found.append((day, earlier))
    return max(found, default=None)


@given(
    st.sampled_from(["teams", "population"]),
    st.lists(said, max_size=9, unique_by=lambda row: row[0]),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_the_latest_sure_change_is_that_of_all_pairs(
    world: Warehouse, indicator: str, rows: list[tuple[date, int, str, bool]], is_plain: bool
) -> None:
    if is_plain:  # a monthly series, as reports make it
        rows = [(day, value, "exact", False) for day, value, *_ in rows if day != DAYS[-1]]
    with world.cursor() as cursor:
        cursor.execute("begin")
        for n, (day, value, qualifier, is_disputed) in enumerate(rows):
            low, high = (None if abs(end) == inf else end for end in span(value, qualifier))
            precision = "year" if day == DAYS[-1] else "month"
            cursor.execute(
                "insert into observation values ('2024-p91', ?, 'cumulative', null, ?, ?, "
                "'printed', ?, ?, ?, ?, null, 'reported', 's-moon', 'b', ?, ?)",
                [indicator, day, precision, value, low, high, qualifier, f"f:{n}", is_disputed],
            )
        found = queries.run(cursor, "latest_changes", dataset="reported")
        cursor.execute("rollback")
    expected = by_pairs(indicator, rows)
    changes = found.dropna(subset=["value"])
    told = [(row.as_of.date(), row.from_as_of.date()) for row in changes.itertuples()]
    assert told == ([] if expected is None else [expected])
    assert len(found) == (len(rows) > 1)

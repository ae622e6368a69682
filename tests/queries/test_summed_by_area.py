"""Sums and ratios of communes, added up here once more in plain Python from the rows themselves."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import queries
from data import rollups
from data.warehouse import Warehouse
from tests.world import build_world

JUNE, SEPTEMBER, OCTOBER = date(2025, 6, 30), date(2025, 9, 30), date(2025, 10, 31)
PARTS = {
    ("2024-d911", "2024"): {"2024-c91001", "2024-c91002", "2024-c91003"},
    ("2024-d911", "2025"): {"2025-c91001", "2025-c91002"},
    ("2024-d921", "2024"): {"2024-c92001", "2024-c92002"},
    ("2024-d921", "2025"): {"2025-c92001", "2025-c92002"},
    ("2024-p91", "2024"): {"2024-c91001", "2024-c91002", "2024-c91003"},
    ("2024-p91", "2025"): {"2025-c91001", "2025-c91002"},
    ("2025-p92", "2024"): {"2024-c92001", "2024-c92002"},
    ("2025-p92", "2025"): {"2025-c92001", "2025-c92002"},
}
PARTS |= {
    ("vn", vintage): PARTS["2024-d911", vintage] | PARTS["2024-d921", vintage]
    for vintage in ("2024", "2025")
}
COMMUNES = sorted(set().union(*PARTS.values()))
COLUMNS = (
    "area_id, indicator_id, timing, as_of, precision, basis, value, low, high, qualifier, dataset, "
    "source_id, batch_id, origin"
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    warehouse = build_world(tmp_path_factory.mktemp("summed") / "atlas.duckdb")
    yield warehouse
    warehouse.close()


def asked(
    warehouse: Warehouse,
    rows: list[tuple[Any, ...]],
    areas: list[str],
    indicators: tuple[str, ...] = ("teams", "smartphone_rate"),
) -> list[Any]:
    """The answer where the rows are all that was reported.

    Args:
        warehouse: Left as it was.
        rows: area_id, indicator_id, as_of, value, low, high, qualifier of each.
        areas: That are asked for.
        indicators: That are asked for.
    """
    with warehouse.cursor() as cursor:
        cursor.execute("begin")
        for n, (area, indicator, day, *numbers) in enumerate(rows):
            cursor.execute(
                f"insert into observation ({COLUMNS}) values "
                "(?, ?, 'cumulative', ?, 'month', 'printed', ?, ?, ?, ?, 'reported', "
                "'s-moon', 'b', ?)",
                [area, indicator, day, *numbers, f"f:{n}"],
            )
        rollups.start(cursor)
        found = queries.run(
            cursor,
            "summed_by_area",
            indicators=list(indicators),
            areas=areas,
            first=date(2025, 1, 1),
            last=date(2025, 12, 31),
            dataset="reported",
        )
        cursor.execute("rollback")
    return list(found.itertuples(index=False))


def exact(area: str, indicator: str, day: date, value: float) -> tuple[Any, ...]:
    return (area, indicator, day, value, value, value, "exact")


def of_vintage(area: str) -> date:
    return JUNE if area.startswith("2024") else SEPTEMBER


counts = st.dictionaries(st.sampled_from(COMMUNES), st.integers(0, 5000), min_size=1)


@given(counts)
@settings(max_examples=12, deadline=None)
def test_a_sum_is_that_of_its_communes_and_says_how_many(
    world: Warehouse, said: dict[str, int]
) -> None:
    rows = [exact(area, "teams", of_vintage(area), value) for area, value in said.items()]
    found = asked(world, rows, sorted({area for area, _ in PARTS}), ("teams",))
    expected = {}
    for (area, vintage), communes in PARTS.items():
        if there := [said[each] for each in communes if each in said]:
            whole = len(there) == len(communes)
            day = JUNE if vintage == "2024" else SEPTEMBER
            total = sum(there)
            open_end = total if whole else None
            qualifier = "exact" if whole else "at_least"
            expected[area, day] = (total, total, open_end, qualifier, len(there), len(communes))
    told = {
        (row.area_id, row.as_of.date()): (
            row.value,
            row.low,
            None if math.isnan(row.high) else row.high,
            row.qualifier,
            row.parts,
            row.expected,
        )
        for row in found
    }
    assert told == expected
    assert {row.carried for row in found} == {"sum"}


@given(
    st.dictionaries(
        st.sampled_from(COMMUNES),
        st.tuples(st.integers(0, 900), st.none() | st.integers(1, 1000)),
        min_size=1,
    )
)
@settings(max_examples=12, deadline=None)
def test_a_ratio_is_that_of_the_sums_over_communes_with_both(
    world: Warehouse, said: dict[str, tuple[int, int | None]]
) -> None:
    rows = []
    for area, (above, below) in said.items():
        rows.append(exact(area, "smartphone_users", of_vintage(area), above))
        if below is not None:
            rows.append(exact(area, "population", of_vintage(area), below))
    areas = sorted({area for area, _ in PARTS}) + COMMUNES
    found = asked(world, rows, areas, ("smartphone_rate",))
    expected = {}
    groups = PARTS | {(area, area[:4]): {area} for area in COMMUNES}
    for (area, vintage), communes in groups.items():
        both = [said[each] for each in communes if each in said and said[each][1] is not None]
        if both:
            ratio = 100 * sum(above for above, _ in both) / sum(below or 0 for _, below in both)
            day = JUNE if vintage == "2024" else SEPTEMBER
            whole = len(both) == len(communes)
            expected[area, day] = (
                pytest.approx(ratio),
                "exact" if whole else "about",
                len(both),
                len(communes),
            )
    told = {
        (row.area_id, row.as_of.date()): (row.value, row.qualifier, row.parts, row.expected)
        for row in found
    }
    assert told == expected


def test_bounds_travel_through_sums_and_ratios(world: Warehouse) -> None:
    rows = [
        ("2025-c91001", "smartphone_users", SEPTEMBER, 100, 100, None, "more_than"),
        ("2025-c91002", "smartphone_users", SEPTEMBER, 50, 50, 50, "exact"),
        ("2025-c91001", "population", SEPTEMBER, 400, 390, 410, "about"),
        ("2025-c91002", "population", SEPTEMBER, 100, 100, 100, "exact"),
    ]
    (users, rate) = asked(world, rows, ["2024-p91"], ("smartphone_users", "smartphone_rate"))[::-1]
    assert (users.value, users.low, math.isnan(users.high)) == (150, 150, True)
    assert users.qualifier == "about"
    assert rate.value == pytest.approx(100 * 150 / 500)
    assert (rate.low, math.isnan(rate.high)) == (pytest.approx(100 * 150 / 510), True)


def test_an_own_figure_stands_before_the_sum(world: Warehouse) -> None:
    rows = [
        exact("2025-c91001", "teams", SEPTEMBER, 7),
        exact("2025-c91002", "teams", SEPTEMBER, 8),
        exact("2025-p91", "teams", SEPTEMBER, 16),
    ]
    found = asked(world, rows, ["2025-p91", "2024-p91", "2025-c91002"], ("teams",))
    assert {(row.area_id, row.value, row.carried, row.parts, row.expected) for row in found} == {
        ("2025-p91", 16, "own", 1, 1),
        ("2024-p91", 15, "sum", 2, 2),
        ("2025-c91002", 8, "own", 1, 1),
    }


def test_what_does_not_add_up_is_not_summed(world: Warehouse) -> None:
    with world.cursor() as cursor:
        cursor.execute("begin")
        cursor.execute("update indicator set rollup = 'none' where indicator_id = 'teams'")
        cursor.execute("commit")
    try:
        rows = [exact("2025-c91001", "teams", SEPTEMBER, 7)]
        assert asked(world, rows, ["2025-p91"], ("teams",)) == []
    finally:
        with world.cursor() as cursor:
            cursor.execute("update indicator set rollup = 'sum' where indicator_id = 'teams'")


def test_one_commune_on_one_day_counts_once(world: Warehouse) -> None:
    rows = [
        exact("2025-c91001", "teams", SEPTEMBER, 7),
        ("2025-c91001", "teams", SEPTEMBER, 9, 9, None, "more_than"),
        exact("2025-c91002", "teams", SEPTEMBER, 8),
    ]
    (found,) = asked(world, rows, ["2025-p91"], ("teams",))
    assert (found.value, found.parts) == (15, 2)


def test_cumulative_values_of_two_months_stay_two(world: Warehouse) -> None:
    rows = [
        exact("2025-c91001", "teams", SEPTEMBER, 7),
        exact("2025-c91001", "teams", OCTOBER, 8),
        exact("2025-c91002", "teams", OCTOBER, 10),
    ]
    found = asked(world, rows, ["2025-p91"], ("teams",))
    assert [(row.as_of.date(), row.value, row.parts) for row in found] == [
        (SEPTEMBER, 7, 1),
        (OCTOBER, 18, 2),
    ]


def test_another_dataset_is_never_added(world: Warehouse) -> None:
    """Published figures of the world are of the same areas; none of them is in a reported sum."""
    rows = [exact("2025-c91002", "teams", SEPTEMBER, 8)]
    (found,) = asked(world, rows, ["2025-p91"], ("teams",))
    assert (found.value, found.parts, found.dataset) == (8, 1, "reported")
    with world.cursor() as cursor:
        published = queries.run(
            cursor,
            "summed_by_area",
            indicators=["teams"],
            areas=["2025-p91"],
            first=SEPTEMBER,
            last=SEPTEMBER,
            dataset="published",
        )
    assert published["value"].tolist() == [6]


def test_a_zero_is_a_part_and_a_blank_is_not(world: Warehouse) -> None:
    rows = [
        exact("2025-c91001", "teams", SEPTEMBER, 0),
        exact("2025-c92001", "teams", SEPTEMBER, 5),
    ]
    found = asked(world, rows, ["2025-p91", "2025-p92", "vn"], ("teams",))
    assert {(row.area_id, row.value, row.parts, row.expected) for row in found} == {
        ("2025-p91", 0, 1, 2),
        ("2025-p92", 5, 1, 2),
        ("vn", 5, 2, 4),
    }

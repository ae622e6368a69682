"""Counts of before 1 July 2025 in today's areas: sums, shares, bounds, dates, what is missing."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.warehouse import Warehouse
from tests.carried import DAY, LATER, Line, Value, by_area, carried, fill
from tests.world import build_world

WHOLE = [Line("a", "A"), Line("b", "A")]
SPLIT = [Line("a", "A", 0.6), Line("a", "B", 0.4), Line("b", "B")]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    folder: Path = tmp_path_factory.mktemp("carried")
    warehouse = build_world(folder / "atlas.duckdb")
    yield warehouse
    warehouse.close()


def numbers(row: Any) -> tuple[Any, ...]:
    """Value, bounds (None where open), qualifier and how it was carried."""
    said = (row.value, row.low, row.high, row.qualifier, row.carried)
    return tuple(None if pd.isna(each) else each for each in said)


def only(world: Warehouse, lines: list[Line], values: list[Value], **asked: Any) -> Any:
    """The one row carried on the day."""
    fill(world, lines, values)
    (row,) = by_area(carried(world, **asked)).values()
    return row


@pytest.mark.parametrize(
    ("lines", "values", "expected"),
    [
        (WHOLE, [("a", 30, "exact"), ("b", 12, "exact")], (42, 42, 42, "exact", "sum")),
        (WHOLE, [("a", 30, "about"), ("b", 12, "exact")], (42, 37, 47, "about", "sum")),
        (WHOLE, [("a", 30, "more_than"), ("b", 12, "exact")], (42, 42, None, "at_least", "sum")),
        (WHOLE, [("a", 30, "nearly"), ("b", 12, "exact")], (42, None, 42, "at_most", "sum")),
        # An open end each way leaves nothing to be said.
        (
            WHOLE,
            [("a", 30, "nearly"), ("b", 12, "at_least")],
            (None, None, None, None, "open"),
        ),
        # Nothing is below a count of 0 or more.
        (WHOLE, [("a", 0, "exact")], (None, 0, None, None, "open")),
        # One part missing: the sum of the others is a lower bound.
        (WHOLE, [("a", 30, "exact")], (30, 30, None, "at_least", "sum")),
        (WHOLE, [("a", 30, "about")], (25, 25, None, "at_least", "sum")),
        # 60 % of 30, between 50 and 70 %.
        ([Line("a", "A", 0.6)], [("a", 30, "exact")], (18, 15, 21, "about", "estimate")),
        ([Line("a", "A", 0.6)], [("a", 30, "about")], (18, 12.5, 24.5, "about", "estimate")),
        ([Line("a", "A", 0.95)], [("a", 100, "exact")], (95, 85, 100, "about", "estimate")),
        # A share that may be anything.
        ([Line("a", "A", 0.6, margin=1)], [("a", 30, "about")], (18, 0, 35, "about", "estimate")),
        # A sliver counts, and its lower end is 0.
        (
            [Line("a", "A"), Line("b", "A", 0.02)],
            [("a", 30, "exact"), ("b", 100, "exact")],
            (32, 30, 42, "about", "estimate"),
        ),
        # A share of which nothing more than the lower end is known.
        (
            [Line("a", "A", 0.6), Line("b", "A")],
            [("a", 30, "exact")],
            (15, 15, None, "at_least", "estimate"),
        ),
    ],
)
def test_a_count_adds_up(
    world: Warehouse, lines: list[Line], values: list[Any], expected: tuple[Any, ...]
) -> None:
    row = only(world, lines, [Value(area, value, DAY, said) for area, value, said in values])
    assert numbers(row)[3:] == expected[3:]
    assert numbers(row)[:3] == pytest.approx(expected[:3])


def test_missing_parts_are_named_in_the_order_of_the_alphabet(world: Warehouse) -> None:
    row = only(world, [*WHOLE, Line("c", "A")], [Value("a", 5)])
    assert (row.parts, row.missing_parts) == (1, "Bờ Cát, Bờ Cạt")


@pytest.mark.parametrize("qualifier", ["exact", "about", "nearly", "more_than", "at_most"])
@pytest.mark.parametrize("indicator", ["teams", "smartphone_rate"])
def test_what_did_not_change_is_not_touched(
    world: Warehouse, qualifier: str, indicator: str
) -> None:
    value = Value("a", 64, DAY, qualifier, indicator, source="s-echo", origin="kept.csv:7")
    row = only(world, [Line("a", "A")], [value], indicator=indicator)
    assert (row.value, row.qualifier, row.carried) == (64, qualifier, "own")
    assert (row.source_id, row.origin, row.source_kind) == ("s-echo", "kept.csv:7", "copy")
    assert row.source == "Tin chép lại"


def test_what_is_no_count_is_not_carried_into_what_changed(world: Warehouse) -> None:
    fill(world, SPLIT, [Value("a", 64, indicator="smartphone_rate")])
    assert carried(world, "smartphone_rate").empty


def test_a_cumulative_value_stays_until_the_next(world: Warehouse) -> None:
    first, second, third = date(2022, 12, 31), date(2023, 10, 31), date(2024, 12, 31)
    values = [Value("b", 540, first), Value("a", 1141, second), Value("b", 566, third)]
    fill(world, WHOLE, values)
    rows = list(carried(world).itertuples())
    assert [(row.value, row.qualifier, row.missing_parts) for row in rows] == [
        (540, "at_least", "Lá Xanh"),
        (1681, "exact", ""),
        (1707, "exact", ""),
    ]
    assert [row.oldest_as_of.date() for row in rows] == [first, first, second]
    assert {row.oldest_precision for row in rows} == {"month"}


def test_a_value_of_a_period_adds_up_with_the_same_period_only(world: Warehouse) -> None:
    may, april = date(2025, 5, 1), date(2025, 4, 30)
    values = [
        Value("a", 7, DAY, timing="in_period", period_start=may),
        Value("b", 5, DAY, timing="in_period", period_start=may),
        Value("a", 3, april, timing="in_period", period_start=date(2025, 4, 1)),
        Value("b", 90, DAY, timing="in_period", period_start=date(2025, 1, 1)),
    ]
    fill(world, WHOLE, values)
    rows = list(carried(world).itertuples())
    assert [(row.value, row.qualifier, row.period_start.date()) for row in rows] == [
        (3, "at_least", date(2025, 4, 1)),
        (12, "exact", may),
    ]


def test_nothing_is_added_over_a_change_of_method(world: Warehouse) -> None:
    fill(world, WHOLE, [Value("a", 5, date(2023, 1, 31)), Value("b", 6, date(2024, 1, 31))])
    with world.transaction() as cursor:
        cursor.execute("insert into indicator_break values ('teams', '2023-07-01', '', '')")
    rows = list(carried(world).itertuples())
    with world.transaction() as cursor:
        cursor.execute("delete from indicator_break where broke_on = '2023-07-01'")
    assert [(row.value, row.missing_parts) for row in rows] == [(5, "Bờ Cát"), (6, "Lá Xanh")]


def test_of_several_values_of_a_date_one_is_chosen(world: Warehouse) -> None:
    values = [Value("a", 99, source="s-echo"), Value("a", 20, DAY, "about"), Value("a", 21)]
    assert only(world, WHOLE, [*values, Value("b", 1)]).value == 22


def test_a_part_in_conflict_makes_the_sum_disputed(world: Warehouse) -> None:
    before = Value("a", 4, date(2025, 1, 31), in_conflict=True)
    row = only(world, WHOLE, [Value("a", 5), Value("b", 6), before])
    assert (row.in_conflict, row.disputed) == (False, True)
    row = only(world, WHOLE, [Value("a", 5, in_conflict=True), Value("b", 6)])
    assert (row.in_conflict, row.disputed) == (True, True)


def test_a_sum_names_all_its_sources(world: Warehouse) -> None:
    row = only(world, WHOLE, [Value("a", 5), Value("b", 6, source="s-echo")])
    assert row.source == "Tin chép lại; Báo Mặt Trăng"
    assert row.url == "https://echo.example/1 https://moon.example/teams"
    assert (row.source_kind, row.as_of.date()) == ("copy", DAY)


def test_a_sliver_alone_makes_no_sum(world: Warehouse) -> None:
    fill(world, [Line("a", "A"), Line("b", "A", 0.02), Line("b", "B", 0.98)], [Value("b", 50)])
    assert set(by_area(carried(world))) == {"B"}


def test_an_old_district_lives_on_in_todays_communes(world: Warehouse) -> None:
    lines = [
        Line("2024-d911", "A", 0.7, 1.0, carries=False),
        Line("2024-d911", "B", 0.3, 0.25, carries=False),
    ]
    fill(world, lines, [Value("A", 10, LATER), Value("B", 40, LATER), Value("a", 3)])
    row = by_area(carried(world, areas=["2024-d911"]), LATER)["2024-d911"]
    assert numbers(row) == (20, 10 + 0.15 * 40, 10 + 0.35 * 40, "about", "estimate")
    fill(world, lines, [Value("A", 10, LATER)])
    row = by_area(carried(world, areas=["2024-d911"]), LATER)["2024-d911"]
    assert (row.value, row.qualifier, row.missing_parts) == (10, "at_least", "Bờ Cát")
    fill(world, lines, [Value("a", 3)])
    assert carried(world, areas=["2024-d911"]).empty


def test_all_of_an_old_district_may_be_a_part_of_a_commune_of_today(world: Warehouse) -> None:
    fill(world, [Line("2024-d921", "C", 1.0, 0.6, carries=False)], [Value("C", 10, LATER)])
    (row,) = carried(world, areas=["2024-d921"]).itertuples()
    assert numbers(row) == (6, 5, pytest.approx(7), "about", "estimate")


def test_an_old_province_that_did_not_change_goes_on_with_its_own(world: Warehouse) -> None:
    lines = [
        Line("2024-p91", "2025-p91", 1.0, 1.0),
        Line("2024-p91", "A", 0.7, 1.0, carries=False),
    ]
    fill(world, lines, [Value("2025-p91", 130, LATER), Value("A", 9, LATER)])
    row = by_area(carried(world, areas=["2024-p91"]), LATER)["2024-p91"]
    assert numbers(row) == (130, 130, 130, "exact", "own")

"""Targets beside results, added up once more in plain Python from the rows themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

import queries
from data.warehouse import Warehouse
from tests.world import build_world

SEPTEMBER, OCTOBER = date(2025, 9, 30), date(2025, 10, 31)
LEAF, SHORE = "2025-c91001", "2025-c91002"  # the two communes of 2025-p91 and of 2024-d911
# area, indicator, operator, value, due, version
Target = tuple[str, str, str | None, float, date, int]
# area, indicator, day, value, low, high, qualifier
Result = tuple[str, str, date, float, float | None, float | None, str]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    warehouse = build_world(tmp_path_factory.mktemp("reached") / "atlas.duckdb")
    yield warehouse
    warehouse.close()


def exact(area: str, indicator: str, day: date, value: float) -> Result:
    return area, indicator, day, value, value, value, "exact"


def asked(
    world: Warehouse, targets: list[Target], results: list[Result], query: str, **params: object
) -> list[Any]:
    """The answer where these are all targets and results of the office; nothing is kept."""
    with world.cursor() as cursor:
        cursor.execute("begin")
        for n, (area, indicator, operator, value, due, version) in enumerate(targets):
            cursor.execute(
                "insert into target values "
                "(?, ?, 'registered', ?, ?, ?, 'month', 'printed', ?, 'reported', 's-moon', 'b', "
                "?)",
                [area, indicator, operator, value, due, version, f"t:{n}"],
            )
        for n, (area, indicator, day, *numbers) in enumerate(results):
            cursor.execute(
                "insert into observation (area_id, indicator_id, timing, as_of, precision, basis, "
                "value, low, high, qualifier, dataset, source_id, batch_id, origin) values "
                "(?, ?, 'cumulative', ?, 'month', 'printed', ?, ?, ?, ?, 'reported', "
                "'s-moon', 'b', ?)",
                [area, indicator, day, *numbers, f"f:{n}"],
            )
        found = queries.run(
            cursor,
            query,
            indicators=["teams", "smartphone_rate"],
            kind="registered",
            dataset="reported",
            **params,
        )
        cursor.execute("rollback")
    return list(found.itertuples(index=False))


def reached(
    world: Warehouse, targets: list[Target], results: list[Result], *areas: str
) -> dict[tuple[str, str], Any]:
    rows = asked(
        world,
        targets,
        results,
        "reached_by_area",
        areas=list(areas),
        first=date(2025, 10, 1),
        last=OCTOBER,
        day=OCTOBER,
        earlier=SEPTEMBER,
    )
    return {(row.area_id, row.indicator_id): row for row in rows}


TARGETS: list[Target] = [
    (LEAF, "teams", ">=", 10, OCTOBER, 2),
    (SHORE, "teams", None, 20, OCTOBER, 1),
    (LEAF, "teams", ">=", 99, SEPTEMBER, 1),  # of another month
]


def test_a_commune_without_a_report_is_in_neither_sum(world: Warehouse) -> None:
    results = [exact(LEAF, "teams", OCTOBER, 7), exact(LEAF, "teams", SEPTEMBER, 4)]
    found = reached(world, TARGETS, results, "2025-p91", "2024-d911", LEAF, SHORE)
    for area in ("2025-p91", "2024-d911"):
        row = found[area, "teams"]
        assert (row.target, row.value, row.parts, row.targets, row.expected) == (10, 7, 1, 2, 2)
        assert (row.asked, row.signs, row.version, row.revised) == (30, 1, 2, 1)
        assert (row.before, row.gain, row.before_parts) == (4, 3, 1)
        assert (row.operator, row.unstated) == (">=", 0)
    silent = found[SHORE, "teams"]
    assert (silent.parts, silent.asked) == (0, 20)
    assert silent.value != silent.value
    assert found[LEAF, "teams"].operator == ">="


def of_shore(operator: str | None) -> list[Target]:
    """The targets, that of the second commune with the sign."""
    return [TARGETS[0], (SHORE, "teams", operator, 20, OCTOBER, 1)]


def test_who_states_no_sign_is_in_no_sum_and_counted(world: Warehouse) -> None:
    results = [exact(LEAF, "teams", OCTOBER, 7), exact(SHORE, "teams", OCTOBER, 18)]
    found = reached(world, TARGETS, results, "2025-p91", SHORE)
    row = found["2025-p91", "teams"]
    assert (row.operator, row.target, row.value, row.parts, row.unstated) == (">=", 10, 7, 1, 1)
    assert (row.low, row.high, row.qualifier, row.targets, row.asked) == (7, 7, "exact", 2, 30)
    shore = found[SHORE, "teams"]
    assert (shore.target, shore.value, shore.parts, shore.unstated) == (20, 18, 1, 0)
    assert shore.operator != shore.operator or shore.operator is None


def test_where_none_states_a_sign_all_are_added_and_none_is_invented(world: Warehouse) -> None:
    targets: list[Target] = [(LEAF, "teams", None, 10, OCTOBER, 1), TARGETS[1]]
    results = [exact(LEAF, "teams", OCTOBER, 7), exact(SHORE, "teams", OCTOBER, 18)]
    row = reached(world, targets, results, "2025-p91")["2025-p91", "teams"]
    assert (row.target, row.value, row.parts, row.unstated, row.signs) == (30, 25, 2, 0, 0)
    assert row.operator != row.operator or row.operator is None


def test_signs_that_differ_are_none(world: Warehouse) -> None:
    results = [exact(LEAF, "teams", OCTOBER, 7), exact(SHORE, "teams", OCTOBER, 18)]
    row = reached(world, of_shore("="), results, "2025-p91")["2025-p91", "teams"]
    assert (row.target, row.value, row.parts, row.unstated, row.signs) == (30, 25, 2, 0, 2)
    assert row.operator != row.operator or row.operator is None


def test_sums_where_all_reported_and_bounds_stay(world: Warehouse) -> None:
    results: list[Result] = [
        exact(LEAF, "teams", OCTOBER, 7),
        (SHORE, "teams", OCTOBER, 18, 18, None, "at_least"),
    ]
    row = reached(world, of_shore(">="), results, "2025-p91")["2025-p91", "teams"]
    assert (row.target, row.value, row.low, row.parts) == (30, 25, 25, 2)
    assert row.high != row.high
    assert row.qualifier == "about"


def test_a_ratio_is_reckoned_for_a_commune_and_never_added_up(world: Warehouse) -> None:
    targets: list[Target] = [(LEAF, "smartphone_rate", ">=", 60, OCTOBER, 1)]
    results = [
        exact(LEAF, "smartphone_users", OCTOBER, 45),
        exact(LEAF, "population", OCTOBER, 90),
    ]
    found = reached(world, targets, results, LEAF, "2025-p91")
    assert found[LEAF, "smartphone_rate"].value == 50
    assert ("2025-p91", "smartphone_rate") not in found


def test_the_target_due_first_counts(world: Warehouse) -> None:
    targets: list[Target] = [
        (LEAF, "teams", ">=", 12, OCTOBER, 1),
        (LEAF, "teams", ">=", 11, date(2025, 10, 15), 1),
    ]
    row = reached(world, targets, [exact(LEAF, "teams", OCTOBER, 7)], LEAF)[LEAF, "teams"]
    assert (row.target, row.due.date()) == (11, date(2025, 10, 15))


def test_another_dataset_has_none_of_it(world: Warehouse) -> None:
    assert reached(world, [], [], "2025-p91", LEAF) == {}


def test_a_pace_is_that_of_communes_with_every_month(world: Warehouse) -> None:
    days = [date(2025, 8, 31), SEPTEMBER, OCTOBER]
    results = [exact(LEAF, "teams", day, n) for n, day in enumerate(days, 5)]
    results += [exact(SHORE, "teams", day, 50) for day in days[1:]]
    rows = asked(
        world,
        TARGETS,
        results,
        "steady_by_area",
        areas=["2025-p91", SHORE],
        first=date(2025, 10, 1),
        last=OCTOBER,
        days=days,
    )
    assert [(row.area_id, row.as_of.date(), row.value) for row in rows] == [
        ("2025-p91", day, n) for n, day in enumerate(days, 5)
    ]
    assert {(row.target, row.parts, row.targets, row.is_exact) for row in rows} == {
        (10, 1, 2, True)
    }

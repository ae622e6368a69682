"""Targets beside results over the months, added up once more in plain Python."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd
import pytest

import queries
from data.warehouse import Warehouse
from tests.world import build_world

AUGUST, SEPTEMBER, OCTOBER = date(2025, 8, 31), date(2025, 9, 30), date(2025, 10, 31)
YEAR = date(2025, 12, 31)
LEAF, SHORE = "2025-c91001", "2025-c91002"  # the two communes of 2025-p91
# area, kind, operator, value, due, version
TARGETS: list[tuple[str, str, str | None, float, date, int]] = [
    (LEAF, "registered", ">=", 6, SEPTEMBER, 1),
    (LEAF, "registered", ">=", 9, OCTOBER, 1),
    (LEAF, "registered", ">=", 8, OCTOBER, 2),
    (SHORE, "registered", None, 5, OCTOBER, 1),
    (LEAF, "assigned", ">=", 20, YEAR, 1),
    (LEAF, "assigned", ">=", 30, date(2026, 12, 31), 1),
    ("2025-p91", "assigned", ">=", 99, YEAR, 1),  # its own: no part of a sum
]
RESULTS = [
    (LEAF, AUGUST, 5.0),
    (LEAF, SEPTEMBER, 6.0),
    (SHORE, SEPTEMBER, 4.0),
    (LEAF, OCTOBER, 7.0),
    (SHORE, OCTOBER, 7.0),
]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    warehouse = build_world(tmp_path_factory.mktemp("months") / "atlas.duckdb")
    with warehouse.transaction() as cursor:
        for n, (area, kind, operator, value, due, version) in enumerate(TARGETS):
            cursor.execute(
                "insert into target values (?, 'teams', ?, ?, ?, ?, 'day', 'printed', ?, "
                "'reported', 's-moon', 'b', ?)",
                [area, kind, operator, value, due, version, f"t:{n}"],
            )
        for n, (area, day, value) in enumerate(RESULTS):
            cursor.execute(
                "insert into observation (area_id, indicator_id, timing, as_of, precision, basis, "
                "value, low, high, qualifier, dataset, source_id, batch_id, origin) values "
                "(?, 'teams', 'cumulative', ?, 'month', 'printed', ?, ?, ?, 'exact', 'reported', "
                "'s-moon', 'b', ?)",
                [area, day, value, value, value, f"f:{n}"],
            )
    yield warehouse
    warehouse.close()


def asked(world: Warehouse, place: str, kind: str) -> dict[date, Any]:
    with world.cursor() as cursor:
        found = queries.run(
            cursor,
            "reached_by_month",
            indicator="teams",
            place=place,
            kind=kind,
            dataset="reported",
        )
    return {row.as_of.date(): row for row in found.itertuples()}


def held(area: str, kind: str, day: date) -> float | None:
    """The target of a commune that a month is compared with, straight from the rows."""
    own = [t for t in TARGETS if t[:2] == (area, kind) and t[4] >= day]
    if kind == "registered":
        own = [t for t in own if t[4] == day]
    return min(own, key=lambda t: (t[4], -t[5]))[3] if own else None


@pytest.mark.parametrize("kind", ["registered", "assigned"])
@pytest.mark.parametrize("place", ["2025-p91", LEAF, SHORE])
def test_each_month_has_the_communes_with_both(world: Warehouse, place: str, kind: str) -> None:
    among = (LEAF, SHORE) if place == "2025-p91" else (place,)
    wanted: dict[date, tuple[float, float, int]] = {}
    for area, day, value in RESULTS:
        target = held(area, kind, day)
        if area in among and target is not None:
            got, aimed, parts = wanted.get(day, (0.0, 0.0, 0))
            wanted[day] = got + value, aimed + target, parts + 1
    found = asked(world, place, kind)
    assert {day: (row.value, row.target, row.parts) for day, row in found.items()} == wanted
    assert {row.expected for row in found.values()} <= {len(among)}


def test_a_sign_that_not_all_state_is_none(world: Warehouse) -> None:
    found = asked(world, "2025-p91", "registered")
    assert found[SEPTEMBER].operator == ">="
    assert pd.isna(found[OCTOBER].operator)
    assert (found[OCTOBER].revised, found[SEPTEMBER].revised) == (1, 0)

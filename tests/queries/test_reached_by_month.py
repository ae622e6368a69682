"""Targets beside results over the months, added up once more in plain Python."""

from __future__ import annotations

from collections import defaultdict
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


def held(area: str, kind: str, day: date) -> tuple[float, str | None] | None:
    """The target that a commune's month is compared with, and its sign, straight from the rows."""
    own = [t for t in TARGETS if t[:2] == (area, kind) and t[4] >= day]
    if kind == "registered":
        own = [t for t in own if t[4] == day]
    if not own:
        return None
    _area, _kind, sign, value, *_rest = min(own, key=lambda t: (t[4], -t[5]))
    return value, sign


@pytest.mark.parametrize("kind", ["registered", "assigned"])
@pytest.mark.parametrize("place", ["2025-p91", LEAF, SHORE])
def test_each_month_has_the_communes_with_both(world: Warehouse, place: str, kind: str) -> None:
    among = (LEAF, SHORE) if place == "2025-p91" else (place,)
    both: dict[date, list[tuple[float, float, str | None]]] = defaultdict(list)
    for area, day, value in RESULTS:
        if area in among and (target := held(area, kind, day)):
            both[day].append((value, *target))
    wanted = {}
    for day, rows in both.items():
        kept = [row for row in rows if row[2]] or rows
        left_out = len(rows) - len(kept)
        wanted[day] = sum(r[0] for r in kept), sum(r[1] for r in kept), len(kept), left_out
    found = asked(world, place, kind)
    assert {
        day: (row.value, row.target, row.parts, row.unstated) for day, row in found.items()
    } == wanted
    assert {row.expected for row in found.values()} <= {len(among)}


def test_a_target_without_a_sign_is_alone_or_left_out(world: Warehouse) -> None:
    found = asked(world, "2025-p91", "registered")
    assert (found[OCTOBER].operator, found[OCTOBER].unstated) == (">=", 1)
    assert (found[OCTOBER].revised, found[SEPTEMBER].revised) == (1, 0)
    alone = asked(world, SHORE, "registered")
    assert pd.isna(alone[OCTOBER].operator)
    assert alone[OCTOBER].parts == 1

"""Sources that disagree, totals beside sums, and published figures that need care."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

import queries
from data.warehouse import Warehouse
from tests.monthly_rows import DATASET, add_batch, add_source, add_value
from tests.world import build_world

SEPTEMBER = date(2025, 9, 30)
LEAF, SHORE, CLEAR, DRY = "2025-c91001", "2025-c91002", "2025-c92001", "2025-c92002"
SPAN = {"first": date(2025, 9, 1), "last": SEPTEMBER, "dataset": DATASET}
COMMUNES = {LEAF: 10, SHORE: 20, CLEAR: 5}  # Dry says nothing


@pytest.fixture
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    warehouse = build_world(tmp_path_factory.mktemp("conflicts") / "atlas.duckdb")
    with warehouse.transaction() as cursor:
        add_source(cursor)
        add_source(cursor, "s-other")
        add_batch(cursor, "first")
        for area, value in COMMUNES.items():
            add_value(cursor, area, "teams", SEPTEMBER, value, batch="first")
    yield warehouse
    warehouse.close()


def ask(world: Warehouse, name: str, **params: Any) -> list[Any]:
    with world.cursor() as cursor:
        return list(queries.run(cursor, name, **params).itertuples(index=False))


@pytest.mark.parametrize(
    ("area", "own", "qualifier", "differs"),
    [
        ("2025-p91", 30, "exact", False),
        ("2025-p91", 31, "exact", True),  # all parts are there
        ("2025-p91", 29, "exact", True),
        ("2025-p91", 29, "more_than", False),  # 30 is more than 29
        ("2025-p91", 31, "nearly", False),
        ("2025-p92", 12, "exact", False),  # Dry may have 7
        ("2025-p92", 4, "exact", True),  # one part alone is more
    ],
)
def test_a_total_differs_where_it_cannot_be_the_sum(
    world: Warehouse, area: str, own: int, qualifier: str, differs: bool
) -> None:
    with world.transaction() as cursor:
        add_value(cursor, area, "teams", SEPTEMBER, own, batch="first", qualifier=qualifier)
    (row,) = ask(world, "own_and_summed_by_area", areas=[area, LEAF], **SPAN)
    inside = [COMMUNES[code] for code in COMMUNES if code.startswith(f"2025-c{area[-2:]}")]
    assert (row.own, row.summed, row.parts, row.expected) == (own, sum(inside), len(inside), 2)
    assert row.differs is differs


def test_conflicts_are_those_of_the_place_and_all_within_it(world: Warehouse) -> None:
    with world.transaction() as cursor:
        cursor.execute("update observation set in_conflict = true where area_id = ?", [LEAF])
        add_value(
            cursor, LEAF, "teams", SEPTEMBER, 12, batch="first", source="s-other", in_conflict=True
        )
        add_value(cursor, "2025-p92", "teams", SEPTEMBER, 1, batch="first", in_conflict=True)
    inside = ask(world, "conflicts_within_area", areas=["2024-d911"], **SPAN)
    assert [(row.area_id, row.value, row.source_id) for row in inside] == [
        (LEAF, 10, "s-office"),
        (LEAF, 12, "s-other"),
    ]
    assert len(ask(world, "conflicts_within_area", areas=["vn"], **SPAN)) == 3
    october = SPAN | {"first": date(2025, 10, 1), "last": date(2025, 10, 31)}
    assert ask(world, "conflicts_within_area", areas=["vn"], **october) == []


def test_published_figures_need_care_for_one_of_four_reasons(world: Warehouse) -> None:
    with world.transaction() as cursor:
        cursor.execute("insert into remark values ('world.csv:8', 'Xem lại', 'Look')")
        cursor.execute(
            "update observation set in_conflict = true "
            "where origin in ('world.csv:2', 'world.csv:3')"
        )
    found = ask(world, "figures_with_care_by_area", areas=["vn"], dataset="published")
    reasons = {
        row.origin.removeprefix("world.csv:"): (
            row.in_conflict,
            row.is_undated,
            row.is_copy,
            row.remark_vi != "",
        )
        for row in found
    }
    assert reasons == {
        "2": (True, False, False, False),
        "3": (True, False, True, False),  # no original has its day
        "7": (False, True, False, False),
        "8": (False, False, False, True),
        "11": (False, False, True, False),
    }  # world.csv:5 is a copy too, but an original has its month
    own = ask(world, "figures_with_care_by_area", areas=["2024-p93"], dataset="published")
    assert [row.origin for row in own] == ["world.csv:7"]

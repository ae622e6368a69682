"""Which areas lie in a place and around it, in the invented world."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import queries
from data.warehouse import Warehouse
from tests.world import build_world


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    warehouse = build_world(tmp_path_factory.mktemp("inside") / "atlas.duckdb")
    yield warehouse
    warehouse.close()


@pytest.mark.parametrize(
    ("place", "inside"),
    [
        ("2024-c91001", {"2024-c91001"}),
        ("2024-d911", {"2024-c91001", "2024-d911", "2024-p91"}),  # all of the province
        ("2024-p91", {"2024-c91001", "2024-d911", "2024-p91"}),
        ("2025-p92", {"2024-c92001", "2024-d921", "2025-p92"}),
        ("vn", {"vn", "2024-c91001", "2024-c92001", "2024-d911", "2024-d921", "2024-p91"}),
    ],
)
def test_what_lies_in_a_place(world: Warehouse, place: str, inside: set[str]) -> None:
    asked = ["vn", "2024-c91001", "2024-c92001", "2024-d911", "2024-d921", "2024-p91"]
    asked += [place] if place not in asked else []
    with world.cursor() as cursor:
        found = queries.run(cursor, "areas_around", place=place, areas=asked)
        around = {
            area
            for area in asked
            if queries.run(cursor, "areas_around", place=area, areas=[place])["lies_in"].all()
        }
    assert set(found["area_id"]) == set(asked)
    assert set(found.loc[found["lies_in"], "area_id"]) == inside
    assert set(found.loc[found["lies_around"], "area_id"]) == around  # the same seen from there

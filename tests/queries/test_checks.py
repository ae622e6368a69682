"""The checks, which return what is wrong: nothing in a sound warehouse, one row for one fault."""

import pytest

import queries
from data.warehouse import Warehouse
from tests.queries.test_queries import rows

SPOILED = {
    "area_size_by_area": """update observation set indicator_id = 'area_km2', value = 801
        where origin = 'world.csv:2'""",
    "share_above_100": """update observation set value = 100.5
        where indicator_id = 'smartphone_rate'""",
    "part_above_whole": """update observation set low = 16001, high = 16001
        where indicator_id = 'smartphone_users'""",
    "missing_references": "update observation_log set area_id = 'x' where origin = 'world.csv:2'",
}


@pytest.mark.parametrize("check", [n for n in queries.names() if n.startswith("checks/")])
def test_check_is_silent_until_something_is_wrong(world: Warehouse, check: str) -> None:
    with world.cursor() as cursor:
        assert queries.run(cursor, check).empty
        cursor.begin()
        cursor.execute(
            """insert into indicator by name select * replace ('area_km2' as indicator_id)
            from indicator where indicator_id = 'teams'"""
        )
        cursor.execute(SPOILED[check.removeprefix("checks/")])
        assert len(queries.run(cursor, check)) == 1
        cursor.rollback()
        assert queries.run(cursor, check).empty


@pytest.mark.parametrize(("printed", "offending"), [(199, 1), (200, 0), (800, 0), (801, 1)])
def test_an_area_of_up_to_twice_or_half_the_size_is_let_pass(
    world: Warehouse, printed: int, offending: int
) -> None:
    with world.cursor() as cursor:
        cursor.begin()
        cursor.execute("update indicator set indicator_id = 'area_km2' where unit_vi = '%'")
        cursor.execute(
            """update observation set indicator_id = 'area_km2', value = $printed
            where origin = 'world.csv:2'""",
            {"printed": printed},
        )
        found = queries.run(cursor, "checks/area_size_by_area")
        cursor.rollback()
    assert rows(found, "printed_km2", "area_km2") == [(printed, 400)] * offending

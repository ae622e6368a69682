"""Memory that many questions took goes back to the system when nobody needs it."""

from __future__ import annotations

from pathlib import Path

from tests.world import build_world

MANY = """
select n, concat('row ', n, ' of a sort that takes memory') as a, concat('b', n * 7) as b
from (select unnest(range(300000)) as n)
order by n % 1000, b
"""


def held_mb() -> float:
    """What this process holds of its own, as the system counts it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("RssAnon"))


def test_nothing_is_taken_from_who_asks_or_imports(tmp_path: Path) -> None:
    world = build_world(tmp_path / "atlas.duckdb")
    limit = "select current_setting('memory_limit')"
    with world.cursor() as cursor:
        cursor.execute("set global memory_limit = '300MB'")
        world.give_back()
        assert cursor.execute(limit).fetchall() == [("286.1 MiB",)], "left as it was"
    lasting = world.lasting_cursor()
    world.give_back()
    assert lasting.execute(limit).fetchall() == [("286.1 MiB",)]
    world.close()


def test_what_queries_are_done_with_is_returned(tmp_path: Path) -> None:
    world = build_world(tmp_path / "atlas.duckdb")
    for _time in range(3):
        with world.cursor() as cursor:
            assert cursor.sql(MANY).to_arrow_table().num_rows == 300_000
    before = held_mb()
    world.give_back()
    assert before - held_mb() > 15
    with world.cursor() as cursor:
        limit = "select current_setting('memory_limit')"
        assert cursor.execute(limit).fetchall() == [("381.4 MiB",)]
    world.close()

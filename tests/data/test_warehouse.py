"""The warehouse on good days: built once, read by many threads, written in whole steps."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from data import paths, warehouse
from data.faults import Notice
from data.warehouse import Warehouse, open_warehouse
from tests.world import OBSERVATIONS, build_world, observations, start_world, world_tables


def test_first_start_builds_and_the_second_finds(file: Path) -> None:
    first = start_world(file)
    assert first.notices == [Notice("built", {"path": str(file)})]
    assert observations(first) == len(OBSERVATIONS)
    version = first.version
    first.close()
    second = build_world(file)
    assert (second.notices, second.version) == ([], version)
    second.close()
    assert [entry.name for entry in file.parent.iterdir()] == ["atlas.duckdb"]


def test_migrations_are_recorded_in_order(world: Warehouse) -> None:
    with world.cursor() as cursor:
        found = cursor.execute("select number, name from migration order by number").fetchall()
    assert found == [
        (0, "000_state"),
        (1, "001_areas"),
        (2, "002_indicators"),
        (3, "003_figures"),
        (4, "004_imports"),
        (5, "005_teams"),
        (6, "006_lineage"),
        (7, "007_boundaries"),
        (8, "008_months"),
        (9, "009_rollups"),
        (10, "010_ended_communes"),
        (11, "011_submissions"),
        (12, "012_waiting_figures"),
    ]


def test_a_committed_write_raises_the_version(world: Warehouse, file: Path) -> None:
    before = world.version
    with world.transaction() as cursor:
        cursor.execute("delete from observation where area_id = 'vn'")
    assert observations(world) == len(OBSERVATIONS) - 1
    assert world.version == before + 1
    world.close()
    again = build_world(file)
    assert (again.version, observations(again)) == (before + 1, len(OBSERVATIONS) - 1)
    again.close()


def test_a_failed_write_leaves_nothing(world: Warehouse) -> None:
    before = world.version

    def write(then: str) -> None:
        with world.transaction() as cursor:
            cursor.execute("delete from observation")
            cursor.execute(then)

    with pytest.raises(duckdb.CatalogException):
        write("delete from no_such_table")
    with pytest.raises(duckdb.ConstraintException):
        write("insert into source select * from source")
    assert (observations(world), world.version) == (len(OBSERVATIONS), before)
    with world.transaction() as cursor:
        cursor.execute("delete from target")
    assert world.version == before + 1


def test_readers_do_not_see_an_open_transaction(world: Warehouse) -> None:
    with world.transaction() as cursor:
        cursor.execute("delete from observation")
        assert observations(world) == len(OBSERVATIONS)
    assert observations(world) == 0


def test_a_cursor_per_query_gives_each_thread_its_own_rows(world: Warehouse) -> None:
    """8 threads at once, each asking for its own rows, 100 times."""
    together = threading.Barrier(8)

    def ask(number: int) -> int:
        together.wait(timeout=10)
        wrong = 0
        for turn in range(100):
            with world.cursor() as cursor:
                cursor.execute("select $n + i from range($m) as r(i)", {"n": number, "m": turn + 1})
                rows = cursor.fetchall()
            wrong += rows != [(number + i,) for i in range(turn + 1)]
        return wrong

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(0, 80_000, 10_000))) == [0] * 8


def test_writers_wait_for_each_other(world: Warehouse) -> None:
    before = world.version

    def write(_: int) -> None:
        with world.transaction() as cursor:
            cursor.execute("update source set title = title || '.' where source_id = 's-moon'")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))
    with world.cursor() as cursor:
        found = cursor.execute("select title from source where source_id = 's-moon'").fetchall()
    assert found == [("Báo Mặt Trăng" + "." * 40,)]
    assert world.version == before + 40


def test_a_query_of_too_long_is_ended(world: Warehouse) -> None:
    with world.cursor() as cursor:
        found = cursor.execute("select current_setting('max_execution_time')").fetchall()
    assert found == [(30_000,)]


def test_shared_opens_once_for_all_threads_until_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path / "office"))
    opened = []

    def counted(path: Path) -> Warehouse:
        opened.append(path)
        return open_warehouse(path, seed=world_tables)

    monkeypatch.setattr(warehouse, "open_warehouse", counted)
    try:
        with ThreadPoolExecutor(8) as pool:
            found = set(pool.map(lambda _: warehouse.shared(), range(16)))
        assert len(found) == 1
        assert opened == [tmp_path / "office" / "atlas.duckdb"]
        assert observations(warehouse.shared()) == len(OBSERVATIONS)
        warehouse.forget()
        warehouse.forget()
        assert warehouse.shared() not in found
        assert len(opened) == 2
    finally:
        warehouse.forget()


def test_the_data_folder_moves_with_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ATLAS_DATA", raising=False)
    assert paths.warehouse_file() == paths.ROOT / "var" / "atlas.duckdb"
    monkeypatch.setenv("ATLAS_DATA", "/srv/atlas")
    assert paths.data_folder() == Path("/srv/atlas").resolve()
    assert paths.layer_cache().parent == paths.data_folder()

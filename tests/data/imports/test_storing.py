"""What is stored, what is left alone, what comes back when a file is undone."""

import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.imports import storing
from data.warehouse import Warehouse
from tests.data.imports.staging import current, delivery, staged, store
from tests.world import OBSERVATIONS, observations

LA_XANH, BO_CAT = "2024-c91001", "2024-c91002"
JUNE = "2024-06-30"


def history(world: Warehouse, area: str) -> list[tuple[float, str]]:
    with world.cursor() as cursor:
        return cursor.execute(
            "select l.value, b.state from observation_log as l "
            "inner join batch as b on b.batch_id = l.batch_id "
            "where l.area_id = $area and l.dataset = 'reported' order by l.entry",
            {"area": area},
        ).fetchall()


def test_a_file_is_stored_with_its_source_and_place_in_the_file(world: Warehouse) -> None:
    batch = store(
        world, [("Xã Lá Xanh", "teams", "6/2024", "1.204"), ("Bờ Cát", "teams", "6/2024", "7")]
    )
    assert current(world) == {(LA_XANH, "teams", JUNE): 1204, (BO_CAT, "teams", JUNE): 7}
    assert observations(world) == len(OBSERVATIONS) + 2
    with world.cursor() as cursor:
        stored = cursor.execute(
            "select o.origin, o.precision, o.timing, o.low, o.high, s.title, s.publisher, "
            "o.batch_id from observation as o inner join source as s on s.source_id = o.source_id "
            "where o.dataset = 'reported' order by o.origin"
        ).fetchall()
        counted = cursor.execute(
            "select file_name, rows_read, rows_stored, rows_added, rows_changed, rows_same, "
            "rows_left_out, state, office from batch where batch_id = $b",
            {"b": batch},
        ).fetchall()
    source = ("month", "cumulative", 1204.0, 1204.0, "Báo cáo tháng", "Xã Lá Xanh", batch)
    assert stored[0] == ("bao_cao.csv::2", *source)
    assert counted == [("bao_cao.csv", 2, 2, 2, 0, 0, 0, "committed", "Xã Lá Xanh")]


def test_the_same_file_again_changes_nothing(world: Warehouse) -> None:
    rows = [("Xã Lá Xanh", "teams", "6/2024", "5"), ("Bờ Cát", "teams", "6/2024", "7")]
    store(world, rows)
    version, before = world.version, current(world)
    with staged(world, rows) as (_, counts):
        assert (counts.added, counts.changed, counts.same) == (0, 0, 2)
    assert store(world, rows) == ""
    assert (world.version, current(world)) == (version, before)


def test_a_corrected_file_replaces_its_own_values_and_keeps_the_history(world: Warehouse) -> None:
    store(world, [("Xã Lá Xanh", "teams", "6/2024", "5"), ("Bờ Cát", "teams", "6/2024", "7")])
    rows = [("Xã Lá Xanh", "teams", "6/2024", "6"), ("Bờ Cát", "teams", "6/2024", "")]
    with staged(world, rows) as (cursor, counts):
        assert (counts.changed, counts.missing) == (1, 1)
        changed = storing.changes(cursor, "results", "changed", 10)
        assert changed[["row", "letters", "old_value", "value"]].values.tolist() == [[2, "D", 5, 6]]
    second = store(world, rows)
    assert current(world) == {(LA_XANH, "teams", JUNE): 6, (BO_CAT, "teams", JUNE): 7}
    assert history(world, LA_XANH) == [(5, "committed"), (6, "committed")]
    storing.undo(world, second, "Xã Lá Xanh")
    assert current(world) == {(LA_XANH, "teams", JUNE): 5, (BO_CAT, "teams", JUNE): 7}
    assert history(world, LA_XANH) == [(5, "committed"), (6, "undone")]


def test_a_value_that_a_later_file_repeats_stays_when_the_first_is_undone(world: Warehouse) -> None:
    first = store(world, [("Xã Lá Xanh", "teams", "6/2024", "5")])
    store(world, [("Xã Lá Xanh", "teams", "6/2024", "5"), ("Bờ Cát", "teams", "6/2024", "7")])
    storing.undo(world, first, "Xã Lá Xanh")
    assert current(world) == {(LA_XANH, "teams", JUNE): 5, (BO_CAT, "teams", JUNE): 7}


def test_another_source_stands_beside_and_the_contradiction_is_marked(world: Warehouse) -> None:
    def disputed() -> list[tuple[str, bool]]:
        with world.cursor() as cursor:
            return cursor.execute(
                "select area_id, in_conflict from observation where dataset = 'reported' "
                "order by area_id, source_id"
            ).fetchall()

    store(world, [("Xã Lá Xanh", "teams", "6/2024", "5"), ("Bờ Cát", "teams", "6/2024", "7")])
    assert disputed() == [(LA_XANH, False), (BO_CAT, False)]
    other = delivery(title="Báo cáo khác")
    second = store(world, [("Xã Lá Xanh", "teams", "15/6/2024", "9")], other)
    assert disputed() == [(LA_XANH, True), (LA_XANH, True), (BO_CAT, False)]
    storing.undo(world, second, "Xã Lá Xanh")
    assert disputed() == [(LA_XANH, False), (BO_CAT, False)]


@pytest.mark.parametrize("batch", ["b-none", "b-world"])
def test_only_a_stored_import_can_be_undone(world: Warehouse, batch: str) -> None:
    before = world.version
    with pytest.raises(LookupError, match=batch):
        storing.undo(world, batch, "Xã Lá Xanh")
    assert (world.version, observations(world)) == (before, len(OBSERVATIONS))


def test_an_import_is_undone_once(world: Warehouse) -> None:
    batch = store(world, [("Xã Lá Xanh", "teams", "6/2024", "5")])
    storing.undo(world, batch, "Xã Lá Xanh")
    with pytest.raises(LookupError):
        storing.undo(world, batch, "Xã Lá Xanh")
    assert current(world) == {}


def test_what_came_between_is_compared_anew(world: Warehouse) -> None:
    rows = [("Xã Lá Xanh", "teams", "6/2024", "5")]
    with staged(world, rows) as (cursor, counts):
        assert counts.added == 1
        store(world, rows)
        assert storing.commit(world, cursor, delivery(), counts) == ""
    assert history(world, LA_XANH) == [(5, "committed")]


def test_readers_see_the_old_state_until_the_commit_and_do_not_wait(world: Warehouse) -> None:
    seen, done = [], threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.append(observations(world))

    with staged(world, [("Xã Lá Xanh", "teams", "6/2024", "5")]) as (cursor, counts):
        reader = threading.Thread(target=read)
        with world.transaction(cursor):
            storing.store(cursor, delivery(), counts)
            reader.start()
            while len(seen) < 20:
                assert reader.is_alive()
            during = list(seen)
        while observations(world) not in seen[len(during) :]:
            assert reader.is_alive()
        done.set()
        reader.join()
    assert set(during) == {len(OBSERVATIONS)}
    assert set(seen) == {len(OBSERVATIONS), len(OBSERVATIONS) + 1}


AREAS = {"Xã Lá Xanh": LA_XANH, "Bờ Cát": BO_CAT, "Bờ Cạt": "2024-c91003"}
FILES = st.dictionaries(st.sampled_from(list(AREAS)), st.integers(0, 3), min_size=1)
DEEDS = st.lists(st.one_of(FILES, st.integers(0, 9)), min_size=1, max_size=12)


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(deeds=DEEDS)
def test_files_and_undos_in_any_order_leave_the_latest_that_is_not_undone(
    world: Warehouse, deeds: list[dict[str, int] | int]
) -> None:
    """Against a model: each file that was stored, and whether it still holds."""
    stored: list[tuple[str, dict[str, int]]] = []
    for deed in deeds:
        if isinstance(deed, int):
            if stored:
                batch, _ = stored.pop(deed % len(stored))
                storing.undo(world, batch, "Xã Lá Xanh")
        else:
            batch = store(world, [(name, "teams", "6/2024", n) for name, n in deed.items()])
            if batch:
                stored.append((batch, deed))
        expected: dict[tuple[str, str, str], float] = {}
        for _, values in stored:
            expected |= {(AREAS[name], "teams", JUNE): n for name, n in values.items()}
        assert current(world) == expected
    for batch, _ in stored:
        storing.undo(world, batch, "Xã Lá Xanh")
    assert current(world) == {}

"""With `marked`, what waits is a dataset of its own, exactly what waits, and changes no other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import rollups, warehouse
from data.imports import storing, submissions
from data.imports.submissions import DecidedError
from tests.data.imports import submitting
from tests.data.imports.submitting import (
    REPORTER,
    RESULTS,
    REVIEWER,
    TARGETS,
    TEAMS,
    approve,
    send,
    state,
)
from tests.world import build_world

NAMES = "select table_name from information_schema.tables where table_type = 'BASE TABLE'"
OWN = {"submission", "submission_area", "submission_part", "warehouse_state"}
COLUMNS = {"teams": "Số tổ", "population": "Dân số", "smartphone_users": "Người dùng"}
COMMUNES = {"2024-c91001": "Xã Lá Xanh", "2024-c91002": "Xã Bờ Cát"}
DAYS = {"2024-05-31": "5/2024", "2024-06-30": "6/2024"}
SOURCES = ("Báo cáo tháng", "Sổ tay")
Key = tuple[str, str, str]  # area, indicator, day
Cells = dict[Key, int]
CELLS = st.dictionaries(
    st.tuples(st.sampled_from([*COMMUNES]), st.sampled_from([*COLUMNS]), st.sampled_from([*DAYS])),
    st.integers(1, 3),
    min_size=1,
    max_size=5,
)
SENT = st.tuples(st.sampled_from(SOURCES), CELLS)
DECISIONS = ("approve", "return", "withdraw")
DECIDED = st.tuples(st.sampled_from(DECISIONS), st.integers(0, 5))
FACTORS = {"teams": 1, "population": 500, "smartphone_users": 50}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("unapproved")
    build_world(made / "atlas.duckdb").close()
    warehouse.forget()
    yield made
    warehouse.forget()


@pytest.fixture(autouse=True)
def world(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The world with nothing reported and nothing waiting; the same file for all tests."""
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    monkeypatch.setenv("ATLAS_APPROVAL", "marked")
    yield monkeypatch
    begin_anew(monkeypatch)


def begin_anew(patch: pytest.MonkeyPatch) -> None:
    """Takes out all that was submitted or reported."""
    patch.setenv("ATLAS_APPROVAL", "held")
    submissions.settle(warehouse.shared())
    patch.setenv("ATLAS_APPROVAL", "marked")
    submitting.forget_all()


def tables() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but those of submissions themselves."""
    with warehouse.shared().cursor() as cursor:
        names = {name for (name,) in cursor.execute(NAMES).fetchall()} - OWN
        return {name: cursor.table(name).order("all").fetchall() for name in sorted(names)}


def of(dataset: str, kind: str) -> list[tuple[object, ...]]:
    """What readers of the dataset find of a kind of file, but for ids and moments."""
    table, columns = {
        "results": ("observation", "area_id, indicator_id, as_of, value, origin"),
        "targets": ("target", "area_id, indicator_id, kind, operator, value, due, origin"),
        "teams": ("team_now", "team_id, as_of, members, village, origin"),
    }[kind]
    with warehouse.shared().cursor() as cursor:
        found = cursor.table(table).filter(f"dataset = '{dataset}'").project(columns)
        return sorted(found.fetchall(), key=repr)


@pytest.mark.parametrize(
    ("kind", "text"), [("results", RESULTS), ("targets", TARGETS), ("teams", TEAMS)]
)
def test_what_waits_is_seen_apart_and_gone_when_decided(kind: str, text: str) -> None:
    before = tables()
    waits = send(text, kind=kind)["submission"]
    seen = of("submitted", kind)
    assert seen
    assert of("reported", kind) == []
    after = tables()
    for name, rows in before.items():
        added = [row for row in after[name] if row not in rows]
        assert [row for row in after[name] if row in rows] == rows, "nothing else changed"
        assert all("submitted" in row or waits in row for row in added) or name == "source"
    submissions.send_back(warehouse.shared(), waits, "Sai", REVIEWER)
    assert tables() == before
    second = send(text, kind=kind)["submission"]
    batch = approve(second)
    assert (of("submitted", kind), of("reported", kind)) == ([], seen)
    assert second not in repr(tables())
    storing.undo(warehouse.shared(), batch, "office")
    third = send(text, kind=kind)["submission"]
    submissions.withdraw(warehouse.shared(), third, REPORTER)
    assert (of("submitted", kind), of("reported", kind)) == ([], [])


def test_the_start_shows_what_waits_or_hides_it_as_settled(world: pytest.MonkeyPatch) -> None:
    opened = warehouse.shared()
    world.setenv("ATLAS_APPROVAL", "held")
    first = send()["submission"]
    assert of("submitted", "results") == []
    before, version = tables(), opened.version
    submissions.settle(opened)
    assert opened.version == version, "nothing to do is nothing done"
    world.setenv("ATLAS_APPROVAL", "marked")
    submissions.settle(opened)
    assert len(of("submitted", "results")) == 2
    later = send(RESULTS.replace("1204", "12"))["submission"]
    seen, version = of("submitted", "results"), opened.version
    assert [row[3] for row in seen] == [5, 12], "of two the newest"
    submissions.settle(opened)
    assert (of("submitted", "results"), opened.version) == (seen, version)
    for setting in ("off", "held"):
        world.setenv("ATLAS_APPROVAL", setting)
        submissions.settle(opened)
        assert tables() == before
        assert (state(first), state(later)) == ("submitted", "submitted")
        world.setenv("ATLAS_APPROVAL", "marked")
        submissions.settle(opened)
        assert of("submitted", "results") == seen, "in the order in which they came"


def text_of(cells: Cells) -> str:
    """A file with the cells; those it has none for are empty."""
    lines = [";".join(["Tên xã", "Kỳ", *COLUMNS.values()])]
    for area, name in COMMUNES.items():
        for day, period in DAYS.items():
            values = [str(cells.get((area, each, day), "")) for each in COLUMNS]
            if any(values):
                lines.append(";".join([name, period, *values]))
    return "\n".join(lines) + "\n"


def held_by(dataset: str) -> tuple[dict[str, Cells], set[tuple[str, Key]]]:
    """What the dataset says, by source, and which of it is said to be in conflict."""
    with warehouse.shared().cursor() as cursor:
        rows = cursor.execute(
            "select s.title, o.area_id, o.indicator_id, cast(o.as_of as varchar), o.value, "
            "o.in_conflict from observation as o inner join source as s using (source_id) "
            "where o.dataset = $dataset",
            {"dataset": dataset},
        ).fetchall()
    said: dict[str, Cells] = {}
    for source, *key, value, _ in rows:
        said.setdefault(source, {})[tuple(key)] = value
    assert sum(map(len, said.values())) == len(rows), "a source says a figure once"
    return said, {(source, tuple(key)) for source, *key, _, disputed in rows if disputed}


def disputed(said: dict[str, Cells]) -> set[tuple[str, Key]]:
    """Which figures another source contradicts, in plain Python."""
    return {
        (source, key)
        for source, cells in said.items()
        for key, value in cells.items()
        if any(other.get(key, value) != value for other in said.values())
    }


def sums(*, afresh: bool = False) -> list[tuple[object, ...]]:
    """The kept sums; afresh: those that there should be."""
    with warehouse.shared().cursor() as cursor:
        cursor.begin()
        if afresh:
            cursor.execute("delete from rollup")
            rollups.start(cursor)
        found = cursor.execute("select * from rollup order by all").fetchall()
        cursor.rollback()
    return found


def merged(files: list[tuple[str, Cells]]) -> dict[str, Cells]:
    """What files say by source, a later one in place of an earlier."""
    said: dict[str, Cells] = {}
    for source, cells in files:
        said.setdefault(source, {}).update(cells)
    return said


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(deeds=st.lists(SENT | DECIDED, min_size=2, max_size=5))
def test_in_any_order_it_is_exactly_what_waits(
    world: pytest.MonkeyPatch, deeds: list[tuple[str, Cells] | tuple[str, int]]
) -> None:
    begin_anew(world)
    waiting: dict[str, tuple[str, Cells]] = {}
    stored: list[tuple[str, Cells]] = []
    names: list[str] = []
    for what, how in deeds:
        if isinstance(how, dict):
            cells = {key: value * FACTORS[key[1]] for key, value in how.items()}
            answer = send(text_of(cells), partly=True, source=what)
            assert answer["counts"]["left_out"] == 0, answer
            known = merged(stored).get(what, {})
            if all(known.get(key) == value for key, value in cells.items()):
                assert answer["state"] == "same"
                continue
            for name in [name for name, file in waiting.items() if file == (what, cells)]:
                del waiting[name]
            names.append(answer["submission"])
            waiting[names[-1]] = (what, cells)
        elif names:
            decide(what, names[how % len(names)], waiting, stored)
        files = list(waiting.values())
        for dataset, expected in (("submitted", merged(files)), ("reported", merged(stored))):
            assert held_by(dataset) == (expected, disputed(expected))
        with warehouse.shared().cursor() as cursor:
            shown = cursor.table("batch").filter("dataset = 'submitted'").project("batch_id")
            assert {name for (name,) in shown.fetchall()} == {*waiting}
            logged = cursor.table("observation_log").filter("dataset = 'submitted'").fetchall()
        assert len(logged) == sum(len(cells) for _, cells in files)
        assert sums() == sums(afresh=True)


def decide(
    how: str,
    name: str,
    waiting: dict[str, tuple[str, Cells]],
    stored: list[tuple[str, Cells]],
) -> None:
    """Decides on a submission, in the warehouse and in plain Python."""
    opened = warehouse.shared()
    try:
        if how == "approve":
            approve(name)
        elif how == "return":
            submissions.send_back(opened, name, "Sai", REVIEWER)
        else:
            submissions.withdraw(opened, name, REPORTER)
    except DecidedError:
        assert name not in waiting
        return
    file = waiting.pop(name)
    if how == "approve":
        stored.append(file)

"""Questions that are answered, with all their kinds of values; and those that go wrong, where."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from time import monotonic, sleep

import pytest

from data import paths
from data.asking_sql import question as asking
from data.asking_sql.examples import examples
from data.asking_sql.question import Limits, Question
from data.publish import snapshots
from data.publish.snapshots import Snapshot
from queries import guard, locked
from tests.data.asking_sql.conftest import QUICK, Ask
from tests.world import OBSERVATIONS, build_world


def test_an_answer_is_that_of_the_figures(ask: Ask, snapshot: Snapshot) -> None:
    found = ask("select area_id, value, qualifier from figures where indicator = 'teams'").answer
    assert found is not None
    expected = sorted(
        (area, float(value), qualifier)
        for area, indicator, _day, _precision, value, qualifier, _source in OBSERVATIONS
        if indicator == "teams"
    )
    assert sorted(found.rows.itertuples(index=False, name=None)) == expected
    assert (found.more, found.read, found.snapshot) == (False, ("figures",), snapshot)


# What a column is asked as, and what comes back of it.
VALUES = [
    ("1", 1),
    ("9007199254740992", 9007199254740992),
    ("9007199254740993", "9007199254740993"),  # a number would lose its last digit
    ("cast(5 as hugeint)", 5),
    ("170141183460469231731687303715884105727", "170141183460469231731687303715884105727"),
    ("1.5", 1.5),
    ("2e0 / 3", 2 / 3),
    ("1 / 0", float("inf")),
    ("true", "true"),
    ("'đ'", "đ"),
    ("date '2025-07-01'", "2025-07-01"),
    ("date '294000-01-01'", "294000-01-01"),
    ("timestamp '2025-07-01 08:00:00'", "2025-07-01 08:00:00"),
    ("timestamptz '2025-07-01 08:00:00+07'", "2025-07-01 01:00:00+00"),
    ("interval '2' month", "2 months"),
    ("time '08:30'", "08:30:00"),
    ("[1, 2]", "[1, 2]"),
    ("{'a': 'x'}", "{'a': x}"),
    ("map {'a': 1}", "{a=1}"),
    ("'x'::blob", "x"),
    ("null", None),
]


def test_every_kind_of_value_comes_back(ask: Ask) -> None:
    columns = ", ".join(f"{sql} as v{place}" for place, (sql, _value) in enumerate(VALUES))
    found = ask(f"select {columns}").answer
    assert found is not None
    row = found.rows.iloc[0].tolist()
    for value, (sql, expected) in zip(row, VALUES, strict=True):
        assert value == expected or (expected is None and value != value), (sql, value)


# What SQL may do besides; all is answered.
ALLOWED = [
    "from figures",
    "values (1, 'a'), (2, 'b')",
    "select 1 as a, 2 as a",
    "select area.upper() as u, list_transform([1], lambda x: x + 1) as l from figures",
    "with recursive n as (select 1 as i union all select i + 1 from n where i < 9) select * from n",
    "select * from (select level, value from figures) pivot (sum(value) for level in ('nation'))",
    "select * from range(3) as r(n), lateral (select n * 2 as m) as l, unnest([n, m]) as u(x)",
    "select distinct on (area_id) area, value from figures order by area_id, as_of desc",
    "select area, sum(value) over (partition by area order by as_of) as s from figures "
    "qualify row_number() over (partition by area order by as_of) = 1",
    "select level, count(*) from figures group by rollup (level) having count(*) > 1 order by all",
    "select f.area from figures as f asof join figures as g "
    "on f.area = g.area and f.as_of >= g.as_of",
    "select area from figures union all by name select name as area from areas",
    "select count(*) filter (where value > 10), now() is not null, 'read_text(x)' from figures;",
    "select * from figures using sample 3 rows",
    "select /* set x = 1; */ 'copy' as \"attach\" -- drop",
    "select columns('area.*') from figures limit 0",
]  # fmt: skip


@pytest.mark.parametrize("sql", ALLOWED)
def test_what_selects_is_answered(snapshot: Snapshot, sql: str) -> None:
    table, _read = locked.answer(locked.connect(snapshot.files, 100), sql, snapshot.files, 100)
    assert table.num_columns > 0
    assert len(set(table.column_names)) == table.num_columns


# The question, the code, the letters at fault, what is found, what is offered instead.
WRONG = [
    ("select area,\n  valu\nfrom figures", "column_unknown", "valu", "valu", "value"),
    ("select 'đường đi', valu from figures", "column_unknown", "valu", "valu", "value"),
    ("select đ\nfrom figures", "column_unknown", "đ", "đ", ""),
    ("select * from figurs", "table_unknown", "figurs", "figurs", "figures"),
    ("select 'ô', foo(1)", "function_unknown", "foo", "foo", "floor"),
    ("select area from figures where", "syntax", "where", "where", ""),
    ("select 'ô' from from x", "syntax", "from", "from", ""),
    ("select 'ô' as x, cast(area as int) from figures", "failed", "cast(area as int)", "Could", ""),
    ("select area from figures group by level", "failed", "area", "GROUP BY", ""),
    ("select 'ê'; select 2", "not_one", "s", "2", ""),
    ("select 'ê', read_text('a')", "function_refused", "read_text('a')", "read_text", ""),
]


@pytest.mark.parametrize("row", WRONG, ids=lambda row: row[0][:40])
def test_an_error_points_at_its_place(snapshot: Snapshot, row: tuple[str, ...]) -> None:
    sql, code, at_fault, found, expected = row
    with pytest.raises(guard.RefusedError) as raised:
        locked.answer(locked.connect(snapshot.files, 100), sql, snapshot.files, 100)
    refused = raised.value
    assert refused.code == code
    assert refused.start is not None
    assert sql[refused.start : refused.start + refused.length] == at_fault
    assert found in refused.said["found"]
    assert expected in refused.said.get("expected", "")


def test_only_so_many_rows_are_given_and_that_is_said(ask: Ask) -> None:
    for asked, given, more in ((100, 100, False), (101, 100, True)):
        found = ask(f"select * from range({asked})").answer
        assert found is not None
        assert (len(found.rows), found.more) == (given, more)


def test_no_rows_are_an_answer(ask: Ask) -> None:
    found = ask("select area, value from figures where value < 0").answer
    assert found is not None
    assert list(found.rows) == ["area", "value"]
    assert found.rows.empty


@pytest.mark.parametrize("place", range(len(examples())))
def test_an_example_is_answered(snapshot: Snapshot, place: int) -> None:
    example = examples()[place]
    assert example.vi
    assert example.en
    table, read = locked.answer(
        locked.connect(snapshot.files, 100), example.sql, snapshot.files, 100
    )
    # No example leaves open whose figures it shows.
    assert "dataset" in table.column_names or not read & {"figures", "targets", "reports", "teams"}


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_a_data_folder_may_have_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path / "data [1] *'é"))
    opened = build_world(paths.warehouse_file())
    made = snapshots.renew(opened)
    opened.close()
    answer = Question("select count(*) as n from figures", lambda: made, QUICK).wait().answer
    assert answer is not None
    assert answer.rows["n"].tolist() == [len(OBSERVATIONS)]


def test_a_question_is_ended_when_told(snapshot: Snapshot) -> None:
    question = Question("select count(*) from range(1000000000000000)", lambda: snapshot, QUICK)
    until = monotonic() + 20
    while question._process is None and monotonic() < until:
        sleep(0.02)
    assert not question.done
    began = monotonic()
    question.cancel()
    assert question.done
    assert question.refused is not None
    assert question.refused.code == "cancelled"
    assert question._process is not None
    question._process.wait(10)
    question._thread.join(10)
    assert monotonic() - began < 10
    assert question.answer is None
    question.cancel()


def test_only_so_many_are_answered_at_once(ask: Ask) -> None:
    for _ in range(asking.AT_ONCE):
        assert asking._places.acquire(timeout=20)
    try:
        waited = ask("select 1", Limits(seconds=0.3))
        assert waited.refused is not None
        assert waited.refused.code == "busy"
    finally:
        for _ in range(asking.AT_ONCE):
            asking._places.release()
    assert ask("select 1").answer is not None


def test_a_snapshot_that_cannot_be_made_is_said() -> None:
    def fail() -> Snapshot:
        raise OSError("disk full")

    refused = Question("select 1", fail).wait().refused
    assert refused is not None
    assert (refused.code, refused.said) == ("snapshot", {"found": "disk full"})


def test_nothing_of_ours_is_left_behind(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_TOKEN_OF_SOMEBODY", "secret")
    assert "ATLAS_TOKEN_OF_SOMEBODY" not in asking._system()
    assert set(asking._system()) - {*os.environ} <= {"MALLOC_ARENA_MAX", "PYTHONDONTWRITEBYTECODE"}
    before = threading.active_count()
    assert ask("select 1").answer is not None
    assert threading.active_count() <= before + 1  # a timer may be about to end

"""A process that is killed while it submits, approves and returns does each step or does it not."""

import os
import random
from pathlib import Path

import pytest

from data import warehouse
from data.imports import reviewing
from tests.data.imports.test_crash import AREAS, kill_after
from tests.world import build_world

MONTHS = 200
FIGURES = len(AREAS) * MONTHS
REVIEW_UNTIL_KILLED = f"""
import sys
from data import warehouse
from data.imports import submissions
from tests.data.imports import submitting

first = turn = int(sys.argv[2])
print("open", flush=True)
while True:
    turn += 1
    lines = [
        f"{{area}};{{month % 12 + 1}}/{{1950 + month // 12}};{{turn}}"
        for area in {AREAS} for month in range({MONTHS})
    ]
    name = submitting.send("\\n".join(["Tên xã;Kỳ;Số tổ", *lines]), partly=True)["submission"]
    print(turn, f"submitted:{{name}}", flush=True)
    if (turn - first) % 3 == 1:
        submitting.approve(name)
        print(turn, f"approved:{{name}}", flush=True)
    elif (turn - first) % 3 == 2:
        submissions.send_back(warehouse.shared(), name, "Sai", submitting.REVIEWER)
        print(turn, f"returned:{{name}}", flush=True)
"""
# Said before a process is killed: half of them while they approve, others return or submit.
LINES = (2, 4, 2, 1)
LOGGED = """
select s.submission_id, count(l.entry)
from submission as s
left join observation_log as l on l.batch_id = s.batch_id
group by s.submission_id
"""


def hold_whole(acknowledged: dict[str, str]) -> dict[str, str]:
    """The state of each submission, after holding that each is whole."""
    opened = warehouse.shared()
    assert opened.notices == []
    shown = os.environ["ATLAS_APPROVAL"] == "marked"
    with opened.cursor() as cursor:
        states = dict(cursor.table("submission").project("submission_id, state").fetchall())
        kept = {name for name, *_ in cursor.table("submission_part").fetchall()}
        logged = dict(cursor.execute(LOGGED).fetchall())
        batches = cursor.table("batch").filter("dataset = 'reported'").fetchall()
        values = {value for (value,) in cursor.execute(
            "select distinct value from observation where dataset = 'reported'"
        ).fetchall()}  # fmt: skip
        seen = dict(cursor.execute(
            "select batch_id, count(*) from observation_log where dataset = 'submitted' group by 1"
        ).fetchall())  # fmt: skip
        current = cursor.table("observation").filter("dataset = 'submitted'").fetchall()
    order = ["submitted", "approved"], ["submitted", "returned"]
    for name, state in acknowledged.items():
        assert any(
            state in steps and states[name] in steps[steps.index(state) :] for steps in order
        )
    waiting = {name for name, state in states.items() if state == "submitted"}
    assert kept == waiting
    assert seen == (dict.fromkeys(waiting, FIGURES) if shown else {})
    assert len(current) == (FIGURES if seen else 0)
    for name, state in states.items():
        assert logged[name] == (FIGURES if state == "approved" else 0)
    assert len(batches) == sum(state == "approved" for state in states.values())
    assert len(values) <= 1, "figures of two batches are mixed"
    for name in waiting:
        counts = reviewing.look(name).counts
        assert counts.added + counts.changed + counts.same == FIGURES
    warehouse.forget()
    return states


def crash(folder: Path, times: int, seed: int) -> list[str]:
    """The states of all submissions after so many processes, each killed at a random moment."""
    file = folder / "atlas.duckdb"
    build_world(file).close()
    moments, turn = random.Random(seed), 0
    acknowledged: dict[str, str] = {}
    states: dict[str, str] = {}
    for number in range(times):
        seconds = moments.uniform(0, 0.4)
        told = kill_after(file, turn, LINES[number % 4], seconds, REVIEW_UNTIL_KILLED)
        for turn, said in told:  # noqa: B007  the last one
            state, name = said.split(":")
            acknowledged[name] = state
        turn += 1
        states = hold_whole(acknowledged)
    return list(states.values())


@pytest.fixture(params=["held", "marked"])
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    monkeypatch.setenv("ATLAS_APPROVAL", request.param)
    warehouse.forget()
    return tmp_path


def test_a_killed_approval_is_wholly_done_or_not(folder: Path) -> None:
    assert "approved" in crash(folder, times=3, seed=2)


@pytest.mark.slow
def test_fifty_killed_approvals(folder: Path) -> None:
    states = crash(folder, times=int(os.environ.get("CRASHES", "50")), seed=3)
    assert {"approved", "returned"} <= set(states)

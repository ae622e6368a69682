"""What a reporter sends waits, seen by nobody, until somebody of the level above approves it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from data import warehouse
from data.access.people import MACHINE, Visitor
from data.imports import incoming, reviewing, storing, submissions
from data.imports.delivery import Delivery, Origin
from data.imports.remarks import RemarkError
from data.imports.submissions import ChangedError, DecidedError
from tests.data.imports import submitting
from tests.data.imports.staging import current
from tests.data.imports.submitting import (
    DISTRICT,
    REPORTER,
    RESULTS,
    REVIEWER,
    STORED,
    TARGETS,
    TEAMS,
    approve,
    seen,
    send,
    somebody,
    state,
)
from tests.world import build_world

# Tables that pages, files and programs read from; nothing of a submission may be in them.
READ = (
    *("observation", "observation_log", "target", "target_log", "report", "batch", "problem"),
    *("source", "team", "team_state", "training", "village", "rollup"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("submissions")
    build_world(made / "atlas.duckdb").close()
    warehouse.forget()
    yield made
    warehouse.forget()


@pytest.fixture(autouse=True)
def world(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The world without anything reported; the same file for all tests."""
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    monkeypatch.setenv("ATLAS_APPROVAL", "held")
    yield folder
    submitting.forget_all()


def held() -> dict[str, list[tuple[object, ...]]]:
    """Everything that is read, without the moments and ids that differ from run to run."""
    with warehouse.shared().cursor() as cursor:
        return {name: cursor.table(name).order("all").fetchall() for name in READ}


def count(table: str) -> int:
    with warehouse.shared().cursor() as cursor:
        return len(cursor.table(table).fetchall())


def stored_as(kind: str, text: str) -> list[tuple[object, ...]]:
    """What the tables hold of a file, but for ids and moments."""
    of = {
        "results": ("observation", "area_id, indicator_id, as_of, value, origin, source_id"),
        "targets": ("target", "area_id, indicator_id, kind, operator, value, due, origin"),
        "teams": ("team_state_now", "team_id, as_of, members, origin, source_id"),
    }[kind]
    with warehouse.shared().cursor() as cursor:
        found = cursor.table(of[0]).filter("dataset = 'reported'").project(of[1])
        return sorted(found.fetchall(), key=repr)


@pytest.mark.parametrize(
    ("kind", "text"), [("results", RESULTS), ("targets", TARGETS), ("teams", TEAMS)]
)
def test_a_submission_is_nowhere_until_it_is_approved_and_then_as_if_imported(
    kind: str, text: str
) -> None:
    before = held()
    answer = send(text, kind=kind)
    assert answer["state"] == "submitted", answer
    assert held() == before
    look = reviewing.look(answer["submission"])
    assert (look.counts.added, look.counts.changed) == (answer["counts"]["added"], 0)
    batch = approve(answer["submission"])
    found = stored_as(kind, text)
    assert found
    assert state(answer["submission"]) == "approved"
    assert submissions.found(answer["submission"]).batch_id == batch
    storing.undo(warehouse.shared(), batch, "office")
    assert stored_as(kind, text) == []
    again = send(text, MACHINE, kind=kind)
    assert again["state"] == "stored"
    assert stored_as(kind, text) == found
    assert count("submission_part") == 0


def test_nothing_can_be_stored_past_the_reviewer() -> None:
    file = incoming.open_file(warehouse.shared(), "a.csv", RESULTS.encode(), "results")
    delivery = Delivery("a.csv", "0", Origin("a", "b"), "c", by=REPORTER)
    run = incoming.dry_run(warehouse.shared(), file, delivery, date.today())
    with pytest.raises(storing.ApprovalNeededError):
        run.commit()
    run.close()
    assert current(warehouse.shared()) == {}


def test_what_was_decided_is_not_decided_again() -> None:
    waits = send()["submission"]
    mark = seen(waits)
    batch = submissions.approve(warehouse.shared(), waits, mark, REVIEWER)
    other = somebody("reviewer", "2024-p91", subject="s-other")
    for again in (
        lambda: submissions.approve(warehouse.shared(), waits, mark, other),
        lambda: submissions.send_back(warehouse.shared(), waits, "Sai", other),
        lambda: submissions.withdraw(warehouse.shared(), waits, REPORTER),
        lambda: seen(waits),
    ):
        with pytest.raises(DecidedError) as error:
            again()
        assert error.value.state == "approved"
    assert current(warehouse.shared()) == STORED
    assert submissions.found(waits).batch_id == batch
    assert reviewing.approve(warehouse.shared(), other, waits, mark) == {
        "state": "decided",
        "decided": "approved",
        "submission": waits,
    }
    assert reviewing.approve(warehouse.shared(), other, "w-none", "")["state"] == "unknown"


def test_of_two_reviewers_at_once_one_wins() -> None:
    waits = send()["submission"]
    mark = seen(waits)
    both = [somebody("reviewer", DISTRICT, subject=f"s-{n}") for n in range(2)]

    def decide(who: Visitor) -> str:
        try:
            return submissions.approve(warehouse.shared(), waits, mark, who)
        except DecidedError as error:
            return error.state

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(decide, both))
    assert told == ["approved", submissions.found(waits).batch_id]
    assert current(warehouse.shared()) == STORED
    assert count("submission_part") == 0


def test_what_came_in_between_is_looked_at_first() -> None:
    waits = send()["submission"]
    mark = seen(waits)
    send("Tên xã;Kỳ;Số tổ\nXã Lá Xanh;6/2024;4\n", MACHINE)
    with pytest.raises(ChangedError):
        submissions.approve(warehouse.shared(), waits, mark, REVIEWER)
    assert state(waits) == "submitted"
    look = reviewing.look(waits)
    changed = look.changes["changed"]
    assert list(zip(changed["old_value"], changed["value"], strict=True)) == [(4, 5)]
    assert (look.counts.added, look.counts.changed) == (1, 1)
    assert submissions.approve(warehouse.shared(), waits, look.seen, REVIEWER)
    assert current(warehouse.shared()) == STORED


def test_another_source_that_contradicts_since_is_said() -> None:
    waits = send()["submission"]
    assert [each.code for each in reviewing.look(waits).problems] == []
    send("Tên xã;Kỳ;Số tổ\nXã Lá Xanh;6/2024;9\n", MACHINE, source="Khác")
    (problem,) = reviewing.look(waits).problems
    assert (problem.code, problem.found, problem.expected) == ("contradicts", "5", "9 (Khác)")


def test_a_submission_of_what_is_stored_by_then_is_approved_without_a_batch() -> None:
    waits = send()["submission"]
    send(by=MACHINE)
    assert approve(waits) == ""
    assert state(waits) == "approved"
    assert send()["state"] == "same"


def test_a_remark_goes_back_and_the_figures_are_forgotten() -> None:
    waits = send()["submission"]
    for remark, code in (
        (" \n ", "empty"),
        ("x" * 501, "long"),
        ("Gọi 0912 345 678 nhé", "personal"),
        ("Số 001203004567", "personal"),
        ("Hỏi a.b@xa.vn", "personal"),
    ):
        with pytest.raises(RemarkError) as error:
            submissions.send_back(warehouse.shared(), waits, remark, REVIEWER)
        assert error.value.code == code
    assert (state(waits), count("submission_part") > 0) == ("submitted", True)
    submissions.send_back(warehouse.shared(), waits, " Bờ Cát:\n1.204 tổ?\x07 ", REVIEWER)
    (row,) = reviewing.own(REPORTER)
    assert (row.state, row.remark, row.decided_by) == (
        "returned",
        "Bờ Cát: 1.204 tổ?",
        "s-reviewer",
    )
    assert count("submission_part") == 0
    corrected = send(RESULTS.replace("1204", "12"))["submission"]
    assert approve(corrected)
    assert [row.state for row in reviewing.own(REPORTER)] == ["approved", "returned"]
    assert {row.submission_id for row in reviewing.decided(REVIEWER)} == {waits, corrected}


def test_withdrawing_and_sending_again() -> None:
    first = send()["submission"]
    with pytest.raises(LookupError):
        submissions.withdraw(warehouse.shared(), first, somebody("reporter", DISTRICT, subject="x"))
    second = send()["submission"]  # the very same file takes the place of the first
    assert (state(first), state(second)) == ("withdrawn", "submitted")
    other = send(by=somebody("reporter", DISTRICT, subject="s-2"))["submission"]
    assert (state(second), state(other)) == ("submitted", "submitted")
    submissions.withdraw(warehouse.shared(), second, REPORTER)
    assert [row.submission_id for row in reviewing.waiting(REVIEWER)] == [other]


def test_no_text_of_a_cell_that_nobody_understood_is_kept(world: Path) -> None:
    text = RESULTS + "Xã Bờ Cạt;6/2024;Nguyễn Văn Bí Mật\nTrần Thị Kín;6/2024;3\n"
    answer = send(text, partly=True)
    assert answer["state"] == "submitted"
    assert answer["counts"]["left_out"] == 2
    look = reviewing.look(answer["submission"])
    assert look.counts.left_out == 2
    assert [each.found for each in look.problems if each.severity == "error"] == ["", ""]
    warehouse.forget()
    kept = b"".join(file.read_bytes() for file in world.rglob("*") if file.is_file())
    assert "Bí Mật".encode() not in kept
    assert "Thị Kín".encode() not in kept
    with warehouse.shared().cursor() as cursor:
        parts = cursor.table("submission_part").fetchall()
    tables = [submitting.table(content) for _id, _name, _part, content in parts]
    assert len(tables) == 6
    assert "Bí Mật" not in repr(tables)
    assert "Kín" not in repr(tables)

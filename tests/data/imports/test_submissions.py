"""What a reporter sends waits, seen by nobody, until somebody of the level above approves it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data import warehouse
from data.access import audit
from data.access.people import MACHINE
from data.access.rights import RefusedError
from data.imports import reviewing, storing, submissions
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


@pytest.fixture(autouse=True)
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    build_world(tmp_path / "atlas.duckdb").close()
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    monkeypatch.setenv("ATLAS_APPROVAL", "held")
    warehouse.forget()
    yield tmp_path
    warehouse.forget()


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


def test_who_needs_approval(monkeypatch: pytest.MonkeyPatch) -> None:
    for sender in (MACHINE, somebody("administrator", DISTRICT), somebody("administrator", "vn")):
        answer = send(by=sender)
        assert answer["state"] == "stored"
        storing.undo(warehouse.shared(), answer["batch"], "office")
    elsewhere = somebody("administrator", "2024-d921").grants
    both = submitting.Visitor("closed", (*REPORTER.grants, *elsewhere), "s-both", "l-1")
    assert send(by=both)["state"] == "submitted"
    assert send(by=somebody("reporter", "vn"))["state"] == "submitted"
    monkeypatch.setenv("ATLAS_APPROVAL", "off")
    assert send()["state"] == "stored"


def test_nothing_can_be_stored_past_the_reviewer() -> None:
    file = submitting.unattended.incoming.open_file(
        warehouse.shared(), "a.csv", RESULTS.encode(), "results"
    )
    delivery = storing.Delivery(
        "a.csv", "0", submitting.unattended.Origin("a", "b"), "c", by=REPORTER
    )
    run = submitting.unattended.incoming.dry_run(
        warehouse.shared(), file, delivery, submitting.unattended.date.today()
    )
    with pytest.raises(storing.ApprovalNeededError):
        run.commit()
    run.close()
    assert current(warehouse.shared()) == {}


@pytest.mark.parametrize(
    ("who", "code"),
    [
        (somebody("reviewer", "2024-c91001", "2024-c91002"), "area"),  # the communes themselves
        (somebody("reviewer", "2024-d921"), "area"),
        (REPORTER, "role"),
        (somebody("analyst", "vn"), "role"),
        (somebody("administrator", "2024-c91001"), "area"),
        (somebody("administrator", "vn", subject="s-reporter"), "own"),
        (somebody("reviewer", DISTRICT, subject="s-reporter"), "own"),
        (REVIEWER, ""),
        (somebody("reviewer", "2024-p91"), ""),
        (somebody("reviewer", "2025-p91"), ""),  # by lineage, the other way round
        (somebody("reviewer", "vn"), ""),
        (somebody("administrator", DISTRICT), ""),
        (MACHINE, ""),
    ],
)
def test_who_may_decide(who: submitting.Visitor, code: str) -> None:
    waits = send()["submission"]
    mark = seen(waits)
    if code:
        for decide in (
            lambda: submissions.approve(warehouse.shared(), waits, mark, who),
            lambda: submissions.send_back(warehouse.shared(), waits, "Sai số", who),
            lambda: reviewing.shown(who, waits),
        ):
            with pytest.raises(RefusedError) as error:
                decide()
            assert error.value.refusal.code == code
        assert [row.submission_id for row in reviewing.waiting(who)] == []
        assert state(waits) == "submitted"
    else:
        assert [row.submission_id for row in reviewing.waiting(who)] == [waits]
        assert submissions.approve(warehouse.shared(), waits, mark, who)


def test_a_right_over_a_former_district_covers_its_communes_of_today() -> None:
    waits = send("Tên xã;Kỳ;Số tổ\nXã Bờ Cát;10/2025;5\n")["submission"]
    assert approve(waits, somebody("reviewer", DISTRICT))
    assert ("2025-c91002", "teams", "2025-10-31") in current(warehouse.shared())


def test_figures_of_a_district_are_for_who_is_above_it() -> None:
    waits = send("Mã;Kỳ;Số tổ\n2024-d911;6/2024;50\n")["submission"]
    with pytest.raises(RefusedError) as error:
        approve(waits)
    assert error.value.refusal.areas == (DISTRICT,)
    assert approve(waits, somebody("reviewer", "2024-p91"))


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


def test_what_was_approved_is_taken_back_by_the_level_above_alone() -> None:
    batch = approve(send()["submission"])
    with pytest.raises(RefusedError) as error:
        storing.undo(warehouse.shared(), batch, "office", REPORTER)
    assert (error.value.refusal.code, str(error.value.refusal.action)) == ("role", "review")
    nationwide = somebody("reporter", "vn")
    with pytest.raises(RefusedError):
        storing.undo(warehouse.shared(), batch, "office", nationwide)
    storing.undo(warehouse.shared(), batch, "office", REVIEWER)
    assert current(warehouse.shared()) == {}


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


def test_the_audit_has_each_step() -> None:
    first, second = send()["submission"], None
    submissions.send_back(warehouse.shared(), first, "Trần Văn A: sai số", REVIEWER)
    second = send()["submission"]
    batch = approve(second)
    lines = [(line.subject, line.action, line.about) for line in reversed(audit.lines(most=4))]
    assert lines == [
        ("s-reporter", "submit", first),
        ("s-reviewer", "return", first),
        ("s-reporter", "submit", second),
        ("s-reviewer", "approve", f"{second} {batch}"),
    ]

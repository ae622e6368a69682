"""Whose figures wait, who decides on them, and what the audit has of it."""

from collections.abc import Iterator
from functools import partial

import pytest

from data import warehouse
from data.access import audit
from data.access.people import MACHINE, Visitor
from data.access.rights import RefusedError
from data.imports import reviewing, storing, submissions
from tests.data.imports import submitting
from tests.data.imports.staging import current
from tests.data.imports.submitting import (
    DISTRICT,
    REPORTER,
    REVIEWER,
    approve,
    seen,
    send,
    somebody,
    state,
)


@pytest.fixture(autouse=True)
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("ATLAS_APPROVAL", "held")
    yield
    submitting.forget_all()


def test_who_needs_approval(monkeypatch: pytest.MonkeyPatch) -> None:
    for sender in (MACHINE, somebody("administrator", DISTRICT)):
        answer = send(by=sender)
        assert answer["state"] == "stored"
        storing.undo(warehouse.shared(), answer["batch"], "office")
    elsewhere = somebody("administrator", "2024-d921").grants
    both = Visitor("closed", (*REPORTER.grants, *elsewhere), "s-both", "l-1")
    assert send(by=both)["state"] == "submitted"
    assert send(by=somebody("reporter", "vn"))["state"] == "submitted"
    monkeypatch.setenv("ATLAS_APPROVAL", "off")
    assert send()["state"] == "stored"


MAY_NOT = [
    (somebody("reviewer", "2024-c91001", "2024-c91002"), "area"),  # the communes themselves
    (somebody("reviewer", "2024-d921"), "area"),
    (REPORTER, "role"),
    (somebody("analyst", "vn"), "role"),
    (somebody("administrator", "2024-c91001"), "area"),
    (somebody("administrator", "vn", subject="s-reporter"), "own"),
    (somebody("reviewer", DISTRICT, subject="s-reporter"), "own"),
]
MAY = [
    REVIEWER,
    somebody("reviewer", "2024-p91"),
    somebody("reviewer", "2025-p91"),  # by lineage, the other way round
    somebody("reviewer", "vn"),
    somebody("administrator", DISTRICT),
    MACHINE,
]


def test_who_may_decide() -> None:
    opened, waits = warehouse.shared(), send()["submission"]
    mark = seen(waits)
    for who, code in MAY_NOT:
        for decide in (
            partial(submissions.approve, opened, waits, mark, who),
            partial(submissions.send_back, opened, waits, "Sai số", who),
            partial(reviewing.shown, who, waits),
        ):
            with pytest.raises(RefusedError) as error:
                decide()
            assert error.value.refusal.code == code
        assert reviewing.waiting(who) == ()
    assert state(waits) == "submitted"
    for who in MAY:
        assert [row.submission_id for row in reviewing.waiting(who)] == [waits]
        assert reviewing.shown(who, waits)["seen"] == mark
    assert approve(waits, MAY[2])
    assert reviewing.waiting(REVIEWER) == ()


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

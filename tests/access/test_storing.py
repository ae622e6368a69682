"""What writes asks for the right itself, whoever forgot to; refused, it writes nothing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from data import warehouse
from data.access import audit
from data.access.people import Visitor
from data.access.rights import Action, RefusedError
from data.boundaries import storing as boundaries
from data.boundaries import unattended as of_boundaries
from data.demo import switch
from data.imports import incoming, storing, unattended
from data.imports.delivery import Delivery, Origin
from tests.access.granted import DISTRICT, somebody
from tests.data.imports.staging import current

FILE = "Tên xã;Kỳ;Số tổ\nXã Lá Xanh;6/2024;5\nThị trấn Suối Trong;6/2024;9\n".encode()
READER, REPORTER = somebody("reader", "vn"), somebody("reporter", DISTRICT)


def checked() -> incoming.DryRun:
    """The file as this machine checked it, to which it is all one."""
    opened = warehouse.shared()
    file = incoming.open_file(opened, "a.csv", FILE)
    said = Delivery("a.csv", file.workbook.sha256, Origin("a", "office"), "office")
    return incoming.dry_run(opened, file, said, date(2026, 1, 1))


@pytest.mark.parametrize("who", [READER, REPORTER, somebody("reporter", "2024-d921")])
def test_rights_are_asked_anew_when_a_file_is_stored(who: Visitor) -> None:
    run = checked()
    try:
        assert not run.severities.get("error")
        with pytest.raises(RefusedError):
            run.commit(who)
    finally:
        run.close()
    assert current(warehouse.shared()) == {}
    assert audit.lines(action="import", outcome=audit.DONE) == []
    assert audit.lines(action="import", outcome=audit.REFUSED, subject=who.subject)


def test_a_file_of_teams_too() -> None:
    teams = "Tên xã;Thôn;Tổ;Số thành viên;Ngày\nThị trấn Suối Trong;;Tổ 1;5;1/6/2024\n".encode()
    opened = warehouse.shared()
    file = incoming.open_file(opened, "t.csv", teams, "teams")
    said = Delivery("t.csv", file.workbook.sha256, Origin("t", "office"), "office", "teams")
    run = incoming.dry_run(opened, file, said, date(2026, 1, 1))
    try:
        assert run.counts.added == 1
        with pytest.raises(RefusedError) as error:
            run.commit(REPORTER)
        assert error.value.refusal.areas == ("2024-c92001",)
        assert run.commit(somebody("reporter", "2024-d921"))
    finally:
        run.close()
    batch = storing_latest()
    with pytest.raises(RefusedError):
        storing.undo(opened, batch, "office", REPORTER)
    storing.undo(opened, batch, "office", somebody("reporter", "2024-c92001"))


def storing_latest() -> str:
    return audit.lines(action="import", most=1)[0].about


REFUSED: list[tuple[Action, Callable[[Visitor], Any]]] = [
    (Action.IMPORT, lambda who: unattended.take_in(*_file(), unattended.Wishes(), who)),
    (Action.UNDO, lambda who: storing.undo(warehouse.shared(), "b-world", "office", who)),
    (Action.BOUNDARIES, lambda who: of_boundaries.take_in("a", b"", _wishes(), who)),
    (Action.BOUNDARIES, lambda who: boundaries.store(None, "a", "o", by=who)),  # type: ignore[arg-type]
    (Action.BOUNDARIES, lambda who: boundaries.undo("g-none", "office", who)),
    (Action.SIMULATE, lambda who: switch.turn_on(warehouse.shared(), by=who)),
    (Action.SIMULATE, lambda who: switch.turn_off(warehouse.shared(), who)),
]


@pytest.mark.parametrize(("action", "write"), REFUSED)
def test_every_writer_refuses(action: Action, write: Callable[[Visitor], Any]) -> None:
    version = warehouse.shared().version
    with pytest.raises(RefusedError) as error:
        write(READER)
    assert error.value.refusal.action is action
    assert warehouse.shared().version == version


def _file() -> tuple[Any, str, bytes]:
    return warehouse.shared(), "a.csv", FILE


def _wishes() -> of_boundaries.Wishes:
    return of_boundaries.Wishes("2025", "commune")


def test_whoever_writes_is_in_the_audit() -> None:
    run = checked()
    try:
        batch = run.commit(somebody("reporter", "vn"))
    finally:
        run.close()
    storing.undo(warehouse.shared(), batch, "office", somebody("administrator", "vn"))
    found = audit.lines(most=2)
    assert [(line.action, line.about) for line in found] == [("undo", batch), ("import", batch)]
    assert {line.subject for line in found} == {"s-somebody"}
    assert all(line.outcome == "done" for line in found)
    read = audit.as_csv(found).decode("utf-8-sig").splitlines()
    assert read[0] == "entry,happened_at,subject,way,address,action,about,outcome"
    assert len(read) == 3


def test_a_cell_of_the_csv_is_no_formula() -> None:
    audit.record(READER, Action.QUERY, "=cmd()")
    assert ",'=cmd()," in audit.as_csv(audit.lines(most=1)).decode("utf-8-sig")


def test_lines_are_chosen_by_day_and_cut_at_500_letters() -> None:
    audit.record(READER, Action.QUERY, "x" * 900)
    (line,) = audit.lines(most=1)
    assert len(line.about) == 500
    day = date.fromisoformat(line.happened_at[:10])
    assert audit.lines(first=day, last=day, most=1) == [line]
    assert audit.lines(last=date(2000, 1, 1)) == []
    assert audit.lines(first=date(2999, 1, 1)) == []

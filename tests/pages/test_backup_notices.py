"""What pages say of backups and of a warehouse that takes nothing more."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from data.backups import schedule
from data.backups.manifest import BackupError
from tests.pages.reading import plain

FOLDER = Path("/data/<b>backups</b>")


def page_of_faults() -> None:
    """Run by AppTest as a page."""
    from pathlib import Path  # noqa: PLC0415

    from data import faults  # noqa: PLC0415
    from pages.parts.notices import show_failure  # noqa: PLC0415

    file = Path("/data/a.duckdb")
    for fault in (
        faults.WarehouseFull(file, problem="No space left"),
        faults.WarehouseGone(file),
        faults.WarehouseUnmigrated(file, found="9", known="10"),
        faults.WarehouseUnsaved(file, folder="/backups", problem="32 MB < 65 MB"),
    ):
        assert show_failure(fault) is True


def test_every_fault_says_what_to_do() -> None:
    app: Any = AppTest.from_function(page_of_faults).run()
    assert not app.exception
    sentences = [plain(error.value) for error in app.error]
    told = (
        ("No space left", "dung lượng"),
        ("make backup", "khôi phục"),
        ("(9)", "(10)", "ATLAS_MIGRATE"),
        ("/backups", "32 MB < 65 MB", "ATLAS_BACKUPS"),
    )
    for sentence, words in zip(sentences, told, strict=True):
        assert [word for word in words if word not in sentence] == []
        assert "{" not in sentence


def page_of_notices() -> None:
    """Run by AppTest as a page."""
    from data.faults import Notice  # noqa: PLC0415
    from pages.parts.notices import show_lost_backup, show_notices  # noqa: PLC0415

    details = {"path": "/d/a.duckdb", "kept": "/d/kept", "backup": "/d/backups/1Z", "problem": "p"}
    said = [Notice("gone", details), Notice("rebuilt_saved", details)]
    show_notices(said)
    assert len(said) == 2
    show_lost_backup()


@pytest.mark.parametrize("code", ["full", "unwritable", "mistimed", "failed"])
def test_a_failed_backup_is_said_with_what_lasts(
    monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setattr(ContextProxy, "ip_address", "192.0.2.7")
    own = schedule.Schedule(datetime(2026, 11, 30, tzinfo=UTC))
    monkeypatch.setattr(schedule, "_own", [own])
    app: Any = AppTest.from_function(page_of_notices).run()
    assert len(app.warning) == 2
    own.trouble = BackupError(code, FOLDER, problem="25:00 <i>")
    app = app.run()
    assert len(app.warning) == 2  # at another machine
    monkeypatch.setattr(ContextProxy, "ip_address", None)
    app = app.run()
    assert not app.exception
    gone, rebuilt, trouble = (plain(warning.value) for warning in app.warning)
    assert "/d/backups/1Z" in gone
    assert "/d/backups/1Z" in rebuilt
    assert "25:00 <i>" in trouble
    assert "<i>" not in app.warning[2].value
    assert "{" not in trouble

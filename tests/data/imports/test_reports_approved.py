"""A report that was approved came when it was submitted, and is no report before."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from data import warehouse
from data.access import setting
from data.imports import unattended
from data.warehouse import Warehouse
from tests.data.imports.submitting import approve, somebody
from tests.data.imports.test_reports import COMMUNE, filled
from tests.kept import own_copy

SENT = datetime(2026, 10, 17, 3)  # a day before it was due


@pytest.fixture(params=["held", "marked"])
def opened(
    released_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Iterator[Warehouse]:
    own_copy(released_file, tmp_path / "atlas.duckdb")
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    monkeypatch.setenv("ATLAS_APPROVAL", request.param)
    warehouse.forget()
    yield warehouse.shared()
    warehouse.forget()


def test_a_report_is_as_late_as_its_sender(opened: Warehouse) -> None:
    sender = somebody("reporter", COMMUNE.area_id)
    said = unattended.Wishes()
    waits = unattended.take_in(opened, "bao_cao.xlsx", filled(3), said, sender)["submission"]
    with opened.transaction() as cursor:
        cursor.execute("update submission set submitted_at = $sent", {"sent": SENT})
        came = cursor.table("report").project("area_id, state, batch_id").fetchall()
    shown = [(COMMUNE.area_id, "received", waits)]
    assert came == (shown if setting.approval() == setting.MARKED else [])
    batch = approve(waits, somebody("reviewer", "2025-p38"))
    with opened.cursor() as cursor:
        found = cursor.table("report").project("area_id, received_at, state, batch_id").fetchall()
        (stored,) = cursor.table("batch").filter("dataset = 'reported'").fetchall()
    assert found == [(COMMUNE.area_id, SENT, "received", batch)]
    assert SENT not in stored  # the batch itself is of the day it was approved

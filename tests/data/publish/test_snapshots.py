"""Snapshots hold what the warehouse holds, are whole, follow it, and go when they are old."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as parquet
import pytest

import queries
from data import paths, warehouse
from data.publish import __main__ as command
from data.publish import snapshots
from data.publish.described import described
from data.warehouse import Warehouse
from tests.queries.test_headers import documented
from tests.world import AREAS, LINEAGE, OBSERVATIONS, build_world

BATCH = (
    "insert into batch (batch_id, dataset, file_name, sha256, created_at, created_by, rows_read, "
    "rows_stored, state) values (?, ?, '', '', now(), '', 1, 1, 'committed')"
)
MAY, JULY = date(2025, 5, 31), date(2025, 7, 31)
# Whose report, of which month, when it came in UTC, its state and batch.
REPORTS = [
    ("2024-c91001", MAY, datetime(2025, 5, 18, 16, 59), "received", "reported"),
    ("2024-c91002", MAY, datetime(2025, 5, 18, 17, 0), "received", "reported"),
    ("2024-c91002", MAY, datetime(2025, 5, 20), "received", "reported"),
    ("2024-c91003", MAY, datetime(2025, 5, 2), "undone", "reported"),
    ("2025-c91001", JULY, datetime(2025, 7, 2), "received", "reported"),
    ("2024-c92001", MAY, datetime(2025, 5, 2), "received", "demo"),
]


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Warehouse]:
    """The world, as the app would open it."""
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    warehouse.forget()
    build_world(tmp_path / "atlas.duckdb").close()
    yield warehouse.shared()
    warehouse.forget()


def table(view: str) -> pd.DataFrame:
    found = snapshots.current()
    assert found is not None
    return parquet.read_table(found.files[view]).to_pandas()


def store(opened: Warehouse, batch: str, dataset: str, value: float) -> None:
    """Another figure of Mây Trắng, of a file of the dataset."""
    with opened.transaction() as cursor:
        cursor.execute(BATCH, [batch, dataset])
        cursor.execute(
            "insert into observation (area_id, indicator_id, timing, as_of, precision, basis, "
            "value, qualifier, dataset, source_id, batch_id, origin) values ('2024-p91', 'teams', "
            "'cumulative', '2025-01-31', 'day', 'printed', ?, 'exact', ?, 's-moon', ?, ?)",
            [value, dataset, batch, batch],
        )


def test_what_waits_for_approval_is_not_in_it(opened: Warehouse) -> None:
    with opened.transaction() as cursor:
        cursor.execute(BATCH, ["w-1", "submitted"])
        cursor.execute(
            "insert into source values ('s-waits', 'Waits', '', '', null, 'none', 'original')"
        )
        cursor.execute("update batch set source_id = 's-waits' where batch_id = 'w-1'")
        for row in ("2024-c91001", "2024-c92001"):
            cursor.execute(
                "insert into report values (?, 'monthly', '2025-05-01', '2025-05-31', null, "
                "now()::timestamp, 'received', 'w-1')",
                [row],
            )
    store(opened, "w-2", "submitted", 9)
    found = snapshots.renew(opened)
    assert "submitted" not in found.datasets
    for view in snapshots.views():
        assert "submitted" not in table(view).to_string()
    assert "s-waits" not in set(table("sources")["source_id"])
    assert len(table("reports")) == 0


def test_every_figure_is_in_it_as_it_was_said(opened: Warehouse) -> None:
    made = snapshots.renew(opened)
    figures = table("figures")
    expected = Counter(
        (area, indicator, str(day), value, qualifier, source)
        for area, indicator, day, _precision, value, qualifier, source in OBSERVATIONS
    )
    found = Counter(
        (row.area_id, row.indicator, str(row.as_of), row.value, row.qualifier, row.source_id)
        for row in figures.itertuples()
    )
    assert found == expected
    assert set(figures["dataset"]) == {"published"}
    assert made.datasets == ("published",)
    assert made.rows["figures"] == len(OBSERVATIONS)
    assert made.rows["areas"] == len(AREAS.strip().splitlines()) - 1
    assert made.rows["lineage"] == len(LINEAGE.strip().splitlines()) - 1
    assert made.rows["targets"] == 1


def test_the_columns_are_those_described(opened: Warehouse) -> None:
    made = snapshots.renew(opened)
    assert set(described()) == set(snapshots.views()) == set(made.rows)
    for view, about in described().items():
        columns = [(column.name, column.type) for column in about.columns]
        assert columns == documented(f"snapshot/{view}", "columns"), view
        assert list(table(view)) == [column.name for column in about.columns]
        words = [(about.vi, about.en), *((each.vi, each.en) for each in about.columns)]
        assert all(vi and en for vi, en in words), view
        assert not any("{" in text for pair in words for text in pair)


def test_reports_say_who_sent_one_and_who_did_not(opened: Warehouse) -> None:
    with opened.transaction() as cursor:
        for dataset in ("reported", "demo"):
            cursor.execute(BATCH, [dataset, dataset])
        for area, day, came, state, batch in REPORTS:
            cursor.execute(
                "insert into report values (?, 'monthly', ?, ?, ?, ?, ?, ?)",
                [area, day.replace(day=1), day, day.replace(day=18), came, state, batch],
            )
    made = snapshots.renew(opened)
    rows: list[Any] = list(table("reports").itertuples())
    # The evening of the 18th in UTC is the 19th in Ha Noi; Mây Trắng's other communes sent none.
    assert {(r.dataset, r.area_id, str(r.as_of)): (r.state, r.versions) for r in rows} == {
        ("reported", "2024-c91001", "2025-05-31"): ("on_time", 1),
        ("reported", "2024-c91002", "2025-05-31"): ("late", 2),
        ("reported", "2024-c91003", "2025-05-31"): ("not_received", 0),
        ("reported", "2025-c91001", "2025-07-31"): ("on_time", 1),
        ("reported", "2025-c91002", "2025-07-31"): ("not_received", 0),
        ("demo", "2024-c92001", "2025-05-31"): ("on_time", 1),
        ("demo", "2024-c92002", "2025-05-31"): ("not_received", 0),
    }
    assert [r.days_late for r in rows if r.state == "late"] == [1]
    assert made.datasets == ("published", "reported", "demo")


def test_a_new_one_is_made_only_after_something_was_stored(opened: Warehouse) -> None:
    first = snapshots.renew(opened)
    assert snapshots.is_current(opened)
    assert snapshots.renew(opened) == first
    store(opened, "b-1", "demo", 7)
    assert not snapshots.is_current(opened)
    second = snapshots.renew(opened)
    assert second.name != first.name
    assert second.datasets == ("published", "demo")
    assert table("figures")["value"].sum() == sum(row[4] for row in OBSERVATIONS) + 7
    store(opened, "b-2", "demo", 8)
    third = snapshots.renew(opened)
    # The one before is still being read, perhaps; the first is gone.
    kept = {each.name for each in paths.snapshot_folder().iterdir() if each.is_dir()}
    assert kept == {second.name, third.name}


def test_a_backup_put_back_is_not_taken_for_what_was_stored_since(
    opened: Warehouse, tmp_path: Path
) -> None:
    """Two files that were stored after the same state give the same version."""
    file, backup = tmp_path / "atlas.duckdb", tmp_path / "backup"
    warehouse.forget()
    backup.write_bytes(file.read_bytes())
    store(warehouse.shared(), "b-1", "reported", 7)
    first, version = snapshots.renew(warehouse.shared()), warehouse.shared().version
    warehouse.forget()
    file.write_bytes(backup.read_bytes())
    store(warehouse.shared(), "b-2", "reported", 70)
    assert warehouse.shared().version == version
    assert snapshots.renew(warehouse.shared()).name != first.name
    assert 70 in set(table("figures")["value"])
    assert 7 not in set(table("figures")["value"])


@pytest.mark.parametrize("harm", ["pointer", "file", "cut", "half"])
def test_what_is_damaged_is_made_anew(opened: Warehouse, harm: str) -> None:
    made = snapshots.renew(opened)
    pointer = paths.snapshot_folder() / snapshots.POINTER
    if harm == "pointer":
        pointer.write_text("{", encoding="utf-8")
    elif harm == "file":
        made.files["teams"].unlink()
    elif harm == "cut":
        made.files["figures"].chmod(0o644)
        made.files["figures"].write_bytes(b"")
    else:
        (paths.snapshot_folder() / ".making-x").mkdir()
        pointer.unlink()
    assert snapshots.current() is None
    assert snapshots.renew(opened).name == made.name
    assert len(table("figures")) == len(OBSERVATIONS)
    assert not (paths.snapshot_folder() / ".making-x").exists()


def test_one_that_fails_leaves_the_last_one(
    opened: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = snapshots.renew(opened)
    store(opened, "b-1", "reported", 7)

    def full(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(parquet.ParquetWriter, "write_batch", full)
    with pytest.raises(OSError, match="disk full"):
        snapshots.renew(opened)
    assert snapshots.current() == first
    assert [each.name for each in paths.snapshot_folder().iterdir() if each.is_dir()] == [
        first.name
    ]
    with opened.transaction() as cursor:  # nothing is left open
        cursor.execute("select 1")


def test_those_who_ask_at_once_get_the_same(opened: Warehouse) -> None:
    found: list[snapshots.Snapshot] = []
    asking = [
        threading.Thread(target=lambda: found.append(snapshots.renew(opened))) for _ in range(3)
    ]
    for each in asking:
        each.start()
    for each in asking:
        each.join()
    assert len(found) == 3
    assert len({each.made_at for each in found}) == 1


def test_it_is_made_beside_what_is_going_on(opened: Warehouse) -> None:
    others = set(threading.enumerate())
    snapshots.renew_soon(opened)
    for thread in set(threading.enumerate()) - others:
        thread.join(20)
    assert snapshots.is_current(opened)


def test_the_command_says_where_it_is(
    opened: Warehouse, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main([]) == 0
    folder = Path(capsys.readouterr().out.strip())
    assert parquet.read_table(folder / "figures.parquet").num_rows == len(OBSERVATIONS)
    said = json.loads((folder.parent / "current.json").read_text(encoding="utf-8"))
    assert said["name"] == folder.name
    assert (folder / "figures.parquet").stat().st_mode & 0o222 == 0


def test_no_view_names_a_person_or_a_file(opened: Warehouse) -> None:
    hidden = {"batch_id", "origin", "created_by", "office", "file_name"}
    for view in snapshots.views():
        columns = {name for name, _ in documented(f"snapshot/{view}", "columns")}
        assert not columns & hidden, view
    assert "snapshot/figures" in queries.names()

"""A backup holds one state of the warehouse, row for row; one that is damaged is refused."""

import json
import shutil
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest

from data import paths
from data.backups import copying, keeping, making, manifest, restoring
from data.backups.manifest import BackupError, Table
from data.migrations import Cursor
from data.warehouse import Warehouse
from tests.data.backups.kept_files import backups_of, differences, import_of, unpacked
from tests.world import OBSERVATIONS


def test_a_backup_equals_the_warehouse_row_for_row(world: Warehouse, tmp_path: Path) -> None:
    import_of(world, 7)
    backup = making.back_up(world)
    copy = unpacked(backup, tmp_path)
    world.close()
    assert differences(copy, world.path) == {}
    assert (backup.version, backup.reason) == (world.version, "asked")
    assert backup.tables["observation_log"].rows == len(OBSERVATIONS) + 120
    assert backups_of(world.path) == [backup]
    with duckdb.connect(copy) as spoilt:
        spoilt.execute("update observation set value = value + 1 where value = 7")
    assert differences(copy, world.path) == {"observation": 240}


def test_rows_that_are_there_twice_count_twice() -> None:
    with duckdb.connect() as one, duckdb.connect() as other:
        for connection, twice in ((one, (1, 1, 2)), (other, (1, 2, 2))):
            connection.execute("create table t (a integer)")
            connection.executemany("insert into t values (?)", [[each] for each in twice])
        assert copying.tables_of(one)["t"].rows == copying.tables_of(other)["t"].rows == 3
        assert copying.tables_of(one) != copying.tables_of(other)


def test_half_a_batch_is_not_in_a_backup(world: Warehouse, tmp_path: Path) -> None:
    with suppress(KeyboardInterrupt), world.transaction() as cursor:
        cursor.execute("update observation set value = -1")
        cursor.execute("update warehouse_state set version = version + 5")
        backup = making.back_up(world)
        raise KeyboardInterrupt
    world.close()
    assert differences(unpacked(backup, tmp_path), world.path) == {}


def test_what_is_committed_while_it_is_made_is_not_in_it(
    world: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_of(world, 1)
    before = tmp_path / "before.duckdb"
    unpacked(making.back_up(world), tmp_path).rename(before)
    reckoned = copying.tables_of

    def reckoned_slowly(cursor: Cursor) -> dict[str, Table]:
        tables = reckoned(cursor)
        monkeypatch.setattr(copying, "tables_of", reckoned)
        importing = threading.Thread(target=import_of, args=(world, 2))
        importing.start()
        importing.join()
        return tables

    monkeypatch.setattr(copying, "tables_of", reckoned_slowly)
    backup = making.back_up(world)
    assert backup.version == world.version - 1
    # Sequences count on beside transactions: the backup's may be ahead of its rows, never behind.
    assert set(differences(unpacked(backup, tmp_path), before)) <= {"duckdb_sequences()"}


def test_backups_among_imports_hold_whole_batches(world: Warehouse, tmp_path: Path) -> None:
    stop = threading.Event()
    stored: list[str] = []

    def import_on() -> None:
        while not stop.is_set():
            stored.append(import_of(world, len(stored) + 1.0))

    importing = threading.Thread(target=import_on)
    importing.start()
    try:
        made = [(list(stored), making.back_up(world)) for _ in range(2)]
    finally:
        stop.set()
        importing.join()
    for acknowledged, backup in made:
        with duckdb.connect(unpacked(backup, tmp_path), read_only=True) as copy:
            sizes = dict(
                copy.execute(
                    "select b.batch_id, count(l.entry) from batch as b left join observation_log "
                    "as l using (batch_id) where b.dataset = 'reported' group by all"
                ).fetchall()
            )
            values = copy.execute(
                "select distinct value from observation where dataset = 'reported'"
            ).fetchall()
        assert set(sizes.values()) <= {120}
        assert set(acknowledged) <= set(sizes)
        assert len(values) <= 1


def test_the_file_stays_locked_to_others(world: Warehouse) -> None:
    """Whoever opens and closes a file on Linux loses the lock that he had on it."""
    making.back_up(world)
    code = "import duckdb, sys; duckdb.connect(sys.argv[1])"
    other = subprocess.run(
        [sys.executable, "-c", code, str(world.path)], capture_output=True, text=True, check=False
    )
    assert "Could not set lock" in other.stderr


def spoil(folder: Path, how: str) -> None:
    packed = folder / manifest.WAREHOUSE
    content = bytearray(packed.read_bytes())
    match how:
        case "bit":
            content[len(content) // 2] ^= 1
            packed.write_bytes(content)
        case "cut":
            packed.write_bytes(content[:-1])
        case "gone":
            packed.unlink()
        case "manifest cut":
            text = (folder / manifest.ABOUT).read_text()
            (folder / manifest.ABOUT).write_text(text[: len(text) // 2])
        case "rows":
            said = json.loads((folder / manifest.ABOUT).read_text())
            said["tables"]["observation"]["rows"] += 1
            (folder / manifest.ABOUT).write_text(json.dumps(said))
        case "checksum":
            said = json.loads((folder / manifest.ABOUT).read_text())
            said["tables"]["observation"]["checksum"] = "0"
            (folder / manifest.ABOUT).write_text(json.dumps(said))


def test_a_damaged_backup_is_refused_and_nothing_is_changed(
    world: Warehouse, tmp_path: Path
) -> None:
    backup = making.back_up(world)
    world.close()
    before = world.path.read_bytes()
    for how in ("bit", "cut", "gone", "manifest cut", "rows", "checksum"):
        folder = tmp_path / how
        shutil.copytree(backup.folder, folder)
        spoil(folder, how)
        with pytest.raises(BackupError) as caught:
            restoring.restore(folder, world.path)
        assert caught.value.code == "damaged"
        assert caught.value.details["problem"]
    assert world.path.read_bytes() == before
    assert {entry.name for entry in world.path.parent.iterdir()} == {"atlas.duckdb", "backups"}
    restoring.verify(backup.folder, world.path)


def test_a_folder_that_is_no_backup_is_said(world: Warehouse, tmp_path: Path) -> None:
    with pytest.raises(BackupError) as caught:
        restoring.restore(tmp_path, world.path)
    assert caught.value.code == "unknown"


def test_a_copy_that_differs_is_no_backup(
    world: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    reckoned = copying.tables_of
    seen = iter((True, False))

    def otherwise(cursor: Cursor) -> dict[str, Table]:
        return reckoned(cursor) if next(seen) else {"observation": Table(1, "0")}

    monkeypatch.setattr(copying, "tables_of", otherwise)
    with pytest.raises(BackupError) as caught:
        making.back_up(world)
    assert caught.value.code == "failed"
    assert list(paths.backup_folder(world.path).iterdir()) == []


def test_old_ones_and_leftovers_go_when_one_was_made(
    world: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = making.back_up(world)
    monkeypatch.setattr(keeping, "RULES", ())
    leftover = first.root / ".making-of-one-that-was-killed"
    strange = first.root / "notes"
    for folder in (leftover, strange):
        folder.mkdir()
        (folder / "atlas.duckdb").write_bytes(b"half")
    second = making.back_up(world)
    assert {entry.name for entry in first.root.iterdir()} == {second.name, "notes"}


def test_a_folder_that_cannot_be_written_is_said(
    world: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "note").write_text("a file where the folder should be", encoding="utf-8")
    monkeypatch.setenv("ATLAS_BACKUPS", str(tmp_path / "note"))
    with pytest.raises(BackupError) as caught:
        making.back_up(world)
    assert caught.value.code == "unwritable"

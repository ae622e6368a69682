"""A disk that is full, may only be read, or loses the file: a clear fault, nothing lost.

The disks are small ones in memory, which only root may make.
"""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from data import files, paths, warehouse
from data.backups import making
from data.backups.manifest import BackupError
from data.faults import (
    WarehouseFull,
    WarehouseGone,
    WarehouseUnsaved,
    WarehouseUnwritable,
    fault_of,
)
from data.imports import storing
from data.warehouse import Warehouse
from tests.data.backups.kept_files import backups_of, import_of, set_all, values
from tests.data.imports.staging import current
from tests.data.test_warehouse_faults import run_python
from tests.world import build_world, start_world

BALLAST = "ballast"
OPEN = """
import sys
from pathlib import Path
from tests.world import start_world
try:
    start_world(Path(sys.argv[1]))
except Exception as error:
    print(error.code)
"""


def mount(*arguments: str) -> bool:
    try:
        subprocess.run(["mount", *arguments], capture_output=True, check=True)
    except (FileNotFoundError, subprocess.CalledProcessError):
        return False
    return True


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of 64 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if not mount("-t", "tmpfs", "-o", "size=64m", "tmpfs", str(disk)):
        pytest.skip("a small disk can be mounted by root alone")
    yield disk
    warehouse.forget()
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """A file that takes all the room there is."""
    ballast = disk / BALLAST
    with suppress(OSError), ballast.open("wb", buffering=0) as content:
        while True:
            content.write(bytes(4096))
    return ballast


def opened_at(disk: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    """The tiny world of this process, on the disk."""
    monkeypatch.setenv("ATLAS_DATA", str(disk))
    build_world(disk / "atlas.duckdb").close()
    warehouse.forget()
    return warehouse.shared()


def test_what_does_not_fit_is_refused_whole(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = opened_at(small_disk, monkeypatch)
    import_of(opened, 1)
    version = opened.version
    ballast = fill(small_disk)
    for _ in range(2):
        with pytest.raises(WarehouseFull) as caught:
            import_of(opened, 2)
        assert "No space left" in caught.value.details["problem"]
    assert (set(current(opened).values()), opened.version) == ({1.0}, version)
    with pytest.raises(BackupError) as refused:
        making.back_up(opened)
    assert refused.value.code == "full"
    warehouse.forget()
    again = warehouse.shared()  # a full disk can still be read
    assert (again.notices, set(current(again).values())) == ([], {1.0})
    ballast.unlink()
    import_of(again, 2)
    assert set(current(again).values()) == {2.0}


def test_a_first_start_without_room_says_so(small_disk: Path) -> None:
    ballast = fill(small_disk)
    with pytest.raises(WarehouseFull):
        start_world(small_disk / "atlas.duckdb")
    assert not (small_disk / "atlas.duckdb").exists()
    ballast.unlink()
    opened = start_world(small_disk / "atlas.duckdb")
    assert [entry.name for entry in small_disk.iterdir()] == ["atlas.duckdb"]
    opened.close()


def test_a_checkpoint_that_does_not_fit_waits(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = opened_at(small_disk, monkeypatch)
    ballast = fill(small_disk)
    with ballast.open("r+b") as content:
        content.truncate(ballast.stat().st_size - (4 << 20))
    import_of(opened, 1)
    log = files.log_of(opened.path)
    assert log.exists()
    assert not opened.has_ended
    ballast.unlink()
    import_of(opened, 2)
    assert not log.exists()


def test_a_checkpoint_that_fails_loses_nothing(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DuckDB gives up a database whose checkpoint fails, until it is opened anew."""
    opened = opened_at(small_disk, monkeypatch)
    held = opened.lasting_cursor()  # as of someone who is looking at a file

    def full_now(_: Path) -> bool:
        fill(small_disk)
        return True

    monkeypatch.setattr(warehouse, "has_room_beside", full_now)
    import_of(opened, 1)
    assert opened.has_ended
    again = warehouse.shared()
    assert again is not opened
    assert (again.notices, set(current(again).values())) == ([], {1.0})
    with pytest.raises(duckdb.Error):
        held.execute("select 1")
    monkeypatch.setattr(warehouse, "has_room_beside", files.has_room_beside)
    (small_disk / BALLAST).unlink()
    import_of(again, 2)
    assert set(current(warehouse.shared()).values()) == {2.0}


def test_readers_of_what_has_ended_are_waited_for(world: Warehouse) -> None:
    """Else the last of them would take along the lock of the file that was opened anew."""
    world._has_ended = True
    ended, closed = threading.Event(), []

    def read() -> None:
        with world.cursor():
            ended.wait()
            closed.append("reader")

    reading = threading.Thread(target=read)
    reading.start()
    while not world._asking:
        time.sleep(0.01)
    threading.Timer(0.2, ended.set).start()
    world.close()
    assert closed == ["reader"]
    reading.join()


def test_what_has_ended_is_no_damaged_file(tmp_path: Path) -> None:
    text = "FATAL Error: Failed: database has been invalidated because of a previous fatal error."
    assert fault_of(tmp_path, duckdb.FatalException(text)).code == "unusable"
    assert fault_of(tmp_path, duckdb.FatalException("FATAL Error: broken")).code == "damaged"


def newer_schema(folder: Path) -> Path:
    """The schema with one file more."""
    folder.mkdir()
    for script in paths.SCHEMA.glob("*.sql"):
        (folder / script.name).write_bytes(script.read_bytes())
    (folder / "900_notes.sql").write_text("create table note (words varchar)", encoding="utf-8")
    return folder


def test_without_room_for_a_backup_nothing_is_migrated(
    small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_at(small_disk, monkeypatch)
    warehouse.forget()
    before = (small_disk / "atlas.duckdb").read_bytes()
    fill(small_disk)
    monkeypatch.setattr(paths, "SCHEMA", newer_schema(tmp_path / "schema"))
    with pytest.raises(WarehouseUnsaved) as caught:
        warehouse.shared()
    assert caught.value.details["folder"] == str(small_disk / "backups")
    assert (small_disk / "atlas.duckdb").read_bytes() == before
    monkeypatch.setenv("ATLAS_BACKUPS", str(tmp_path / "elsewhere"))
    (small_disk / BALLAST).unlink()
    assert warehouse.shared().notices == []
    assert [made.reason for made in backups_of(small_disk / "atlas.duckdb")] == ["migration"]


def test_a_disk_that_may_only_be_read(small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = opened_at(small_disk, monkeypatch)
    set_all(opened, 1)
    warehouse.forget()
    assert mount("-o", "remount,ro", str(small_disk))
    before = (small_disk / "atlas.duckdb").read_bytes()
    with pytest.raises(WarehouseUnwritable) as caught:
        warehouse.shared()
    assert "Read-only" in caught.value.details["problem"]
    assert mount("-o", "remount,rw", str(small_disk))
    assert (small_disk / "atlas.duckdb").read_bytes() == before
    assert values(warehouse.shared()) == {1.0}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps an open file where it is")
def test_a_file_deleted_under_the_app_takes_nothing_more(world: Warehouse) -> None:
    set_all(world, 1)
    aside = world.path.with_name("aside.duckdb")
    world.path.rename(aside)
    with pytest.raises(WarehouseGone):
        set_all(world, 2)
    world.path.write_bytes(b"another file in its place")
    with pytest.raises(WarehouseGone):
        set_all(world, 2)
    assert values(world) == {1.0}
    aside.replace(world.path)
    set_all(world, 3)  # it was put back
    assert values(world) == {3.0}


def test_a_clock_set_back_changes_no_order(
    world: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = import_of(world, 1)
    monkeypatch.setattr(storing, "_now", lambda: datetime(2001, 1, 1))
    second = import_of(world, 2)
    third = import_of(world, 3)
    version = world.version
    assert set(current(world).values()) == {3.0}
    storing.undo(world, third, "Xã Lá Xanh")
    assert set(current(world).values()) == {2.0}
    storing.undo(world, first, "Xã Lá Xanh")
    assert set(current(world).values()) == {2.0}
    storing.undo(world, second, "Xã Lá Xanh")
    assert current(world) == {}
    assert world.version == version + 3


def test_of_two_programs_the_second_is_told_and_the_first_goes_on(world: Warehouse) -> None:
    set_all(world, 1)
    second = run_python(OPEN, world.path)
    assert second.communicate(timeout=60)[0] == "locked\n"
    set_all(world, 2)
    assert values(world) == {2.0}
    assert [entry.name for entry in world.path.parent.iterdir()] == ["atlas.duckdb"]

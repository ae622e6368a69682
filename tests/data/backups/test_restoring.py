"""A restored backup equals what was backed up, takes the place at once, keeps what was there."""

import os
import sys
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from data import paths, rollups, statements
from data.backups import __main__ as command
from data.backups import disk, making, manifest, restoring
from data.backups.manifest import BackupError
from data.faults import WarehouseLocked
from data.warehouse import Warehouse
from tests.data.backups.kept_files import (
    backups_of,
    differences,
    import_of,
    set_all,
    unpacked,
    values,
)
from tests.data.imports.staging import current
from tests.data.test_warehouse_faults import run_python
from tests.world import OBSERVATIONS, build_world, observations, start_world

RESTORE = """
import sys
from pathlib import Path
from data.backups import restoring
try:
    restoring.restore(Path(sys.argv[1]), Path(sys.argv[2]))
except Exception as error:
    print(type(error).__name__)
"""
VERSION_ALONE = {"warehouse_state": 2}


def test_a_restored_backup_equals_the_warehouse_then(world: Warehouse, tmp_path: Path) -> None:
    import_of(world, 1)
    backup = making.back_up(world)
    import_of(world, 2)
    version = world.version
    world.close()
    later = world.path.read_bytes()
    done = restoring.restore(backup.folder, world.path)
    assert differences(unpacked(backup, tmp_path), world.path) == VERSION_ALONE
    assert done.kept is not None
    assert done.kept.name.startswith("atlas.duckdb.replaced-20")
    assert done.kept.read_bytes() == later
    opened = build_world(world.path)
    assert (opened.notices, set(current(opened).values())) == ([], {1.0})
    assert opened.version > version
    import_of(opened, 3)  # its sequences go on where they stood
    assert observations(opened) == len(OBSERVATIONS) + 120
    opened.close()
    assert {entry.name for entry in world.path.parent.iterdir()} == {
        *("atlas.duckdb", "backups", done.kept.name)
    }


def test_versions_grow_even_with_a_clock_set_back(
    world: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = making.back_up(world)
    set_all(world, 1)
    version = world.version
    world.close()
    monkeypatch.setattr(restoring, "_microseconds", lambda: 0)
    restoring.restore(backup.folder, world.path)
    opened = build_world(world.path)
    assert opened.version == version + 1
    opened.close()


@pytest.mark.parametrize("how", ["gone", "damaged"])
def test_a_backup_takes_the_place_of_a_file_that_is_lost(world: Warehouse, how: str) -> None:
    set_all(world, 1)
    backup = making.back_up(world)
    world.close()
    if how == "gone":
        world.path.unlink()
    else:
        world.path.write_bytes(b"broken")
    done = restoring.restore(backup.folder, world.path)
    assert (done.kept is not None and done.kept.read_bytes() == b"broken") == (how == "damaged")
    opened = build_world(world.path)
    assert (opened.notices, values(opened)) == ([], {1.0})
    opened.close()


def test_a_rebuilt_warehouse_names_the_backup(world: Warehouse) -> None:
    backup = making.back_up(world)
    world.close()
    world.path.write_bytes(b"broken")
    rebuilt = start_world(world.path)
    (notice,) = rebuilt.notices
    rebuilt.close()
    assert (notice.code, notice.details["backup"]) == ("rebuilt_saved", str(backup.folder))


def test_nothing_is_restored_while_the_file_is_open(world: Warehouse) -> None:
    backup = making.back_up(world)
    before = world.path.stat().st_ino
    other = run_python(RESTORE, backup.folder, world.path)
    assert other.communicate(timeout=60)[0] == f"{WarehouseLocked.__name__}\n"
    assert world.path.stat().st_ino == before
    assert world.is_in_place()


def test_boundary_files_come_along(world: Warehouse) -> None:
    assert paths.boundary_folder().name == manifest.BOUNDARIES
    layer = world.path.parent / manifest.BOUNDARIES / "g-1" / "commune-0.parquet"
    layer.parent.mkdir(parents=True)
    layer.write_bytes(b"shapes")
    (layer.parent.parent / ".unfinished-2").mkdir()
    backup = making.back_up(world)
    assert set(backup.files) == {manifest.WAREHOUSE, "boundaries/g-1/commune-0.parquet"}
    world.close()
    other = layer.with_name("later.parquet")
    other.write_bytes(b"stored since")
    layer.write_bytes(b"spoilt")
    restoring.restore(backup.folder, world.path)
    assert (layer.read_bytes(), other.read_bytes()) == (b"shapes", b"stored since")
    (backup.folder / "boundaries" / "g-1" / layer.name).write_bytes(b"shape?")
    with pytest.raises(BackupError):
        restoring.restore(backup.folder, world.path)


def test_a_full_disk_is_known_beforehand(world: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    backup = making.back_up(world)
    free = SimpleNamespace(disk_usage=lambda _: SimpleNamespace(free=disk.SPARE))
    monkeypatch.setattr(disk, "shutil", free)
    with pytest.raises(BackupError) as caught:
        making.back_up(world)
    assert caught.value.code == "full"
    assert caught.value.details["problem"].startswith("32 MB < ")
    world.close()
    with pytest.raises(BackupError) as caught:
        restoring.restore(backup.folder, world.path)
    assert caught.value.code == "full"
    assert backups_of(world.path) == [backup]


@pytest.mark.skipif(sys.platform == "win32", reason="needs second names of files")
def test_there_is_a_file_at_every_moment(world: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    backup = making.back_up(world)
    world.close()
    replace, seen = os.replace, []

    def replace_seen(old: Path, new: Path) -> None:
        seen.append(world.path.exists())
        replace(old, new)

    monkeypatch.setattr(os, "replace", replace_seen)
    restoring.restore(backup.folder, world.path)
    assert seen == [True]


def test_the_command_makes_lists_verifies_and_restores(
    world: Warehouse, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    set_all(world, 1)
    world.close()
    monkeypatch.setenv("ATLAS_DATA", str(world.path.parent))
    assert command.main(["list"]) == 0
    assert "There are no backups" in capsys.readouterr().out
    assert command.main(["make"]) == 0
    (backup,) = backups_of(world.path)
    assert capsys.readouterr().out == f"{backup.folder}\n"
    assert command.main(["list"]) == command.main(["verify", backup.name]) == 0
    assert capsys.readouterr().out.count(backup.name) == 2
    with duckdb.connect(world.path) as spoilt:
        spoilt.execute("delete from observation")
    assert command.main(["restore", backup.name]) == 0
    assert "replaced-" in capsys.readouterr().out
    opened = build_world(world.path)
    assert values(opened) == {1.0}
    opened.close()
    (backup.folder / manifest.WAREHOUSE).write_bytes(b"broken")
    assert command.main(["restore", str(backup.folder)]) == 2
    assert "damaged" in capsys.readouterr().err
    assert command.main(["verify", "none"]) == 2


def test_kept_sums_are_those_that_would_be_made_anew(world: Warehouse, tmp_path: Path) -> None:

    import_of(world, 5)
    file = unpacked(making.back_up(world), tmp_path)
    anew = tmp_path / "anew.duckdb"
    anew.write_bytes(file.read_bytes())
    with duckdb.connect(anew) as connection:
        statements.write(connection, "rollup/empty")
        rollups.start(connection)
    assert differences(file, anew) == {}

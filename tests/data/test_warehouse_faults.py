"""The warehouse on bad days: damaged, locked, newer, unwritable, killed half-way."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pandas as pd
import pytest

from data import files, paths
from data.faults import (
    WarehouseLocked,
    WarehouseUnfilled,
    WarehouseUnwritable,
)
from data.warehouse import open_warehouse
from tests.world import OBSERVATIONS, build_world, observations, start_world, world_tables


def closed_world(file: Path) -> Path:
    build_world(file).close()
    return file


def run_python(code: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=paths.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def spoil(file: Path, how: str) -> None:
    content = file.read_bytes()
    match how:
        case "not a database":
            file.write_bytes(b"chuyen doi so " * 1000)
        case "empty":
            file.write_bytes(b"")
        case "truncated":
            file.write_bytes(content[:5000])
        case "end missing":
            file.write_bytes(content[:-100_000])
        case "half missing":
            blocks = (len(content) - 12288) // 262144
            file.write_bytes(content[: 12288 + blocks // 2 * 262144])
        case "header":
            file.write_bytes(content[:4096] + os.urandom(8192) + content[12288:])
        case "log":
            with duckdb.connect(file) as connection:
                connection.execute("set checkpoint_threshold = '1TB'")
                connection.execute("pragma disable_checkpoint_on_shutdown")
                connection.execute("update source set title = 'x' || title")
            log = file.with_name(file.name + ".wal")
            entries = bytearray(log.read_bytes())
            entries[len(entries) // 2] ^= 255
            log.write_bytes(entries)
        case sql:
            with duckdb.connect(file) as connection:
                connection.execute(sql)


DAMAGE = [
    *("not a database", "empty", "truncated", "end missing", "half missing", "header", "log"),
    *("drop view figure", "drop table rule", "drop table migration", "drop table warehouse_state"),
    *("alter table source drop column url", "delete from warehouse_state"),
]


@pytest.mark.parametrize("how", DAMAGE)
def test_damage_is_kept_aside_and_rebuilt(file: Path, how: str) -> None:
    spoil(closed_world(file), how)
    spoilt = file.read_bytes()
    rebuilt = start_world(file)
    (notice,) = rebuilt.notices
    kept = Path(notice.details["kept"])
    assert (notice.code, notice.details["path"]) == ("rebuilt", str(file))
    assert notice.details["problem"]
    assert kept.parent == file.parent
    assert kept.name.startswith("atlas.duckdb.damaged-20")
    if how in DAMAGE[:7]:
        assert kept.read_bytes() == spoilt
    assert kept.with_name(kept.name + ".wal").exists() == (how == "log")
    assert not file.with_name(file.name + ".wal").exists()
    assert observations(rebuilt) == len(OBSERVATIONS)
    rebuilt.close()


def test_damaged_files_of_one_second_are_all_kept(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noon = SimpleNamespace(now=lambda: datetime(2025, 9, 1, 12))
    monkeypatch.setattr(files, "datetime", noon)
    for _ in range(3):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"broken")
        start_world(file).close()
    kept = sorted(entry.name for entry in file.parent.glob("*.damaged-*"))
    assert kept == [f"atlas.duckdb.damaged-20250901-120000{end}" for end in ("", "-2", "-3")]


def test_a_rebuilt_file_has_a_version_of_its_own(file: Path) -> None:
    first = start_world(file)
    version = first.version
    first.close()
    file.write_bytes(b"broken")
    second = start_world(file)
    assert second.version > version
    second.close()


def test_a_log_without_its_file_is_not_played_into_a_new_one(file: Path) -> None:
    file.parent.mkdir()
    log = file.with_name(file.name + ".wal")
    log.write_bytes(b"an old log")
    start_world(file).close()
    assert not log.exists()
    (kept,) = file.parent.glob("*.damaged-*.wal")
    assert kept.read_bytes() == b"an old log"


HOLD = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("held", ["atlas.duckdb", "atlas.duckdb.building"])
def test_a_file_that_another_process_holds_is_not_damage(file: Path, held: str) -> None:
    file.parent.mkdir()
    if held == file.name:
        closed_world(file)
    holder = run_python(HOLD, file.with_name(held))
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(WarehouseLocked) as caught:
            start_world(file)
        details = {"path": str(file.with_name(held)), "pid": str(holder.pid)}
        assert caught.value.details == details
        assert not list(file.parent.glob("*.damaged-*"))
    finally:
        holder.kill()
        holder.communicate()
    free = start_world(file)
    assert [notice.code for notice in free.notices] == ["built"] * (held != file.name)
    free.close()


KILLED = """
import os, signal, sys
from pathlib import Path
from data.warehouse import open_warehouse
from tests.world import world_tables

def seed():
    tables = world_tables()
    yield_area = {"area": tables["area"]}
    class Dying(dict):
        def items(self):
            yield from yield_area.items()
            os.kill(os.getpid(), signal.SIGKILL)
    return Dying(tables)

open_warehouse(Path(sys.argv[1]), seed=seed)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_killed_first_start_leaves_no_warehouse_behind(file: Path) -> None:
    file.parent.mkdir()
    killed = run_python(KILLED, file)
    killed.communicate(timeout=60)
    assert killed.returncode == -9
    assert {entry.name for entry in file.parent.iterdir()} <= {
        "atlas.duckdb.building",
        "atlas.duckdb.building.wal",
    }
    assert (file.parent / "atlas.duckdb.building").exists()
    built = start_world(file)
    assert [notice.code for notice in built.notices] == ["built"]
    assert observations(built) == len(OBSERVATIONS)
    assert [entry.name for entry in file.parent.iterdir()] == ["atlas.duckdb"]
    built.close()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "note").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(WarehouseUnwritable) as caught:
        start_world(tmp_path / "note" / "atlas.duckdb")
    assert caught.value.code == "unwritable"
    assert "note" in caught.value.details["problem"]


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "atlas.duckdb").mkdir()
    with pytest.raises(WarehouseUnwritable):
        start_world(tmp_path / "atlas.duckdb")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_folder_and_a_file_that_may_not_be_written(file: Path) -> None:
    closed_world(file)
    for locked, mode in ((file, 0o400), (file.parent, 0o500)):
        locked.chmod(mode)
        try:
            with pytest.raises(WarehouseUnwritable):
                start_world(file)
        finally:
            locked.chmod(0o700)
    assert not list(file.parent.glob("*.damaged-*"))


def test_tables_that_do_not_fit_leave_no_file(file: Path) -> None:
    def seed() -> dict[str, pd.DataFrame]:
        return {**world_tables(), "target": pd.DataFrame({"no_such_column": [1]})}

    with pytest.raises(WarehouseUnfilled) as caught:
        open_warehouse(file, seed=seed)
    assert "no_such_column" in caught.value.details["problem"]
    assert list(file.parent.iterdir()) == []

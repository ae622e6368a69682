"""A process killed at random moments: each batch, undo, backup, restore and migration whole or not.

`make crash` kills more often: CRASHES says how many times each.
"""

import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pytest

from data import paths
from data.backups import making, manifest, restoring
from data.warehouse import Warehouse
from tests.data.backups.kept_files import backups_of, differences, import_of, unpacked
from tests.data.imports.staging import current
from tests.world import OBSERVATIONS, build_world

CRASHES = int(os.environ.get("CRASHES", "50"))
ROWS = 120

WRITE_ON = """
import random, sys
from pathlib import Path
from data.backups import making
from data.imports import storing
from tests.data.backups.kept_files import import_of
from tests.world import build_world

world = build_world(Path(sys.argv[1]))
dice = random.Random(int(sys.argv[2]))
stored = []
print("ready", flush=True)
while True:
    match dice.choice(("store", "store", "undo", "backup")):
        case "store":
            if batch := import_of(world, dice.randrange(1000, 1500)):
                stored.append(batch)
                print("stored", batch, flush=True)
        case "undo" if stored:
            batch = stored.pop(dice.randrange(len(stored)))
            print("undoing", batch, flush=True)
            storing.undo(world, batch, "Xã Lá Xanh")
            print("undone", batch, flush=True)
        case "backup":
            print("made", making.back_up(world).name, flush=True)
"""
MIGRATE = """
import sys
from pathlib import Path
from data import paths
from tests.world import start_world

paths.SCHEMA = Path(sys.argv[2])
print("ready", flush=True)
start_world(Path(sys.argv[1]))
print("migrated -", flush=True)
"""
RESTORE_ON = """
import sys
from pathlib import Path
from data.backups import restoring

print("ready", flush=True)
while True:
    for folder in sys.argv[2:]:
        restoring.restore(Path(folder), Path(sys.argv[1]))
        print("restored", folder, flush=True)
"""


@dataclass
class Told:
    """What killed processes said that they had done, in order."""

    lines: list[tuple[str, str]] = field(default_factory=list)

    def names(self, what: str) -> set[str]:
        return {name for said, name in self.lines if said == what}


def kill_after(told: Told, seconds: float, code: str, *arguments: object) -> None:
    """Runs the code, kills it so long after it was ready, and adds what it said."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=paths.ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n", process.communicate()[1]
    time.sleep(seconds)
    process.kill()
    rest, wrong = process.communicate()
    assert "Traceback" not in wrong, wrong
    told.lines += [(said, name) for said, name in map(str.split, rest.splitlines())]


def batches(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, int, int]]:
    """State, rows in the log and current figures of each imported batch."""
    found = connection.execute(
        "select b.batch_id, b.state, "
        "(select count(*) from observation_log as l where l.batch_id = b.batch_id), "
        "(select count(*) from observation as o where o.batch_id = b.batch_id) "
        "from batch as b where b.dataset = 'reported'"
    ).fetchall()
    return {batch: (state, logged, now) for batch, state, logged, now in found}


def hold_whole(found: dict[str, tuple[str, int, int]]) -> None:
    """All of a batch is logged; the figures of one batch are current, or none are."""
    assert {logged for _, logged, _ in found.values()} <= {ROWS}
    figures = [now for state, _, now in found.values() if now]
    assert figures in ([], [ROWS])
    committed = any(state == "committed" for state, _, _ in found.values())
    assert bool(figures) == committed
    assert all(state == "committed" for state, _, now in found.values() if now)


def write_and_kill(file: Path, times: int, seed: int) -> None:
    """Kills so many processes that import, undo and back up, and looks at what is left."""
    moments, told = random.Random(seed), Told()
    build_world(file).close()
    for number in range(times):
        kill_after(told, moments.uniform(0.1, 1.5), WRITE_ON, file, seed * 1000 + number)
        world = build_world(file)
        assert world.notices == []
        with world.cursor() as cursor:
            found = batches(cursor)
        world.close()
        hold_whole(found)
        assert told.names("stored") <= set(found)
        undone = {batch for batch, (state, _, _) in found.items() if state == "undone"}
        assert told.names("undone") <= undone <= told.names("undoing")
        there = backups_of(file)
        assert told.names("made") <= {backup.name for backup in there}
        for backup in there[:2]:
            restoring.verify(backup.folder, file)
            with duckdb.connect(unpacked(backup, file.parent), read_only=True) as copy:
                hold_whole(batches(copy))
    assert told.names("stored")


def newer_schema(folder: Path) -> Path:
    """The schema with three files more, the last of which rewrites the log."""
    folder.mkdir()
    for script in paths.SCHEMA.glob("*.sql"):
        (folder / script.name).write_bytes(script.read_bytes())
    changes = (
        "create table note (words varchar)",
        "alter table observation_log add column note varchar; "
        "update observation_log set note = 'x'",
        "create table log_again as select entry, value from observation_log",
    )
    for number, change in enumerate(changes, 900):
        (folder / f"{number}_change.sql").write_text(change, encoding="utf-8")
    return folder


def migrate_and_kill(file: Path, times: int, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kills so many migrations, and looks at what is left of the rows from before."""
    moments, schema = random.Random(seed), newer_schema(file.parent.parent / "schema")
    world = build_world(file)
    import_of(world, 1)
    world.close()
    original = file.parent.parent / "original.duckdb"
    original.write_bytes(file.read_bytes())
    for _ in range(times):
        file.write_bytes(original.read_bytes())
        told = Told()
        kill_after(told, moments.uniform(0, 1), MIGRATE, file, schema)
        with duckdb.connect(file) as left:
            sql = "select count(*) from migration where number >= 900"
            applied = left.execute(sql).fetchall()[0][0]
        there = backups_of(file)
        assert there or not applied
        assert applied == 3 or not told.lines
        for backup in there[:1]:
            restoring.verify(backup.folder, file)
            copy = unpacked(backup, file.parent.parent)
            assert differences(copy, original) == {} or applied < 3
        with monkeypatch.context() as newer:
            newer.setattr(paths, "SCHEMA", schema)
            world = build_world(file)
        assert world.notices == []
        with world.cursor() as cursor:
            again = cursor.execute("select count(*), sum(value) from log_again").fetchall()
            kept = cursor.execute("select count(*), sum(value) from observation_log").fetchall()
        assert again == kept
        assert kept[0][0] == len(OBSERVATIONS) + ROWS
        assert set(current(world).values()) == {1.0}
        world.close()


def backed_up(world: Warehouse, value: float) -> Path:
    import_of(world, value)
    return making.back_up(world).folder


def restore_and_kill(file: Path, times: int, seed: int) -> None:
    """Kills so many processes that restore two backups in turn: one of them is in place."""
    moments, told = random.Random(seed), Told()
    world = build_world(file)
    folders = backed_up(world, 1), backed_up(world, 2)
    world.close()
    for _ in range(times):
        kill_after(told, moments.uniform(0, 1.2), RESTORE_ON, file, *folders)
        assert file.exists()
        opened = build_world(file)
        assert opened.notices == []
        assert set(current(opened).values()) in ({1.0}, {2.0})
        opened.close()
        for folder in folders:
            manifest.hold_whole(manifest.read(folder))
        for replaced in file.parent.glob("*.replaced-*"):
            replaced.unlink()


def test_killed_imports_undos_and_backups(file: Path) -> None:
    write_and_kill(file, times=2, seed=1)


def test_a_killed_migration(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    migrate_and_kill(file, times=1, seed=1, monkeypatch=monkeypatch)


def test_a_killed_restore(file: Path) -> None:
    restore_and_kill(file, times=1, seed=1)


@pytest.mark.slow
def test_many_killed_imports_undos_and_backups(file: Path) -> None:
    write_and_kill(file, times=CRASHES, seed=2)


@pytest.mark.slow
def test_many_killed_migrations(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    migrate_and_kill(file, times=CRASHES, seed=2, monkeypatch=monkeypatch)


@pytest.mark.slow
def test_many_killed_restores(file: Path) -> None:
    restore_and_kill(file, times=CRASHES, seed=2)

"""A process that is killed while it imports leaves each batch wholly in or wholly out."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from data import paths
from tests.data.imports.staging import current
from tests.world import build_world

AREAS = ("Xã Lá Xanh", "Bờ Cát", "Bờ Cạt")
MONTHS = 400
IMPORT_UNTIL_KILLED = f"""
import sys
from pathlib import Path
from tests.data.imports.staging import delivery, store
from tests.world import build_world

world = build_world(Path(sys.argv[1]))
rows = [
    (area, "teams", f"{{month % 12 + 1}}/{{1950 + month // 12}}")
    for area in {AREAS} for month in range({MONTHS})
]
turn = int(sys.argv[2])
print("open", flush=True)
while True:
    turn += 1
    batch = store(world, [(*row, float(turn)) for row in rows], delivery())
    print(turn, batch, flush=True)
"""


def kill_after(
    file: Path, turn: int, lines: int, seconds: float, script: str = IMPORT_UNTIL_KILLED
) -> list[tuple[int, str]]:
    """What a process said it stored before it was killed: turn and batch.

    It is killed so many seconds after it has said so many lines, the first when it can begin.
    """
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(file), str(turn)],
        cwd=paths.ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    said = [process.stdout.readline() for _ in range(lines)]
    time.sleep(seconds)
    process.kill()
    rest, wrong = process.communicate()
    assert "Traceback" not in wrong, wrong
    words = [line.split() for line in (*said, *rest.splitlines())]
    return [(int(line[0]), line[1]) for line in words if len(line) == 2]


def hold_whole(file: Path, acknowledged: list[tuple[int, str]]) -> int:
    """The turn that is stored now, after holding that every batch is whole."""
    world = build_world(file)
    assert world.notices == []
    values = set(current(world).values())
    with world.cursor() as cursor:
        sizes = cursor.execute(
            "select b.batch_id, b.rows_read, count(l.entry) from batch as b "
            "left join observation_log as l on l.batch_id = b.batch_id "
            "where b.dataset = 'reported' group by b.batch_id, b.rows_read"
        ).fetchall()
    world.close()
    whole = len(AREAS) * MONTHS
    assert {(read, logged) for _, read, logged in sizes} <= {(whole, whole)}
    assert {batch for _, batch in acknowledged} <= {batch for batch, _, _ in sizes}
    assert len(values) <= 1, "figures of two batches are mixed"
    return int(max(values, default=0))


def crash(file: Path, times: int, seed: int) -> int:
    """How many batches were stored in so many processes, each killed at a random moment."""
    moments, turn, acknowledged = random.Random(seed), 0, []
    build_world(file).close()
    for number in range(times):
        acknowledged += kill_after(file, turn, 1 + number % 2, moments.uniform(0, 0.8))
        stored = hold_whole(file, acknowledged)
        assert stored >= max((told for told, _ in acknowledged), default=0)
        turn = stored
    return turn


def test_a_killed_import_is_wholly_in_or_wholly_out(tmp_path: Path) -> None:
    assert crash(tmp_path / "atlas.duckdb", times=3, seed=4) > 0


@pytest.mark.slow
def test_fifty_killed_imports(tmp_path: Path) -> None:
    times = int(os.environ.get("CRASHES", "50"))
    assert crash(tmp_path / "atlas.duckdb", times=times, seed=5) > 0

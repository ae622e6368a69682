"""A stop while something is stored: it ends, or nothing of it is there; the app ends in time."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from data import paths
from tests.world import build_world

# A page stores on a thread that ends with the process; a row is written every few milliseconds.
STORING_WHILE_STOPPED = """
import asyncio, signal, sys, threading, time
import app
from data import warehouse

begun = threading.Event()

def store():
    with warehouse.shared().transaction() as cursor:
        begun.set()
        for number in range(20):
            cursor.execute(
                "insert into batch (batch_id, dataset, file_name, sha256, created_at, created_by, "
                "rows_read, rows_stored, state) values "
                "($id, 'reported', 'a', 'b', '2026-01-01', 'c', 1, 1, 'committed')",
                {"id": f"b-{number}"})
            time.sleep(0.03)

async def serve():
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with app.lifespan(None):
        threading.Thread(target=store, daemon=True).start()
        await asyncio.to_thread(begun.wait)
        print("storing", flush=True)
        await stop.wait()

asyncio.run(serve())
signal.raise_signal(signal.SIGTERM)  # as the server does at its end
"""


def stored_batches(file: Path) -> int:
    world = build_world(file)
    with world.cursor() as cursor:
        found = cursor.execute("select count(*) from batch where dataset = 'reported'").fetchone()
    world.close()
    assert found
    return int(found[0])


def stop_while_storing(folder: Path, program: str) -> tuple[int, int]:
    """The exit of a process that was told to stop while it stored, and the rows that are there."""
    file = folder / "atlas.duckdb"
    build_world(file).close()
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=paths.ROOT,
        env={**os.environ, "ATLAS_DATA": str(folder), "ATLAS_BACKUP_AT": "off"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    said = process.stdout.readline()
    assert said == "storing\n", process.communicate()
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    return process.returncode, stored_batches(file)


def test_what_a_page_stores_ends_before_the_app_does(tmp_path: Path) -> None:
    assert stop_while_storing(tmp_path, STORING_WHILE_STOPPED) == (-signal.SIGTERM, 20)


@pytest.mark.slow
def test_what_takes_too_long_is_taken_back_whole(tmp_path: Path) -> None:
    program = STORING_WHILE_STOPPED.replace(
        "import app\n", "import app; app.FINISHING_SECONDS = 0\n"
    )
    assert stop_while_storing(tmp_path, program)[1] == 0

"""A stop while something is stored: it ends, or nothing of it is there; the app ends in time."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from data import paths
from tests.data.imports.staging import current
from tests.running_app import RunningApp, running_app
from tests.world import build_world

MONTHS = 60
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
    assert stop_while_storing(tmp_path, STORING_WHILE_STOPPED) == (0, 20)


def test_what_takes_too_long_is_taken_back_whole(tmp_path: Path) -> None:
    program = STORING_WHILE_STOPPED.replace(
        "import app\n", "import app; app.FINISHING_SECONDS = 0\n"
    )
    assert stop_while_storing(tmp_path, program)[1] == 0


def _text_of(file: Path) -> str:
    """The file's text, once it is there."""
    until = time.monotonic() + 30
    while not file.exists() and time.monotonic() < until:
        time.sleep(0.05)
    return file.read_text(encoding="utf-8")


@pytest.fixture
def app(tmp_path: Path) -> Iterator[RunningApp]:
    build_world(tmp_path / "atlas.duckdb").close()
    with running_app(tmp_path, tmp_path / "app.log") as running:
        yield running


def test_a_file_of_the_command_line_is_answered_before_the_app_ends(
    app: RunningApp, tmp_path: Path
) -> None:
    door = json.loads(_text_of(tmp_path / "door.json"))
    rows = [
        f"{area};teams;{month % 12 + 1}/{1950 + month // 12};{month + 1}"
        for area in ("Xã Lá Xanh", "Bờ Cạt")
        for month in range(MONTHS)
    ]
    sent = "\n".join(("Xã;Chỉ tiêu;Kỳ;Giá trị", *rows)).encode()
    answers: list[dict[str, object]] = []

    def send() -> None:
        asked = Request(
            f"{app.url}/api/imports?dry=0&partly=1&decimal=%2C",
            sent,
            {"X-Atlas-Token": door["token"], "X-Atlas-File": "a.csv"},
        )
        with urlopen(asked, timeout=60) as answer:
            answers.append(json.loads(answer.read()))

    sender = threading.Thread(target=send)
    sender.start()
    time.sleep(0.3)
    os.kill(app.pid, signal.SIGTERM)
    sender.join(timeout=60)
    assert len(answers) == 1
    deadline = time.monotonic() + 30
    while (tmp_path / "door.json").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not (tmp_path / "door.json").exists(), "the app did not end in order"
    time.sleep(0.3)
    world = build_world(tmp_path / "atlas.duckdb")
    assert answers[0]["state"] == "stored", answers
    assert len(current(world)) > 0
    world.close()

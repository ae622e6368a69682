"""The real app as a process of its own, for journeys and benchmarks."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60


@dataclass(frozen=True)
class RunningApp:
    """An app that answers at `url` and says what it does in the file `log`."""

    url: str
    log: Path
    started: float  # time.perf_counter() just before the process began
    pid: int


@contextmanager
def running_app(
    data_folder: Path, log: Path, port: int = 0, script: str = "app.py"
) -> Iterator[RunningApp]:
    """The app with its data in `data_folder`, once its server answers; ended afterwards."""
    port = port or free_port()
    url = f"http://127.0.0.1:{port}"
    started = time.perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "streamlit", "run", script),
                *("--server.address", "127.0.0.1", "--server.port", str(port)),
                *("--server.headless", "true"),
            ],
            cwd=ROOT,
            env={**os.environ, "ATLAS_DATA": str(data_folder), "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_healthy(url, process, log)
        yield RunningApp(url, log, started, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urlopen(f"{url}/_stcore/health", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.02)
    said = log.read_text(encoding="utf-8", errors="replace")
    raise RuntimeError(f"The app did not answer at {url}; exit {process.poll()}; it said:\n{said}")

"""A warehouse with the simulation in it, built once for all processes that share a run of tests."""

from __future__ import annotations

import time
from pathlib import Path

from data.demo import switch
from data.warehouse import open_warehouse

SECONDS = 180


def simulated_warehouse(shared: Path, run: str) -> Path:
    """The file of the warehouse; to be copied, never opened for writing.

    Raises TimeoutError where the process that builds it does not end.

    Args:
        shared: A folder that all processes of the run see.
        run: Tells this run of tests from others.
    """
    folder, done = shared / f"simulation-{run}", shared / f"simulation-{run}" / "done"
    file = folder / "atlas.duckdb"
    try:
        folder.mkdir()
    except FileExistsError:
        _wait_for(done)
        return file
    opened = open_warehouse(file)
    switch.turn_on(opened)
    opened.close()
    done.touch()
    return file


def _wait_for(done: Path) -> None:
    until = time.monotonic() + SECONDS
    while not done.exists():
        if time.monotonic() > until:
            raise TimeoutError(f"{done.parent} was not built within {SECONDS} s")
        time.sleep(0.2)

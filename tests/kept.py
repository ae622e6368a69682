"""Warehouses made once and copied: building one takes seconds, a copy milliseconds."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from time import time_ns

import duckdb

SECONDS = 300
_copies = count()


def made_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """The file that `make` writes in the folder, by whichever process of the run asks first.

    To be copied, never opened for writing.
    Raises TimeoutError where the process that makes it does not end.

    Args:
        folder: Seen by all processes of the run, and of this run alone.
        make: Writes the warehouse at the path.
    """
    file, done, failed = (folder / name for name in ("atlas.duckdb", "done", "failed"))
    try:
        folder.mkdir()
    except FileExistsError:
        _wait_for(done, failed)
        return file
    try:
        make(file)
    except BaseException:
        failed.touch()
        raise
    done.touch()
    return file


def own_copy(kept: Path, file: Path) -> Path:
    """A copy at `file` of a warehouse that nobody has open, with a version of its own."""
    file.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(kept, file)
    with duckdb.connect(file) as connection:
        # Answers are kept by version: no two copies may share one.
        version = time_ns() // 1000 + next(_copies)
        connection.execute("update warehouse_state set version = ?", [version])
    return file


def _wait_for(done: Path, failed: Path) -> None:
    until = time.monotonic() + SECONDS
    while not done.exists():
        if failed.exists() or time.monotonic() > until:
            raise TimeoutError(f"{done.parent} was not made by the process that began it")
        time.sleep(0.2)

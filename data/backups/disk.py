"""Room on the disk, and what has been written reaching it."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from pathlib import Path

from data.backups.manifest import BackupError

SPARE = 32 << 20  # bytes that stay free, for whoever imports meanwhile


def hold_room(folder: Path, needed: int) -> None:
    """Raises BackupError (full) unless so many bytes fit into the folder, with some to spare."""
    free = shutil.disk_usage(folder).free
    if free < needed + SPARE:
        short = f"{_megabytes(free)} MB < {_megabytes(needed + SPARE)} MB"
        raise BackupError("full", folder, problem=short)


def is_full(error: Exception) -> bool:
    """Whether the error says that a disk has no room left."""
    if isinstance(error, OSError) and error.errno is not None:
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    said = str(error).lower()
    return "no space left" in said or "disk is full" in said  # DuckDB's words, and SQLite's


def sync(path: Path) -> None:
    """Returns when what was written to the file, or the names in the folder, are on the disk."""
    if sys.platform == "win32" and path.is_dir():
        return  # Windows opens no folder
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _megabytes(size: int) -> str:
    return str(-(-size // (1 << 20)))

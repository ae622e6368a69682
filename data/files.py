"""The warehouse's file on disk: may it be written, and where it goes when it is damaged."""

import os
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from data.faults import WarehouseLocked, WarehouseUnwritable

ROOM = 8 << 20  # bytes that a checkpoint may need beside what is in the log, twice
_WINDOWS_SHARING_VIOLATION = 32


def ensure_writable(path: Path) -> None:
    """Make the file's folder; raise WarehouseUnwritable unless it and the file can be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=path.parent).close()
        if path.exists():
            path.open("r+b").close()
    except OSError as error:
        if getattr(error, "winerror", None) == _WINDOWS_SHARING_VIOLATION:
            raise WarehouseLocked(path) from error
        raise WarehouseUnwritable(path, problem=str(error)) from error


def keep_aside(path: Path, why: str = "damaged", *, leave: bool = False) -> Path:
    """The new name of the file, which is moved there with its write-ahead log.

    Args:
        path: Of the file.
        why: Part of the new name.
        leave: Gives the file a second name where the system can, so that there is one at the path
            until another takes its place.
    """
    stamp = f"{path.name}.{why}-{datetime.now():%Y%m%d-%H%M%S}"
    kept, again = path.with_name(stamp), 1
    while kept.exists() or log_of(kept).exists():
        again += 1
        kept = path.with_name(f"{stamp}-{again}")
    if log_of(path).exists():
        os.replace(log_of(path), log_of(kept))
    if path.exists():
        try:
            if leave:
                os.link(path, kept)
                return kept
        except OSError:  # a file system without second names
            pass
        os.replace(path, kept)
    return kept


def log_of(path: Path) -> Path:
    """Where DuckDB keeps the write-ahead log of the file."""
    return path.with_name(f"{path.name}.wal")


def identity_of(path: Path) -> tuple[int, int] | None:
    """What stays the same of a file that is written to, and tells it from another there."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def has_room_beside(path: Path) -> bool:
    """Whether the disk takes what a checkpoint writes; True where nobody can tell."""
    try:
        log = log_of(path).stat().st_size if log_of(path).exists() else 0
        return shutil.disk_usage(path.parent).free >= ROOM + 2 * log
    except OSError:
        return True

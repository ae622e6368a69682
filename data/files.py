"""The warehouse's file on disk: may it be written, and where it goes when it is damaged."""

import os
import tempfile
from datetime import datetime
from pathlib import Path

from data.faults import WarehouseLocked, WarehouseUnwritable

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


def keep_aside(path: Path) -> Path:
    """The new name of the file, which is moved there with its write-ahead log."""
    stamp = f"{path.name}.damaged-{datetime.now():%Y%m%d-%H%M%S}"
    kept, again = path.with_name(stamp), 1
    while kept.exists() or log_of(kept).exists():
        again += 1
        kept = path.with_name(f"{stamp}-{again}")
    for old, new in ((path, kept), (log_of(path), log_of(kept))):
        if old.exists():
            os.replace(old, new)
    return kept


def log_of(path: Path) -> Path:
    """Where DuckDB keeps the write-ahead log of the file."""
    return path.with_name(f"{path.name}.wal")

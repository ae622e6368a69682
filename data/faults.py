"""What can be wrong with the warehouse's file: a code and its details, worded by the pages."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import duckdb


@dataclass(frozen=True)
class Notice:
    """Something the reader should know about how the warehouse was opened.

    Codes: built (path), rebuilt (path, kept, problem), rebuilt_saved (the same and the latest
    backup), gone (path, backup).
    """

    code: str
    details: dict[str, str] = field(default_factory=dict)


class WarehouseError(Exception):
    """The warehouse cannot be used: `code`, the `path` and what else is known in `details`."""

    code = "unusable"

    def __init__(self, path: Path, **details: str) -> None:
        self.path = path
        self.details = {"path": str(path), **details}
        super().__init__(f"{self.code}: {self.details!r}")


class WarehouseNewer(WarehouseError):  # noqa: N818
    """A newer version of the app, or of DuckDB, made the file; it is left untouched."""

    code = "newer"

    def __init__(self, found: str, known: str, path: Path) -> None:
        self.found, self.known = found, known
        super().__init__(path, found=found, known=known)


class WarehouseLocked(WarehouseError):  # noqa: N818
    """Another process has the file open for writing; details may hold its pid."""

    code = "locked"


class WarehouseUnwritable(WarehouseError):  # noqa: N818
    """The folder or the file cannot be written; details hold the system's reason."""

    code = "unwritable"


class WarehouseFull(WarehouseError):  # noqa: N818
    """The disk has no room for what was to be written; nothing of it was stored."""

    code = "full"


class WarehouseGone(WarehouseError):  # noqa: N818
    """The file was moved, deleted or replaced while it was open; nothing more is stored in it."""

    code = "gone"


class WarehouseUnmigrated(WarehouseError):  # noqa: N818
    """The file has an older schema (found, known), and ATLAS_MIGRATE forbids to change it."""

    code = "unmigrated"


class WarehouseUnsaved(WarehouseError):  # noqa: N818
    """The backup before a change of schema failed, so nothing was changed."""

    code = "unsaved"


class WarehouseUnfilled(WarehouseError):  # noqa: N818
    """The first filling failed, for instance because a catalogue file was edited wrongly."""

    code = "unfilled"


class WarehouseDamaged(WarehouseError):  # noqa: N818
    """The file is no warehouse, or no longer; `open_warehouse` keeps it aside and rebuilds."""

    code = "damaged"


class EngineError(WarehouseError):
    """The engine elsewhere, which was named to answer in the warehouse's place, gave no answer.

    Codes: misnamed, lacking (what it takes is not installed), unpublished (its files could not be
    written), away, slow, refused, failed; details hold its `address`, and `problem` and `seconds`.
    """

    def __init__(self, code: str, address: str, **details: str) -> None:
        self.code = code
        super().__init__(Path(), address=address, **details)


_LOCK = re.compile(r"could not set lock|used by another process", re.IGNORECASE)
_PID = re.compile(r"PID (\d+)")
_NEWER = re.compile(r"version number (\d+), but we can only read versions? (?:between )?([\w ]+)")
_SYSTEM = re.compile(r"permission denied|read-only file system", re.IGNORECASE)
_FULL = re.compile(r"no space left|disk quota exceeded", re.IGNORECASE)
_ENDED = re.compile(r"database has been invalidated", re.IGNORECASE)
_OF_THE_FILE = (
    *(duckdb.IOException, duckdb.SerializationException),
    *(duckdb.InternalException, duckdb.FatalException),
)


def fault_of(path: Path, error: duckdb.Error) -> WarehouseError:
    """The fault that DuckDB's error on opening the file stands for.

    Damage only for the errors of a file that cannot be read: one about a setting, a full memory or
    an open connection says nothing about the file, which must then stay where it is.
    """
    text = str(error)
    if _LOCK.search(text):
        pid = _PID.search(text)
        return WarehouseLocked(path, **({"pid": pid[1]} if pid else {}))
    if newer := _NEWER.search(text):
        return WarehouseNewer(f"DuckDB {newer[1]}", f"DuckDB {newer[2].strip()}", path)
    if _ENDED.search(text):  # of an instance whose cursors are not all closed yet
        return WarehouseError(path, problem=text)
    if fault := unwritten(path, error):
        return fault
    if isinstance(error, _OF_THE_FILE) or type(error) is duckdb.Error:  # "Corrupt database file"
        return WarehouseDamaged(path, problem=text)
    return WarehouseError(path, problem=text)


def unwritten(path: Path, error: Exception) -> WarehouseError | None:
    """The fault of a disk that took nothing; None for any other error."""
    text = str(error)
    if _FULL.search(text):
        return WarehouseFull(path, problem=text)
    if _SYSTEM.search(text):
        return WarehouseUnwritable(path, problem=text)
    return None

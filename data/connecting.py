"""A connection to the warehouse's file, with the settings that all of this process share."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import duckdb

from data.faults import fault_of
from data.migrations import Cursor
from data.statements import write

MEMORY_LIMIT = "400MB"  # for pages of the file and what queries need; more goes to the disk
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "storage_compatibility_version": "v1.5.0",  # DuckDB 1.5 can open the file too
    "threads": str(min(4, os.cpu_count() or 1)),
    "memory_limit": MEMORY_LIMIT,
    "checkpoint_threshold": "1TB",  # never within a commit: a full disk would end the database
}


def connect(path: Path) -> Cursor:
    """A connection that writes the file; raises the WarehouseError that says why not."""
    try:
        connection = duckdb.connect(path, config=_CONFIG)
    except duckdb.Error as error:
        raise fault_of(path, error) from error
    with suppress(duckdb.CatalogException):  # DuckDB before 2.0 has no such setting
        write(connection, "time_of_questions")
    return connection

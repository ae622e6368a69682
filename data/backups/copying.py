"""A warehouse copied into an empty file, and what tells that two hold the same rows."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import duckdb

from data.backups.disk import sync
from data.backups.manifest import Table
from data.files import log_of
from data.migrations import Cursor, all_or_nothing, schema_of, version_of
from data.statements import write

SECONDS = 3600  # of a statement, at most: hundreds of millions of rows take minutes
_READING: dict[str, str | bool | int | float | list[str]] = {
    "threads": "2",
    "memory_limit": "200MB",
}


class DiffersError(Exception):
    """The copy holds other rows than what was copied; its text names the tables."""


class Copied(NamedTuple):
    """The state of a warehouse that was copied."""

    tables: dict[str, Table]
    schema: int
    version: int


def copy_into(file: Path, cursor: Cursor) -> Copied:
    """What the new file holds: all of the warehouse in one state, whatever is written meanwhile.

    Args:
        file: That is not there yet. It is left there half-written where anything is raised.
        cursor: Of the warehouse, with no transaction of its own; used for nothing else meanwhile.

    Raises:
        DiffersError: What was written is not what was read.
        duckdb.Error: It could not be read, or written.
    """
    let_take_time(cursor)
    write(cursor, "backup/attach", file=str(file))
    try:
        with all_or_nothing(cursor):
            copied = Copied(tables_of(cursor), schema_of(cursor), version_of(cursor))
            write(cursor, "backup/copy")
    finally:
        write(cursor, "backup/detach")
    sync(file)
    hold_equal(file, copied.tables)
    return copied


def hold_equal(file: Path, tables: dict[str, Table]) -> None:
    """Raises DiffersError unless the file, which nobody has open, holds just these tables."""
    with closing(open_to_read(file)) as copy:
        found = tables_of(copy)
    if found != tables:
        names = sorted(name for name in {*found, *tables} if found.get(name) != tables.get(name))
        raise DiffersError(", ".join(names))


def open_to_read(file: Path) -> Cursor:
    """A connection that reads the file and leaves it as it is."""
    return duckdb.connect(file, read_only=True, config=_READING)


def tables_of(cursor: Cursor) -> dict[str, Table]:
    """Rows and checksum of each table that the cursor sees in its own database."""
    names = [name for (name,) in write(cursor, "backup/tables").fetchall()]
    return {name: _table(cursor, name) for name in names}


def let_take_time(cursor: Cursor) -> None:
    """Gives the cursor's statements longer than a reader's question has."""
    try:
        write(cursor, "backup/time_to_copy", ms=SECONDS * 1000)
    except duckdb.CatalogException:  # DuckDB before 2.0 has no such setting
        return


def remove(file: Path) -> None:
    """Removes the file and its log, whichever there are."""
    file.unlink(missing_ok=True)
    log_of(file).unlink(missing_ok=True)


def _table(cursor: Cursor, name: str) -> Table:
    # The sum of the rows' hashes: rows that are there twice do not cancel each other out.
    sums = cursor.table(name).aggregate("count(*), coalesce(sum(hash(*columns(*))), 0)")
    rows, checksum = sums.fetchall()[0]
    return Table(int(rows), f"{int(checksum):x}")

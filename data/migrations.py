"""The warehouse's schema: its numbered files, which of them a warehouse has, and what it lacks."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from data import paths
from data.faults import WarehouseDamaged, WarehouseError, WarehouseNewer, fault_of

Cursor = duckdb.DuckDBPyConnection

_APPLIED = "select coalesce(max(number), -1) from migration"
_BLOCKS = "select total_blocks, block_size from pragma_database_size()"
_HEADERS = 3 * 4096  # bytes before the first block
_TABLES = "select table_name from information_schema.tables where table_type = 'BASE TABLE'"


def check(path: Path, connection: Cursor) -> None:
    """Raise unless the file holds every column that the schema it says it has should have."""
    try:
        found = whole_number(connection, _APPLIED)
        columns = _columns(connection)
        states = whole_number(connection, "select count(*) from warehouse_state")
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise WarehouseDamaged(path, problem=str(error)) from error
    except duckdb.Error as error:
        raise fault_of(path, error) from error
    known = max(_schema_files())
    if found > known:
        raise WarehouseNewer(str(found), str(known), path)
    with duckdb.connect() as fresh:
        for number, file in _schema_files().items():
            if number <= found:
                fresh.execute(file.read_text(encoding="utf-8"))
        missing = sorted(_columns(fresh) - columns)
    if missing:
        raise WarehouseDamaged(path, problem="missing " + ", ".join(map(".".join, missing)))
    if states != 1:
        raise WarehouseDamaged(path, problem="warehouse_state has not one row")
    _check_end(path, connection)


def _check_end(path: Path, connection: Cursor) -> None:
    """Raise WarehouseDamaged where the end of the file is missing.

    DuckDB reads a block only when it is asked for, and so opens such a file. A checkpoint that was
    killed leaves one too, cut after a whole block and without any that is used: reading all tells.
    """
    blocks, block_size = connection.execute(_BLOCKS).fetchall()[0]
    size = path.stat().st_size - _HEADERS
    if size >= blocks * block_size:
        return
    try:
        if size % block_size == 0:
            for (table,) in connection.execute(_TABLES).fetchall():
                connection.table(table).aggregate("bit_xor(hash(columns(*)))").fetchall()
            return
    except duckdb.Error as error:
        raise WarehouseDamaged(path, problem=str(error)) from error
    raise WarehouseDamaged(path, problem="the end of the file is missing")


def schema_of(connection: Cursor) -> int:
    """Number of the newest schema file that the warehouse has; -1 for a new file."""
    try:
        return whole_number(connection, _APPLIED)
    except duckdb.CatalogException:
        return -1


def lacking(connection: Cursor) -> list[int]:
    """Numbers of the schema files that the warehouse does not have yet."""
    found = schema_of(connection)
    return [number for number in _schema_files() if number > found]


def version_of(connection: Cursor) -> int:
    """Number that grows with each committed write."""
    return whole_number(connection, "select version from warehouse_state")


def migrate(path: Path, connection: Cursor) -> int:
    """How many schema files were applied that the file did not have, each in one transaction.

    Raises WarehouseError, naming the file at fault.
    """
    missing = lacking(connection)
    for number in missing:
        file = _schema_files()[number]
        try:
            with all_or_nothing(connection):
                connection.execute(file.read_text(encoding="utf-8"))
                now = datetime.now(UTC).replace(tzinfo=None)
                connection.execute(
                    "insert into migration values ($number, $name, $now)",
                    {"number": number, "name": file.stem, "now": now},
                )
                connection.execute("update warehouse_state set version = version + 1")
        except duckdb.Error as error:
            raise WarehouseError(path, migration=file.name, problem=str(error)) from error
    return len(missing)


def whole_number(connection: Cursor, sql: str) -> int:
    """The one whole number that the select gives; 0 where it gives no row."""
    # Not fetchone: with a result that is not read to its end the state it is of stays open, and as
    # long as that is no checkpoint can be made of a later one.
    rows = connection.execute(sql).fetchall()
    return int(rows[0][0]) if rows else 0


@contextmanager
def all_or_nothing(connection: Cursor) -> Iterator[None]:
    """Commits what was written inside, or rolls it back if anything is raised."""
    connection.begin()
    try:
        yield
        connection.commit()
    except BaseException:
        with suppress(duckdb.Error):  # the failure itself may have ended the transaction
            connection.rollback()
        raise


def _schema_files() -> dict[int, Path]:
    return {int(file.name[:3]): file for file in sorted(paths.SCHEMA.glob("[0-9]*.sql"))}


def _columns(connection: Cursor) -> set[tuple[str, str]]:
    sql = "select table_name, column_name from information_schema.columns"
    return set(connection.execute(sql).fetchall())

"""Backups unpacked with nothing of ours, and two warehouses compared row for row."""

from pathlib import Path

import duckdb
import pyarrow as pa

from data import paths
from data.backups.manifest import Backup, found
from data.warehouse import Warehouse
from tests.data.imports.staging import delivery, store

AREAS = ("Xã Lá Xanh", "Bờ Cát", "Bờ Cạt")
MONTHS = 40


def import_of(world: Warehouse, value: float, months: int = MONTHS) -> str:
    """The batch of a file that says the same of every place and month."""
    rows = [
        (area, "teams", f"{month % 12 + 1}/{1950 + month // 12}", value)
        for area in AREAS
        for month in range(months)
    ]
    return store(world, rows, delivery())


def set_all(world: Warehouse, value: float) -> None:
    """Stores the value in place of all others: a write that costs little."""
    with world.transaction() as cursor:
        cursor.execute("update observation set value = ?", [value])


def values(world: Warehouse) -> set[float]:
    """All values there are."""
    with world.cursor() as cursor:
        found = cursor.execute("select distinct value from observation").fetchall()
    return {value for (value,) in found}


def unpacked(backup: Backup, folder: Path) -> Path:
    """The backup's warehouse as a file of its own."""
    file = folder / f"{backup.name}.duckdb"
    packed = (backup.folder / "atlas.duckdb.zst").read_bytes()
    with pa.CompressedInputStream(pa.BufferReader(packed), "zstd") as stream:
        file.write_bytes(stream.read())
    return file


def backups_of(file: Path) -> list[Backup]:
    """The backups of the warehouse at the file, the latest first."""
    return found(paths.backup_folder(file))


def differences(one: Path, other: Path) -> dict[str, int]:
    """How many rows only one of two warehouses has, by table; nothing where they are equal.

    Also by what the tables and views are made of, and where their sequences stand.
    """
    with duckdb.connect() as both:
        both.execute(f"attach '{one}' as one (read_only)")
        both.execute(f"attach '{other}' as other (read_only)")
        names = both.execute(
            "select distinct table_name from duckdb_tables() where database_name <> 'temp'"
        ).fetchall()
        counted = {name: _apart(both, f"one.{name}", f"other.{name}") for (name,) in names}
        for catalogue, said in (
            ("duckdb_tables()", "table_name, sql"),
            ("duckdb_views()", "view_name, sql"),
            ("duckdb_sequences()", "sequence_name, last_value, increment_by"),
            ("duckdb_constraints()", "table_name, constraint_text"),
        ):
            chosen = f"(select {said} from {catalogue} where database_name ="
            counted[catalogue] = _apart(both, f"{chosen} 'one')", f"{chosen} 'other')")
    return {name: count for name, count in counted.items() if count}


def _apart(both: duckdb.DuckDBPyConnection, one: str, other: str) -> int:
    rows = [
        both.execute(f"select count(*) from (from {left} except all from {right})").fetchall()
        for left, right in ((one, other), (other, one))
    ]
    return sum(found[0][0] for found in rows)

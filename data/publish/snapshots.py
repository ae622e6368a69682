"""Makes a snapshot where the warehouse has moved on, finds the current one, removes old ones."""

from __future__ import annotations

import json
import logging
import os
import shutil
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow.parquet as parquet
from pyarrow import RecordBatchReader

import queries
from data import paths
from data.datasets import DATASETS
from data.migrations import Cursor, all_or_nothing
from data.warehouse import Warehouse

QUERIES = "snapshot/"  # the folder in queries/: a file for each view
POINTER = "current.json"
KEPT = 2  # the current one, and the one that a question asked just before may still read

log = logging.getLogger("atlas")


class Shelf(NamedTuple):
    """Where snapshots of one kind are kept, and what is in them.

    Attributes:
        folder: Asked anew each time, as the data folder may be another.
        names: Of what a snapshot has, sorted.
        read: The rows of one of them.
        making: Held while one is made.
    """

    folder: Callable[[], Path]
    names: Callable[[], tuple[str, ...]]
    read: Callable[[Cursor, str], RecordBatchReader]
    making: threading.Lock


def views() -> tuple[str, ...]:
    """The views that people ask in SQL, by name."""
    return tuple(name.removeprefix(QUERIES) for name in queries.names() if name.startswith(QUERIES))


def _view(cursor: Cursor, name: str) -> RecordBatchReader:
    return queries.batches(cursor, f"{QUERIES}{name}")


VIEWS = Shelf(paths.snapshot_folder, views, _view, threading.Lock())


@dataclass(frozen=True)
class Snapshot:
    """One state of the warehouse as files.

    Attributes:
        name: Of its folder: the warehouse's version, and what tells apart two of that version.
        made_at: When, in UTC, as ISO 8601.
        rows: How many each view has.
        sizes: Of each view's file, in bytes.
        datasets: Those that any row in it is of.
        root: Where its folder is.
    """

    name: str
    made_at: str
    rows: dict[str, int]
    sizes: dict[str, int]
    datasets: tuple[str, ...]
    root: Path

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return self.root / self.name

    @property
    def files(self) -> dict[str, Path]:
        """The file of each view."""
        return {view: self.folder / f"{view}.parquet" for view in self.rows}


def current(shelf: Shelf = VIEWS) -> Snapshot | None:
    """The latest snapshot that was made; None where there is none, or a file was cut or is gone."""
    root = shelf.folder()
    try:
        said = json.loads((root / POINTER).read_text(encoding="utf-8"))
        found = Snapshot(**{**said, "datasets": tuple(said["datasets"]), "root": root})
        sizes = {view: file.stat().st_size for view, file in found.files.items()}
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return found if sizes == found.sizes and tuple(sorted(sizes)) == shelf.names() else None


def is_current(warehouse: Warehouse, shelf: Shelf = VIEWS) -> bool:
    """Whether the latest snapshot shows the warehouse as it is."""
    found = current(shelf)
    with warehouse.cursor() as cursor:
        return found is not None and found.name == _name(cursor)


def renew(warehouse: Warehouse, shelf: Shelf = VIEWS) -> Snapshot:
    """The snapshot of the warehouse as it is, made unless there is one already.

    It is written beside the others and given its name when it is whole: who reads never sees half
    of one. One at a time; who comes second waits and gets the same.

    Raises:
        OSError: It cannot be written.
    """
    with shelf.making:
        found = current(shelf)
        cursor = warehouse.lasting_cursor()
        try:
            with all_or_nothing(cursor):  # one state, whatever is imported meanwhile
                name = _name(cursor)
                if found is None or found.name != name:
                    found = _make(cursor, name, shelf)
        finally:
            cursor.close()
        return found


def renew_soon(warehouse: Warehouse, shelf: Shelf = VIEWS) -> None:
    """Makes the snapshot beside what is going on, unless it is there or being made."""
    if shelf.making.locked() or is_current(warehouse, shelf):
        return

    def make() -> None:
        try:
            renew(warehouse, shelf)
        except (OSError, duckdb.Error) as error:  # who asks for it is told
            log.warning("The snapshot could not be made: %s", error)

    threading.Thread(target=make, daemon=True).start()


def _make(cursor: Cursor, name: str, shelf: Shelf) -> Snapshot:
    root = shelf.folder()
    root.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".making-", dir=root))
    try:
        found_in: set[str] = set()
        rows = {
            each: _write(shelf.read(cursor, each), made / f"{each}.parquet", found_in)
            for each in shelf.names()
        }
        datasets = tuple(each for each in DATASETS if each in found_in)
        sizes = {each: (made / f"{each}.parquet").stat().st_size for each in rows}
        now = datetime.now(UTC).isoformat(timespec="seconds")
        found = Snapshot(name, now, rows, sizes, datasets, root)
        made.chmod(0o755)  # a temporary folder is its maker's alone; this one is for all to read
        if found.folder.exists():  # of a making that was ended before it was pointed at
            _remove(found.folder)
        os.replace(made, found.folder)
    except BaseException:
        _remove(made)
        raise
    _point_at(found)
    _remove_old(found)
    return found


def _write(reader: RecordBatchReader, file: Path, datasets: set[str]) -> int:
    """How many rows were written to the file, which is for reading only.

    Args:
        reader: The rows.
        file: That is made.
        datasets: Those that the rows are of are added.
    """
    rows = 0
    with parquet.ParquetWriter(file, reader.schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch)
            rows += batch.num_rows
            if "dataset" in batch.schema.names:
                datasets.update(batch.column("dataset").unique().to_pylist())
    file.chmod(0o444)
    return rows


def _name(cursor: Cursor) -> str:
    state = queries.run(cursor, "state_of_files").iloc[0]
    return f"{state['version']}-{state['mark'][:8]}"


def _point_at(snapshot: Snapshot) -> None:
    pointer = snapshot.root / POINTER
    written = pointer.with_name(f".{POINTER}")
    said = {name: value for name, value in asdict(snapshot).items() if name != "root"}
    written.write_text(json.dumps(said, indent=1), encoding="utf-8")
    os.replace(written, pointer)


def _remove_old(newest: Snapshot) -> None:
    """Leave the newest few; where a system holds a file that is read, it goes another time."""
    folders = [each for each in newest.root.iterdir() if each.is_dir()]
    others = [each for each in folders if each != newest.folder]
    others.sort(key=lambda folder: folder.stat().st_mtime, reverse=True)
    whole = [each for each in others if not each.name.startswith(".")]
    for folder in {*others} - {*whole[: KEPT - 1]}:
        _remove(folder)


def _remove(folder: Path) -> None:
    for file in folder.iterdir():
        with suppress(OSError):
            file.chmod(0o644)  # Windows removes nothing that is for reading only
    shutil.rmtree(folder, ignore_errors=True)

"""Makes a snapshot where the warehouse has moved on, finds the current one, removes old ones."""

from __future__ import annotations

import json
import logging
import os
import shutil
import tempfile
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow.parquet as parquet

import queries
from data import paths
from data.datasets import DATASETS
from data.migrations import Cursor, all_or_nothing
from data.warehouse import Warehouse

QUERIES = "snapshot"  # the folder in queries/: a file for each view
POINTER = "current.json"
KEPT = 2  # the current one, and the one that a question asked just before may still read

_making = threading.Lock()
log = logging.getLogger("atlas")


@dataclass(frozen=True)
class Snapshot:
    """One state of the warehouse as files.

    Attributes:
        name: Of its folder: the warehouse's version, and what tells apart two of that version.
        made_at: When, in UTC, as ISO 8601.
        rows: How many each view has.
        sizes: Of each view's file, in bytes.
        datasets: Those that any row in it is of.
    """

    name: str
    made_at: str
    rows: dict[str, int]
    sizes: dict[str, int]
    datasets: tuple[str, ...]

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return paths.snapshot_folder() / self.name

    @property
    def files(self) -> dict[str, Path]:
        """The file of each view."""
        return {view: self.folder / f"{view}.parquet" for view in self.rows}


def views() -> tuple[str, ...]:
    """The views that a snapshot has, by name."""
    inside = (name.partition("/") for name in queries.names())
    return tuple(view for folder, _, view in inside if folder == QUERIES)


def current() -> Snapshot | None:
    """The latest snapshot that was made; None where there is none, or a file was cut or is gone."""
    try:
        said = json.loads((paths.snapshot_folder() / POINTER).read_text(encoding="utf-8"))
        found = Snapshot(**{**said, "datasets": tuple(said["datasets"])})
        sizes = {view: file.stat().st_size for view, file in found.files.items()}
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return found if sizes == found.sizes and tuple(sorted(sizes)) == views() else None


def is_current(warehouse: Warehouse) -> bool:
    """Whether the latest snapshot shows the warehouse as it is."""
    found = current()
    with warehouse.cursor() as cursor:
        return found is not None and found.name == _name(cursor)


def renew(warehouse: Warehouse) -> Snapshot:
    """The snapshot of the warehouse as it is, made unless there is one already.

    It is written beside the others and given its name when it is whole: who reads never sees half
    of one. One at a time; who comes second waits and gets the same.

    Raises:
        OSError: It cannot be written.
    """
    with _making:
        found = current()
        cursor = warehouse.lasting_cursor()
        try:
            with all_or_nothing(cursor):  # one state, whatever is imported meanwhile
                name = _name(cursor)
                if found is None or found.name != name:
                    found = _make(cursor, name)
        finally:
            cursor.close()
        return found


def renew_soon(warehouse: Warehouse) -> None:
    """Makes the snapshot beside what is going on, unless it is there or being made."""
    if _making.locked() or is_current(warehouse):
        return

    def make() -> None:
        try:
            renew(warehouse)
        except (OSError, duckdb.Error) as error:  # who asks for it is told
            log.warning("The snapshot could not be made: %s", error)

    threading.Thread(target=make, daemon=True).start()


def _make(cursor: Cursor, name: str) -> Snapshot:
    root = paths.snapshot_folder()
    root.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".making-", dir=root))
    try:
        found_in: set[str] = set()
        rows = {view: _write(cursor, view, made, found_in) for view in views()}
        datasets = tuple(each for each in DATASETS if each in found_in)
        sizes = {view: (made / f"{view}.parquet").stat().st_size for view in rows}
        now = datetime.now(UTC).isoformat(timespec="seconds")
        found = Snapshot(name, now, rows, sizes, datasets)
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


def _write(cursor: Cursor, view: str, folder: Path, datasets: set[str]) -> int:
    """How many rows of the view were written to its file, which is for reading only.

    Args:
        cursor: In a transaction.
        view: By name.
        folder: That the file is written to.
        datasets: Those that the rows are of are added.
    """
    rows = 0
    file = folder / f"{view}.parquet"
    reader = queries.batches(cursor, f"{QUERIES}/{view}")
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
    pointer = paths.snapshot_folder() / POINTER
    written = pointer.with_name(f".{POINTER}")
    written.write_text(json.dumps(asdict(snapshot), indent=1), encoding="utf-8")
    os.replace(written, pointer)


def _remove_old(newest: Snapshot) -> None:
    """Leave the newest few; where a system holds a file that is read, it goes another time."""
    folders = [each for each in paths.snapshot_folder().iterdir() if each.is_dir()]
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

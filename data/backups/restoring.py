"""Puts a backup in the warehouse's place: read whole and compared first, then by one rename."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from data import migrations
from data.access import copies
from data.backups import manifest
from data.backups.copying import DiffersError, open_to_read, remove, tables_of
from data.backups.disk import hold_room, is_full, sync
from data.backups.manifest import Backup, BackupError
from data.connecting import connect
from data.faults import WarehouseDamaged, WarehouseError, WarehouseLocked
from data.files import keep_aside, log_of
from data.migrations import Cursor
from data.statements import write

_UNPACKED = ".restoring"


class Restored(NamedTuple):
    """What a restore did.

    Attributes:
        backup: That was restored.
        kept: Where the file that was there is; None where there was none.
        access: What became of access.sqlite, as `copies.bring_back` says.
        roles: Where the backup's roles.toml was put, to be looked through; None where one is there.
    """

    backup: Backup
    kept: Path | None
    access: str
    roles: Path | None


def verify(folder: Path, beside: Path) -> Backup:
    """The backup in the folder, after all of it was read, unpacked and compared.

    Args:
        folder: Of the backup.
        beside: A path next to which there is room; nothing stays there.

    Raises:
        BackupError: It is damaged, unknown, or there is no room.
        WarehouseNewer: A newer release made it.
    """
    backup = manifest.read(folder)
    with _unpacked(backup, beside):
        return backup


def restore(folder: Path, path: Path) -> Restored:
    """What was done: the backup's warehouse is at the path, the file from before is kept.

    Raises:
        WarehouseLocked: The program runs; nothing was changed.
        BackupError, WarehouseNewer: As verify; nothing was changed.
        WarehouseError: The folder cannot be written.
    """
    backup = manifest.read(folder)
    with _unpacked(backup, path) as unpacked, _own(path) as held:
        _move_on(unpacked, held)
        _restore_boundaries(backup, path.parent / manifest.BOUNDARIES)
        if held and sys.platform == "win32":  # which replaces no file that is open
            held.close()
        access = _restore_access(backup, path.parent / manifest.ACCESS)
        roles = _offer_roles(backup, path.parent / manifest.ROLES)
        kept = _put_in_place(unpacked, path)
    return Restored(backup, kept, access, roles)


def restore_access(folder: Path, path: Path) -> Restored:
    """The same of what guards access alone; the warehouse at the path stays as it is.

    Raises:
        WarehouseLocked: The program runs; nothing was changed.
        BackupError: The backup is damaged or unknown, or the folder cannot be written.
    """
    backup = manifest.read(folder)
    manifest.hold_whole(backup)
    with _own(path):
        access = _restore_access(backup, path.parent / manifest.ACCESS)
        return Restored(backup, None, access, _offer_roles(backup, path.parent / manifest.ROLES))


@contextmanager
def _unpacked(backup: Backup, beside: Path) -> Iterator[Path]:
    """The backup's warehouse as a file, which holds what the manifest says; removed afterwards."""
    manifest.hold_whole(backup)
    file = beside.with_name(f"{beside.name}{_UNPACKED}")
    try:
        beside.parent.mkdir(parents=True, exist_ok=True)
        remove(file)
        hold_room(beside.parent, backup.unpacked)
        _unpack(backup.folder / manifest.WAREHOUSE, file)
        _hold_same(backup, file)
        yield file
    except WarehouseDamaged as error:
        raise BackupError("damaged", backup.folder, problem=error.details["problem"]) from error
    except DiffersError as error:
        raise BackupError("damaged", backup.folder, problem=str(error)) from error
    except (duckdb.Error, OSError) as error:
        if is_full(error):
            raise BackupError("full", beside.parent, problem=str(error)) from error
        code = "unwritable" if isinstance(error, OSError) else "damaged"
        raise BackupError(code, backup.folder, problem=str(error)) from error
    finally:
        with suppress(OSError):
            remove(file)


def _unpack(packed: Path, file: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415  a start needs no Arrow

    with pa.input_stream(str(packed), compression="zstd") as stream, file.open("wb") as content:
        shutil.copyfileobj(stream, content, 1 << 20)
    sync(file)


def _hold_same(backup: Backup, file: Path) -> None:
    with closing(open_to_read(file)) as copy:
        migrations.check(file, copy)
        found = tables_of(copy)
    if backup.duckdb != duckdb.__version__:  # another version may reckon hashes otherwise
        rows = {name: table.rows for name, table in found.items()}
        same = rows == {name: table.rows for name, table in backup.tables.items()}
    else:
        same = found == backup.tables
    if not same:
        raise DiffersError("its tables hold other rows than its manifest says")


@contextmanager
def _own(path: Path) -> Iterator[Cursor | None]:
    """Keeps others from the file while it is replaced; None where it cannot be opened."""
    try:
        held = connect(path) if path.exists() else None
    except WarehouseLocked:
        raise
    except WarehouseError:  # damaged, or of a newer release: it is kept as it is
        held = None
    try:
        if held:
            with suppress(duckdb.Error):
                write(held, "checkpoint")
        yield held
    finally:
        if held:
            held.close()


def _move_on(unpacked: Path, held: Cursor | None) -> None:
    """Gives the file a version above its own and that before: answers are kept by version.

    By the clock too, as a warehouse that was built since may have been lost.
    """
    before = 0
    if held:
        with suppress(duckdb.Error):
            before = migrations.version_of(held)
    with closing(connect(unpacked)) as connection:
        newer = max(migrations.version_of(connection), before, _microseconds()) + 1
        write(connection, "backup/set_version", version=newer)
        write(connection, "checkpoint")
    sync(unpacked)


def _microseconds() -> int:
    return int(datetime.now(UTC).timestamp() * 1_000_000)


def _restore_boundaries(backup: Backup, folder: Path) -> None:
    """Puts the layers' files that are missing or changed in their place; the others stay."""
    for name, stored in backup.files.items():
        if not name.startswith(f"{manifest.BOUNDARIES}/"):
            continue
        target = folder / Path(name).relative_to(manifest.BOUNDARIES)
        if target.is_file() and manifest.sha256_of(target) == stored.sha256:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        written = target.with_name(f".{target.name}")
        shutil.copyfile(backup.folder / name, written)
        sync(written)
        os.replace(written, target)


def _restore_access(backup: Backup, present: Path) -> str:
    try:
        return copies.bring_back(backup.file(manifest.ACCESS), present)
    except (sqlite3.Error, OSError) as error:
        code = "full" if is_full(error) else "unwritable"
        raise BackupError(code, present.parent, problem=str(error)) from error


def _offer_roles(backup: Backup, present: Path) -> Path | None:
    """Where the backup's roles were put beside; None where there are roles, or it has none.

    Not in their place: somebody may have lost a role since.
    """
    stored = backup.file(manifest.ROLES)
    if stored is None or present.exists():
        return None
    offered = present.with_name(f"{present.name}.restored")
    shutil.copyfile(stored, offered)
    offered.chmod(0o600)
    sync(offered)
    return offered


def _put_in_place(unpacked: Path, path: Path) -> Path | None:
    """Where the file from before is. Whoever is killed half-way leaves it or the new one."""
    there = path.exists() or log_of(path).exists()
    kept = keep_aside(path, "replaced", leave=path.exists()) if there else None
    os.replace(unpacked, path)
    sync(path.parent)
    return kept

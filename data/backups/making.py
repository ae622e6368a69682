"""Makes a backup: written beside the others, given its name when it is whole and verified."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import sqlite3
import tempfile
import threading
import tomllib
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import duckdb

from data import migrations, paths
from data.access import copies
from data.backups import keeping, manifest
from data.backups.copying import DiffersError, copy_into, remove
from data.backups.disk import hold_room, is_full, sync
from data.backups.manifest import Backup, BackupError, Stored, sha256_of
from data.migrations import Cursor

if TYPE_CHECKING:
    from data.warehouse import Warehouse

_UNFINISHED = ".making-"
_PIECE = 1 << 20

_making = threading.Lock()
log = logging.getLogger("atlas")


def back_up(warehouse: Warehouse, reason: str = "asked") -> Backup:
    """The new backup of the warehouse, after those no longer kept were removed.

    One at a time; nobody else waits. Imports go on: what they commit meanwhile is not in it.

    Raises:
        BackupError: It could not be made; those there are stay.
    """
    with closing(warehouse.lasting_cursor()) as cursor:
        return make(cursor, warehouse.path, reason)


def make(cursor: Cursor, path: Path, reason: str) -> Backup:
    """The same of the warehouse at the path, which may have an older schema.

    Args:
        cursor: Of the warehouse; used for nothing else meanwhile.
        path: Where its file is, or was.
        reason: As Backup has it.

    Raises:
        BackupError: As back_up.
    """
    root = paths.backup_folder(path)
    with _making:
        started = perf_counter()
        try:
            root.mkdir(parents=True, exist_ok=True)
            _sweep(root)
            hold_room(root, _size_of(cursor))
            made = _make(cursor, path, reason, root)
        except DiffersError as error:
            told = f"other rows than in the warehouse: {error}"
            raise BackupError("failed", root, problem=told) from error
        except duckdb.Error as error:
            raise BackupError(
                "full" if is_full(error) else "failed", root, problem=str(error)
            ) from error
        except OSError as error:
            raise BackupError(
                "full" if is_full(error) else "unwritable", root, problem=str(error)
            ) from error
        log.info("backup %s made in %.1f s", made.folder, perf_counter() - started)
        remove_old(made)
        return made


def remove_old(newest: Backup) -> None:
    """Removes the backups that the rule no longer keeps; never the newest.

    A folder without a manifest that can be read is not ours to judge and stays.
    """
    backups = manifest.found(newest.root)
    keep = keeping.kept([backup.time for backup in backups], datetime.now(UTC))
    for backup in backups:
        if backup.time not in keep and backup.name != newest.name:
            # First out of sight: whoever is killed half-way leaves no half of a backup.
            unnamed = backup.root / f"{_UNFINISHED}{backup.name}"
            os.replace(backup.folder, unnamed)
            shutil.rmtree(unnamed, ignore_errors=True)


def _make(cursor: Cursor, path: Path, reason: str, root: Path) -> Backup:
    unfinished = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=root))
    try:
        copy = unfinished / "atlas.duckdb"
        copied = copy_into(copy, cursor)
        unpacked = copy.stat().st_size
        _pack(copy, unfinished / manifest.WAREHOUSE)
        remove(copy)
        _copy_boundaries(path.parent / manifest.BOUNDARIES, unfinished)
        _copy_access(path.parent, unfinished)
        now = datetime.now(UTC)
        backup = Backup(
            name=_free_name(root, now),
            made_at=now.isoformat(),
            reason=reason,
            version=copied.version,
            schema=copied.schema,
            release=_release(),
            duckdb=duckdb.__version__,
            unpacked=unpacked,
            tables=copied.tables,
            files=_files_of(unfinished),
            root=root,
        )
        (unfinished / manifest.ABOUT).write_text(backup.written(), encoding="utf-8")
        sync(unfinished / manifest.ABOUT)
        unfinished.chmod(0o700)  # what offices reported is for who runs the program
        os.replace(unfinished, backup.folder)
        sync(root)
        return backup
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def _pack(file: Path, packed: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415  a start needs no Arrow

    with file.open("rb") as content, pa.output_stream(str(packed), compression="zstd") as stream:
        while piece := content.read(_PIECE):
            stream.write(piece)
    sync(packed)


def _copy_boundaries(root: Path, unfinished: Path) -> None:
    """Copies the layers' files; a layer that is being stored is in the next backup."""
    for folder in sorted(root.iterdir()) if root.is_dir() else ():
        if folder.is_dir() and not folder.name.startswith("."):
            copy = unfinished / manifest.BOUNDARIES / folder.name
            shutil.copytree(folder, copy)
            for file in copy.iterdir():
                sync(file)


def _copy_access(folder: Path, unfinished: Path) -> None:
    """Copies what guards access and who has which role; never secrets.toml, which opens logins."""
    roles, source = folder / manifest.ROLES, folder / manifest.ACCESS
    if roles.is_file():
        shutil.copyfile(roles, unfinished / manifest.ROLES)
        sync(unfinished / manifest.ROLES)
    if not source.is_file():
        return
    copy = unfinished / manifest.ACCESS
    try:
        copies.copy_into(copy, source)
    except sqlite3.Error as error:
        if is_full(error):
            raise OSError(errno.ENOSPC, str(error), str(copy)) from error
        # Figures are backed up nevertheless; earlier backups keep the file as it was.
        log.exception("%s is damaged and left out of the backup", source)
        copy.unlink(missing_ok=True)


def _files_of(folder: Path) -> dict[str, Stored]:
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {
        file.relative_to(folder).as_posix(): Stored(file.stat().st_size, sha256_of(file))
        for file in files
    }


def _free_name(root: Path, now: datetime) -> str:
    name, again = f"{now:%Y%m%d-%H%M%S}Z", 1
    while (root / name).exists():
        again += 1
        name = f"{now:%Y%m%d-%H%M%S}Z-{again}"
    return name


def _release() -> str:
    project = (paths.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(project)["project"]["version"])


def _size_of(cursor: Cursor) -> int:
    """Bytes that the warehouse takes, whether its file has a name still or not."""
    return migrations.whole_number(
        cursor, "select block_size * total_blocks from pragma_database_size()"
    )


def _sweep(root: Path) -> None:
    """Removes what a killed backup left: one process makes them, one at a time."""
    for folder in root.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(folder, ignore_errors=True)

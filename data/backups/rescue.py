"""What backups do for a start: one before the schema is changed, and the latest after damage."""

from __future__ import annotations

import logging
import os
from contextlib import closing
from pathlib import Path

from data import paths
from data.backups import manifest
from data.faults import Notice, WarehouseUnmigrated, WarehouseUnsaved
from data.migrations import Cursor, lacking, schema_of

log = logging.getLogger("atlas")


def save_before_migrating(path: Path, connection: Cursor) -> None:
    """Makes a backup of a file with an older schema.

    Raises:
        WarehouseUnmigrated: ATLAS_MIGRATE says that the schema is to stay.
        WarehouseUnsaved: The backup failed.
    """
    if os.environ.get("ATLAS_MIGRATE", "").strip().lower() in {"0", "off", "false", "no"}:
        missing = lacking(connection)
        found, known = str(schema_of(connection)), str(max(missing))
        raise WarehouseUnmigrated(path, found=found, known=known)
    from data.backups import making  # noqa: PLC0415  hardly a start changes the schema

    try:
        with closing(connection.cursor()) as cursor:
            made = making.make(cursor, path, "migration")
    except manifest.BackupError as error:
        raise WarehouseUnsaved(path, **error.details) from error
    log.info("backup %s made before the schema is changed", made.folder)


def rebuilt(path: Path, kept: Path, problem: str) -> Notice:
    """The notice of a damaged file that was kept aside; it names the latest backup, if any."""
    details = {"path": str(path), "kept": str(kept), "problem": problem}
    for backup in manifest.found(paths.backup_folder(path))[:1]:
        return Notice("rebuilt_saved", {**details, "backup": str(backup.folder)})
    return Notice("rebuilt", details)

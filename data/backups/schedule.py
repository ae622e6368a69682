"""When the running app makes backups by itself: at an hour of each day, and when its file is gone.

ATLAS_BACKUP_AT names the hour, as 01:00, or says off.
"""

from __future__ import annotations

import logging
import os
import threading
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from data import paths, warehouse
from data.access import copies
from data.backups import making, manifest
from data.backups.manifest import Backup, BackupError, sha256_of
from data.faults import Notice, WarehouseError
from data.warehouse import Warehouse

LOOK_SECONDS = 60
FIRST_AFTER = timedelta(minutes=10)  # a start has better things to do
AGAIN_AFTER = timedelta(hours=1)
DEFAULT = "01:00"

log = logging.getLogger("atlas")


def hour() -> time | None:
    """The hour at which backups are made, in local time; None where they are switched off.

    Raises:
        BackupError: What ATLAS_BACKUP_AT says is no hour.
    """
    said = os.environ.get("ATLAS_BACKUP_AT", "").strip().lower() or DEFAULT
    if said in {"0", "off", "false", "no"}:
        return None
    try:
        return datetime.strptime(said, "%H:%M").time()
    except ValueError as error:
        raise BackupError("mistimed", Path(), problem=said) from error


def passed(at: time, now: datetime) -> datetime:
    """When the clock last showed the hour, in the time zone of `now`."""
    today = datetime.combine(now.date(), at, now.tzinfo)
    return today if today <= now else today - timedelta(days=1)


class Schedule:
    """What one app has done about its backups, and when it is to do more.

    Attributes:
        trouble: Why the last backup could not be made; None where it could.
        failed_at: When that was.
    """

    def __init__(self, started: datetime) -> None:
        self.trouble: BackupError | None = None
        self.failed_at: datetime | None = None
        self._not_before = started + FIRST_AFTER
        self._settled: datetime | None = None  # the hour up to which nothing is due
        self._gone: Warehouse | None = None

    def look(self, opened: Warehouse, now: datetime) -> Backup | None:
        """The backup that was made since one was due; None where none was, or it failed.

        Args:
            opened: The warehouse.
            now: Aware, in local time.
        """
        if not opened.is_in_place():
            return self._save_gone(opened)
        try:
            at = hour()
            if at is None or now < self._not_before:
                return None
            due = passed(at, now)
            if self._settled == due:
                return None
            made = None if _is_saved(opened, due, now) else making.back_up(opened, "scheduled")
        except BackupError as error:
            self._fail(error, now)
            return None
        self.trouble, self._settled = None, due
        return made

    def next_due(self, now: datetime) -> datetime | None:
        """When a backup is looked for next; None where they are switched off.

        Args:
            now: Aware, in local time.

        Raises:
            BackupError: What ATLAS_BACKUP_AT says is no hour.
        """
        at = hour()
        if at is None:
            return None
        if self._settled == passed(at, now):
            return passed(at, now) + timedelta(days=1)
        return max(now, self._not_before)

    def _save_gone(self, opened: Warehouse) -> Backup | None:
        """The backup of a file that was moved or deleted: what it held is still open. Once."""
        if self._gone is opened:
            return None
        self._gone = opened
        log.error("the warehouse %s was moved or deleted while it was open", opened.path)
        try:
            made = making.back_up(opened, "lost")
        except BackupError as error:
            self._gone = None  # it is tried again: what is open is the only one
            self.trouble = error
            return None
        opened.notices.append(
            Notice("gone", {"path": str(opened.path), "backup": str(made.folder)})
        )
        return made

    def _fail(self, error: BackupError, now: datetime) -> None:
        log.warning("the backup could not be made: %s", error)
        self.trouble, self.failed_at = error, now
        self._not_before = now + AGAIN_AFTER


def _is_saved(opened: Warehouse, due: datetime, now: datetime) -> bool:
    """Whether a whole backup was made since it was due, or nothing was stored since the last."""
    for backup in manifest.found(paths.backup_folder(opened.path)):
        made_since = due <= backup.time <= now.astimezone(UTC)
        if made_since or _holds_all(backup, opened):
            try:
                manifest.hold_whole(backup)
            except BackupError as error:
                log.warning("%s", error)
                continue
            return True
    return False


def _holds_all(backup: Backup, opened: Warehouse) -> bool:
    """Whether nothing was stored since, neither in the warehouse nor about access."""
    folder = opened.path.parent
    access, roles = folder / manifest.ACCESS, folder / manifest.ROLES
    stored, said = backup.file(manifest.ACCESS), backup.files.get(manifest.ROLES)
    if access.is_file() and not (stored and copies.counted(stored) == copies.counted(access)):
        return False
    if roles.is_file() and not (said and said.sha256 == sha256_of(roles)):
        return False
    return backup.version == opened.version


_own: list[Schedule] = []


def trouble() -> BackupError | None:
    """Why this app's last backup could not be made; None where all is well."""
    return _own[0].trouble if _own else None


def own() -> Schedule | None:
    """What this app has done about its backups; None before it is up."""
    return _own[0] if _own else None


def run(stop: threading.Event) -> None:
    """Looks every minute whether a backup is due, until `stop` is set."""
    schedule = Schedule(datetime.now().astimezone())
    _own[:] = [schedule]
    while not stop.wait(LOOK_SECONDS):
        try:
            opened = warehouse.shared()
            opened.settle()
            schedule.look(opened, datetime.now().astimezone())
        except WarehouseError:  # pages say so
            continue
        except Exception:
            log.exception("the schedule of backups failed")

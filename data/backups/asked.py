"""Backups made and read again because somebody asked on a page: one at a time, beside the app."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from datetime import UTC, datetime

from data import paths, warehouse
from data.access import audit
from data.access.people import Visitor
from data.access.rights import Action, demand
from data.backups import making, restoring
from data.backups.manifest import BackupError
from data.faults import WarehouseError

MAKE, CHECK = "make", "check"

log = logging.getLogger("atlas")
_one = threading.Lock()
_latest: dict[tuple[str, str], Work] = {}  # by what was asked and of which backup


@dataclass
class Work:
    """Something that was asked of the backups.

    Attributes:
        what: MAKE or CHECK.
        name: Of the backup; "" while it is being made.
        began: When, in UTC.
        ended: When; None while it goes on.
        error: Why it could not be done; None where it could.
    """

    what: str
    name: str
    began: datetime
    ended: datetime | None = None
    error: BackupError | None = None


def make(by: Visitor) -> bool:
    """Whether a backup is being made now because of this; no where something else goes on.

    Args:
        by: Whose right is asked, and who is kept in the audit.

    Raises:
        RefusedError: The right is missing.
    """
    return _begin(by, MAKE, "")


def check(by: Visitor, name: str) -> bool:
    """Whether all of a backup is being read and compared now because of this.

    Args:
        by: As for `make`.
        name: Of the backup.

    Raises:
        RefusedError: The right is missing.
    """
    return _begin(by, CHECK, name)


def going_on() -> Work | None:
    """What is being done now."""
    return next((work for work in [*_latest.values()] if work.ended is None), None)


def made() -> Work | None:
    """The latest backup that was asked for since the app was started."""
    return _latest.get((MAKE, ""))


def checked(name: str) -> Work | None:
    """The latest check of the backup since the app was started."""
    return _latest.get((CHECK, name))


def _begin(by: Visitor, what: str, name: str) -> bool:
    demand(by, Action.ADMINISTER)
    with _one:
        if going_on():
            return False
        work = _latest[what, name] = Work(what, name, datetime.now(UTC))
    threading.Thread(target=_do, args=(work, by), daemon=True).start()
    return True


def _do(work: Work, by: Visitor) -> None:
    try:
        if work.what == MAKE:
            work.name = making.back_up(warehouse.shared()).name
            said = f"backup {work.name}"
        else:
            file = paths.warehouse_file()
            restoring.verify(paths.backup_folder(file) / work.name, file)
            said = f"checked {work.name}: whole"
    except BackupError as error:
        work.error = error
        said = f"{work.what} {work.name}: {error.code}"
    except WarehouseError as error:
        work.error = BackupError("failed", paths.data_folder(), problem=error.code)
        said = f"{work.what} {work.name}: {error.code}"
    except Exception as error:
        log.exception("a backup that was asked for failed")
        work.error = BackupError("failed", paths.data_folder(), problem=type(error).__name__)
        said = f"{work.what} {work.name}: failed"
    finally:
        work.ended = datetime.now(UTC)
    audit.record(by, Action.ADMINISTER, said)

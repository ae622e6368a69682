"""`python -m data.backups`: make a backup, list them, verify one, restore one.

A backup is asked of the running app; without one the warehouse is opened here. A restore needs the
app stopped: what was in place is kept beside. Exit codes: 0 done; 2 it cannot be done.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from urllib.error import HTTPError

from data import paths, sending, warehouse
from data.access import audit, command_line, copies
from data.access.rights import Action, RefusedError, demand
from data.access.words import sentence
from data.backups import making, manifest, restoring
from data.backups.manifest import Backup, BackupError
from data.faults import WarehouseError, WarehouseLocked

_ANSWERS = {
    "full": "No room on the disk: {problem} ({folder}). Make room, or name another folder.",
    "unwritable": "Cannot be written: {problem} ({folder}).",
    "failed": "Could not be made: {problem}.",
    "damaged": "The backup {folder} is damaged: {problem}. Nothing was changed. Take another.",
    "unknown": "There is no backup in {folder}: {problem}.",
}
_ACCESS = {
    copies.KEPT: "access.sqlite was whole and is left as it was.",
    copies.LACKING: "access.sqlite is missing or damaged, and this backup has none: all tokens are "
    "void and the audit begins anew. Write a new cookie_secret, so that no ended login comes back.",
    copies.BROUGHT_BACK: "access.sqlite was missing or damaged and is that of the backup. What was "
    "ended since is not known: all tokens and logins were ended. Make new tokens.",
    copies.JOINED: "access.sqlite had been begun anew and was joined to that of the backup, whose "
    "tokens were ended, as were all logins. Make new tokens.",
}
_LOCKED = "The warehouse is open in another program, perhaps this one. Stop it and try again."


def main(arguments: list[str] | None = None) -> int:
    """The exit code, after saying what was done."""
    parser = argparse.ArgumentParser(prog="python -m data.backups", description=__doc__)
    ways = parser.add_subparsers(dest="way", required=True)
    ways.add_parser("make", help="a backup now")
    ways.add_parser("list", help="the backups there are, the latest first")
    for way in ("verify", "restore"):
        named = ways.add_parser(way)
        named.add_argument("folder", help="of the backup, or its name")
    named.add_argument("--access-only", action="store_true", help="access.sqlite and roles.toml")
    asked = parser.parse_args(arguments)
    try:
        demand(command_line.visitor(), Action.ADMINISTER)
        match asked.way:
            case "make":
                print(_made())
            case "list":
                _list()
            case "verify":
                backup = restoring.verify(_folder(asked.folder), paths.warehouse_file())
                print(f"{_described(backup)}: whole")
            case "restore":
                _restore(_folder(asked.folder), asked.access_only)
    except RefusedError as error:
        print(sentence(error.refusal, "en"), file=sys.stderr)
        return 2
    except BackupError as error:
        print(_ANSWERS.get(error.code, str(error)).format(**error.details), file=sys.stderr)
        return 2
    except WarehouseLocked:
        print(_LOCKED, file=sys.stderr)
        return 2
    except (OSError, WarehouseError, HTTPError) as error:
        print(_reason(error), file=sys.stderr)
        return 2
    return 0


def _made() -> str:
    """The folder of the backup that the running app made, or this process where none runs."""
    answer = sending.post("/api/backups", {})
    if answer is not None:
        return str(answer["folder"])
    try:
        made = making.back_up(warehouse.shared())
    finally:
        warehouse.forget()
    audit.record(command_line.visitor(), Action.ADMINISTER, f"backup {made.name}")
    return str(made.folder)


def _list() -> None:
    root = paths.backup_folder(paths.warehouse_file())
    backups = manifest.found(root)
    for backup in backups:
        print(_described(backup))
    if not backups:
        print(f"There are no backups in {root}.")


def _restore(folder: Path, access_only: bool) -> None:
    restore = restoring.restore_access if access_only else restoring.restore
    done = restore(folder, paths.warehouse_file())
    what = "access of " if access_only else ""
    said = f"restored {what}{done.backup.name}, access.sqlite {done.access}"
    audit.record(command_line.visitor(), Action.ADMINISTER, said)
    where = paths.access_file() if access_only else paths.warehouse_file()
    print(f"{_described(done.backup)}: restored to {where}")
    if done.kept:
        print(f"What was there is kept as {done.kept}.")
    print(_ACCESS[done.access])
    if done.roles:
        print(f"Roles are in {done.roles}: look them through, then name it {manifest.ROLES}.")


def _folder(said: str) -> Path:
    """The folder that was said, or that of this name among the backups."""
    named = paths.backup_folder(paths.warehouse_file()) / said
    return named if named.is_dir() else Path(said).expanduser().resolve()


def _described(backup: Backup) -> str:
    rows = sum(table.rows for table in backup.tables.values())
    size = backup.size / 1e6
    return f"{backup.name}  {backup.reason:<9}  {rows:>11,} rows  {size:8.1f} MB"


def _reason(error: Exception) -> str:
    """What the app said when it refused, else the error itself."""
    said = error.read().decode(errors="replace") if isinstance(error, HTTPError) else ""
    return said or str(error)


if __name__ == "__main__":
    sys.exit(main())

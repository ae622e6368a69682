"""Copies of the file that guards access: taken while it is used, brought back where it was lost.

What was ended must not come back, and no line of the audit may be lost: see
docs/decisions/0030-a-backup-is-a-verified-copy-made-by-who-owns-the-file.md.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from data.access import store
from data.backups.disk import sync
from data.files import keep_aside

# What `bring_back` found and did.
KEPT, LACKING, BROUGHT_BACK, JOINED = "kept", "lacking", "brought back", "joined"
_TABLES = {"audit", "token", "ended"}
_BESIDE = ("-wal", "-shm", "-journal")  # SQLite's, beside the file


def copy_into(copy: Path, source: Path) -> None:
    """Writes the file as it is in one moment, whoever writes to it meanwhile, as one file.

    Args:
        copy: That is not there yet; left half-written where anything is raised.
        source: The file.

    Raises:
        sqlite3.Error: The source is damaged, or there is no room.
    """
    with closing(_opened(source)) as read, closing(sqlite3.connect(copy)) as written:
        read.backup(written)
        store.run(written, "without_log")
    if not is_whole(copy):
        raise sqlite3.DatabaseError(f"{source.name} is damaged")
    sync(copy)


def is_whole(file: Path) -> bool:
    """Whether the file is there, holds what it should, and no page of it is damaged."""
    if not file.is_file():
        return False
    try:
        with closing(_opened(file)) as connection:
            (found,) = store.run(connection, "integrity").fetchone()
            return found == "ok" and _tables_of(connection) >= _TABLES
    except sqlite3.Error:
        return False


def counted(file: Path) -> tuple[int, ...]:
    """Lines of the audit, tokens and endings in the file: as none is ever changed, its state.

    Nothing where it cannot be read.
    """
    try:
        with closing(_opened(file)) as connection:
            return tuple(store.run(connection, "counted").fetchone())
    except sqlite3.Error:
        return ()


def bring_back(copy: Path | None, present: Path) -> str:
    """KEPT, LACKING, BROUGHT_BACK or JOINED: what became of the file.

    A file that has all lines of the copy stays as it is. One that is missing or damaged gives way
    to the copy. One that was begun anew is joined to it: the copy's lines, then its own. Where the
    copy comes back, its tokens and all logins are ended, since nobody knows any longer which were
    ended after it was made. The file before is kept beside.

    Args:
        copy: Of an earlier state; None where there is none.
        present: The file, used by nobody.

    Raises:
        sqlite3.Error: The copy cannot be read, or there is no room.
        OSError: The folder cannot be written.
    """
    whole = is_whole(present)
    if copy is None:
        return KEPT if whole else LACKING
    if whole and not _lacks(present, copy):
        return KEPT
    made = present.with_name(f".{present.name}.restoring")
    try:
        made.unlink(missing_ok=True)
        shutil.copyfile(copy, made)
        made.chmod(0o600)
        _end_all(made, present if whole else None)
        sync(made)
        _put_aside(present, "replaced" if whole else "damaged")
        os.replace(made, present)
        sync(present.parent)
    finally:
        with suppress(OSError):
            made.unlink(missing_ok=True)
    return JOINED if whole else BROUGHT_BACK


def _lacks(present: Path, copy: Path) -> bool:
    """Whether the copy has a line that the file has not."""
    with closing(_opened(present)) as connection, _attached(connection, copy):
        return bool(store.run(connection, "lacking").fetchone()[0])


def _end_all(made: Path, begun_anew: Path | None) -> None:
    """Ends the tokens and logins that the file knows, and adds what another holds besides."""
    with closing(_opened(made)) as connection:
        with connection:
            store.run(connection, "end_tokens", now=store.now())
            store.run(connection, "end_logins", now=store.now())
        if begun_anew:
            with _attached(connection, begun_anew), connection:
                for table in ("audit", "token", "ended"):
                    store.run(connection, f"join_{table}")
        store.run(connection, "with_log")


@contextmanager
def _attached(connection: sqlite3.Connection, other: Path) -> Iterator[None]:
    store.run(connection, "attach", file=str(other))
    try:
        yield
    finally:
        store.run(connection, "detach")


def _put_aside(file: Path, why: str) -> None:
    beside = [file.with_name(f"{file.name}{ending}") for ending in _BESIDE]
    there = [each for each in beside if each.exists()]
    if not file.exists() and not there:
        return
    kept = keep_aside(file, why)
    for each in there:
        os.replace(each, kept.with_name(each.name.replace(file.name, kept.name, 1)))


def _opened(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.as_uri()}?mode=rw", timeout=store.SECONDS, uri=True)


def _tables_of(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in store.run(connection, "tables")}

"""The file that guards access, beside the warehouse: SQLite, so that several processes may write.

Why it is not in the warehouse: docs/decisions/0029-who-may-what.md.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from data import paths

SECONDS = 5  # that a writer waits for another


def ask(statement: str, **params: object) -> list[tuple[Any, ...]]:
    """The rows of data/sql/access/<statement>.sql.

    Args:
        statement: A file's name without its ending.
        params: The statement's named parameters.
    """
    with _opened() as connection:
        return run(connection, statement, **params).fetchall()


def write(statement: str, **params: object) -> None:
    """Runs data/sql/access/<statement>.sql and makes it last.

    Args:
        statement: A file's name without its ending.
        params: The statement's named parameters.
    """
    with _opened() as connection, connection:
        run(connection, statement, **params)


def run(connection: sqlite3.Connection, statement: str, **params: object) -> sqlite3.Cursor:
    """What data/sql/access/<statement>.sql gave on a connection to another such file.

    Args:
        connection: To the file.
        statement: A file's name without its ending.
        params: The statement's named parameters.
    """
    return connection.execute(_text(statement), params)


def now() -> str:
    """This moment in UTC, as the file has it: texts of it compare as the moments do."""
    return text_of(datetime.now(UTC).replace(tzinfo=None))


def text_of(moment: datetime) -> str:
    """A moment in UTC as the file has it."""
    return moment.isoformat(sep=" ", timespec="milliseconds")


@contextmanager
def _opened() -> Iterator[sqlite3.Connection]:
    file = paths.access_file()
    if is_new := not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    connection = sqlite3.connect(file, timeout=SECONDS)
    try:
        connection.execute("pragma synchronous = full")
        if is_new or not _has_schema(connection):
            connection.executescript(_text("schema"))
        yield connection
    finally:
        connection.close()


def _has_schema(connection: sqlite3.Connection) -> bool:
    found = connection.execute("select count(*) from sqlite_master where name = 'ended_is_kept'")
    return bool(found.fetchone()[0])


def _text(statement: str) -> str:
    return (paths.STATEMENTS / "access" / f"{statement}.sql").read_text(encoding="utf-8")

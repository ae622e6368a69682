"""Statements that write: files of data/sql, run on a cursor of the warehouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data import paths
from data.migrations import Cursor

if TYPE_CHECKING:
    import pandas as pd


def store(cursor: Cursor, table: str, frame: pd.DataFrame) -> None:
    """Append the frame's rows to the table, column by name; left-out columns get their default."""
    cursor.append(table, frame, by_name=True)


def write(cursor: Cursor, statement: str, **params: object) -> Cursor:
    """The cursor, ready to fetch what there is, after data/sql/<statement>.sql was run on it.

    Args:
        cursor: Of this warehouse.
        statement: A file's path without its ending.
        params: The statement's named parameters.
    """
    sql = (paths.STATEMENTS / f"{statement}.sql").read_text(encoding="utf-8")
    return cursor.execute(sql, params)

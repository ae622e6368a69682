"""Answers of the warehouse for strangers' questions, which may take only so much."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import duckdb

import queries
from data import warehouse
from data.cache import bound

if TYPE_CHECKING:
    import pyarrow as pa


class TooMuch(Exception):  # noqa: N818  said as it is caught: except TooMuch
    """The question takes more time or memory than is given to one."""


def table(name: str, seconds: float, /, **params: object) -> tuple[pa.Table, int]:
    """The rows of `queries/<name>.sql`, and the version of the warehouse that they are of.

    Args:
        name: A query, as `queries.names` lists them.
        seconds: After which it is given up.
        params: The query's parameters.

    Raises:
        TooMuch: It was given up.
    """
    opened = warehouse.shared()
    while True:
        version = opened.version
        with opened.cursor() as cursor:
            timer = threading.Timer(seconds, cursor.interrupt)
            timer.start()
            try:
                found = queries.table(cursor, name, **bound(params))
            except duckdb.InterruptException as interrupted:
                raise TooMuch(f"no answer within {seconds} s") from interrupted
            except duckdb.OutOfMemoryException as full:
                raise TooMuch("no room for the answer") from full
            finally:
                timer.cancel()
        if opened.version == version:  # else something was written meanwhile
            return found, version

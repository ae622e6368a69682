"""Answers of the warehouse for strangers' questions, which may take only so much."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import duckdb

import queries
from data import engine, tally, warehouse
from data.cache import bound
from data.faults import EngineError

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
        try:
            found = engine.distant_table(name, seconds, **bound(params))
        except EngineError as error:
            if error.code == "slow":
                raise TooMuch(f"no answer within {seconds} s") from error
            raise
        if found is None:
            found = _table_here(opened, name, seconds, bound(params))
        if opened.version == version:  # else something was written meanwhile
            return found, version


def _table_here(
    opened: warehouse.Warehouse, name: str, seconds: float, params: dict[str, object]
) -> pa.Table:
    with opened.cursor() as cursor:
        timer = threading.Timer(seconds, cursor.interrupt)
        timer.start()
        try:
            with tally.timed(engine.TIMED, query=name):
                return queries.table(cursor, name, **params)
        except duckdb.InterruptException as interrupted:
            raise TooMuch(f"no answer within {seconds} s") from interrupted
        except duckdb.OutOfMemoryException as full:
            raise TooMuch("no room for the answer") from full
        finally:
            timer.cancel()

"""Answers as named tuples, without the frame in between that costs more than a small question."""

from __future__ import annotations

import math
from collections import namedtuple
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from queries import statement_of

if TYPE_CHECKING:
    import duckdb

# As a frame of the same answer has them, so that either may be read.
FILLED: dict[str, Callable[[Any], Any]] = {
    "BIGINT": lambda value: pd.NA if value is None else value,
    "BOOLEAN": lambda value: pd.NA if value is None else value,
    "DATE": lambda value: pd.NaT if value is None else pd.Timestamp(value).as_unit("us"),
    "DOUBLE": lambda value: math.nan if value is None else value,
    "INTEGER": lambda value: pd.NA if value is None else value,
    "TIMESTAMP": lambda value: pd.NaT if value is None else pd.Timestamp(value).as_unit("us"),
    "VARCHAR": lambda value: math.nan if value is None else value,
}


def rows(cursor: duckdb.DuckDBPyConnection, name: str, /, **params: object) -> tuple[Any, ...]:
    """Answer of queries/<name>.sql as named tuples, with the cells that its frame would hold.

    Args:
        cursor: Of the warehouse.
        name: A query, as `queries.run` takes it.
        params: Its parameters.
    """
    return as_tuples(cursor.execute(statement_of(cursor, name), params))


def as_tuples(answered: duckdb.DuckDBPyConnection) -> tuple[Any, ...]:
    """What a cursor was asked last, as named tuples with the cells that its frame would hold."""
    columns = [(column[0], str(column[1])) for column in answered.description]
    if not all(kind in FILLED for _name, kind in columns):  # lists, which a frame has its own way
        return tuple(answered.df().itertuples(index=False))
    row = _row(tuple(column for column, _kind in columns))
    by_column = zip(*answered.fetchall(), strict=True)
    cells = [
        _filled(values, kind) for values, (_name, kind) in zip(by_column, columns, strict=False)
    ]
    return tuple(map(row._make, zip(*cells, strict=True)))


def _filled(values: tuple[Any, ...], kind: str) -> list[Any]:
    fill = FILLED[kind]
    if kind in {"DATE", "TIMESTAMP"}:
        known = {value: fill(value) for value in set(values)}
        return [known[value] for value in values]
    if None not in values or (kind == "VARCHAR" and set(values) == {None}):
        return list(values)  # letters that are all missing stay as they are in a frame too
    return [fill(value) for value in values]


@cache
def _row(names: tuple[str, ...]) -> Any:
    return namedtuple("Row", names, rename=True)

"""Questions to the warehouse: one select per .sql file, asked by name."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

FOLDER = Path(__file__).parent
ROWS_AT_ONCE = 100_000


def run(cursor: duckdb.DuckDBPyConnection, name: str, /, **params: object) -> "pd.DataFrame":
    """Answer of queries/<name>.sql, grain and columns as its header says.

    Parameters are bound by name, never written into the SQL. Raises LookupError for a name that is
    no query, and DuckDB's InvalidInputException for a parameter too many or too few.
    """
    return cursor.execute(statement_of(cursor, name), params).df()


def table(cursor: duckdb.DuckDBPyConnection, name: str, /, **params: object) -> "pa.Table":
    """The same answer in Arrow, which keeps whole numbers whole and what is missing missing."""
    answer = cursor.sql(sql_of(name), params=params)
    assert answer is not None  # a query is a select
    return answer.to_arrow_table()


def stream(
    cursor: duckdb.DuckDBPyConnection, name: str, batch_rows: int, /, **params: object
) -> "Iterator[pa.RecordBatch]":
    """Answer of queries/<name>.sql, as `run` has it, in batches that are made one after the other.

    The cursor serves nothing else until the last one is taken.

    Args:
        cursor: Of the warehouse.
        name: A query.
        batch_rows: Of a batch, at most.
        params: The query's parameters.
    """
    answer = cursor.sql(sql_of(name), params=params)
    assert answer is not None  # a query is a select
    yield from answer.to_arrow_reader(batch_rows)


def batches(cursor: duckdb.DuckDBPyConnection, name: str) -> "pa.RecordBatchReader":
    """The same answer piece by piece, for one too large to be held whole; takes no parameters.

    The cursor can be asked nothing else until all is read.
    """
    return cursor.sql(sql_of(name)).to_arrow_reader(ROWS_AT_ONCE)


@cache
def sql_of(name: str) -> str:
    """Text of queries/<name>.sql. Raises LookupError with the legal names for any other."""
    if name not in names():
        raise LookupError(f"query {name!r} is not one of {', '.join(names())}")
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


_parsed: dict[str, duckdb.Statement] = {}


def statement_of(cursor: duckdb.DuckDBPyConnection, name: str) -> duckdb.Statement:
    """The same text, parsed once for all: that costs an eighth of a small question.

    Args:
        cursor: That parses it the first time; any may execute it, several at once, since each
            takes a copy.
        name: A query.
    """
    if name not in _parsed:
        (_parsed[name],) = cursor.extract_statements(sql_of(name))
    return _parsed[name]


@cache
def takes(name: str, param: str) -> bool:
    """Whether queries/<name>.sql lists the parameter in its header.

    Args:
        name: A query.
        param: The name of a parameter, without its $.
    """
    return param in params_of(name)


def params_of(name: str) -> dict[str, str]:
    """The query's parameters without their $, with the types that its header says."""
    return {param.removeprefix("$"): kind for param, kind in _listed(name, "params").items()}


def columns_of(name: str) -> dict[str, str]:
    """The columns of its answer with the types that its header says."""
    return _listed(name, "columns")


@cache
def _listed(name: str, label: str) -> dict[str, str]:
    found = re.search(rf"^-- {label}: (.+(?:\n--   .+)*)", sql_of(name), re.MULTILINE)
    said = re.sub(r"\n--   ", " ", found[1]) if found else "none"
    return {} if said == "none" else dict(item.split(" ", 1) for item in said.split(", "))


@cache
def names() -> tuple[str, ...]:
    """Names of all queries, such as latest_by_area or checks/share_above_100."""
    files = (file.relative_to(FOLDER) for file in FOLDER.rglob("*.sql"))
    return tuple(sorted(file.with_suffix("").as_posix() for file in files))

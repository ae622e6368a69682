"""A reader's own SELECT over Parquet files, in a DuckDB of its own that can do nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import duckdb

from queries.guard import RefusedError, check

LETTERS = 20_000  # most in a question
COLUMNS = 200  # most in an answer

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "threads": "1",
    "errors_as_json": "true",  # they tell the place
    "temp_directory": "",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",  # no variable of ours is a table
}
# Types that tables, charts and CSV files take as they are; days and all others are text, as DuckDB
# writes it.
_PLAIN = {
    *("TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "UINTEGER"),
    *("FLOAT", "DOUBLE", "VARCHAR"),
}
_LONG = {"BIGINT", "UBIGINT", "HUGEINT", "UHUGEINT"}  # numbers unless they would lose digits
_EXACT = 2**53  # the largest whole number that is surely kept by all that a table goes through


def connect(files: Mapping[str, Path], memory_mb: int) -> duckdb.DuckDBPyConnection:
    """A connection in which each file is a view, and nothing else can be reached any more.

    Args:
        files: Parquet files by the names of their views.
        memory_mb: That DuckDB may take; nothing is put on the disk.
    """
    connection = duckdb.connect(":memory:", config={**_CONFIG, "memory_limit": f"{memory_mb}MB"})
    for view, file in files.items():
        connection.read_parquet(str(file)).create_view(view)
    readable = [str(file) for file in files.values()]
    connection.execute("set allowed_paths = $readable", {"readable": readable})
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return connection


def answer(
    connection: duckdb.DuckDBPyConnection, sql: str, tables: Collection[str], most: int
) -> tuple[Any, set[str]]:
    """The first rows of the answer as an Arrow table, and the tables that were read.

    Where there are more than `most` rows, one more is given.

    Columns of types that a table or a chart cannot show are text, as DuckDB writes it; names that
    occur twice get a number.

    Args:
        connection: As `connect` gives it.
        sql: One SELECT.
        tables: The names of the views.
        most: How many rows are wanted.

    Raises:
        RefusedError: The question is not allowed, wrong, or too large; places are letters in `sql`.
    """
    try:
        statement, read = _statement(connection, sql, tables)
        try:
            rows = connection.sql(statement).limit(most + 1)
            if len(rows.columns) > COLUMNS:
                raise RefusedError(
                    "too_many_columns", found=str(len(rows.columns)), expected=str(COLUMNS)
                )
            return _shown(rows), read
        except duckdb.OutOfMemoryException:
            raise
        except duckdb.Error as error:
            raise _refusal_of(_placed(connection, statement, most, error)) from None
    except RefusedError as refused:
        raise _in_letters(refused, sql) from None
    except duckdb.Error as error:
        raise _in_letters(_refusal_of(error), sql) from None
    except MemoryError:
        raise RefusedError("memory") from None


def _statement(
    connection: duckdb.DuckDBPyConnection, sql: str, tables: Collection[str]
) -> tuple[duckdb.Statement, set[str]]:
    """The one statement, once it is known to be harmless, and the tables it reads."""
    if not sql.strip():
        raise RefusedError("empty")
    if len(sql) > LETTERS:
        raise RefusedError("too_long", found=str(len(sql)), expected=str(LETTERS))
    statements = connection.extract_statements(sql)
    if not statements:
        raise RefusedError("empty")
    if len(statements) > 1:
        first = len(statements[0].query.encode())
        raise RefusedError("not_one", first, found=str(len(statements)))
    (statement,) = statements
    if statement.type != duckdb.StatementType.SELECT:
        found = {"MULTI": "PIVOT"}.get(statement.type.name, statement.type.name)
        raise RefusedError("not_select", found=found)
    return statement, check(_tree(connection, sql), tables)


def _tree(connection: duckdb.DuckDBPyConnection, sql: str) -> dict[str, Any]:
    written = "select json_serialize_sql(cast($sql as varchar))"
    ((text,),) = connection.execute(written, {"sql": sql}).fetchall()
    try:
        said: dict[str, Any] = json.loads(text)
    except RecursionError:
        raise RefusedError("too_deep") from None
    if said["error"]:
        raise RefusedError("not_select", found=said["error_message"])
    return said


def _placed(
    connection: duckdb.DuckDBPyConnection,
    statement: duckdb.Statement,
    most: int,
    error: duckdb.Error,
) -> duckdb.Error:
    """The same error with its place, which only a statement that is run as it stands tells."""
    try:
        connection.execute(statement).fetchmany(most + 1)
    except duckdb.Error as again:
        if type(again) is type(error):
            return again
    return type(error)(_said(error).get("exception_message", str(error)))


def _shown(rows: duckdb.DuckDBPyRelation) -> Any:
    kinds = [str(kind) for kind in rows.types]
    columns = [_column(name, kind) for name, kind in zip(rows.columns, kinds, strict=True)]
    table = rows.project(*columns).to_arrow_table()
    for place, kind in enumerate(kinds):
        if kind in _LONG and (whole := _numbers(table.column(place))):
            table = table.set_column(place, table.field(place).name, whole)
    return table


def _column(name: str, kind: str) -> duckdb.Expression:
    column = duckdb.ColumnExpression(name)
    if kind in _PLAIN:
        return column
    wanted = duckdb.sqltypes.DOUBLE if kind.startswith("DECIMAL") else duckdb.sqltypes.VARCHAR
    return column.cast(wanted).alias(name)


def _numbers(text: Any) -> Any:
    """The column as whole numbers; None where one is so large that it had better stay text."""
    try:
        whole = text.cast("int64")
    except ValueError:
        return None
    return whole if all(abs(each) <= _EXACT for each in whole.to_pylist() if each) else None


def _refusal_of(error: duckdb.Error) -> RefusedError:
    """What DuckDB's error stands for; its own words where it is none of the frequent ones."""
    if isinstance(error, duckdb.OutOfMemoryException):
        return RefusedError("memory")
    said = _said(error)
    start = int(said["position"]) if said.get("position", "").isdigit() else None
    length = int(found[1]) if (found := re.search(r",(\d+)\]", said.get("location", ""))) else 1
    message = said.get("exception_message", str(error))
    subtype, name = said.get("error_subtype"), said.get("name", "")
    expected = said.get("candidates", "").replace(",", ", ")
    if subtype == "SYNTAX_ERROR":
        near = re.search(r'near "(.*)"', message, re.DOTALL)
        return RefusedError("syntax", start, length, found=near[1] if near else "")
    if subtype == "COLUMN_NOT_FOUND":
        return RefusedError("column_unknown", start, length, found=name, expected=expected)
    if subtype == "MISSING_ENTRY" and "Function" in said.get("type", ""):
        return RefusedError("function_unknown", start, len(name), found=name, expected=expected)
    if "expression depth" in message:
        return RefusedError("too_deep")
    if isinstance(error, duckdb.PermissionException):
        return RefusedError("reach", start, length)
    return RefusedError("failed", start, length, found=message)


def _said(error: duckdb.Error) -> dict[str, str]:
    found = re.search(r"\{.*\}", str(error), re.DOTALL)
    try:
        return dict(json.loads(found[0])) if found else {}
    except ValueError:
        return {}


def _in_letters(refused: RefusedError, sql: str) -> RefusedError:
    """The same refusal with its place in letters; DuckDB counts bytes."""
    if refused.start is None:
        return refused
    text = sql.encode()
    start = min(refused.start, len(text))
    refused.length = max(1, len(text[start : start + refused.length].decode(errors="replace")))
    refused.start = len(text[:start].decode(errors="replace"))
    return refused

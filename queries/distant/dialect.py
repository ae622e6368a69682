"""The queries in the words of Spark: the same files, read as DuckDB's SQL and written anew."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import sqlglot
from sqlglot import exp

import queries

# What only the warehouse's own file can be asked, and why.
EMBEDDED = {
    "columns_by_table": "asks DuckDB's catalogue what the file is made of",
    "state_of_files": "tells one state of the file from another, which names what is published of it",
}


@dataclass(frozen=True)
class Translated:
    """A query in Spark's SQL, and the tables that it reads."""

    sql: str
    tables: frozenset[str]


@cache
def translated(name: str) -> Translated:
    """The query `queries/<name>.sql` in Spark's SQL.

    Raises:
        sqlglot.errors.UnsupportedError: It has something that Spark has not.
    """
    tree = sqlglot.parse_one(queries.sql_of(name), read="duckdb")
    ctes = {cte.alias for cte in tree.find_all(exp.CTE)}
    tables = frozenset(table.name for table in tree.find_all(exp.Table)) - ctes
    sql = tree.sql(dialect="spark", unsupported_level=sqlglot.ErrorLevel.RAISE, comments=False)
    return Translated(sql, tables)

"""The queries in the words of Spark: the same files, read as DuckDB's SQL and written anew."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import sqlglot
from sqlglot import exp

import queries


@dataclass(frozen=True)
class Translated:
    """A select in Spark's SQL, and the tables and views that it reads."""

    sql: str
    tables: frozenset[str]


@cache
def translated(name: str) -> Translated:
    """The query `queries/<name>.sql` for Spark; parameters are written :so.

    Raises:
        sqlglot.errors.UnsupportedError: It has something that Spark has not.
    """
    return _written(sqlglot.parse_one(queries.sql_of(name), read="duckdb"))


def view(statement: str) -> Translated:
    """The select of a `create view` statement of DuckDB, for Spark.

    Raises:
        sqlglot.errors.UnsupportedError: It has something that Spark has not.
    """
    return _written(sqlglot.parse_one(statement, read="duckdb").expression)


def _written(tree: exp.Expr) -> Translated:
    own = {cte.alias for cte in tree.find_all(exp.CTE)}
    tables = frozenset(table.name for table in tree.find_all(exp.Table)) - own
    sql = tree.sql(dialect="spark", unsupported_level=sqlglot.ErrorLevel.RAISE, comments=False)
    return Translated(sql, tables)

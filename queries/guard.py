"""What a reader's own question may be: one SELECT over the tables offered, with harmless functions.

DuckDB calls a statement SELECT that writes in a part of it (`with x as (copy …)`), reads a file
whose name stands where a table is expected, and has functions that read files, settings or what
other statements hold. So the tree of the statement is looked at, part by part; what is not known to
be harmless is refused. The lock-down of `queries.locked` would stop such parts too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

PARTS = {
    *("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"),
    *("BASE_TABLE", "SUBQUERY", "JOIN", "TABLE_FUNCTION", "EXPRESSION_LIST", "EMPTY", "PIVOT"),
    *("ORDER_MODIFIER", "LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER", "DISTINCT_MODIFIER"),
    *("ORDER_DEFAULT", "ASCENDING", "DESCENDING"),
}
TABLE_FUNCTIONS = {"unnest", "range", "generate_series"}
# Of all other functions only these do more than reckon with what they are given.
REFUSED = {
    *("current_setting", "getenv", "getvariable", "which_secret", "current_query", "stats"),
    *("current_query_id", "current_connection_id", "current_transaction_id", "txid_current"),
    *("nextval", "currval", "setval", "setseed", "sleep_ms", "write_log", "vector_type"),
    *("in_search_path", "parse_duckdb_log_message", "query", "query_table", "glob", "sniff_csv"),
    *("json_serialize_sql", "json_serialize_plan", "json_deserialize_sql"),
    *("json_execute_serialized_sql", "get_block_size", "version", "index_key"),
}
REFUSED_BEGINNINGS = ("__internal", "duckdb_", "pg_", "pragma_", "parquet_", "read_")


class RefusedError(Exception):
    """The question is not answered.

    Args:
        code: Why; worded by the pages.
        start: The first letter at fault, counted from 0; None where no place is at fault.
        length: How many letters are at fault, if that is known.
        said: What the words of the code tell: found, expected, and so on.
    """

    def __init__(self, code: str, start: int | None = None, length: int = 1, **said: str) -> None:
        super().__init__(code)
        self.code, self.start, self.length, self.said = code, start, length, said


def check(tree: dict[str, Any], tables: Collection[str]) -> set[str]:
    """The tables that the statement reads, of those offered.

    Raises RefusedError for its first part that is not allowed.

    Args:
        tree: As json_serialize_sql gives it; places are counted in bytes.
        tables: The names offered.
    """
    parts = list(_parts(tree))
    named = {str(entry["key"]).lower() for part in parts for entry in _entries(part)}
    for part in parts:
        _check_part(part, {*tables} | named, tables)
    read = {str(part.get("table_name", "")).lower() for part in parts}
    return read & {*tables}


def _parts(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every object in the tree, in the order of the text; not by recursion, which runs out."""
    waiting: list[Any] = [tree]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield part
            waiting += reversed(part.values())
        elif isinstance(part, list):
            waiting += reversed(part)


def _entries(part: dict[str, Any]) -> list[dict[str, Any]]:
    """The named subqueries (WITH) that the part begins with."""
    named = part.get("cte_map")
    return list(named["map"]) if isinstance(named, dict) else []


def _check_part(part: dict[str, Any], known: set[str], tables: Collection[str]) -> None:
    kind = part.get("type")
    if not isinstance(kind, str):
        return
    if "class" in part:
        if kind == "VALUE_PARAMETER":
            raise _refused("parameter", part)
        if "function_name" in part:
            _check_function(part)
        return
    if kind not in PARTS:
        raise _refused("part_refused", part, kind.removesuffix("_QUERY_NODE").removesuffix("_REF"))
    if kind == "BASE_TABLE":
        path = part["qualified_name"]["path"]
        if len(path) != 1 or path[0].lower() not in known:
            offered = ", ".join(sorted(tables))
            raise _refused("table_unknown", part, ".".join(path), expected=offered)
    if kind == "TABLE_FUNCTION":
        function = part["function"]
        if str(function.get("function_name", "")).lower() not in TABLE_FUNCTIONS:
            raise _refused("function_refused", part, str(function.get("function_name", "")))


def _check_function(part: dict[str, Any]) -> None:
    name = str(part["function_name"])
    if name.lower() in REFUSED or name.lower().startswith(REFUSED_BEGINNINGS):
        raise _refused("function_refused", part, name)


def _refused(code: str, part: dict[str, Any], found: str = "", **said: str) -> RefusedError:
    place, length = part.get("query_location"), part.get("query_location_length")
    is_placed = isinstance(place, int) and place < 2**63  # DuckDB's word for nowhere is larger
    start = place if is_placed else None
    return RefusedError(code, start, length or 1, found=found, **said)

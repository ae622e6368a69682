"""Invented reports of communes, row by row, for tests of what is said about a month."""

from __future__ import annotations

from datetime import date, datetime

import duckdb

from data.qualifiers import bounds

DATASET = "reported"
SOURCE = "s-office"


def add_source(cursor: duckdb.DuckDBPyConnection, source: str = SOURCE) -> None:
    """A source of the office's reports."""
    cursor.execute(
        "insert into source values (?, ?, 'office.example', '', null, 'none', 'original')",
        [source, f"Báo cáo {source}"],
    )


def add_batch(
    cursor: duckdb.DuckDBPyConnection, batch: str, *, state: str = "committed", day: int = 1
) -> None:
    """A file named after the batch, stored on a day of October 2025."""
    stored = datetime(2025, 10, day)
    cursor.execute(
        "insert into batch (batch_id, dataset, file_name, sha256, created_at, created_by, "
        "rows_read, rows_stored, state, undone_at, undone_by) "
        "values (?, ?, ?, '', ?, 'office', 1, 1, ?, ?, ?)",
        [
            *(batch, DATASET, f"{batch}.xlsx", stored, state),
            *((stored, "chief") if state == "undone" else (None, None)),
        ],
    )


def add_report(
    cursor: duckdb.DuckDBPyConnection,
    area: str,
    day: date,
    received_at: datetime,
    *,
    batch: str,
    state: str = "received",
) -> None:
    """A monthly report of the month that `day` ends, due on its 18th."""
    cursor.execute(
        "insert into report values (?, 'monthly', ?, ?, ?, ?, ?, ?)",
        [area, day.replace(day=1), day, day.replace(day=18), received_at, state, batch],
    )


def add_value(
    cursor: duckdb.DuckDBPyConnection,
    area: str,
    indicator: str,
    day: date,
    value: float,
    *,
    batch: str,
    qualifier: str = "exact",
    source: str = SOURCE,
    line: int = 3,
    in_conflict: bool = False,
    holds: bool = True,
) -> None:
    """A cumulative value of a month in the log, and among the current ones where it holds."""
    low, high = bounds(str(value), qualifier)
    origin = f"{batch}.xlsx:T:{line}"
    common = [area, indicator, day, value, low, high, qualifier, DATASET, source, batch, origin]
    columns = (
        "area_id, indicator_id, as_of, value, low, high, qualifier, dataset, source_id, batch_id, "
        "origin, timing, precision, basis"
    )
    kinds = "'cumulative', 'month', 'printed'"
    marks = ", ".join("?" * len(common))
    cursor.execute(
        f"insert into observation_log ({columns}, recorded_at) values ({marks}, {kinds}, now())",
        common,
    )
    if holds:
        cursor.execute(
            f"insert into observation ({columns}, in_conflict) values ({marks}, {kinds}, ?)",
            [*common, in_conflict],
        )

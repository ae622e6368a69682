"""The tiny world with two months of invented reports, and what was registered for the second."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from data import rollups
from data.qualifiers import bounds
from tests.world import build_world

SEPTEMBER, OCTOBER = date(2025, 9, 30), date(2025, 10, 31)
DUE = {SEPTEMBER: date(2025, 9, 18), OCTOBER: date(2025, 10, 18)}
# area, day, indicator, value, qualifier
VALUES: list[tuple[str, date, str, float, str]] = [
    ("2025-c91001", SEPTEMBER, "teams", 6, "exact"),
    ("2025-c91001", SEPTEMBER, "population", 1000, "exact"),
    ("2025-c91001", SEPTEMBER, "smartphone_users", 600, "exact"),
    ("2025-c91002", SEPTEMBER, "teams", 4, "exact"),
    ("2025-c91002", SEPTEMBER, "population", 500, "exact"),
    ("2025-c91002", SEPTEMBER, "smartphone_users", 200, "exact"),
    ("2025-c91001", OCTOBER, "teams", 7, "exact"),
    ("2025-c91001", OCTOBER, "population", 1000, "exact"),
    ("2025-c91001", OCTOBER, "smartphone_users", 640, "exact"),
    ("2025-c91002", OCTOBER, "teams", 7, "exact"),
    ("2025-c91002", OCTOBER, "population", 500, "exact"),
    ("2025-c92001", OCTOBER, "teams", 9, "more_than"),
    ("2025-c92001", OCTOBER, "population", 800, "exact"),
    ("2025-c92001", OCTOBER, "smartphone_users", 700, "exact"),
]
# area, indicator, operator, value, version
TARGETS: list[tuple[str, str, str | None, float, int]] = [
    ("2025-c91001", "smartphone_users", ">=", 700, 1),
    ("2025-c91001", "smartphone_users", ">=", 630, 2),
    ("2025-c91002", "smartphone_users", ">=", 300, 1),
    ("2025-c91001", "teams", ">=", 8, 1),
    ("2025-c91002", "teams", None, 5, 1),
    ("2025-c92001", "teams", ">=", 9, 1),
]
# Moments in UTC: 17:00 is midnight in Ha Noi.
CAME: dict[tuple[str, date], datetime] = {
    ("2025-c91001", SEPTEMBER): datetime(2025, 9, 17, 3),
    ("2025-c91002", SEPTEMBER): datetime(2025, 9, 18, 3),
    ("2025-c91001", OCTOBER): datetime(2025, 10, 18, 16),
    ("2025-c91002", OCTOBER): datetime(2025, 10, 20, 17),
    ("2025-c92001", OCTOBER): datetime(2025, 10, 2, 3),
}
COLUMNS = (
    "area_id, indicator_id, timing, as_of, precision, basis, value, low, high, qualifier, dataset, "
    "source_id, batch_id, origin"
)


def build(path: Path) -> None:
    """Builds the warehouse at the path and closes it."""
    warehouse = build_world(path)
    with warehouse.transaction() as cursor:
        cursor.execute(
            "insert into batch (batch_id, dataset, file_name, sha256, created_at, created_by, "
            "rows_read, rows_stored, state) "
            "values ('r', 'reported', 'thang.xlsx', '', now(), '', 1, 1, 'committed')"
        )
        for n, (area, day, indicator, value, qualifier) in enumerate(VALUES):
            _observe(cursor, (area, indicator, day, value, qualifier), f"thang.xlsx:{n}")
        for n, (area, indicator, operator, value, version) in enumerate(TARGETS):
            cursor.execute(
                "insert into target values (?, ?, 'registered', ?, ?, ?, 'month', 'printed', ?, "
                "'reported', 's-moon', 'r', ?)",
                [area, indicator, operator, value, OCTOBER, version, f"chi-tieu.xlsx:{n}"],
            )
        for (area, day), moment in CAME.items():
            cursor.execute(
                "insert into report values (?, 'monthly', ?, ?, ?, ?, 'received', 'r')",
                [area, day.replace(day=1), day, DUE[day], moment],
            )
        rollups.start(cursor)
    warehouse.close()


def _observe(cursor: duckdb.DuckDBPyConnection, row: tuple[Any, ...], origin: str) -> None:
    area, indicator, day, value, qualifier = row
    low, high = bounds(str(value), qualifier)
    cursor.execute(
        f"insert into observation ({COLUMNS}) values "
        "(?, ?, 'cumulative', ?, 'month', 'printed', ?, ?, ?, ?, 'reported', 's-moon', 'r', ?)",
        [area, indicator, day, value, low, high, qualifier, origin],
    )


def said_of(area: str, day: date, indicator: str) -> float | None:
    """What the area reported for the day, straight from VALUES."""
    found = [v for a, d, i, v, _q in VALUES if (a, d, i) == (area, day, indicator)]
    return found[0] if found else None

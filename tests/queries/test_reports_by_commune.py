"""Reports on time, late, missing and still open, from a handful of reports that came."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest

import queries
from data.warehouse import Warehouse
from tests.world import build_world

# When reports of each commune came, in UTC: the last hours of a day in Ha Noi are of that day.
CAME = {
    ("2024-c91001", date(2025, 5, 31)): [datetime(2025, 5, 18, 16, 59)],  # 23:59 in Ha Noi
    ("2024-c91002", date(2025, 5, 31)): [datetime(2025, 5, 18, 17, 0)],  # the day after
    ("2024-c91001", date(2025, 6, 30)): [datetime(2025, 6, 30), datetime(2025, 6, 2)],
    ("2025-c91001", date(2025, 7, 31)): [datetime(2025, 7, 10)],
    ("2025-c92001", date(2025, 9, 30)): [datetime(2025, 9, 10)],
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    warehouse = build_world(tmp_path_factory.mktemp("reports") / "atlas.duckdb")
    with warehouse.transaction() as cursor:
        for dataset in ("reported", "demo"):
            cursor.execute(
                "insert into batch (batch_id, dataset, file_name, sha256, created_at, created_by, "
                "rows_read, rows_stored, state) "
                "values (?, ?, '', '', now(), '', 1, 1, 'committed')",
                [dataset, dataset],
            )
        for (area, day), moments in CAME.items():
            for moment in moments:
                cursor.execute(
                    "insert into report values (?, 'monthly', ?, ?, ?, ?, 'received', 'reported')",
                    [area, day.replace(day=1), day, day.replace(day=18), moment],
                )
        cursor.execute(
            "insert into report values ('2024-c92001', 'monthly', '2024-05-01', '2024-05-31', "
            "'2024-05-18', '2024-05-02', 'received', 'demo')"
        )
        cursor.execute(
            "insert into report values ('2024-c91003', 'monthly', '2025-05-01', '2025-05-31', "
            "'2025-05-18', '2025-05-02', 'undone', 'reported')"
        )
    yield warehouse
    warehouse.close()


def states(world: Warehouse, areas: list[str], today: date = date(2026, 1, 1)) -> dict[Any, Any]:
    with world.cursor() as cursor:
        found = queries.run(
            cursor,
            "reports_by_commune",
            areas=areas,
            first=date(2024, 1, 1),
            last=date(2025, 12, 31),
            today=today,
            dataset="reported",
        )
    return {
        (row.area_id, row.as_of.date()): (row.state, row.versions)
        for row in found.itertuples(index=False)
    }


def test_a_district_is_followed_over_the_merger(world: Warehouse) -> None:
    may, june, july, september = (
        *(date(2025, 5, 31), date(2025, 6, 30)),
        *(date(2025, 7, 31), date(2025, 9, 30)),
    )
    assert states(world, ["2024-d911"]) == {
        ("2024-c91001", may): ("on_time", 1),
        ("2024-c91002", may): ("late", 1),
        ("2024-c91003", may): ("missing", 0),  # its only report was taken back
        ("2024-c91001", june): ("on_time", 2),  # the first counts
        ("2024-c91002", june): ("missing", 0),
        ("2024-c91003", june): ("missing", 0),
        ("2025-c91001", july): ("on_time", 1),
        ("2025-c91002", july): ("missing", 0),
        ("2025-c91001", september): ("missing", 0),
        ("2025-c91002", september): ("missing", 0),
    }


def test_nothing_is_owed_before_the_first_month_of_the_province(world: Warehouse) -> None:
    assert set(states(world, ["2024-d921"])) == {
        ("2025-c92001", date(2025, 9, 30)),
        ("2025-c92002", date(2025, 9, 30)),
    }


def test_what_is_not_due_yet_is_open(world: Warehouse) -> None:
    (day,) = {day for _, day in states(world, ["2025-c92002"])}
    for today, state in ((date(2025, 9, 18), "open"), (date(2025, 9, 19), "missing")):
        assert states(world, ["2025-c92002"], today)["2025-c92002", day] == (state, 0)


def test_days_late_are_days_of_ha_noi(world: Warehouse) -> None:
    with world.cursor() as cursor:
        found = queries.run(
            cursor,
            "reports_by_commune",
            areas=["2024-p91"],
            first=date(2025, 5, 1),
            last=date(2025, 5, 31),
            today=date(2026, 1, 1),
            dataset="reported",
        )
    assert dict(zip(found["area_id"], found["days_late"].fillna(0), strict=True)) == {
        "2024-c91001": 0,
        "2024-c91002": 1,
        "2024-c91003": 0,
    }


def test_months_are_those_of_the_dataset(world: Warehouse) -> None:
    with world.cursor() as cursor:
        found = queries.run(cursor, "reported_months", dataset="reported")
    assert [(row.as_of.date(), row.reports) for row in found.itertuples()] == [
        (date(2025, 5, 31), 2),
        (date(2025, 6, 30), 1),
        (date(2025, 7, 31), 1),
        (date(2025, 9, 30), 1),
    ]

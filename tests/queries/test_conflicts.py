"""When two figures of one area contradict each other."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import queries
from data.warehouse import open_warehouse
from tests.world import world_tables


def conflicts(path: Path, rivals: list[tuple[object, ...]], dataset: str) -> list[bool]:
    """What is said of two rivals for one area, the second of the given dataset."""
    tables = world_tables()
    log = tables["observation_log"].head(len(rivals)).copy()
    columns = ["as_of", "precision", "low", "high"]
    log[columns] = pd.DataFrame(rivals, columns=columns, dtype=object).to_numpy()
    log["area_id"] = "2024-p91"
    log.loc[len(rivals) - 1, "dataset"] = dataset
    warehouse = open_warehouse(path / "w.duckdb", seed=lambda: {**tables, "observation_log": log})
    with warehouse.cursor() as cursor:
        asked = {"indicator": "teams", "areas": ["2024-p91"]}
        found = [
            queries.run(cursor, "trend_by_area", dataset=each, **asked)
            for each in sorted({"published", dataset})
        ]
    warehouse.close()
    return [marked for rows in found for marked in rows.in_conflict]


JUNE = (date(2024, 6, 30), "month")


@pytest.mark.parametrize(
    ("one", "other", "dataset", "expected"),
    [
        ((*JUNE, 5, 5), (*JUNE, 6, 6), "published", True),
        ((*JUNE, 5, 5), (*JUNE, 6, 6), "demo", False),
        ((*JUNE, 5, 5), (*JUNE, 5, 5), "published", False),
        ((*JUNE, None, 5), (*JUNE, 6, None), "published", True),
        ((*JUNE, 6, None), (*JUNE, None, 5), "published", True),
        ((*JUNE, None, 5), (*JUNE, None, 9), "published", False),
        ((*JUNE, 5, 5), (*JUNE, 5, None), "published", False),
        ((*JUNE, 5, 5), (date(2024, 6, 1), "day", 6, 6), "published", True),
        ((*JUNE, 5, 5), (date(2024, 5, 31), "day", 6, 6), "published", False),
        ((*JUNE, 5, 5), (date(2024, 7, 31), "month", 6, 6), "published", False),
        ((*JUNE, 5, 5), (date(2024, 12, 31), "year", 6, 6), "published", True),
        ((*JUNE, 5, 5), (date(2023, 12, 31), "year", 6, 6), "published", False),
        ((*JUNE, 5, 5), (None, "none", 6, 6), "published", False),
        ((None, "none", 5, 5), (None, "none", 6, 6), "published", False),
    ],
)
def test_conflict(
    tmp_path: Path,
    one: tuple[object, ...],
    other: tuple[object, ...],
    dataset: str,
    expected: bool,
) -> None:
    assert conflicts(tmp_path, [one, other], dataset) == [expected, expected]

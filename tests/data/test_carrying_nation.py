"""Carrying along the lineage of the release: the nation's total is the same on both sides."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import queries
from data.warehouse import Warehouse, open_warehouse
from tests.kept import own_copy

BEFORE, SINCE = date(2025, 6, 30), date(2025, 7, 31)


@pytest.fixture(scope="module")
def nation(
    seeded_tables: dict[str, pd.DataFrame],
    released_file: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Warehouse]:
    """The warehouse of the release, with a reported count for every commune of both times."""
    path = tmp_path_factory.mktemp("nation") / "atlas.duckdb"
    warehouse = open_warehouse(own_copy(released_file, path))
    areas = seeded_tables["area"]
    island = (areas["level"] == "district") & ~areas["area_id"].isin(areas["parent_id"])
    drawn = np.random.default_rng(7)
    counted = areas[((areas["level"] == "commune") | island)]
    said = pd.DataFrame(  # noqa: F841, read by the insert
        {
            "area_id": counted["area_id"],
            "indicator_id": "teams",
            "timing": "cumulative",
            "as_of": [BEFORE if code == "2024" else SINCE for code in counted["vintage"]],
            "precision": "month",
            "basis": "printed",
            "qualifier": "exact",
            "dataset": "reported",
            "source_id": seeded_tables["source"]["source_id"].iloc[0],
            "batch_id": "b",
            "origin": counted["area_id"],
            "in_conflict": False,
            "value": (values := drawn.integers(1, 40, len(counted))),
            "low": values,
            "high": values,
        }
    )
    with warehouse.transaction() as cursor:
        cursor.execute("insert into observation by name select * from said")
    yield warehouse
    warehouse.close()


def total(nation: Warehouse, day: date) -> float:
    with nation.cursor() as cursor:
        cursor.execute(
            "select sum(value) from observation where dataset = 'reported' and as_of = $day",
            {"day": day},
        )
        return float(cursor.fetchall()[0][0])


def carried(nation: Warehouse, **asked: object) -> pd.DataFrame:
    usual = {"indicator": "teams", "dataset": "reported", "level": "", "within": "", "areas": None}
    with nation.cursor() as cursor:
        return queries.run(cursor, "carried_by_area", **usual | asked)


def test_todays_communes_have_all_that_the_old_ones_had(nation: Warehouse) -> None:
    rows = carried(nation, level="commune")
    assert len(rows) == 3321
    assert set(rows["missing_parts"]) == {""}
    assert rows["value"].sum() == pytest.approx(total(nation, BEFORE))
    known = total(nation, BEFORE)
    assert rows["low"].sum() <= known <= rows["high"].sum()
    exact = rows[rows["carried"] != "estimate"]
    assert (exact["low"] == exact["high"]).all()
    assert (exact["value"] % 1 == 0).all()


def test_old_provinces_and_districts_live_on_as_all_of_todays_communes(nation: Warehouse) -> None:
    with nation.cursor() as cursor:
        old = queries.run(cursor, "areas_by_level", vintage="2024", level="province", within="")
    rows = carried(nation, areas=list(old["area_id"]))
    rows = rows[rows["as_of"] == pd.Timestamp(SINCE)]
    # Eleven provinces did not change: their own figures would go on, and they reported none.
    assert len(rows) == 63 - 11
    assert set(rows["carried"]) == {"sum"}
    with nation.cursor() as cursor:
        stayed = cursor.execute(
            "select sum(o.value) from observation as o inner join area as a using (area_id) "
            "where o.dataset = 'reported' and a.vintage = '2025' and a.province_id in "
            "(select new_id from lineage group by new_id having count(*) = 1)"
        ).fetchall()
    assert rows["value"].sum() == pytest.approx(total(nation, SINCE) - stayed[0][0])


@pytest.mark.parametrize(("district", "communes"), [("2024-d173", 5), ("2024-d951", 5)])
def test_the_districts_of_the_five_areas_go_on_as_five_communes(
    nation: Warehouse, district: str, communes: int
) -> None:
    (row,) = carried(nation, areas=[district]).itertuples()
    with nation.cursor() as cursor:
        parts = cursor.execute(
            "select o.value, l.new_share from lineage as l "
            "inner join observation as o on o.area_id = l.new_id "
            "where l.old_id = $district and o.dataset = 'reported' and l.kind <> 'sliver'",
            {"district": district},
        ).fetchall()
    assert len(parts) == communes
    assert row.as_of.date() == SINCE
    assert row.value == pytest.approx(sum(value * share for value, share in parts), abs=3)

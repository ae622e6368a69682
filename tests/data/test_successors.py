"""Today's province of each old one, against where the boundaries put it."""

import csv

import geopandas as gpd
import pandas as pd
import pytest

from data import paths
from data.successors import successors


def test_every_old_province_lies_in_its_successor() -> None:
    areas = pd.read_csv(paths.REGISTRY / "areas.csv.gz", dtype=str, keep_default_na=False)
    old = areas[(areas["vintage"] == "2024") & (areas["level"] == "province")]
    new = gpd.read_parquet(paths.ROOT / "geo" / "layers" / "2025-province.parquet")
    points = gpd.GeoDataFrame(
        {"old": old["area_id"]},
        geometry=gpd.points_from_xy(old["lon"].astype(float), old["lat"].astype(float)),
        crs=new.crs,
    )
    found = points.sjoin(new, predicate="within")
    within = dict(zip(found["old"], "2025-p" + found["code"], strict=True))
    assert successors() == within
    assert len(within) == 63
    assert len(set(within.values())) == 34


def test_what_did_not_change_is_its_own_successor() -> None:
    areas = pd.read_csv(paths.REGISTRY / "areas.csv.gz", dtype=str, keep_default_na=False)
    same = areas[(areas["level"] == "province") & (areas["vintage"] == "2024")].query(
        "same_as > ''"
    )
    assert len(same) == 11
    for row in same.itertuples():
        assert successors()[row.area_id] == row.same_as
        assert list(successors().values()).count(row.same_as) == 1


@pytest.mark.parametrize(
    ("old", "new"), [("2024-p34", "2025-p33"), ("2024-p94", "2025-p92"), ("2024-p96", "2025-p96")]
)
def test_the_provinces_of_the_five_areas(old: str, new: str) -> None:
    assert successors()[old] == new


def test_the_file_lists_each_old_province_once() -> None:
    with (paths.CATALOGUE / "province_successors.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["old_id"] for row in rows] == sorted(successors())

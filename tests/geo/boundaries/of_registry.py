"""The units of the registry, and the real boundaries where they are at hand."""

from functools import cache
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from data import paths
from geo.boundaries.units import COLUMNS, NAME_COLUMNS, Units
from geo.geometry import LAYERS
from geo.registry import REGISTRY

FOLDER = paths.ROOT.parent / "shared" / "data" / "boundaries"
needs_boundaries = pytest.mark.skipif(
    not FOLDER.is_dir(), reason=f"the real boundaries are not at {FOLDER}"
)


@cache
def units(vintage: str, level: str) -> Units:
    """The units of the registry with their parents' names."""
    areas = pd.read_csv(REGISTRY / "areas.csv.gz", dtype=str)
    names = pd.read_csv(REGISTRY / "area_names.csv", dtype=str)[NAME_COLUMNS]
    short = areas.set_index("area_id").short_name
    for column in ("parent", "province"):
        areas[f"{column}_name"] = areas[f"{column}_id"].map(short)
    for column in ("lon", "lat", "area_km2"):
        areas[column] = areas[column].astype(float)
    chosen = areas[(areas.vintage == vintage) & (areas.level == level)]
    return Units(level, chosen[COLUMNS], names)


def real(name: str) -> Path:
    """The file of real boundaries."""
    return FOLDER / f"{name}.parquet"


def bundled(vintage: str, level: str) -> gpd.GeoDataFrame:
    """The layer of the release."""
    return gpd.read_parquet(LAYERS / f"{vintage}-{level}.parquet")

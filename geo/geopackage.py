"""GeoPackage files: outlines of areas in one layer, what is said of them in tables beside."""

import os
from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyogrio

AREAS = "areas"


def write_areas(package: Path, areas: pd.DataFrame, layers: Mapping[tuple[str, str], Path]) -> None:
    """Writes the layer `areas`: a multipolygon in WGS 84 for each, or none where none is known.

    Args:
        package: A file that is not there yet, or has no such layer.
        areas: One row per area_id, with vintage and level, and `code` of the statistics office.
        layers: GeoParquet files in the shape of geo/layers by vintage and level.
    """
    outlines = pd.concat(
        [
            gpd.read_parquet(file).reset_index().assign(vintage=vintage, level=level)
            for (vintage, level), file in layers.items()
        ]
        or [gpd.GeoDataFrame(columns=["vintage", "level", "code", "symbol", "geometry"])]
    )[["vintage", "level", "code", "symbol", "geometry"]]
    found = areas.merge(outlines, on=["vintage", "level", "code"], how="left")
    found = found.assign(symbol=found["symbol"].eq(True))
    layer = gpd.GeoDataFrame(found, geometry="geometry", crs="EPSG:4326")
    pyogrio.write_dataframe(
        layer,
        os.fspath(package),
        layer=AREAS,
        driver="GPKG",
        promote_to_multi=True,
        geometry_type="MultiPolygon",
    )


def append_rows(package: Path, table: str, rows: pa.Table, is_first: bool) -> None:
    """Adds rows to a table without geometry.

    Args:
        package: The file.
        table: Its name.
        rows: All with the same columns.
        is_first: Whether the table is to be made.
    """
    pyogrio.write_arrow(rows, os.fspath(package), layer=table, driver="GPKG", append=not is_first)

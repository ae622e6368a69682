"""Boundary files for tests: outlines of the release, moved a little, as an office might send."""

import json
from collections.abc import Collection

import geopandas as gpd

from geo.geometry import bundled


def outlines(
    level: str = "province",
    province_code: str = "",
    moved: float = 0.002,
    without: Collection[str] = (),
    vintage: str = "2025",
) -> bytes:
    """GeoJSON with the columns ma and ten.

    Args:
        level: Of the areas.
        province_code: Only the areas of one province.
        moved: To the east, in degrees.
        without: Codes of areas that it lacks.
        vintage: Of the areas.
    """
    layer = gpd.read_parquet(bundled(vintage, level))
    if province_code:
        layer = layer[layer.province_code == province_code]
    layer = layer[~layer.index.isin(without)]
    shapes = layer.geometry.translate(xoff=moved)
    frame = gpd.GeoDataFrame({"ma": layer.index, "ten": layer.name.values}, geometry=shapes.values)
    return json.dumps(json.loads(frame.to_json()), ensure_ascii=False).encode()

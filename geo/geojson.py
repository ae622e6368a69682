"""A bundled layer as GeoJSON text. Apart from geo.geometry because geopandas is slow to import."""

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

DECIMALS = 4


def feature_collection(file: Path, province_code: str | None = None) -> bytes:
    """A FeatureCollection of the layer in the GeoParquet file, or of one province's areas.

    WGS 84, 4 decimals, RFC 7946 rings (outer counter-clockwise). Discs come last, large ones first,
    so that none is painted over; the others by code, since neighbours then stand together and the
    text packs to two thirds. Properties: code and province (GSO codes as numbers), name (short) and
    at, a point well inside the largest part, as [lon, lat].
    """
    layer = gpd.read_parquet(file)
    if province_code is not None:
        layer = layer[layer.province_code == province_code]
    sizes = shapely.area(layer.geometry.values)
    layer = layer.iloc[np.lexsort([layer.index, -sizes * layer.symbol, layer.symbol])]
    shapes = shapely.orient_polygons(layer.geometry.values)
    features = [
        {
            "type": "Feature",
            "properties": {
                "code": int(code),
                "name": name,
                "province": int(province),
                "at": _inner_point(shape),
            },
            "geometry": _geometry(shapely.get_parts(shape)),
        }
        for code, name, province, shape in zip(
            layer.index, layer.name, layer.province_code, shapes, strict=True
        )
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()


def _inner_point(shape: Any) -> list[float]:
    largest = max(shapely.get_parts(shape), key=shapely.area)
    return _ring(shapely.point_on_surface(largest))[0]


def _geometry(polygons: Any) -> dict[str, Any]:
    parts = [[_ring(ring) for ring in (part.exterior, *part.interiors)] for part in polygons]
    if len(parts) == 1:
        return {"type": "Polygon", "coordinates": parts[0]}
    return {"type": "MultiPolygon", "coordinates": parts}


def _ring(ring: Any) -> list[list[float]]:
    corners: list[list[float]] = shapely.get_coordinates(ring).round(DECIMALS).tolist()
    return corners


def geometries(file: Path) -> dict[str, str]:
    """The geometries of the GeoParquet file by code, as GeoJSON text; see feature_collection."""
    layer = gpd.read_parquet(file)
    shapes = shapely.orient_polygons(layer.geometry.values)
    return {
        code: json.dumps(_geometry(shapely.get_parts(shape)), separators=(",", ":"))
        for code, shape in zip(layer.index, shapes, strict=True)
    }

"""What is wrong with shapes, alone and beside each other; EPSG:4326, areas in geodesic km²."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo.shapes import area_km2

LEAST_KM2 = 0.0001  # of an overlap or gap: what rounding leaves is none
UNITS_OF_AREA = {"km²": 1.0, "ha": 0.01, "m²": 1e-6}
CLOSE = 0.05
_HALF = 0.5

Shapes = npt.NDArray[np.object_]


@dataclass(frozen=True)
class Overlap:
    """Two shapes, by their places in the array, that share ground."""

    one: int
    other: int
    km2: float


@dataclass(frozen=True)
class Gap:
    """Ground that no shape covers though shapes lie all around it."""

    lon: float
    lat: float
    km2: float


def repair(shape: shapely.Geometry) -> shapely.Geometry:
    """A valid Polygon or MultiPolygon of what the rings enclose; empty where that is nothing."""
    sound = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    parts = [part for part in shapely.get_parts(sound) if part.geom_type == "Polygon"]
    if len(parts) == 1:
        return parts[0]
    return shapely.MultiPolygon(parts)


def change(before: shapely.Geometry, after: shapely.Geometry) -> float:
    """By how much of the area the repaired shape differs from the one it was, from 0 up.

    A ring that crosses itself counts one loop against the other; the repaired one does not.
    """
    size = max(after.area, before.area)
    return abs(after.area - before.area) / size if size else 1.0


def overlaps(shapes: Shapes) -> list[Overlap]:
    """The pairs that share more than LEAST_KM2, largest first."""
    invalid = shapely.coverage_invalid_edges(shapes)
    suspects = np.flatnonzero(~(shapely.is_missing(invalid) | shapely.is_empty(invalid)))
    ones, others = shapely.STRtree(shapes[suspects]).query(shapes[suspects], predicate="intersects")
    once = ones < others
    ones, others = suspects[ones[once]], suspects[others[once]]
    common = shapely.intersection(shapes[ones], shapes[others])
    found = [
        Overlap(int(one), int(other), size)
        for one, other, shape in zip(ones, others, common, strict=True)
        if (size := _polygons_km2(shape)) > LEAST_KM2
    ]
    return sorted(found, key=lambda overlap: -overlap.km2)


def gaps(covered: Shapes) -> list[Gap]:
    """The holes of a valid coverage that are larger than LEAST_KM2, largest first."""
    land = shapely.coverage_union_all(covered)
    holes = [shapely.Polygon(ring) for part in shapely.get_parts(land) for ring in part.interiors]
    found = []
    for hole in holes:
        point = shapely.point_on_surface(hole)
        if (size := area_km2(hole)) > LEAST_KM2:
            found.append(Gap(point.x, point.y, size))
    return sorted(found, key=lambda gap: -gap.km2)


def stated_areas(frame: pd.DataFrame, km2: pd.Series) -> dict[str, pd.Series]:
    """The columns that state areas, in km² by row.

    A column states areas where half of its values are within 5 % of the geodesic one in some unit.

    Args:
        frame: Of a file.
        km2: Geodesic area by row.
    """
    found = {}
    for name in frame.columns:
        numbers = _numbers(frame[name]) if name != "geometry" else pd.Series(dtype=float)
        numbers = numbers[numbers.index.isin(km2.index)]
        if len(numbers) < _HALF * len(km2):
            continue
        for factor in UNITS_OF_AREA.values():
            stated = numbers * factor
            close = (stated / km2[stated.index] - 1).abs() <= CLOSE
            if close.mean() >= _HALF:
                found[str(name)] = stated
    return found


def _numbers(column: pd.Series) -> pd.Series:
    if not pd.api.types.is_numeric_dtype(column):
        column = pd.to_numeric(column.astype(object), errors="coerce")
    numbers = column.astype(float)
    return numbers[numbers > 0]


def _polygons_km2(shape: Any) -> float:
    parts = shapely.get_parts(shape)
    return sum(area_km2(part) for part in parts if part.geom_type == "Polygon")

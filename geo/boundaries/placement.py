"""Whether shapes lie where their units are known to lie, and are about as large."""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.boundaries.projections import zone_that_fits
from geo.boundaries.report import Example, Finding
from geo.boundaries.units import Units
from geo.shapes import KM_PER_DEGREE

VIETNAM = shapely.box(101.9, 5.8, 118.2, 23.6)
ARCHIPELAGOS = {
    "Hoàng Sa": shapely.box(110.5, 15.0, 113.5, 17.7),
    "Trường Sa": shapely.box(111.0, 6.0, 118.0, 12.5),
}
FAR_KM = 15  # from the known point, which may be some km off
WRONG_KM = 20  # as the median of all
SAME_SIZE = (0.7, 1.4)  # of units as they are known, which is roughly, as the median of many
ENOUGH = 10
_DEGREES = 180


def strayed(frame: gpd.GeoDataFrame) -> Finding | None:
    """Why most features lie outside Vietnam, None where they do not.

    Args:
        frame: With what is said to be EPSG:4326.
    """
    points = shapely.get_coordinates(shapely.centroid(frame.geometry.dropna().values))
    inside = _share_inside(points)
    if inside >= 0.5:
        return None
    if _share_inside(points[:, ::-1]) >= 0.5:
        return Finding("swapped_axes", len(points), amount=100 * (1 - inside))
    return Finding("wrong_crs", len(points), _span(frame.total_bounds), _span(VIETNAM.bounds))


def _span(bounds: Sequence[float]) -> str:
    """Longitudes and latitudes from and to, as text."""
    west, south, east, north = bounds
    return f"{west:.5g} – {east:.5g}, {south:.5g} – {north:.5g}"


def misplaced(shapes: gpd.GeoSeries, units: Units) -> list[Finding]:
    """The findings on where each unit's shape lies.

    Args:
        shapes: By area_id, EPSG:4326.
        units: With lon, lat.
    """
    elsewhere = shapes[~shapely.intersects(shapes.values, VIETNAM) & shapes.notna()]
    if len(elsewhere):
        found, expected = _span(elsewhere.total_bounds), _span(VIETNAM.bounds)
        examples = _examples(elsewhere.index, units)
        return [Finding.of("wrong_crs", examples, found=found, expected=expected)]
    about = units.table.loc[shapes.index].dropna(subset=["lon", "lat"])
    known = shapes[about.index]
    away = pd.Series(
        shapely.distance(known.values, shapely.points(about.lon, about.lat)) * KM_PER_DEGREE,
        index=about.index,
        dtype=float,
    ).dropna()
    if len(away) and away.median() > WRONG_KM:
        return [Finding("wrong_crs", int((away > WRONG_KM).sum()), amount=float(away.median()))]
    findings = []
    far = away[away > FAR_KM].sort_values(ascending=False)
    if len(far):
        findings.append(Finding.of("place_differs", _examples(far.index, units, far)))
    outside = shapes[~shapely.covered_by(shapes.values, VIETNAM) & shapes.notna()]
    if len(outside):
        findings.append(Finding.of("outside", _examples(outside.index, units)))
    return findings


def _examples(area_ids: pd.Index, units: Units, amounts: pd.Series | None = None) -> list[Example]:
    return [
        Example(
            unit,
            expected=units.table.name[unit],
            amount=None if amounts is None else float(amounts[unit]),
        )
        for unit in area_ids
    ]


def missized(shapes: gpd.GeoSeries, units: Units) -> list[Finding]:
    """The finding that units are of another size than known, such as those of another vintage.

    Args:
        shapes: By area_id, EPSG:4326, perhaps invalid.
        units: With area_km2.
    """
    drawn = shapes.dropna()
    squeeze = np.cos(np.radians(shapely.get_y(shapely.centroid(drawn.values))))
    size = pd.Series(shapely.area(drawn.values) * squeeze * KM_PER_DEGREE**2, index=drawn.index)
    ratio = (size / units.table.area_km2.astype(float)[drawn.index]).dropna()
    if len(ratio) < ENOUGH or SAME_SIZE[0] < ratio.median() < SAME_SIZE[1]:
        return []
    return [Finding("wrong_size", len(ratio), amount=100 * float(ratio.median()))]


def zone(frame: gpd.GeoDataFrame, unit: pd.Series, units: Units) -> str:
    """The VN-2000 zone that coordinates in metres would fit, "" where none does.

    Args:
        frame: With metres in place of degrees.
        unit: area_id by row, of the features known by code or name.
        units: With lon, lat.
    """
    about = units.table.loc[unit].dropna(subset=["lon", "lat"])
    rows = unit[unit.isin(about.index)].index
    points = shapely.get_coordinates(shapely.centroid(frame.geometry[rows].values))
    if not len(points) or np.nanmedian(np.abs(points)) <= _DEGREES:
        return ""
    return zone_that_fits(points, about.loc[unit[rows], ["lon", "lat"]].to_numpy())


def archipelagos_without(shapes: gpd.GeoSeries) -> list[str]:
    """The names of the archipelagos that no shape lies in."""
    return [
        name
        for name, box in ARCHIPELAGOS.items()
        if not shapely.intersects(shapes.values, box).any()
    ]


def in_archipelago(units: Units) -> pd.Series:
    """Whether each unit is known to lie in an archipelago, by area_id."""
    points = shapely.points(units.table.lon.astype(float), units.table.lat.astype(float))
    inside = shapely.intersects(points, shapely.union_all(list(ARCHIPELAGOS.values())))
    return pd.Series(inside, index=units.table.index)


def _share_inside(points: np.ndarray) -> float:
    return float(shapely.intersects_xy(VIETNAM, points).mean()) if len(points) else 0.0

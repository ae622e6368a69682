"""Polygons of one layer: parts, discs, moving and giving away. Build time only; WGS 84 degrees.

A layer is a GeoDataFrame indexed by code.
"""

from collections.abc import Iterable

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Geod

EARTH = Geod(ellps="WGS84")
KM_PER_DEGREE = 111.3


def area_km2(shape: shapely.Geometry) -> float:
    """The geodesic area on the WGS 84 ellipsoid, in km²."""
    return abs(float(EARTH.geometry_area_perimeter(shapely.orient_polygons(shape))[0])) / 1e6


def disc(lon: float, lat: float, km2: float) -> shapely.Polygon:
    """A 16-cornered disc of about km2 around a point: a place drawn where no outline is known."""
    circle = shapely.Point(0, 0).buffer(np.sqrt(km2 / np.pi) / KM_PER_DEGREE, quad_segs=4)
    squeeze = [np.cos(np.radians(lat)), 1.0]
    return shapely.transform(circle, lambda xy: np.round(xy / squeeze + [lon, lat], 4))


def is_disc(shape: shapely.Geometry) -> bool:
    """Whether the shape is one that disc() draws."""
    if shapely.get_num_coordinates(shape) != 17 or shapely.get_num_geometries(shape) != 1:
        return False
    xy = shapely.get_coordinates(shape)[:-1]
    centre = xy.mean(axis=0)
    radii = np.hypot(*((xy - centre) * [np.cos(np.radians(centre[1])), 1.0]).T)
    return bool(radii.std() < 0.02 * radii.mean())


def distance_km(one: shapely.Geometry, other: shapely.Geometry) -> float:
    """The distance in km, good to a few per cent at the latitudes of Vietnam."""
    return float(shapely.distance(one, other)) * KM_PER_DEGREE


def give_away(layer: gpd.GeoDataFrame, part: shapely.Geometry, but: str) -> None:
    """Adds the part to the neighbour with the longest common border, else to the nearest area."""
    others = layer.drop(index=but)
    near = others[others.intersects(part.buffer(1e-6))]
    borders = shapely.length(shapely.intersection(near.geometry.values, part.buffer(1e-6).boundary))
    taker = (
        near.index[int(np.argmax(borders))]
        if len(near)
        else others.index[others.distance(part).argmin()]
    )
    layer.loc[taker, "geometry"] = shapely.union(layer.geometry[taker], part)


def give_away_far_parts(layer: gpd.GeoDataFrame, kilometres: float) -> list[str]:
    """The codes of areas that lost an inland part lying farther than this from their main part.

    Parts that touch no other area are islands and stay.
    """
    losers = []
    for code in list(layer.index):
        parts = sorted(shapely.get_parts(layer.geometry[code]), key=shapely.area, reverse=True)
        others = layer.drop(index=code)
        far = [
            part
            for part in parts[1:]
            if distance_km(part, parts[0]) > kilometres and others.intersects(part).any()
        ]
        if far:
            losers.append(code)
            layer.loc[code, "geometry"] = shapely.difference(
                layer.geometry[code], shapely.union_all(far)
            )
            for part in far:
                give_away(layer, part, but=code)
    return losers


def move(layer: gpd.GeoDataFrame, code: str, shape: shapely.Geometry) -> None:
    """Draws an area elsewhere: it takes the shape from its neighbours, who get the old place."""
    left = shapely.difference(layer.geometry[code], shape)
    for other in layer.index[layer.intersects(shape) & (layer.index != code)]:
        layer.loc[other, "geometry"] = shapely.difference(layer.geometry[other], shape)
    layer.loc[code, "geometry"] = shape
    for part in shapely.get_parts(left):
        give_away(layer, part, but=code)


def only_polygons(shapes: Iterable[shapely.Geometry]) -> list[shapely.Geometry]:
    """The shapes valid and on the 4-decimal grid, without the slivers that cutting leaves.

    Every shape keeps at least its largest polygon.
    """
    cleaned = []
    for shape in shapes:
        exact = shapely.set_precision(shapely.make_valid(shape, method="structure"), 1e-4)
        parts = [part for part in shapely.get_parts(exact) if part.geom_type == "Polygon"]
        sound = [part for part in parts if part.area > 1e-6] or [max(parts, key=shapely.area)]
        cleaned.append(sound[0] if len(sound) == 1 else shapely.MultiPolygon(sound))
    return cleaned


def as_coverage(shapes: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """The same shapes with a corner wherever a neighbour has one, so that borders are one line.

    Simplified as a coverage, shapes whose neighbours turn where they themselves run straight would
    keep all their corners. Holes that belong to no shape stay holes.

    Args:
        shapes: Polygons that may touch but do not overlap.
    """
    faces = shapely.get_parts(shapely.polygonize([shapely.union_all(shapely.boundary(shapes))]))
    inner = shapely.point_on_surface(faces)
    face, owner = shapely.STRtree(shapes).query(inner, predicate="within")
    parts = gpd.GeoSeries(faces[face]).groupby(owner).agg(list)
    return np.array([shapely.union_all(parts[place]) for place in range(len(shapes))])

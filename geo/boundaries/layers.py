"""The layers that maps draw, made of checked shapes: simplified together, on a grid of 4 decimals.

A layer is a frame like those in geo/layers/: indexed by code, with name, province_code, symbol and
geometry in EPSG:4326.
"""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo.boundaries.check import Checked
from geo.boundaries.placement import ARCHIPELAGOS
from geo.shapes import KM_PER_DEGREE

NATIONAL = "commune-national"
GRID = 1e-4
# Degrees: the square root of the area that a corner may cut off. They look right on a screen and
# keep all communes below 650 kB, those of one province below 200 kB, as compressed GeoJSON.
TOLERANCES = {"province": 0.0075, "district": 0.004, "commune": 0.0005, NATIONAL: 0.0045}
LEAST_PART_KM2 = {"province": 1.0, "district": 0.1, "commune": 0.1, NATIONAL: 0.1}
_COLUMNS = ["name", "province_code", "symbol", "geometry"]

Shapes = npt.NDArray[np.object_]


def layers(checked: Checked, base: Mapping[str, gpd.GeoDataFrame]) -> dict[str, gpd.GeoDataFrame]:
    """The layers that the file gives, by name.

    "province", "district" or "commune" as the file is of; communes also as "commune-national",
    for a map of all of them. Where every commune is there, also the provinces (and, before the
    merger, districts) that they make up, so that borders agree between the levels.

    Units that the file lacks stay as in the layer before, less what others now cover; so do Hoàng
    Sa and Trường Sa.

    Args:
        checked: A file that was not refused.
        base: The layers in force by name: of the file's level, with communes also NATIONAL where it
            is another, and those of the levels above.
    """
    report, shapes = checked.report, checked.shapes
    about = checked.units.table.loc[shapes.index]
    own = _labels(about.index, about.short_name, about.province_id)
    names = ["commune", NATIONAL] if report.level == "commune" else [report.level]
    made = {name: _layer(name, shapes, own, base.get(name, base[report.level])) for name in names}
    if report.level == "commune" and report.complete:
        above = {"province": "province", "district": "parent"}
        for level in ("province", "district") if report.vintage == "2024" else ("province",):
            parents = about[f"{above[level]}_id"]
            wholes = _wholes(shapes, parents)
            first = about.loc[~parents.duplicated()].set_index(f"{above[level]}_id", drop=False)
            labels = _labels(first.index, first[f"{above[level]}_name"], first.province_id)
            made[level] = _layer(level, wholes, labels, base[level])
    return made


def read_layers(files: Mapping[str, str]) -> dict[str, gpd.GeoDataFrame]:
    """The layers in the GeoParquet files, by name as the files are."""
    return {name: gpd.read_parquet(file) for name, file in files.items()}


def _labels(area_ids: pd.Index, names: pd.Series, province_ids: pd.Series) -> pd.DataFrame:
    """Columns name and province_code by area_id."""
    codes = [_code(province) for province in province_ids]
    return pd.DataFrame({"name": names.to_numpy(), "province_code": codes}, index=area_ids)


def _code(area_id: str) -> str:
    return area_id.rpartition("-")[2][1:]


def _wholes(shapes: gpd.GeoSeries, parents: pd.Series) -> gpd.GeoSeries:
    """What the shapes make up, by the area_id of their parent."""
    groups = parents.groupby(parents).groups
    wholes = {
        parent: shapely.coverage_union_all(shapes[units].to_numpy())
        for parent, units in groups.items()
    }
    return gpd.GeoSeries(wholes, crs=shapes.crs)


def simplify(shapes: Shapes, tolerance: float, least_part_km2: float) -> Shapes:
    """The shapes of a valid coverage with fewer corners, on the grid; still one, none is lost.

    Parts below the least size are dropped first, but never the only part of a shape, and none of
    Hoàng Sa and Trường Sa, whose islands are small.

    Args:
        shapes: Polygons and multipolygons in degrees.
        tolerance: Degrees; see TOLERANCES.
        least_part_km2: In km².
    """
    kept = _without_small_parts(shapes, least_part_km2)
    if not shapely.coverage_is_valid(kept):
        kept = shapely.coverage_clean(kept)
    return _on_grid(shapely.coverage_simplify(kept, tolerance))


def _layer(
    name: str, shapes: gpd.GeoSeries, labels: pd.DataFrame, base: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    simple = simplify(shapes.to_numpy(), TOLERANCES[name], LEAST_PART_KM2[name])
    columns = labels.loc[shapes.index].assign(symbol=False)
    new = gpd.GeoDataFrame(columns, geometry=simple, crs=shapes.crs)
    new.index = pd.Index([_code(area_id) for area_id in shapes.index], name="code")
    return _with_kept(new, base)


def _with_kept(new: gpd.GeoDataFrame, base: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The layer with what only the one before has: units, and the archipelagos."""
    kept = base.drop(index=base.index.intersection(new.index)).copy()
    kept["geometry"] = _uncovered(kept.geometry.to_numpy(), new.geometry.to_numpy())
    for box in ARCHIPELAGOS.values():
        if shapely.intersects(new.geometry.to_numpy(), box).any():
            continue
        for code in base.index[shapely.intersects(base.geometry.to_numpy(), box)]:
            if code in new.index:
                islands = shapely.intersection(base.geometry[code], box)
                whole = shapely.union(new.geometry[code], islands)
                new.loc[[code], "geometry"] = gpd.GeoSeries([whole], index=[code], crs=new.crs)
    layer: gpd.GeoDataFrame = pd.concat([new[_COLUMNS], kept[_COLUMNS]]).sort_index()
    return layer


def _uncovered(shapes: Shapes, cover: Shapes) -> Shapes:
    """The shapes less what the cover takes; as they were where nothing would be left."""
    tree = shapely.STRtree(cover)
    left = shapes.copy()
    for place, shape in enumerate(shapes):
        over = tree.query(shape, predicate="intersects")
        if len(over):
            rest = shapely.difference(shape, shapely.union_all(cover[over]), grid_size=GRID)
            parts = [part for part in shapely.get_parts(rest) if part.geom_type == "Polygon"]
            left[place] = shapely.MultiPolygon(parts) if parts else shape
    return left


def _without_small_parts(shapes: Shapes, km2: float) -> Shapes:
    parts, owner = shapely.get_parts(shapes, return_index=True)
    middle = shapely.get_y(shapely.centroid(parts))
    size = shapely.area(parts) * KM_PER_DEGREE**2 * np.cos(np.radians(middle))
    largest = np.zeros(len(shapes))
    np.maximum.at(largest, owner, size)
    islands = shapely.intersects(parts, shapely.union_all(list(ARCHIPELAGOS.values())))
    keep = (size >= km2) | (size == largest[owner]) | islands
    kept: Shapes = shapely.multipolygons(parts[keep], indices=owner[keep])
    return kept


def _on_grid(shapes: Shapes) -> Shapes:
    """The coverage with every corner on the grid, and still a coverage.

    All borders are put on the grid at once and cross only in corners; each face that they enclose
    goes to the shape that it was in. A shape too small for the grid stays as it was.
    """
    borders = shapely.union_all(shapely.boundary(shapes), grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(borders)))
    inner, owner = shapely.STRtree(shapes).query(
        shapely.point_on_surface(faces), predicate="intersects"
    )
    _, first = np.unique(inner, return_index=True)
    inner, owner = inner[first], owner[first]
    gridded = np.array(
        [shapely.coverage_union_all(faces[inner[owner == place]]) for place in range(len(shapes))],
        dtype=object,
    )
    lost = shapely.is_empty(gridded)
    gridded[lost] = shapes[lost]
    return gridded

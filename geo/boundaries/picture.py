"""A small picture of a layer: what is new in it, and what stays as it was."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely

WIDTH = 480  # pixels
NEW, KEPT, LINE, TEXT = "#4a86b8", "#d5d8dc", "#ffffff", "#767676"
ISLANDS = {"Hoàng Sa": (112.0, 16.5), "Trường Sa": (114.0, 10.0)}
MARGIN = 0.02  # of the larger side


def outlines(layer: gpd.GeoDataFrame, new: gpd.GeoSeries) -> str:
    """The layer as SVG, new shapes in colour; the view is theirs, or the nation's if they fill it.

    Args:
        layer: Indexed by code, EPSG:4326.
        new: The shapes that are new, by area_id.
    """
    codes = {area_id.rpartition("-")[2][1:] for area_id in new.index}
    west, south, east, north = layer[layer.index.isin(codes)].total_bounds
    if len(codes) > len(layer) / 2:
        west, south, east, north = layer.total_bounds
    margin = MARGIN * max(east - west, north - south)
    box = (west - margin, south - margin, east + margin, north + margin)
    seen = layer[shapely.intersects(layer.geometry.values, shapely.box(*box))]
    pixel = (box[2] - box[0]) / WIDTH
    squeeze = float(np.cos(np.radians((box[1] + box[3]) / 2)))  # of a degree of longitude
    height = round((box[3] - box[1]) / pixel / squeeze)
    scale = np.array([1 / pixel, -1 / pixel / squeeze])
    origin = np.array([box[0], box[3]])
    shapes = shapely.coverage_simplify(seen.geometry.values, 2 * pixel)
    drawn = shapely.transform(shapes, lambda corners: (corners - origin) * scale)
    paths = [
        f'<path fill="{NEW if code in codes else KEPT}" d="{_path(shape)}"/>'
        for code, shape in zip(seen.index, drawn, strict=True)
    ]
    labels = [
        f'<text x="{x:.0f}" y="{y + 22:.0f}">{name}</text>'
        for name, at in ISLANDS.items()
        if shapely.box(*box).contains(shapely.Point(at))
        for x, y in [(np.array(at) - origin) * scale]
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}"><g stroke="{LINE}" stroke-width=".3" '
        f'fill-rule="evenodd">{"".join(paths)}</g><g fill="{TEXT}" font-family="sans-serif" '
        f'font-size="13" text-anchor="middle">{"".join(labels)}</g></svg>'
    )


def _path(shape: shapely.Geometry) -> str:
    rings = [ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]
    return "".join(
        "M" + " ".join(f"{x:.1f},{y:.1f}" for x, y in shapely.get_coordinates(ring)[:-1]) + "z"
        for ring in rings
    )

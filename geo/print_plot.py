"""One map in one frame of a printed sheet: areas, hatching, outlines, bubbles.

Drawn in degrees, true to scale at the frame's middle latitude, north up.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from geo.print_text import HATCHING, LINE
from geo.sheet import Box, Inset

BORDER, LAND = "#6b767c", "#f1f3f4"


@dataclass(frozen=True)
class Area:
    """One area of a layer: its code, its short name, a point inside, its shape in WGS 84."""

    code: int
    name: str
    at: tuple[float, float]
    shape: shapely.Geometry


def read(layer: bytes) -> list[Area]:
    """The areas of a layer as it is served: gzip-compressed GeoJSON, smaller areas last."""
    features = json.loads(gzip.decompress(layer))["features"]
    shapes = shapely.from_geojson([json.dumps(each["geometry"]) for each in features])
    return [
        Area(
            each["properties"]["code"],
            each["properties"]["name"],
            tuple(each["properties"]["at"]),
            shape,
        )
        for each, shape in zip(features, shapes, strict=True)
    ]


def parts_in(areas: Sequence[Area], box: Box) -> list[Area]:
    """The parts of areas whose middle lies in the box, as areas; those without any are left out."""
    west, south, east, north = box
    bounds = shapely.bounds([area.shape for area in areas]).reshape(-1, 4)
    near = (bounds[:, :2] < [east, north]).all(axis=1) & (bounds[:, 2:] > [west, south]).all(axis=1)
    found = []
    for place in np.flatnonzero(near).tolist():
        parts = shapely.get_parts(areas[place].shape)
        x, y = shapely.get_coordinates(shapely.centroid(parts)).T
        inside = parts[(x > west) & (x < east) & (y > south) & (y < north)]
        if inside.size:
            found.append(replace(areas[place], shape=shapely.MultiPolygon(list(inside))))
    return found


def extent(areas: Iterable[Area], but: Iterable[Inset] = ()) -> Box | None:
    """The smallest box around the areas, without their parts in the insets; None around nothing."""
    far = shapely.union_all([shapely.box(*inset.box) for inset in but])
    parts = shapely.get_parts([area.shape for area in areas])
    near = parts[~shapely.intersects(far, parts)]
    if not near.size:
        return None
    west, south, east, north = (float(side) for side in shapely.total_bounds(near))
    return west, south, east, north


class Plot:
    """A frame on the figure that shows a part of the world.

    Attributes:
        box: What it shows: what was asked for, and more on two sides so that it fills the frame.
        wide: Its width in inches.
        high: Its height.
    """

    def __init__(
        self, figure: Figure, place: tuple[float, float, float, float], box: Box, air: float = 0.03
    ) -> None:
        """Makes the frame.

        Args:
            figure: To draw on.
            place: Left, top, width and height in inches from the figure's upper left corner.
            box: What is to be seen.
            air: Around it, as a share of its size.
        """
        left, top, self.wide, self.high = place
        sheet_wide, sheet_high = figure.get_size_inches()
        self.box = _filled(box, self.wide, self.high, air)
        corner = (left / sheet_wide, 1 - (top + self.high) / sheet_high)
        self.axes = figure.add_axes((*corner, self.wide / sheet_wide, self.high / sheet_high))
        self.axes.set(xlim=self.box[::2], ylim=self.box[1::2], xticks=[], yticks=[])
        for spine in self.axes.spines.values():
            spine.set(color=LINE, linewidth=0.5)

    def fill(
        self, areas: Iterable[Area], colours: Mapping[int, str], gid: str, line: float = 0.35
    ) -> None:
        """Fills each area with its colour; in an SVG it has the id `<gid>-<code>`."""
        for area in areas:
            self.axes.add_artist(
                PathPatch(
                    _path(area.shape),
                    facecolor=colours[area.code],
                    edgecolor=BORDER,
                    linewidth=line,
                    gid=f"{gid}-{area.code}",
                )
            )

    def hatch(self, areas: Iterable[Area]) -> None:
        """Hatches the areas, over their colour: they have no data."""
        shapes = [_path(area.shape) for area in areas]
        if shapes:
            whole = Path.make_compound_path(*shapes)
            self.axes.add_artist(PathPatch(whole, fill=False, linewidth=0, **HATCHING))

    def outline(
        self, shapes: Iterable[shapely.Geometry], colour: str, line: float, gid: str = ""
    ) -> None:
        """Draws the borders of shapes, inside and out."""
        paths = [_path(shape) for shape in shapes if not shape.is_empty]
        if paths:
            whole = Path.make_compound_path(*paths)
            self.axes.add_artist(
                PathPatch(whole, fill=False, edgecolor=colour, linewidth=line, gid=gid or None)
            )

    def bubbles(self, discs: Iterable[tuple[tuple[float, float], float, str, str]]) -> None:
        """Draws discs: each one's place in degrees, radius in points, colour, line's colour."""
        largest_first = sorted(discs, key=lambda disc: -disc[1])
        if largest_first:
            points, radii, colours, lines = zip(*largest_first, strict=True)
            x, y = np.array(points).T
            sizes = (2 * np.array(radii)) ** 2
            self.axes.scatter(
                x, y, sizes, list(colours), edgecolors=list(lines), linewidths=0.6, gid="bubbles"
            )

    def inches(self, degrees: np.ndarray) -> np.ndarray:
        """Points in degrees as inches from the frame's lower left corner."""
        west, south, east, north = self.box
        scale = [self.wide / (east - west), self.high / (north - south)]
        return (np.asarray(degrees) - [west, south]) * scale


def form_of(box: Box) -> float:
    """The width of what a box shows, by its height."""
    west, south, east, north = box
    return (east - west) * math.cos(math.radians((south + north) / 2)) / (north - south)


def _filled(box: Box, wide: float, high: float, air: float) -> Box:
    """The box with air around it, widened to the form of a frame."""
    west, south, east, north = box
    squeeze = math.cos(math.radians((south + north) / 2))
    x, y = (west + east) / 2, (south + north) / 2
    per_inch = (1 + 2 * air) * max((east - west) * squeeze / wide, (north - south) / high, 1e-4)
    half_x, half_y = per_inch * wide / squeeze / 2, per_inch * high / 2
    return x - half_x, y - half_y, x + half_x, y + half_y


def _path(shape: shapely.Geometry) -> Path:
    rings = [
        Path(shapely.get_coordinates(ring), closed=True)
        for part in shapely.get_parts(shape)
        for ring in (part.exterior, *part.interiors)
    ]
    return Path.make_compound_path(*rings)

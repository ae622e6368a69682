"""Names on a printed map: where they fit, what they may cover, in which ink. Lengths in inches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from matplotlib.colors import to_rgb
from matplotlib.patches import PathPatch
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D

from geo.print_plot import Area, Plot, parts_in
from geo.print_text import INK, POINTS, STEP, clean, face, width
from geo.sheet import Inset

OWN = 0.5  # the least share of a name's box that lies in its own area
OTHERS = 0.12  # the largest share that lies in others: it may reach over the sea
SHIFTS = (0.0, 0.2, -0.2, 0.4, -0.4)  # of the name's length, from the point inside
SMALLER = 0.8
WITHIN = 0.97  # of a box in its area: letters are in the ink that the area's colour asks for
DARK = 0.5  # of luminance; on darker colours that ink is white
WORSE = 100  # times, to hide a name than an area
EDGE = 0.03
BASELINE = 0.36  # under the middle of a line, by the size of its letters


@dataclass(frozen=True)
class Label:
    """Lines of text around a point, with what they cover."""

    lines: list[str]
    middle: tuple[float, float]
    size: float
    bold: bool

    @property
    def box(self) -> shapely.Geometry:
        """What the lines cover."""
        half_x = max(width(line, self.size, self.bold) for line in self.lines) / 2
        half_y = len(self.lines) * self.size * STEP / POINTS / 2
        x, y = self.middle
        return shapely.box(x - half_x, y - half_y, x + half_x, y + half_y)


class Names:
    """Writes names into a plot, each where it covers no other.

    Attributes:
        plot: The map.
        areas: Those that can be named.
        fills: By code, the one colour of an area; of none where it is hatched or of many colours.
    """

    def __init__(self, plot: Plot, areas: Sequence[Area], fills: Mapping[int, str]) -> None:
        self.plot, self.areas, self.fills = plot, areas, fills
        self.shapes = {area.code: shapely.transform(area.shape, plot.inches) for area in areas}
        self.tree = shapely.STRtree(list(self.shapes.values()))
        self.taken: list[shapely.Geometry] = []

    def over(self, areas: Sequence[Area], fills: Mapping[int, str]) -> Names:
        """Names of other areas in the same plot, which cover none of these."""
        names = Names(self.plot, areas, fills)
        names.taken = self.taken
        return names

    def write(self, area: Area, size: float, *, marked: bool = False) -> None:
        """Writes an area's name where it fits, in one line or two; of a marked one else beside it.

        Args:
            area: One of the plot's.
            size: In points; a smaller one is tried too.
            marked: Whether it is written at any rate, and bold.
        """
        x, y = self.plot.inches(np.array([area.at]))[0]
        if not (0 < x < self.plot.wide and 0 < y < self.plot.high):
            return
        fitting = (
            label for label in self._ways(area, (x, y), size, marked) if self._fits(label, area)
        )
        chosen = next(fitting, None)
        if chosen is None and marked:
            chosen = min(self._beside(area, size), key=self._covered)
        if chosen is not None:
            self._draw(chosen, f"name-{area.code}", self._ink(chosen, area))

    def place(self, inset: Inset, size: float, gid: str) -> None:
        """Names an archipelago under its islands; where no layer draws them, under a dot."""
        found = [part.shape for part in parts_in(self.areas, inset.box)]
        west, south, east, north = inset.box
        x, y = (west + east) / 2, (south + north) / 2
        if found:
            west, y, east, _ = shapely.total_bounds(found)
            x = (west + east) / 2
        else:
            self.plot.axes.plot([x], [y], "o", color=INK, markersize=2, gid=f"{gid}-dot")
        name = clean(inset.name)
        x, y = self.plot.inches(np.array([[x, y]]))[0]
        middle = (self._kept_in(x, width(name, size)), y - size * SMALLER / POINTS)
        self._draw(Label([name], middle, size, False), gid, None)

    def _ways(
        self, area: Area, at: tuple[float, float], size: float, bold: bool
    ) -> Iterator[Label]:
        west, _, east, _ = shapely.bounds(self.shapes[area.code])
        for points in (size, size * SMALLER):
            for lines in _broken(clean(area.name)):
                long = max(width(line, points, bold) for line in lines)
                if long * OWN > east - west:
                    continue
                for shift in SHIFTS:
                    yield Label(lines, (at[0] + shift * long, at[1]), points, bold)

    def _beside(self, area: Area, size: float) -> Iterator[Label]:
        """Bold labels right, left, below and above an area."""
        name = clean(area.name)
        west, south, east, north = shapely.bounds(self.shapes[area.code])
        half, high = width(name, size, bold=True) / 2 + EDGE, size * STEP / POINTS / 2
        x, y = (west + east) / 2, (south + north) / 2
        for middle_x, middle_y in (
            *((east + half, y), (west - half, y)),
            *((x, south - high), (x, north + high)),
        ):
            yield Label([name], (self._kept_in(middle_x, 2 * half), middle_y), size, bold=True)

    def _covered(self, label: Label) -> float:
        """How much a label hides of names, first of all, and of areas; in square inches."""
        box = label.box
        names = shapely.area(shapely.intersection(self.taken, box)).sum()
        return float(names * WORSE + self._area_under(box))

    def _area_under(self, box: shapely.Geometry) -> float:
        near = self.tree.geometries[self.tree.query(box)]
        return float(shapely.area(shapely.intersection(near, box)).sum())

    def _fits(self, label: Label, area: Area) -> bool:
        box = label.box
        if any(shapely.intersects(box, other) for other in self.taken):
            return False
        own = shapely.intersection(self.shapes[area.code], box).area
        return bool(own >= OWN * box.area and self._area_under(box) - own <= OTHERS * box.area)

    def _kept_in(self, middle: float, long: float) -> float:
        """The middle of a line moved so that the frame does not cut the line."""
        return min(max(middle, long / 2 + EDGE), self.plot.wide - long / 2 - EDGE)

    def _ink(self, label: Label, area: Area) -> str | None:
        """The ink that the area's colour asks for; None where letters do not lie on one colour."""
        box = label.box
        inside = shapely.intersection(self.shapes[area.code], box).area
        fill = self.fills.get(area.code)
        if fill is None or inside < WITHIN * box.area:
            return None
        red, green, blue = to_rgb(fill)
        return "white" if 0.299 * red + 0.587 * green + 0.114 * blue < DARK else INK

    def _draw(self, label: Label, gid: str, ink: str | None) -> None:
        """Writes a label; without an ink of its own in the usual one, edged in white."""
        self.taken.append(label.box)
        axes, font = self.plot.axes, face(label.size, label.bold)
        high = label.size * STEP / POINTS
        for number, line in enumerate(label.lines):
            x = label.middle[0] - width(line, label.size, label.bold) / 2
            y = label.middle[1] + high * ((len(label.lines) - 1) / 2 - number)
            x, y = x / self.plot.wide, (y - label.size * BASELINE / POINTS) / self.plot.high
            if ink is None:
                to_axes = Affine2D().scale(1 / POINTS / self.plot.wide, 1 / POINTS / self.plot.high)
                edge = PathPatch(TextPath((0, 0), line, prop=font), facecolor="none")
                edge.set(edgecolor="white", linewidth=label.size / 4, joinstyle="round")
                edge.set_transform(to_axes.translate(x, y) + axes.transAxes)
                axes.add_artist(edge)
            text = axes.text(x, y, line, transform=axes.transAxes, font=font, color=ink or INK)
            text.set_gid(f"{gid}-{number}")


def _broken(name: str) -> list[list[str]]:
    """The name on one line, and on two that are about as long."""
    words = name.split(" ")
    cuts = [[" ".join(words[:cut]), " ".join(words[cut:])] for cut in range(1, len(words))]
    return [[name], *sorted(cuts, key=lambda lines: max(map(len, lines)))[:1]]

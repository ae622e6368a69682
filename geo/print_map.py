"""The maps of a printed sheet: the large one, where its province lies, archipelagos enlarged."""

from __future__ import annotations

from collections.abc import Sequence

from geo.print_names import Names
from geo.print_plot import LAND, Area, Plot, extent, form_of, parts_in
from geo.print_text import INK, LINE, Pen
from geo.print_words import GAP, MARGIN, POINTS_A_PIXEL
from geo.sheet import Box, Sheet

LOCATOR, SIDE, CAPTION = 1.7, 1.4, 0.25  # inches: where a province lies, an archipelago, its name
HIGHLIGHT = "#d1495b"
NAME, NAME_OF_FEW, NAME_OF_MARKED, NAME_OF_PLACE = 7.0, 9.0, 8.0, 7.5  # points
FEW, MANY = 15, 1000  # areas: so few have larger names, so many have thinner borders and none


class Maps:
    """The maps of a sheet.

    Attributes:
        sheet: What is drawn.
        areas: Those of the large map.
        provinces: All of the same vintage.
        fills: The colour of each area; under bubbles all are as without data.
        empty: The codes of the areas without a value.
        insets: The archipelagos that are drawn beside the large map, with what lies in them.
        seen: What the large map shows: the nation, or a province without what lies far off.
    """

    def __init__(self, sheet: Sheet, areas: Sequence[Area], provinces: Sequence[Area]) -> None:
        self.sheet, self.areas, self.provinces = sheet, areas, provinces
        no_data = sheet.entries[-1].colour
        shown = {value.code: sheet.entries[value.index].colour for value in sheet.values}
        coloured = {} if sheet.sizes else shown
        self.fills = {area.code: coloured.get(area.code, no_data) for area in areas}
        self.empty = {area.code for area in areas} - {*shown}
        found = ((inset, parts_in(areas, inset.box)) for inset in sheet.archipelagos)
        self.insets = [(inset, parts) for inset, parts in found if parts]
        self.seen = sheet.whole if sheet.province is None else self._province()

    @property
    def high(self) -> float:
        """The height of what is drawn beside the large map, in inches."""
        if self.sheet.province is not None:
            return LOCATOR / form_of(self.sheet.whole) + CAPTION
        return SIDE + CAPTION if self.insets else 0.0

    def draw(self, pen: Pen, frame: tuple[float, float, float, float]) -> None:
        """Draws the large map.

        Args:
            pen: Of the figure.
            frame: Left, top, width and height in inches.
        """
        plot = Plot(pen.figure, frame, self.seen)
        self._draw_areas(plot)
        if self.sheet.sizes:
            self._draw_bubbles(plot)
        self._write_names(plot, pen.scale)

    def draw_beside(self, pen: Pen, at: tuple[float, float]) -> None:
        """Draws where the province lies, and the archipelagos enlarged.

        Args:
            pen: Of the figure.
            at: The upper left corner in inches.
        """
        x, y = at
        if self.sheet.province is not None:
            self._draw_locator(pen, (x, y))
            x += LOCATOR + GAP
        for number, (inset, parts) in enumerate(self.insets):
            side = min(SIDE, pen.wide - MARGIN - x)
            plot = Plot(pen.figure, (x, y, side, side), extent(parts) or inset.box, air=0.25)
            plot.fill(parts, self.fills, f"inset-{number}")
            plot.hatch(area for area in parts if area.code in self.empty)
            for mark in self.sheet.marks:
                own = [area.shape for area in parts if area.code == mark.code]
                plot.outline(own, mark.colour, 1.8)
            below = (x, y + side + 0.03)
            pen.paragraph(inset.name, below, side + GAP, NAME, gid=f"inset-name-{number}")
            x += side + GAP

    def _province(self) -> Box:
        return extent(self.areas, self.sheet.archipelagos) or extent(self.areas) or self.sheet.whole

    @property
    def _has_provinces_besides(self) -> bool:
        """Whether this is the nation in smaller areas than provinces."""
        own = {area.code for area in self.areas}
        return self.sheet.province is None and own != {area.code for area in self.provinces}

    def _draw_areas(self, plot: Plot) -> None:
        if self.sheet.province is not None:
            others = [area for area in self.provinces if area.code != self.sheet.province]
            plot.fill(others, dict.fromkeys((area.code for area in others), LAND), "around", 0.3)
        plot.fill(self.areas, self.fills, "area", 0.04 if len(self.areas) > MANY else 0.35)
        plot.hatch(area for area in self.areas if area.code in self.empty)
        if self._has_provinces_besides:
            plot.outline([area.shape for area in self.provinces], INK, 0.4)
        shapes = {area.code: area.shape for area in self.areas}
        for mark in self.sheet.marks:
            if mark.code in shapes:
                plot.outline([shapes[mark.code]], "white", 3)
                plot.outline([shapes[mark.code]], mark.colour, 1.8, f"outline-{mark.code}")

    def _draw_bubbles(self, plot: Plot) -> None:
        points = {area.code: area.at for area in self.areas}
        lines = {mark.code: mark.colour for mark in self.sheet.marks}
        plot.bubbles(
            (
                points[value.code],
                value.radius * POINTS_A_PIXEL,
                self.sheet.entries[value.index].colour,
                lines.get(value.code, LINE),
            )
            for value in self.sheet.values
            if value.code in points
        )

    def _write_names(self, plot: Plot, scale: float) -> None:
        """Writes the archipelagos' and the marked areas' names always, others where they fit."""
        one_colour = {code: fill for code, fill in self.fills.items() if code not in self.empty}
        names = Names(plot, self.areas, one_colour)
        if self.sheet.province is None:
            for number, inset in enumerate(self.sheet.archipelagos):
                names.place(inset, NAME_OF_PLACE * scale, f"archipelago-{number}")
        marked = {mark.code for mark in self.sheet.marks}
        for area in self.areas:
            if area.code in marked:
                names.write(area, NAME_OF_MARKED * scale, marked=True)
        if self.sheet.sizes:
            return  # names would hide bubbles
        if self._has_provinces_besides:
            names = names.over(self.provinces, {})
        size = NAME_OF_FEW if len(names.areas) <= FEW else NAME
        for area in names.areas if len(names.areas) <= MANY else ():
            if area.code not in marked or self._has_provinces_besides:
                names.write(area, size * scale)

    def _draw_locator(self, pen: Pen, at: tuple[float, float]) -> None:
        """Draws the nation with the province in a colour of its own."""
        x, y = at
        high = LOCATOR / form_of(self.sheet.whole)
        plot = Plot(pen.figure, (x, y, LOCATOR, high), self.sheet.whole, air=0.0)
        fills = {
            area.code: HIGHLIGHT if area.code == self.sheet.province else LAND
            for area in self.provinces
        }
        plot.fill(self.provinces, fills, "locator", 0.2)
        names = Names(plot, self.provinces, fills)
        for number, inset in enumerate(self.sheet.archipelagos):
            names.place(inset, 5, f"locator-archipelago-{number}")
        pen.paragraph(self.sheet.place, (x, y + high + 0.03), LOCATOR, NAME, gid="place")

"""Where title, legend and notes stand on a printed sheet, and what room they leave for maps."""

from __future__ import annotations

from typing import NamedTuple

from matplotlib.figure import Figure

from geo.print_text import LINE, POINTS, QUIET, Pen
from geo.sheet import Sheet

MARGIN, GAP = 0.4, 0.18  # inches, as all lengths here
COLUMN = 3.0  # the least width of what stands beside a map
LEAST = 0.45  # of the sheet's height, for the map
TITLE, SUBTITLE, HEADING, ENTRY, NOTE = 18.0, 10.0, 9.0, 8.5, 7.0  # points
POINTS_A_PIXEL = 0.6  # radii of bubbles are made for the page's map


class Room(NamedTuple):
    """What the words leave.

    Attributes:
        map: Left, top, width and height of the map's frame.
        beside: The upper left corner of what is drawn beside it.
        fits: Whether nothing is too near to anything, and the map large enough.
    """

    map: tuple[float, float, float, float]
    beside: tuple[float, float]
    fits: bool


def write_words(pen: Pen, sheet: Sheet, form: float, beside: float) -> Room:
    """The room that is left after the words were written.

    Args:
        pen: Of an empty figure.
        sheet: Its words.
        form: The width of what the map shows, by its height.
        beside: The height of what is to be drawn beside the map.
    """
    wide = pen.wide - 2 * MARGIN
    top = pen.paragraph(sheet.title, (MARGIN, MARGIN), wide, TITLE, bold=True, gid="title")
    top = pen.paragraph(sheet.subtitle, (MARGIN, top + 0.04), wide, SUBTITLE, gid="subtitle") + GAP
    notes = (*sheet.notes, sheet.link)
    bottom = pen.high - MARGIN - sum(pen.height(note, wide, NOTE) for note in notes)
    below = bottom
    for number, note in enumerate(notes):
        below = pen.paragraph(note, (MARGIN, below), wide, NOTE, colour=QUIET, gid=f"note-{number}")
    bottom -= GAP
    if pen.wide > pen.high:
        high = bottom - top
        map_wide = min(wide - GAP - COLUMN, max(form * high, wide / 2))
        left = MARGIN + map_wide + GAP
        end = write_legend(pen, sheet, (left, top), pen.wide - MARGIN - left)
        fits = end + GAP + beside <= bottom and high >= LEAST * pen.high
        return Room((MARGIN, top, map_wide, high), (left, bottom - beside), fits)
    left = pen.wide - MARGIN - COLUMN
    scratch = Pen(Figure(figsize=(pen.wide, pen.high)), pen.scale)
    band = max(write_legend(scratch, sheet, (MARGIN, 0), left - GAP - MARGIN), beside)
    write_legend(pen, sheet, (MARGIN, bottom - band), left - GAP - MARGIN)
    high = bottom - band - GAP - top
    return Room((MARGIN, top, wide, high), (left, bottom - band), high >= LEAST * pen.high)


def write_legend(pen: Pen, sheet: Sheet, at: tuple[float, float], wide: float) -> float:
    """Where the legend ends, after writing it: classes, sizes, what is not drawn, marks.

    Args:
        pen: Of the figure.
        sheet: Its words.
        at: The upper left corner.
        wide: Its width.
    """
    x, y = at
    y = pen.paragraph(sheet.measure, at, wide, HEADING, bold=True, gid="measure") + 0.05
    side, last = 0.15 * pen.scale, len(sheet.entries) - 1
    indent = side + 0.1

    def line(text: str, y: float, gid: str, indent: float = indent) -> float:
        return pen.paragraph(text, (x + indent, y), wide - indent, ENTRY, gid=gid) + 0.03

    for number, entry in enumerate(sheet.entries):
        pen.swatch((x, y + 0.01), side, entry.colour, LINE, hatched=number == last)
        y = line(f"{entry.label} ({entry.count})", y, f"class-{number}")
    largest = max((radius for _, radius in sheet.sizes), default=0.0) * POINTS_A_PIXEL / POINTS
    for number, (label, pixels) in enumerate(sheet.sizes):
        radius = pixels * POINTS_A_PIXEL / POINTS
        pen.disc((x + largest, y + radius), radius)
        end = line(label, y + max(0.0, radius - side / 2), f"size-{number}", 2 * largest + 0.1)
        y = max(end, y + 2 * radius + 0.05)
    if sheet.undrawn:
        y = line(sheet.undrawn, y, "undrawn")
    for mark in sheet.marks:
        pen.swatch((x, y + 0.01), side, "white", mark.colour, 2)
        y = line(f"{mark.name}: {mark.value}", y, f"mark-{mark.code}")
    return y

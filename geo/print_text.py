"""Text on a printed sheet: typeface, lines, pen. Lengths in inches from the top left."""

from __future__ import annotations

import logging
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.patches import Ellipse, Rectangle
from matplotlib.textpath import TextToPath

FONTS = Path(__file__).parent / "fonts"
INK, QUIET, LINE = "#26343b", "#54636b", "#8a959b"
# Of what has no data, besides its colour.
HATCHING = {"hatch": "//////", "hatchcolor": "#a9b2b8", "hatch_linewidth": 0.4}
STEP = 1.38  # from line to line, by the size of the letters: stacked diacritics need it
POINTS = 72  # to the inch
BREAKABLE = re.compile(r"[ \t\r\n\f\v]+")  # never a no-break space
METRICS = TextToPath()
WIDTHS = 4096  # that are kept: a name is measured once, however often it is tried


@cache
def _families() -> tuple[str, ...]:
    """The product's typeface, and one that has what it lacks."""
    # It says so each time that the second typeface has no weight between regular and bold.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    for file in sorted(FONTS.glob("*.ttf")):
        fontManager.addfont(file)
    return ("Be Vietnam Pro", "DejaVu Sans")


def face(size: float, bold: bool = False) -> FontProperties:
    """The typeface at a size in points."""
    return FontProperties(family=list(_families()), size=size, weight=600 if bold else 400)


def clean(text: str) -> str:
    """The text as one line that every format can hold, its diacritics composed."""
    line = unicodedata.normalize("NFC", BREAKABLE.sub(" ", text).strip())
    return "".join(letter for letter in line if letter.isprintable() or letter == "\u00a0")


@lru_cache(maxsize=WIDTHS)
def width(text: str, size: float, bold: bool = False) -> float:
    """How wide a line is, in inches."""
    wide, _, _ = METRICS.get_text_width_height_descent(text, face(size, bold), ismath=False)
    return float(wide) / POINTS


def wrapped(text: str, most: float, size: float, bold: bool = False) -> list[str]:
    """The text in lines of at most `most` inches; a word that is longer is broken."""
    lines = [""]
    for word in clean(text).split(" "):
        longer = f"{lines[-1]} {word}".strip(" ")
        if width(longer, size, bold) <= most:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if lines[-1] and width(lines[-1] + letter, size, bold) > most:
                lines.append("")
            lines[-1] += letter
    return lines if lines != [""] else []


class Pen:
    """Writes on a figure, from the top down.

    Attributes:
        scale: Of all letters: below 1 where the words would leave the map too little room.
    """

    def __init__(self, figure: Figure, scale: float) -> None:
        self.figure, self.scale = figure, scale
        self.wide, self.high = figure.get_size_inches()

    def height(self, text: str, most: float, size: float, bold: bool = False) -> float:
        """How high a paragraph will be."""
        size *= self.scale
        return len(wrapped(text, most, size, bold)) * size * STEP / POINTS

    def paragraph(
        self,
        text: str,
        at: tuple[float, float],
        most: float,
        size: float,
        *,
        bold: bool = False,
        colour: str = INK,
        gid: str = "",
    ) -> float:
        """Where the paragraph ends, after writing it.

        Args:
            text: Plain.
            at: The upper left corner.
            most: Its width.
            size: In points, before it is scaled.
            bold: In the heavier weight.
            colour: Of the letters.
            gid: The lines' ids in an SVG, numbered from 0.
        """
        x, y = at
        size *= self.scale
        for number, line in enumerate(wrapped(text, most, size, bold)):
            base = y + size * (0.5 + STEP / 2 - 0.15) / POINTS
            self.figure.text(
                x / self.wide,
                1 - base / self.high,
                line,
                font=face(size, bold),
                color=colour,
                va="baseline",
                gid=f"{gid}-{number}" if gid else None,
            )
            y += size * STEP / POINTS
        return y

    def swatch(
        self,
        at: tuple[float, float],
        side: float,
        fill: str,
        edge: str,
        line: float = 0.5,
        *,
        hatched: bool = False,
    ) -> None:
        """Draws a square of a legend.

        Args:
            at: The upper left corner.
            side: Of the square.
            fill: Its colour.
            edge: The colour of its line.
            line: The width of its line in points.
            hatched: As what has no data.
        """
        x, y = at
        corner, size = (
            (x / self.wide, 1 - (y + side) / self.high),
            (side / self.wide, side / self.high),
        )
        square = Rectangle(corner, *size, transform=self.figure.transFigure)
        square.set(facecolor=fill, edgecolor=edge, linewidth=line)
        if hatched:
            square.set(**HATCHING)
        self.figure.add_artist(square)

    def disc(self, middle: tuple[float, float], radius: float) -> None:
        """Draws the outline of a bubble in a legend."""
        x, y = middle
        across = (2 * radius / self.wide, 2 * radius / self.high)
        disc = Ellipse(
            (x / self.wide, 1 - y / self.high), *across, transform=self.figure.transFigure
        )
        disc.set(facecolor="none", edgecolor=LINE, linewidth=0.6)
        self.figure.add_artist(disc)

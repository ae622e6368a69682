"""A map as PNG or SVG for print, without a browser: the sheet's title, map, legend and notes.

Apart from `geo.sheet` because matplotlib is slow to import.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Sequence

import matplotlib as mpl
from matplotlib.figure import Figure

from geo.print_map import Maps
from geo.print_plot import Area, form_of, read
from geo.print_text import Pen, clean
from geo.print_words import write_words
from geo.sheet import DPI, PAPERS, Sheet

SCALES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)  # of all letters
# Matplotlib keeps its settings and fonts for the whole process: one drawing at a time.
DRAWING = threading.Lock()
PATIENCE = 60  # seconds


def draw(sheet: Sheet, areas: bytes, provinces: bytes, paper: str, form: str) -> bytes:
    """The sheet as a PNG (300 dpi) or an SVG (letters as paths); the same each time.

    Args:
        sheet: What is drawn.
        areas: The layer of its areas as it is served: gzip-compressed GeoJSON.
        provinces: The layer of the provinces of the same vintage, likewise.
        paper: One of PAPERS.
        form: One of FORMS.

    Raises:
        TimeoutError: other drawings took too long.
    """
    if not DRAWING.acquire(timeout=PATIENCE):
        raise TimeoutError(f"no sheet was drawn: others were being drawn for {PATIENCE} s")
    try:
        # The same file each time; letters look the same wherever it is opened; `$` is a letter.
        with mpl.rc_context(
            {"svg.hashsalt": "atlas", "svg.fonttype": "path", "text.parse_math": False}
        ):
            return _saved(compose(sheet, read(areas), read(provinces), paper), sheet, form)
    finally:
        DRAWING.release()


def compose(sheet: Sheet, areas: Sequence[Area], provinces: Sequence[Area], paper: str) -> Figure:
    """The sheet as a figure.

    Args:
        sheet: What is drawn.
        areas: Those of the map.
        provinces: All of the same vintage.
        paper: One of PAPERS.
    """
    maps = Maps(sheet, areas, provinces)
    # As large as leaves the map enough room; the smallest letters are taken whatever they leave.
    wide, high, letters = PAPERS[paper]
    for scale in SCALES:
        figure = Figure(figsize=(wide, high), dpi=DPI, facecolor="white")
        pen = Pen(figure, letters * scale)
        room = write_words(pen, sheet, form_of(maps.seen), maps.high)
        if room.fits:
            break
    maps.draw(pen, room.map)
    maps.draw_beside(pen, room.beside)
    return figure


def _saved(figure: Figure, sheet: Sheet, form: str) -> bytes:
    said = clean(" ".join((sheet.subtitle, *sheet.notes, sheet.link)))
    words = {"Title": clean(sheet.title), "Description": said}
    unsaid = dict.fromkeys(("Software",) if form == "png" else ("Date", "Creator"))
    file = io.BytesIO()
    figure.savefig(file, format=form, metadata={**words, **unsaid})
    return file.getvalue()

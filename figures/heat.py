"""Areas by months as a field of coloured cells, each with its word in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from figures.labels import wrapped
from figures.theme import FONT, NO_DATA, NO_DATA_IN_DARK, SEQUENTIAL

ROW, ABOVE, BELOW = 24, 30, 42  # pixels: a row, the months above, the legend below
LETTERS = {True: 18, False: 34}  # of an area's name on one line; on a phone less
ON_TIME, LATE, MISSING = "#56B4E9", "#E69F00", "#B34700"  # Okabe–Ito, vermilion darkened for text
WAITING, WAITING_IN_DARK = "#f4f5f6", "#5b646a"
BLANK = "rgba(0,0,0,0)"
DARK_TEXT, LIGHT_TEXT = "#1d2529", "#ffffff"


@dataclass(frozen=True)
class Cell:
    """One area in one month.

    Attributes:
        kind: Place of its class among those of the figure.
        text: What stands in it, a few letters at most.
        hover: What is said of it, as escaped markup.
    """

    kind: int
    text: str
    hover: str


def state_colours(dark: bool) -> list[str]:
    """Colours of on time, late, missing, not due yet, and nothing owed, in this order."""
    return [ON_TIME, LATE, MISSING, *_without_answer(dark)]


def share_colours(classes: int, dark: bool) -> list[str]:
    """Colours of classes of a share from low to high, then of not due yet and nothing owed.

    Args:
        classes: How many classes of the share there are.
        dark: Whether the page's background is dark.
    """
    return [*SEQUENTIAL[classes], *_without_answer(dark)]


def _without_answer(dark: bool) -> list[str]:
    return [WAITING_IN_DARK if dark else WAITING, NO_DATA_IN_DARK if dark else NO_DATA]


def cells(
    rows: Sequence[tuple[str, Sequence[Cell]]],
    columns: Sequence[str],
    classes: Sequence[tuple[str, str]],
    *,
    narrow: bool,
    ink: str,
) -> go.Figure:
    """A field of cells, rows and columns in the order given, the first row at the top.

    Rows may be called the same: their places tell them apart, not their names.

    Args:
        rows: Name (escaped) of each area, and its cells, one per column.
        columns: What each month is called.
        classes: Name and colour of each class of cells; the legend has those that are there.
        narrow: Whether it is shown on a phone.
        ink: The colour of text.
    """
    figure = go.Figure([_cells(rows, classes, light, narrow) for light in (True, False)])
    seen = {cell.kind for _name, own in rows for cell in own}
    for place, (name, colour) in enumerate(classes):
        if place in seen:
            figure.add_trace(_legend(name, colour, ink))
    names = [_in_lines(name, narrow) for name, _own in rows]
    height = sum(max(ROW, 15 * (name.count("<br>") + 1) + 4) for name in names)
    figure.update_layout(
        template="none",
        height=height + ABOVE + BELOW,
        margin={"l": 8, "r": 8, "t": ABOVE, "b": BELOW},
        font={"family": FONT, "size": 11 if narrow else 13, "color": ink},
        hoverlabel={"align": "left", "font": {"family": FONT, "size": 13}},
        legend={
            "orientation": "h",
            "x": 0,
            "xref": "container",
            "y": 0,
            "yref": "container",
            "yanchor": "bottom",
            "itemclick": False,
            "itemdoubleclick": False,
            "font": {"size": 11 if narrow else 12},
        },
        xaxis=_axis(columns) | {"side": "top", "range": [-0.5, len(columns) - 0.5]},
        yaxis=_axis(names) | {"range": [len(names) - 0.5, -0.5], "automargin": True},
        paper_bgcolor=BLANK,
        plot_bgcolor=BLANK,
    )
    return figure


def _cells(
    rows: Sequence[tuple[str, Sequence[Cell]]],
    classes: Sequence[tuple[str, str]],
    light: bool,
    narrow: bool,
) -> go.Heatmap:
    """The cells of light classes, with dark text; or those of dark ones, with light text."""
    kinds = [kind for kind, (_name, colour) in enumerate(classes) if _is_light(colour) is light]
    count = len(classes)
    return go.Heatmap(
        z=[[cell.kind if cell.kind in kinds else None for cell in own] for _name, own in rows],
        text=[[cell.text if cell.kind in kinds else "" for cell in own] for _name, own in rows],
        hovertext=[[cell.hover for cell in own] for _name, own in rows],
        texttemplate="%{text}",
        textfont={
            "family": FONT,
            "size": 10 if narrow else 12,
            "color": DARK_TEXT if light else LIGHT_TEXT,
        },
        hovertemplate="%{hovertext}<extra></extra>",
        hoverongaps=False,
        colorscale=[
            [edge / count, colour]
            for kind, (_name, colour) in enumerate(classes)
            for edge in (kind, kind + 1)
        ],
        zmin=-0.5,
        zmax=count - 0.5,
        xgap=2,
        ygap=2,
        showscale=False,
    )


def _is_light(colour: str) -> bool:
    """Whether dark text reads better on the colour, by its relative luminance as in WCAG 2."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (
        (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4) for p in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18


def _axis(names: Sequence[str]) -> dict[str, object]:
    return {
        "tickmode": "array",
        "tickvals": list(range(len(names))),
        "ticktext": list(names),
        "ticks": "",
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _legend(name: str, colour: str, ink: str) -> go.Scatter:
    """A mark that only the legend shows."""
    return go.Scatter(
        x=[None],
        y=[None],
        mode="markers",
        name=name,
        marker={
            "symbol": "square",
            "size": 12,
            "color": colour,
            "line": {"width": 0.5, "color": ink},
        },
        hoverinfo="skip",
    )


def _in_lines(name: str, narrow: bool) -> str:
    return "<br>".join(wrapped(name, LETTERS[narrow]))

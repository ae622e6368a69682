"""Two indicators against each other: a named point per area, bounds as bars, no line through."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from figures.labels import LETTER, width, wrapped
from figures.theme import CATEGORIES, FONT, OPENED

LOWER_BOUNDS = ("more_than", "at_least")
UPPER_BOUNDS = ("nearly", "at_most")
REACH = 0.05  # of the axis: an open end has no length of its own
SIZES = {True: (250, 330), False: (900, 380)}  # pixels of the plot, about; on a phone or not
GRID = "rgba(125,135,140,0.25)"
Span = tuple[float, float]
Box = tuple[float, float, float, float]  # left, right, bottom, top


def points(
    rows: pd.DataFrame,
    *,
    x_title: str,
    y_title: str,
    reversed_axes: tuple[bool, bool],
    separators: str,
    narrow: bool,
    ink: str,
) -> go.Figure:
    """A point per area, those that are compared in another colour than the rest.

    Args:
        rows: One row per area: x, x_low, x_high, x_qualifier, the same of y, label (escaped),
            hover (escaped), marked (whether it is one of those compared).
        x_title: What the horizontal axis counts, escaped.
        y_title: What the vertical axis counts, escaped.
        reversed_axes: Of x and y, whether the lowest value is the best, as with ranks.
        separators: Decimal and grouping sign, as Plotly takes them.
        narrow: Whether it is shown on a phone.
        ink: The colour of text.
    """
    sides = _sides(rows, narrow, reversed_axes)
    spans = {axis: _span(rows, axis) for axis in "xy"}
    drawn = [
        _trace(own, sides, spans, colour, ink)
        for marked, colour in ((False, CATEGORIES[0]), (True, OPENED))
        if not (own := rows[rows["marked"] == marked]).empty
    ]
    layout = go.Layout(
        template="none",
        height=420 if narrow else 460,
        margin={"l": 8, "r": 12, "t": 12, "b": 8},
        font={"family": FONT, "size": 13, "color": ink},
        separators=separators,
        showlegend=False,
        hovermode="closest",
        hoverlabel={"align": "left", "font": {"family": FONT, "size": 13}},
        xaxis=_axis(x_title, narrow, reversed_axes[0], spans["x"]),
        yaxis=_axis(y_title, narrow, reversed_axes[1], spans["y"]),
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
    return go.Figure(drawn, layout)


def _trace(
    own: pd.DataFrame, sides: dict[Any, str], spans: dict[str, Span], colour: str, ink: str
) -> go.Scatter:
    return go.Scatter(
        x=own["x"].tolist(),
        y=own["y"].tolist(),
        mode="markers+text",
        cliponaxis=False,
        text=[label if at in sides else "" for at, label in own["label"].items()],
        textposition=[sides.get(at, "middle right") for at in own.index],
        textfont={"color": ink, "size": 12},
        marker={"size": 10, "color": colour, "line": {"width": 0}},
        error_x=_error(own, "x", spans["x"], colour),
        error_y=_error(own, "y", spans["y"], colour),
        hovertext=own["hover"].tolist(),
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _span(rows: pd.DataFrame, axis: str) -> Span:
    """From zero, or below, to the highest value or bound."""
    values = pd.concat([rows[axis], rows[f"{axis}_low"], rows[f"{axis}_high"]]).dropna()
    low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 1.0)
    return min(low, 0.0), high if high > min(low, 0.0) else 1.0


def _range(span: Span) -> Span:
    return span[0], span[1] + (span[1] - span[0]) * 0.08


def _bars(own: pd.DataFrame, axis: str, span: Span) -> tuple[list[float], list[float]]:
    """How far the bounds reach up and down from each value; an open end a little way."""
    reach = (span[1] - span[0]) * REACH
    said = own[[axis, f"{axis}_low", f"{axis}_high", f"{axis}_qualifier"]]
    up, down = [], []
    for value, low, high, qualifier in said.itertuples(index=False):
        up.append(reach if qualifier in LOWER_BOUNDS else _length(high - value))
        down.append(reach if qualifier in UPPER_BOUNDS else _length(value - low))
    return up, down


def _length(bar: float) -> float:
    return 0.0 if pd.isna(bar) else float(bar)


def _error(own: pd.DataFrame, axis: str, span: Span, colour: str) -> dict[str, Any]:
    up, down = _bars(own, axis, span)
    return {
        "type": "data",
        "symmetric": False,
        "array": up,
        "arrayminus": down,
        "color": colour,
        "width": 0,
        "thickness": 1.5,
    }


def _sides(rows: pd.DataFrame, narrow: bool, reversed_axes: tuple[bool, bool]) -> dict[Any, str]:
    """On which side of its point each name stands, by the row's index.

    A name that would cover a point or another name everywhere is left out; those compared come
    first. Hover has every name.
    """
    across, up = SIZES[narrow]
    xs = _pixels(rows, "x", across, reversed_axes[0])
    ys = _pixels(rows, "y", up, reversed_axes[1])
    taken: list[Box] = []
    for x_bar, y_bar in zip(xs, ys, strict=True):
        taken.append((min(x_bar) - 6, max(x_bar) + 6, y_bar[0] - 6, y_bar[0] + 6))
        taken.append((x_bar[0] - 6, x_bar[0] + 6, min(y_bar) - 6, max(y_bar) + 6))
    sides: dict[Any, str] = {}
    middles = {at: (one[0], two[0]) for at, one, two in zip(rows.index, xs, ys, strict=True)}
    for row in rows.sort_values("marked", ascending=False, kind="stable").itertuples():
        (x, y), wide = middles[row.Index], width(row.label) * LETTER
        for side, (left, bottom) in {
            "middle right": (x + 7, y - 8),
            "middle left": (x - 7 - wide, y - 8),
            "top center": (x - wide / 2, y + 7),
            "bottom center": (x - wide / 2, y - 23),
        }.items():
            box = (left, left + wide, bottom, bottom + 16)
            inside = left >= 0 and box[1] <= across
            if inside and not any(_overlap(box, other) for other in taken):
                sides[row.Index] = side
                taken.append(box)
                break
    return sides


def _pixels(
    rows: pd.DataFrame, axis: str, size: int, is_reversed: bool
) -> list[tuple[float, float, float]]:
    """About where each value and the two ends of its bar are drawn."""
    span = _span(rows, axis)
    low, high = _range(span)

    def place(value: float) -> float:
        at = (value - low) / (high - low) * size
        return size - at if is_reversed else at

    bars = zip(rows[axis], *_bars(rows, axis, span), strict=True)
    return [(place(value), place(value + up), place(value - down)) for value, up, down in bars]


def _overlap(one: Box, other: Box) -> bool:
    across = one[0] < other[1] and other[0] < one[1]
    return across and one[2] < other[3] and other[2] < one[3]


def _axis(title: str, narrow: bool, is_reversed: bool, span: Span) -> dict[str, Any]:
    low, high = _range(span)
    return {
        "title": {
            "text": "<br>".join(wrapped(title, 34 if narrow else 60)),
            "standoff": 8,
            "font": {"size": 13},
        },
        "gridcolor": GRID,
        "zeroline": False,
        "range": [high, low] if is_reversed else [low, high],
        "automargin": True,
        "tickformat": ",~f",
        "nticks": 6,
        "fixedrange": True,
    }

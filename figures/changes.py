"""Changes as bars from zero: a bar where the direction is known, an arrow where only a bound is."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from figures.labels import wrapped
from figures.over_time import (
    LOWER_BOUNDS,
    QUIET,
    SYMBOLS,
    UPPER_BOUNDS,
    base_layout,
    colour_of,
)

TOP, BOTTOM = 8, 52
ROW, LINE = 26, 17  # pixels: a bar with the room around it, a line of its label
LETTERS, LETTERS_NARROW = 110, 46  # most letters on a line of a label


def bars(
    rows: pd.DataFrame,
    *,
    places: dict[str, int],
    unit: str,
    separators: str,
    narrow: bool,
    ink: str,
) -> go.Figure:
    """A bar per change, from the first row down, each with its sentence above it.

    Args:
        rows: One row per change: area_id, length, low, high (of the same measure, NaN where open),
            qualifier, label, hover.
        places: By area id the place that gives it its colour.
        unit: What the bars measure.
        separators: Decimal and grouping sign, as Plotly takes them.
        narrow: Whether it is shown on a phone.
        ink: The colour of text.
    """
    labels = [wrapped(label, LETTERS_NARROW if narrow else LETTERS) for label in rows["label"]]
    heights = [ROW + LINE * len(label) for label in labels]
    total = sum(heights)
    middles = [total - sum(heights[: n + 1]) + ROW / 2 for n in range(len(heights))]
    colours = [colour_of(places[area_id]) for area_id in rows["area_id"]]
    reach = max([*rows["length"].abs(), 1e-9]) * 0.08
    sure = [_direction_is_known(row) for row in rows.itertuples()]
    figure = go.Figure(
        [
            go.Bar(
                orientation="h",
                x=[v if known else 0 for v, known in zip(rows["length"], sure, strict=True)],
                y=middles,
                width=12,
                marker={"color": colours},
                hovertext=rows["hover"],
                hovertemplate="%{hovertext}<extra></extra>",
            ),
            go.Scatter(
                x=rows["length"],
                y=middles,
                mode="markers",
                cliponaxis=False,
                marker={
                    "symbol": [SYMBOLS[qualifier] for qualifier in rows["qualifier"]],
                    "size": [0 if q == "exact" else 10 for q in rows["qualifier"]],
                    "color": colours,
                    "line": {"width": 1.5, "color": colours},
                },
                error_x={
                    "type": "data",
                    "array": [
                        _reach(r.length, r.high, r.qualifier in LOWER_BOUNDS, reach)
                        for r in rows.itertuples()
                    ],
                    "arrayminus": [
                        _reach(r.length, r.low, r.qualifier in UPPER_BOUNDS, reach)
                        for r in rows.itertuples()
                    ],
                    "width": 0,
                    "thickness": 1.5,
                    "color": ink,
                },
                hovertext=rows["hover"],
                hovertemplate="%{hovertext}<extra></extra>",
            ),
        ]
    )
    for label, middle in zip(labels, middles, strict=True):
        # A zero line in pieces, since a whole one would run through the labels.
        ends = {"y0": middle - ROW / 2, "y1": middle + ROW / 2}
        figure.add_shape(x0=0, x1=0, **ends, line={"color": QUIET, "width": 1})
        figure.add_annotation(
            x=0,
            xref="paper",
            xanchor="left",
            y=middle,
            yanchor="bottom",
            yshift=8,
            align="left",
            text="<br>".join(label),
            showarrow=False,
        )
    figure.update_layout(
        base_layout(total + TOP + BOTTOM, separators, ink, narrow),
        margin={"l": 16, "r": 16, "t": TOP, "b": BOTTOM},
        xaxis={
            "title": {"text": unit, "font": {"size": 13}, "standoff": 8},
            "showgrid": False,
            "ticks": "outside",
            "zeroline": False,
            "range": _range(rows, reach),
            "tickformat": ",~f",
            "nticks": 5 if narrow else 9,
        },
        yaxis={"range": [0, total], "visible": False},
    )
    return figure


def _direction_is_known(row: object) -> bool:
    """Whether everything that the change may be has one sign."""
    low, high = row.low, row.high  # type: ignore[attr-defined]
    return bool(low >= 0 or high <= 0)


def _reach(value: float, bound: float, is_open: bool, reach: float) -> float:
    if is_open:
        return reach
    return 0.0 if pd.isna(bound) else abs(float(bound) - value)


def _range(rows: pd.DataFrame, reach: float) -> list[float]:
    """From the lowest to the highest, with zero and the arrows in it."""
    ends = [*rows["length"], *rows["low"].dropna(), *rows["high"].dropna(), 0.0]
    ends += [row.length + reach for row in rows.itertuples() if row.qualifier in LOWER_BOUNDS]
    ends += [row.length - reach for row in rows.itertuples() if row.qualifier in UPPER_BOUNDS]
    room = (max(ends) - min(ends) or 1.0) * 0.03
    return [min(ends) - room, max(ends) + room]

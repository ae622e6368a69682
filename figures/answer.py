"""The rows of an answer as they stand: a line for each series over days, or a bar for each row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from figures.over_time import GRID, SYMBOLS, base_layout, colour_of

HIGH, BAR, AROUND = 420, 26, 60  # pixels
ROOM = 1.3  # of the longest bar, for the words behind it


@dataclass(frozen=True)
class Point:
    """One row: its place on the axis of days or names, its value, and its value in words.

    Args:
        series: Which line it is of; "" where there is one only.
        place: A day as ISO 8601 for lines, a name (escaped) for bars.
        words: Escaped, with its qualifier.
        qualifier: How exactly it was said; marks the point of a line.
    """

    series: str
    place: str
    value: float
    words: str
    qualifier: str = "exact"


def lines(
    points: Sequence[Point], unit: str, *, separators: str, ink: str, narrow: bool
) -> go.Figure:
    """A line for each series, named at its end; nothing is drawn where nothing is known.

    Args:
        points: In any order; each series has a day once.
        unit: What the values are, escaped.
        separators: Decimal and grouping sign, as Plotly takes them.
        ink: The colour of text.
        narrow: Whether it is shown on a phone.
    """
    figure = go.Figure()
    for place, series in enumerate(dict.fromkeys(point.series for point in points)):
        own = sorted((p for p in points if p.series == series), key=lambda point: point.place)
        names = [*[""] * (len(own) - 1), series]
        figure.add_trace(
            go.Scatter(
                x=[point.place for point in own],
                y=[point.value for point in own],
                mode="lines+markers+text",
                text=names,
                textposition="top left",
                textfont={"color": colour_of(place)},
                line={"color": colour_of(place), "width": 2},
                marker={"size": 7, "symbol": [SYMBOLS[point.qualifier] for point in own]},
                hovertext=[f"{p.series}<br>{p.place}: {p.words}" for p in own],
                hovertemplate="%{hovertext}<extra></extra>",
                cliponaxis=False,
            )
        )
    figure.update_layout(
        **base_layout(HIGH, separators, ink, narrow),
        margin={"l": 8, "r": 24, "t": 30, "b": 8},
        xaxis={"type": "date", "automargin": True, "fixedrange": True, "gridcolor": GRID},
        yaxis={"title": unit, "automargin": True, "fixedrange": True, "gridcolor": GRID},
    )
    return figure


def bars(
    points: Sequence[Point], unit: str, *, separators: str, ink: str, narrow: bool
) -> go.Figure:
    """A bar for each row, the largest on top, with its value in words behind it.

    Args:
        points: Each place once.
        unit: What the values are, escaped.
        separators: As for `lines`.
        ink: As for `lines`.
        narrow: As for `lines`.
    """
    ordered = sorted(points, key=lambda point: (-point.value, point.place))
    values = [point.value for point in ordered]
    low, high = min([0.0, *values]), max([0.0, *values])
    figure = go.Figure(
        go.Bar(
            x=values,
            y=[point.place for point in ordered],
            orientation="h",
            text=[point.words for point in ordered],
            textposition="outside",
            cliponaxis=False,
            marker={"color": colour_of(0)},
            hovertext=[f"{point.place}: {point.words}" for point in ordered],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    figure.update_layout(
        **base_layout(len(ordered) * BAR + AROUND, separators, ink, narrow),
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        bargap=0.3,
        xaxis={
            "title": unit,
            "range": [low * ROOM, high * ROOM or 1],
            "fixedrange": True,
            "showticklabels": False,
            "showgrid": False,
        },
        yaxis={
            "type": "category",
            "autorange": "reversed",
            "automargin": True,
            "fixedrange": True,
            "ticks": "",
        },
    )
    return figure

"""Small charts of one area each on the same axes, with the others as faint lines behind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from figures.labels import width
from figures.over_time import (
    QUIET,
    base_layout,
    colour_of,
    line_trace,
    positioned,
    quiet_traces,
    reach_of,
    rules,
    scale,
    target_trace,
    time_axis,
    traces,
    value_axis,
)

FAINT = "rgba(125,135,140,0.4)"
ROW, TOP, BOTTOM = 150, 50, 30  # pixels: a row's plot, the titles above it, below the last row
LETTERS = 24  # the longest title of which two stand side by side on a phone


def grid(
    points: pd.DataFrame,
    targets: pd.DataFrame,
    *,
    names: dict[str, str],
    answers: dict[str, str],
    benchmarks: dict[str, str],
    unit: str,
    breaks: Sequence[tuple[date, str]],
    separators: str,
    narrow: bool,
    ink: str,
    from_zero: bool = True,
    reversed_axis: bool = False,
    marks: Sequence[tuple[date, str]] = (),
) -> go.Figure:
    """A small chart per area of `names`, in that order, all with one scale.

    Args:
        points: As for `figures.trend.lines`.
        targets: As for `figures.trend.lines`.
        names: Title of each area id that is drawn, as escaped markup; its place gives its colour.
        answers: What is said below the title, as escaped markup.
        benchmarks: Areas that are drawn in every chart, quiet and dashed.
        unit: What the vertical axes count.
        breaks: Days on which the method changed, each with its label.
        separators: Decimal and grouping sign, as Plotly takes them.
        narrow: Whether it is shown on a phone.
        ink: The colour of text.
        from_zero: Whether the vertical axes start at 0.
        reversed_axis: True where the lowest value is the best.
        marks: As for `figures.trend.lines`; the first chart has the labels of these and breaks.
    """
    shown = {place: area for place, area in enumerate(names) if area in set(points["area_id"])}
    columns = columns_for(len(shown), narrow, max(map(width, [*names.values(), *answers.values()])))
    rows = -(-len(shown) // columns)
    height = rows * (ROW + TOP) + BOTTOM
    figure = make_subplots(
        rows=rows,
        cols=columns,
        specs=[
            [{} if row * columns + col < len(shown) else None for col in range(columns)]
            for row in range(rows)
        ],
        shared_xaxes="all",
        shared_yaxes="all",
        vertical_spacing=TOP / (height - TOP - BOTTOM) if rows > 1 else 0,
        horizontal_spacing=0.03,
    )
    reach = reach_of(points)
    for n, (place, area_id) in enumerate(shown.items()):
        own, colour = points[points["area_id"] == area_id], colour_of(place)
        cell = {"row": n // columns + 1, "col": n % columns + 1}
        others = points[~points["area_id"].isin([area_id, *benchmarks])]
        figure.add_trace(_others(others, breaks), **cell)
        for benchmark in benchmarks:
            for trace in quiet_traces(points[points["area_id"] == benchmark], breaks):
                figure.add_trace(trace, **cell)
        for trace in traces(own, breaks, colour, reach):
            figure.add_trace(trace, **cell)
        for target in targets[targets["area_id"] == area_id].itertuples():
            figure.add_trace(target_trace(target, points, colour, labelled=False), **cell)
        figure.add_annotation(
            x=0,
            xref="x domain",
            xanchor="left",
            y=1,
            yref="y domain",
            yanchor="bottom",
            yshift=6,
            align="left",
            text=f"<b>{names[area_id]}</b><br>{answers[area_id]}",
            font={"size": 12, "color": ink},
            showarrow=False,
            **cell,
        )
    for day, dash, text in rules(breaks, marks):
        line = {"dash": dash, "color": QUIET, "width": 1}
        figure.add_vline(x=day.isoformat(), line=line)
        figure.add_annotation(_label(day, text), row=1, col=1)
    figure.update_layout(
        base_layout(height, separators, ink, narrow),
        margin={"l": 56, "r": 12, "t": TOP, "b": BOTTOM},
    )
    ticks = 3 if narrow or columns > 3 else 4
    figure.update_xaxes(time_axis(points, targets, ticks), showticklabels=False)
    for n in range(len(shown)):
        if n + columns >= len(shown):  # nothing stands below it
            figure.update_xaxes(showticklabels=True, row=n // columns + 1, col=n % columns + 1)
    ends = scale(points, targets, from_zero, reversed_axis)
    figure.update_yaxes(value_axis(ends, reversed_axis), range=list(ends), nticks=5)
    figure.update_yaxes(
        title={"text": unit, "standoff": 6, "font": {"size": 13}}, row=(rows + 1) // 2, col=1
    )
    return figure


def columns_for(charts: int, narrow: bool, longest: int) -> int:
    """How many charts stand side by side.

    Args:
        charts: How many there are.
        narrow: Whether they are shown on a phone.
        longest: Letters of the longest line of a title.
    """
    if narrow:
        return 2 if longest <= LETTERS and charts > 1 else 1
    return min(charts, 3 if charts in {3, 5, 6, 9} else 4 if charts > 4 else 2)


def _label(day: date, text: str) -> dict[str, object]:
    """What is said of a day, small, at the foot of its line and to the left of it."""
    return {
        "x": day.isoformat(),
        "xanchor": "right",
        "xshift": -2,
        "y": 0,
        "yref": "y domain",
        "yanchor": "bottom",
        "align": "right",
        "text": text,
        "font": {"size": 10, "color": QUIET},
        "showarrow": False,
    }


def _others(points: pd.DataFrame, breaks: Sequence[tuple[date, str]]) -> go.Scatter:
    """The lines of several areas as one, faint and without points, so that one stands out."""
    x: list[pd.Timestamp | None] = []
    y: list[float | None] = []
    for _area, own in points.groupby("area_id", sort=False):
        line = line_trace(positioned(own), breaks, {})
        x += [*line.x, None]
        y += [*line.y, None]
    return go.Scatter(
        x=x,
        y=y,
        mode="lines+markers",
        line={"color": FAINT, "width": 1},
        marker={"size": 3, "color": FAINT},
        hoverinfo="skip",
    )

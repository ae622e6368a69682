"""Results over time and what was aimed at: steps for targets of months or years, level lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from figures.labels import LETTER, LINE, spread, width, wrapped
from figures.over_time import (
    base_layout,
    reach_of,
    rule_label,
    rule_line,
    rules,
    scale,
    time_axis,
    traces,
    value_axis,
)
from figures.theme import CATEGORIES

TOP, BOTTOM = 28, 40  # pixels above and below the plot
LEGEND = 56  # pixels more below, on a phone
LETTERS = 22  # most letters on a line of a label
RESULT = CATEGORIES[0]
LOOKS = (
    {"color": CATEGORIES[1], "width": 2},
    {"color": CATEGORIES[2], "width": 2, "dash": "dash"},
)
LEVEL = {"color": CATEGORIES[3], "width": 2, "dash": "dot"}


def aims(
    points: pd.DataFrame,
    steps: pd.DataFrame,
    *,
    result: str,
    names: dict[str, str],
    levels: Sequence[tuple[float, str, str]],
    unit: str,
    separators: str,
    narrow: bool,
    ink: str,
    height: int,
    marks: Sequence[tuple[date, str]] = (),
) -> go.Figure:
    """The results as a line with points; targets as steps, former versions of them as short bars.

    Args:
        points: One row per result: starts_on, as_of, value, low, high, qualifier, in_conflict,
            hover.
        steps: One row per target and version: kind, begins, ends (the days it is for), value,
            is_current, hover.
        result: What the results are called, as escaped markup; so are all labels and hovers.
        names: Label of each kind of steps, in the order of their looks.
        levels: Value, label and hover of what is aimed at far ahead: a level line.
        unit: What the vertical axis counts.
        separators: Decimal and grouping sign, as Plotly takes them.
        narrow: Whether it is shown on a phone: names then stand in a legend below.
        ink: The colour of text.
        height: In pixels.
        marks: Days on which other units begin, each with its label: the line is cut there.
    """
    drawn: list[go.Scatter] = []
    held = pd.concat([steps["value"], pd.Series([value for value, *_rest in levels], dtype=float)])
    aimed = pd.DataFrame({"value": held.astype(float)})
    bottom, top = scale(points, aimed, from_zero=True, reversed_axis=False)
    axis = time_axis(points, steps.rename(columns={"ends": "due"}), 4 if narrow else 9)
    ends: list[tuple[str, float, str]] = []
    for (kind, name), look in zip(names.items(), LOOKS, strict=False):
        own = steps[steps["kind"] == kind].sort_values(["begins", "ends"])
        current, former = own[own["is_current"]], own[~own["is_current"]]
        drawn += [_steps(current, look, name), _former(former, str(look["color"]))]
        if len(current):
            ends.append((name, float(current["value"].iloc[-1]), str(look["color"])))
    for value, name, hover in levels:
        drawn.append(_level(axis, value, name, hover))
        ends.append((name, value, str(LEVEL["color"])))
    results = traces(points, [*_gaps(points), *marks], RESULT, reach_of(points))
    drawn += [trace.update(showlegend=False) for trace in results]
    if results:
        results[-1].update(name=result, showlegend=True)
        ends.append((result, float(points["value"].iloc[-1]), RESULT))
    labels = [] if narrow else [(wrapped(name, LETTERS), value, look) for name, value, look in ends]
    longest = max((width(line) for lines, *_rest in labels for line in lines), default=0)
    below = BOTTOM + (LEGEND if narrow else 0)
    upright = rules((), marks)
    layout = base_layout(height, separators, ink, narrow) | {
        "showlegend": narrow,
        "legend": {"orientation": "h", "y": -0.16, "yanchor": "top", "x": 0},
        "margin": {
            "l": 64,
            "r": round(longest * LETTER) + 22 if labels else 16,
            "t": TOP,
            "b": below,
        },
        "xaxis": axis,
        "yaxis": {
            "title": {"text": unit, "font": {"size": 13}, "standoff": 10},
            "range": [bottom, top],
            "automargin": True,
        }
        | value_axis((bottom, top), False),
        "shapes": [rule_line(day, dash) for day, dash, _text in upright],
        "annotations": [rule_label(day, text) for day, _dash, text in upright]
        + _labels(labels, (bottom, top), height - TOP - below),
    }
    return go.Figure(drawn, layout)


def _gaps(points: pd.DataFrame) -> list[tuple[date, str]]:
    """The first day after each gap of a month or more, where the line is cut."""
    starts, ends = pd.to_datetime(points["starts_on"]), pd.to_datetime(points["as_of"])
    late = (starts - ends.shift()).dt.days > 1
    return [(day.date(), "") for day in starts[late]]


def _steps(own: pd.DataFrame, look: dict[str, Any], name: str) -> go.Scatter:
    """One line over the days of all steps, broken where days between two have none."""
    x: list[pd.Timestamp | None] = []
    y: list[float | None] = []
    hover: list[str] = []
    for step in own.itertuples():
        if x and x[-1] is not None and step.begins > x[-1] + pd.Timedelta(days=1):
            x.append(None)
            y.append(None)
            hover.append("")
        x += [step.begins, step.ends]
        y += [step.value, step.value]
        hover += [step.hover, step.hover]
    return go.Scatter(
        x=x,
        y=y,
        mode="lines",
        line=look,
        name=name,
        hovertext=hover,
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _former(own: pd.DataFrame, colour: str) -> go.Scatter:
    """Short thin bars of versions that no longer hold."""
    spans = list(own[["begins", "ends", "value", "hover"]].itertuples(index=False))
    return go.Scatter(
        x=[day for span in spans for day in (span.begins, span.ends, None)],
        y=[each for span in spans for each in (span.value, span.value, None)],
        hovertext=[each for span in spans for each in (span.hover, span.hover, "")],
        hovertemplate="%{hovertext}<extra></extra>",
        mode="lines",
        line={"color": colour, "width": 1.5, "dash": "dot"},
        opacity=0.7,
        showlegend=False,
        name="former",
    )


def _level(axis: dict[str, Any], value: float, name: str, hover: str) -> go.Scatter:
    return go.Scatter(
        x=axis.get("range", []),
        y=[value, value],
        mode="lines",
        line=LEVEL,
        name=name,
        hovertext=[hover, hover],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _labels(
    ends: list[tuple[list[str], float, str]], ends_of_axis: tuple[float, float], height: float
) -> list[dict[str, Any]]:
    """Annotations that name each line at its last value, moved apart where they would overlap."""
    bottom, top = ends_of_axis
    places = spread(
        [(value - bottom) * height / (top - bottom) for _lines, value, _colour in ends],
        [LINE * len(lines) for lines, _value, _colour in ends],
        height + TOP / 2,
    )
    return [
        {
            "x": 1,
            "xref": "paper",
            "xanchor": "left",
            "xshift": 8,
            "y": place / height,
            "yref": "paper",
            "yanchor": "middle",
            "align": "left",
            "text": "<br>".join(lines),
            "showarrow": False,
            "font": {"color": colour, "size": 13},
        }
        for (lines, _value, colour), place in zip(ends, places, strict=True)
    ]

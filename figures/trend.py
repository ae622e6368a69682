"""Values over time: points where known, arrows where only bounded, targets as lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from figures.labels import LETTER, LINE, spread, width, wrapped
from figures.over_time import (
    QUIET,
    base_layout,
    colour_of,
    positioned,
    quiet_traces,
    reach_of,
    rule_label,
    rule_line,
    rules,
    scale,
    target_trace,
    time_axis,
    traces,
    value_axis,
)

TOP, BOTTOM = 28, 40  # pixels above and below the plot
LETTERS = 24  # most letters on a line of a label


def lines(
    points: pd.DataFrame,
    targets: pd.DataFrame,
    *,
    names: dict[str, str],
    benchmarks: dict[str, str],
    unit: str,
    breaks: Sequence[tuple[date, str]],
    separators: str,
    narrow: bool,
    ink: str,
    from_zero: bool = True,
    reversed_axis: bool = False,
    height: int = 520,
    place: int = 0,
    marks: Sequence[tuple[date, str]] = (),
    silent: Sequence[date] = (),
) -> go.Figure:
    """A line per area, in the order and with the labels of `names`.

    Args:
        points: One row per dated value: area_id, starts_on, as_of (the span of days its date
            may mean), value, low, high, qualifier, in_conflict, hover.
        targets: One row per target: area_id, due, value, label, hover.
        names: Label of each area id that is drawn, as escaped markup.
        benchmarks: The same of those that are drawn beside them, quiet and dashed.
        unit: What the vertical axis counts.
        breaks: Days on which the method changed, each with its label; lines stop there.
        separators: Decimal and grouping sign, as Plotly takes them.
        narrow: Whether it is shown on a phone, or small: lines then go without labels.
        ink: The colour of text.
        from_zero: Whether the vertical axis starts at 0, and not near the lowest value.
        reversed_axis: True where the lowest value is the best, as with ranks.
        height: In pixels.
        place: Whose colour the first line has, counted from 0.
        marks: Other days to be marked, each with its label; lines run on over them.
        silent: Days of which a value is missing; lines stop there too.
    """
    cuts = [*breaks, *((day, "") for day in silent)]
    reach = reach_of(points)
    bottom, top = scale(points, targets, from_zero, reversed_axis)
    drawn: list[go.Scatter] = []
    for area_id in benchmarks:
        drawn += quiet_traces(points[points["area_id"] == area_id], cuts)
    coloured = {area_id: colour_of(place + n) for n, area_id in enumerate(names)}
    for area_id, colour in coloured.items():
        drawn += traces(points[points["area_id"] == area_id], cuts, colour, reach)
        drawn += [
            target_trace(target, points, colour, labelled=not narrow)
            for target in targets[targets["area_id"] == area_id].itertuples()
        ]
    axis = time_axis(points, targets, 4 if narrow else 9)
    upright = rules(breaks, marks)
    ends = [] if narrow else _ends(points, names | benchmarks, coloured)
    longest = max((width(line) for lines_, *_ in ends for line in lines_), default=0)
    layout = base_layout(height, separators, ink, narrow) | {
        "margin": {
            "l": 64,
            "r": round(longest * LETTER) + 22 if ends else 16,
            "t": TOP,
            "b": BOTTOM,
        },
        "xaxis": axis,
        "yaxis": {
            "title": {"text": unit, "font": {"size": 13}},
            "range": [bottom, top],
            "automargin": True,
        }
        | value_axis((bottom, top), reversed_axis),
        "shapes": [rule_line(day, dash) for day, dash, _text in upright],
        "annotations": [rule_label(day, text, _anchor(day, axis)) for day, _dash, text in upright]
        + _labels(ends, (bottom, top), height - TOP - BOTTOM),
    }
    return go.Figure(drawn, layout)


def _anchor(day: date, axis: dict[str, Any]) -> str:
    """Which end of a day's label is at its line, so that it stays inside the chart."""
    if "range" not in axis:
        return "center"
    first, last = map(pd.Timestamp, axis["range"])
    place = (pd.Timestamp(day) - first) / (last - first)
    return "left" if place < 0.2 else "right" if place > 0.8 else "center"


def _ends(
    points: pd.DataFrame, names: dict[str, str], coloured: dict[str, str]
) -> list[tuple[list[str], float, str]]:
    """Lines of the label, last value and colour of everything that is drawn."""
    ends = []
    for area_id, name in names.items():
        own = points[points["area_id"] == area_id]
        if not own.empty:
            value = float(positioned(own)["value"].iloc[-1])
            ends.append((wrapped(name, LETTERS), value, coloured.get(area_id, QUIET)))
    return ends


def _labels(
    ends: list[tuple[list[str], float, str]], scale: tuple[float, float], height: float
) -> list[dict[str, Any]]:
    """Annotations that name each line at its last point, moved apart where they would overlap."""
    bottom, top = scale
    pixels = height / (top - bottom)
    places = spread(
        [(value - bottom) * pixels for _lines, value, _colour in ends],
        [LINE * len(lines_) for lines_, _value, _colour in ends],
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
            "text": "<br>".join(lines_),
            "showarrow": False,
            "font": {"color": colour, "size": 13},
        }
        for (lines_, _value, colour), place in zip(ends, places, strict=True)
    ]

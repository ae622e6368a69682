"""Pieces of all charts over time: axes, and an area's line, days and points."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from figures.theme import CATEGORIES, FONT

QUIET = "#7b878d"
GRID = "rgba(125,135,140,0.25)"
LOWER_BOUNDS = {"more_than", "at_least"}
UPPER_BOUNDS = {"nearly", "at_most"}
SYMBOLS = {
    "exact": "circle",
    "about": "circle-open",
    "nearly": "triangle-down-open",
    "at_most": "triangle-down-open",
    "more_than": "triangle-up-open",
    "at_least": "triangle-up-open",
}


def base_layout(height: int, separators: str, ink: str, narrow: bool) -> dict[str, Any]:
    """What all charts over time share."""
    return {
        "template": "none",
        "height": height,
        "font": {"family": FONT, "size": 13, "color": ink},
        "separators": separators,
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {"align": "left", "font": {"family": FONT, "size": 13}},
        # On a phone a finger that scrolls the page would cut out a piece of the chart.
        "dragmode": False if narrow else "zoom",
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
    }


def colour_of(place: int) -> str:
    """The colour of the area drawn at `place`, from 0."""
    return CATEGORIES[place % len(CATEGORIES)]


def scale(
    points: pd.DataFrame, targets: pd.DataFrame, from_zero: bool, reversed_axis: bool
) -> tuple[float, float]:
    """The lowest and the highest end of an axis that holds everything, arrows too.

    Args:
        points: As for `lines`.
        targets: As for `lines`.
        from_zero: Whether it starts at 0.
        reversed_axis: Whether the lowest value is on top; the first end is then the larger.
    """
    low, high = _span(points, targets)
    low = min(low, 0.0) if from_zero else low
    room = (high - low) * 0.08
    if reversed_axis:
        return high + max(room, 0.5), low - max(room, 0.5)
    return (low if from_zero and low == 0 else low - room), high + room


def value_axis(ends: tuple[float, float], reversed_axis: bool) -> dict[str, Any]:
    """The marks of an axis of values; of ranks from 1 on, since there is no rank 0.

    Args:
        ends: As `scale` gives them.
        reversed_axis: Whether it is one of ranks.
    """
    axis: dict[str, Any] = {"gridcolor": GRID, "zeroline": False, "tickformat": ",~f"}
    if not reversed_axis:
        return axis
    step = next(n for n in (1, 2, 5, 10, 20, 50, 1000) if ends[0] / n <= 7)
    return axis | {"tickvals": sorted({1, *range(step, int(ends[0]) + 1, step)})}


def reach_of(points: pd.DataFrame) -> float:
    """How long the arrow of an open end is drawn, which has no length of its own."""
    low, high = _span(points, points[:0])
    return (high - low) * 0.05


def time_axis(points: pd.DataFrame, targets: pd.DataFrame, ticks: int) -> dict[str, Any]:
    """An axis of days that holds everything, with at most `ticks` marks on firsts of months."""
    days = [*points["starts_on"], *points["as_of"], *targets["due"]]
    first, last = (pd.Timestamp(min(days)), pd.Timestamp(max(days))) if days else (None, None)
    axis: dict[str, Any] = {"type": "date", "showgrid": False, "ticks": "outside"}
    if first is None or last is None:
        return axis
    room = max((last - first) * 0.04, pd.Timedelta(days=20))
    first, last = first - room, last + room
    months = (last - first).days / 30.4
    step = next((n for n in (1, 2, 3, 6, 12, 24, 60) if months / n <= ticks), 120)
    return axis | {
        "range": [first.isoformat(), last.isoformat()],
        "tick0": "2000-01-01",
        "dtick": f"M{step}",
        "tickformat": "%Y" if step >= 12 else "%-m/%Y",
    }


def rules(
    breaks: Sequence[tuple[date, str]], marks: Sequence[tuple[date, str]]
) -> list[tuple[date, str, str]]:
    """The upright lines of a chart: each day once, with its dash and all that is said of it.

    Args:
        breaks: Days on which the method changed, each with its label; dotted.
        marks: Other days that are marked, each with its label; dashed, and lines run on over them.
    """
    said: dict[date, list[str]] = {}
    for day, text in [*breaks, *marks]:
        said.setdefault(day, []).append(text)
    cut = {day for day, _text in breaks}
    return [(day, "dot" if day in cut else "dash", "<br>".join(said[day])) for day in sorted(said)]


def rule_line(day: date, dash: str) -> dict[str, Any]:
    """The shape of an upright line from the bottom of a chart to its top."""
    x = day.isoformat()
    ends = {"type": "line", "xref": "x", "yref": "y domain", "y0": 0, "y1": 1}
    return {**ends, "x0": x, "x1": x, "line": {"dash": dash, "color": QUIET, "width": 1}}


def rule_label(day: date, text: str, anchor: str = "auto") -> dict[str, Any]:
    """The annotation above an upright line.

    Args:
        day: Of the line.
        text: What is said, as escaped markup.
        anchor: Which end of the text is at the line.
    """
    above = {"y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False}
    return {"x": day.isoformat(), "xanchor": anchor, "text": text, **above}


def positioned(points: pd.DataFrame) -> pd.DataFrame:
    """The points with `x`, the middle of the days their date may mean, in that order."""
    start, end = pd.to_datetime(points["starts_on"]), pd.to_datetime(points["as_of"])
    return points.assign(x=start + (end - start) / 2).sort_values("x")


def traces(
    own: pd.DataFrame, breaks: Sequence[tuple[date, str]], colour: str, reach: float
) -> list[go.Scatter]:
    """The line, the days and the points of one area; nothing where it has none."""
    if own.empty:
        return []
    placed = positioned(own)
    return [
        line_trace(placed, breaks, {"color": colour, "width": 1.5}),
        _days(placed, colour),
        _markers(placed, colour, reach),
    ]


def quiet_traces(own: pd.DataFrame, breaks: Sequence[tuple[date, str]]) -> list[go.Scatter]:
    """A benchmark: dashed and grey, with small points."""
    if own.empty:
        return []
    placed = positioned(own)
    marks = _markers(placed, QUIET, 0).update(marker={"size": 7})
    return [
        line_trace(placed, breaks, {"color": QUIET, "width": 1.5, "dash": "dash"}),
        _days(placed, QUIET),
        marks,
    ]


def line_trace(
    own: pd.DataFrame, breaks: Sequence[tuple[date, str]], style: dict[str, Any]
) -> go.Scatter:
    """The line through known values; a bound or a disputed value is no point of it, and cuts it."""
    x: list[pd.Timestamp | None] = []
    y: list[float | None] = []
    previous: pd.Timestamp | None = None
    for point in own[["x", "value", "qualifier", "in_conflict"]].itertuples():
        known = point.qualifier in {"exact", "about"} and not point.in_conflict
        method_changed = previous is not None and any(
            previous < pd.Timestamp(day) <= point.x for day, _ in breaks
        )
        if method_changed or not known:
            x.append(None)
            y.append(None)
        if known:
            x.append(point.x)
            y.append(point.value)
            previous = point.x
    return go.Scatter(x=x, y=y, mode="lines", line=style, hoverinfo="skip")


def _span(points: pd.DataFrame, targets: pd.DataFrame) -> tuple[float, float]:
    values = pd.concat([points["value"], points["low"], points["high"], targets["value"]]).dropna()
    low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 1.0)
    return low, high if high > low else low + max(abs(low), 1.0)


def _days(own: pd.DataFrame, colour: str) -> go.Scatter:
    """A bar over all days that each date may mean; Plotly's own error bars know no dates."""
    spans = zip(own["starts_on"], own["as_of"], strict=True)
    x = [day for first, last in spans for day in (first, last, None)]
    y = [each for value in own["value"] for each in (value, value, None)]
    return go.Scatter(
        x=x, y=y, mode="lines", line={"color": colour, "width": 1}, opacity=0.6, hoverinfo="skip"
    )


def _markers(own: pd.DataFrame, colour: str, reach: float) -> go.Scatter:
    bounded = list(own[["value", "low", "high", "qualifier"]].itertuples())
    up = [_reach(p.value, p.high, p.qualifier in LOWER_BOUNDS, reach) for p in bounded]
    down = [
        _reach(p.value, p.low, p.qualifier in UPPER_BOUNDS, min(reach, p.value)) for p in bounded
    ]
    return go.Scatter(
        x=own["x"],
        y=own["value"],
        mode="markers+text",
        cliponaxis=False,
        text=["≠" if disputed else "" for disputed in own["in_conflict"]],
        textposition="middle right",
        textfont={"size": 14, "color": colour},
        marker={
            "symbol": [SYMBOLS[qualifier] for qualifier in own["qualifier"]],
            "size": 10,
            "color": colour,
            "line": {"width": 1.5, "color": colour},
        },
        error_y={"type": "data", "array": up, "arrayminus": down, "width": 0, "color": colour},
        hovertext=own["hover"],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _reach(value: float, bound: float, is_open: bool, reach: float) -> float:
    if is_open:
        return reach
    return 0.0 if pd.isna(bound) else abs(float(bound) - value)


def target_trace(target: Any, points: pd.DataFrame, colour: str, labelled: bool) -> go.Scatter:
    """A target: a dashed line until the day it is due."""
    due = pd.Timestamp(target.due)
    year_before = due - pd.Timedelta(days=365)
    start = min([year_before, *pd.to_datetime(points["starts_on"])])
    value = target.value
    return go.Scatter(
        x=[start, due],
        y=[value, value],
        mode="lines+markers+text",
        line={"color": colour, "dash": "dash", "width": 1.5},
        marker={"symbol": "diamond", "size": [0, 10], "color": colour},
        text=["", target.label if labelled else ""],
        textposition="top left",
        hovertext=[target.hover] * 2,
        hovertemplate="%{hovertext}<extra></extra>",
    )

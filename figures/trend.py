"""Values over time: points where known, arrows where only bounded, targets as lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from figures.theme import CATEGORIES, FONT

LABEL_STEP = 0.06  # least distance of two direct labels, as a share of the axis
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


def lines(
    points: pd.DataFrame,
    targets: pd.DataFrame,
    *,
    names: dict[str, str],
    unit: str,
    breaks: Sequence[tuple[date, str]],
    separators: str,
    narrow: bool,
    ink: str,
    reversed_axis: bool = False,
    height: int = 520,
) -> go.Figure:
    """A line per area, in the order and with the labels of `names`.

    Args:
        points: One row per dated value: area_id, starts_on, as_of (the span of days its date
            may mean), value, low, high, qualifier, in_conflict, hover.
        targets: One row per target: area_id, due, value, label, hover.
        names: Label of each area id that is drawn.
        unit: What the vertical axis counts.
        breaks: Days on which the method changed, each with its label; lines stop there.
        separators: Decimal and grouping sign, as Plotly takes them.
        narrow: Whether it is shown on a phone, or small: lines then go without labels.
        ink: The colour of text.
        reversed_axis: True where the lowest value is the best, as with ranks.
        height: In pixels.
    """
    figure = go.Figure()
    span = _span(points, targets)
    for place, (area_id, _name) in enumerate(names.items()):
        colour = CATEGORIES[place % len(CATEGORIES)]
        own = _positioned(points[points["area_id"] == area_id])
        if not own.empty:
            figure.add_trace(_line(own, breaks, colour))
            figure.add_trace(_days(own, colour))
            figure.add_trace(_markers(own, colour, span))
        for target in targets[targets["area_id"] == area_id].itertuples():
            figure.add_trace(_target(target, points, colour))
    for day, text in breaks:
        figure.add_vline(x=day.isoformat(), line={"dash": "dot", "color": "#7b878d", "width": 1})
        figure.add_annotation(
            x=day.isoformat(), y=1, yref="paper", yanchor="bottom", text=text, showarrow=False
        )
    figure.update_layout(
        template="none",
        height=height,
        margin={"l": 64, "r": 16 if narrow else 150, "t": 28, "b": 40},
        font={"family": FONT, "size": 13, "color": ink},
        separators=separators,
        showlegend=False,
        hovermode="closest",
        hoverlabel={"align": "left", "font": {"family": FONT, "size": 13}},
        xaxis={"type": "date", "showgrid": False, "ticks": "outside", "tickformat": "%-m/%Y"},
        yaxis={
            "title": {"text": unit},
            "gridcolor": "rgba(125,135,140,0.25)",
            "zeroline": False,
            "autorange": "reversed" if reversed_axis else True,
            "rangemode": "normal" if reversed_axis else "tozero",
            "automargin": True,
            "tickformat": ",~f",
        },
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
    for label in _labels(points, names, span, narrow):
        figure.add_annotation(**label)
    return figure


def colour_of(place: int) -> str:
    """The colour of the area drawn at `place`, from 0."""
    return CATEGORIES[place % len(CATEGORIES)]


def _positioned(points: pd.DataFrame) -> pd.DataFrame:
    """The points with `x`, the middle of the days their date may mean, in that order."""
    start, end = pd.to_datetime(points["starts_on"]), pd.to_datetime(points["as_of"])
    return points.assign(x=start + (end - start) / 2).sort_values("x")


def _span(points: pd.DataFrame, targets: pd.DataFrame) -> tuple[float, float]:
    values = pd.concat([points["value"], points["low"], points["high"], targets["value"]]).dropna()
    low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 1.0)
    return low, high if high > low else low + max(abs(low), 1.0)


def _line(own: pd.DataFrame, breaks: Sequence[tuple[date, str]], colour: str) -> go.Scatter:
    """The line through known values; a bound or a disputed value is no point of it, and cuts it."""
    x: list[pd.Timestamp | None] = []
    y: list[float | None] = []
    previous: pd.Timestamp | None = None
    for point in own.itertuples():
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
    return go.Scatter(
        x=x, y=y, mode="lines", line={"color": colour, "width": 1.5}, hoverinfo="skip"
    )


def _days(own: pd.DataFrame, colour: str) -> go.Scatter:
    """A bar over all days that each date may mean; Plotly's own error bars know no dates."""
    x = [day for p in own.itertuples() for day in (p.starts_on, p.as_of, None)]
    y = [value for p in own.itertuples() for value in (p.value, p.value, None)]
    return go.Scatter(
        x=x, y=y, mode="lines", line={"color": colour, "width": 1}, opacity=0.6, hoverinfo="skip"
    )


def _markers(own: pd.DataFrame, colour: str, span: tuple[float, float]) -> go.Scatter:
    # An open end has no length of its own: the arrow is a fixed share of the axis.
    reach = (span[1] - span[0]) * 0.05
    up = [_reach(p.value, p.high, p.qualifier in LOWER_BOUNDS, reach) for p in own.itertuples()]
    down = [
        _reach(p.value, p.low, p.qualifier in UPPER_BOUNDS, min(reach, p.value))
        for p in own.itertuples()
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


def _target(target: Any, points: pd.DataFrame, colour: str) -> go.Scatter:
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
        text=["", target.label],
        textposition="top left",
        hovertext=[target.hover] * 2,
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _labels(
    points: pd.DataFrame, names: dict[str, str], span: tuple[float, float], narrow: bool
) -> list[dict[str, object]]:
    """Annotations that name each line at its last point, moved apart where they would overlap."""
    if narrow or points.empty:
        return []
    ends: list[tuple[float, str, str]] = []
    for place, (area_id, name) in enumerate(names.items()):
        own = _positioned(points[points["area_id"] == area_id])
        if not own.empty:
            ends.append((float(own["value"].iloc[-1]), name, colour_of(place)))
    step = (span[1] - min(span[0], 0)) * LABEL_STEP
    at = float("-inf")
    labels: list[dict[str, object]] = []
    for value, name, colour in sorted(ends):
        at = max(value, at + step)
        labels.append(
            {
                "x": 1.005,
                "xref": "paper",
                "xanchor": "left",
                "y": at,
                "text": name,
                "showarrow": False,
                "font": {"color": colour, "size": 13},
            }
        )
    return labels

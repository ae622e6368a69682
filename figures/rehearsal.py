"""The first pictures, drawn for nobody: they cost what loads the classes of all that follow."""

from __future__ import annotations

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from figures import trend

_DAYS = (date(2025, 5, 31), date(2025, 7, 31))


def draw_once() -> None:
    """Draws bars, and a line over time with all that such a line can have."""
    bars = go.Bar(
        x=[0],
        y=[0],
        marker={"color": "#000", "line": {"width": 0}, "pattern": {"shape": ""}},
        hovertemplate="%{x}",
    )
    figure = go.Figure([bars])
    figure.update_layout(template="none", xaxis={"title": {"text": ""}}, legend={"x": 0})
    figure.add_vrect(x0=0, x1=1, annotation={"text": ""})
    figure.to_json()
    _line().to_json()


def _line() -> go.Figure:
    points = pd.DataFrame(
        {
            "area_id": ["a", "a"],
            "starts_on": pd.to_datetime(_DAYS),
            "as_of": pd.to_datetime(_DAYS),
            "value": [1.0, 2.0],
            "low": [1.0, 2.0],
            "high": [1.0, None],
            "qualifier": ["exact", "at_least"],
            "in_conflict": [False, False],
            "hover": ["", ""],
        }
    )
    return trend.lines(
        points,
        pd.DataFrame(columns=["area_id", "due", "value", "label", "hover"]),
        names={"a": "a"},
        benchmarks={},
        unit="",
        breaks=[(_DAYS[0], "")],
        separators=",.",
        narrow=False,
        ink="#000",
        marks=[(_DAYS[1], "")],
    )

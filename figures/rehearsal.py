"""The first picture, drawn for nobody: it costs what loads the classes of all that follow."""

from __future__ import annotations

import plotly.graph_objects as go


def draw_once() -> None:
    """Draws a picture with the marks that most pictures here have."""
    figure = go.Figure(
        [
            go.Bar(x=[0], y=[0], marker={"color": "#000"}, hovertemplate="%{x}"),
            go.Scatter(x=[0], y=[0], line={"width": 1}, marker={"size": 1}, text=[""]),
        ]
    )
    figure.update_layout(template="none", xaxis={"title": {"text": ""}}, legend={"x": 0})
    figure.add_vrect(x0=0, x1=1, annotation={"text": ""})
    figure.to_json()

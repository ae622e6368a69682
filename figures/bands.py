"""What a rule allows beside what is: a bar from the least to the most, a mark for the average."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from figures.theme import CATEGORIES, FONT, OPENED

ROW, AROUND = 46, 34  # pixels
BAND = "rgba(0,114,178,0.35)"
SYMBOLS = {
    "exact": "circle",
    "about": "circle-open",
    "nearly": "triangle-left",
    "at_most": "triangle-left",
    "more_than": "triangle-right",
    "at_least": "triangle-right",
}


def bands(
    rules: pd.DataFrame,
    averages: pd.DataFrame,
    *,
    labels: dict[str, str],
    separators: str,
    ink: str,
) -> go.Figure:
    """A row per area: the span its rule allows, to the edge where that is open, and its averages.

    Args:
        rules: label, low, high (NaN where open), hover (escaped).
        averages: label, value, qualifier, rivals (lists of other sources' values), hover (escaped).
        labels: The areas from top to bottom, each with its rule in words, escaped.
        separators: Decimal and grouping sign, as Plotly takes them.
        ink: The colour of text.
    """
    ends = pd.concat([rules["low"], rules["high"], averages["value"]]).dropna()
    most = float(ends.max()) * 1.35 if len(ends) else 1.0
    low, high = rules["low"].fillna(0.0), rules["high"].fillna(most)
    drawn = [
        go.Bar(
            x=(high - low).tolist(),
            base=low.tolist(),
            y=rules["label"],
            orientation="h",
            marker={"color": BAND, "line": {"color": CATEGORIES[0], "width": 1}},
            hovertext=rules["hover"],
            hovertemplate="%{hovertext}<extra></extra>",
        ),
        go.Scatter(
            x=averages["value"].tolist(),
            y=averages["label"],
            mode="markers",
            cliponaxis=False,
            marker={
                "symbol": [SYMBOLS[qualifier] for qualifier in averages["qualifier"]],
                "size": 14,
                "color": OPENED,
                "line": {"width": 2, "color": OPENED},
            },
            hovertext=averages["hover"],
            hovertemplate="%{hovertext}<extra></extra>",
        ),
        _ticks(averages.explode("rivals").dropna(subset=["rivals"])),
    ]
    layout = go.Layout(
        template="none",
        height=len(labels) * ROW + 2 * AROUND,
        margin={"l": 8, "r": 12, "t": 8, "b": AROUND},
        font={"family": FONT, "size": 13, "color": ink},
        separators=separators,
        showlegend=False,
        bargap=0.35,
        hoverlabel={"align": "left", "font": {"family": FONT, "size": 13}},
        xaxis={
            "range": [0, most],
            "gridcolor": "rgba(125,135,140,0.25)",
            "zeroline": False,
            "fixedrange": True,
            "tickformat": ",~f",
        },
        yaxis={
            "categoryorder": "array",
            "categoryarray": list(labels)[::-1],
            "tickmode": "array",
            "tickvals": list(labels),
            "ticktext": [f"{label}  <b>{rule}</b>" for label, rule in labels.items()],
            "automargin": True,
            "fixedrange": True,
            "ticks": "",
        },
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
    return go.Figure(drawn, layout)


def _ticks(rivals: pd.DataFrame) -> go.Scatter:
    """What other sources make of the averages."""
    return go.Scatter(
        x=rivals["rivals"].tolist(),
        y=rivals["label"],
        mode="markers",
        marker={"symbol": "line-ns", "size": 20, "line": {"color": OPENED, "width": 2.5}},
        hovertext=rivals["hover"],
        hovertemplate="%{hovertext}<extra></extra>",
    )

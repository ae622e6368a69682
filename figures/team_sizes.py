"""How large teams are, beside what the rule of their place allows."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from figures.theme import CATEGORIES, FONT

HEIGHT = 300  # pixels
BAND = "rgba(0,114,178,0.13)"
MARKERS = {
    "inside": {"color": CATEGORIES[0]},
    "outside": {"color": CATEGORIES[1], "pattern": {"shape": "/", "size": 5, "solidity": 0.35}},
    "no_rule": {"color": "#8b979d"},
}
ROOM = {True: 1.34, False: 1.16}  # of the highest bar, for the words above it; with a band more


def team_sizes(
    rows: pd.DataFrame,
    *,
    sizes: list[str],
    band: tuple[float, float] | None,
    words: dict[str, str],
    axis: str,
    ink: str,
) -> go.Figure:
    """A bar for each number of members, as high as there are teams; those outside the rule hatched.

    Args:
        rows: One row per size and kind (inside, outside, no_rule): size (place in sizes), kind,
            teams, hover (escaped).
        sizes: What stands under each bar.
        band: First and last place that the one rule allows, drawn behind the bars; None where
            there is no rule or more than one.
        words: What each kind is called, and "band" what the rule says.
        axis: What the sizes are.
        ink: The colour of text.
    """
    figure = go.Figure([_bars(rows, kind, words) for kind in MARKERS])
    heights = rows.groupby("size")["teams"].sum()
    labels = rows.groupby("size")["total"].first()
    figure.add_scatter(
        x=heights.index.tolist(),
        y=heights.tolist(),
        text=labels.tolist(),
        mode="text",
        textposition="top center",
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )
    kinds = rows["kind"].nunique()
    figure.update_layout(
        template="none",
        height=HEIGHT,
        margin={"l": 8, "r": 8, "t": 56 if kinds > 1 else 30, "b": 44},
        font={"family": FONT, "size": 13, "color": ink},
        barmode="stack",
        bargap=0.18,
        showlegend=kinds > 1,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "normal"},
        hoverlabel={"align": "left", "font": {"family": FONT, "size": 13}},
        xaxis={
            "tickmode": "array",
            "tickvals": list(range(len(sizes))),
            "ticktext": sizes,
            "range": [-0.6, len(sizes) - 0.4],
            "title": {"text": axis},
            "fixedrange": True,
            "ticks": "",
            "showgrid": False,
            "zeroline": False,
        },
        yaxis={
            "visible": False,
            "range": [0, float(heights.max() if len(heights) else 1) * ROOM[band is not None]],
            "fixedrange": True,
        },
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
    if band is not None:
        figure.add_vrect(
            x0=band[0] - 0.5,
            x1=band[1] + 0.5,
            fillcolor=BAND,
            line_width=0,
            layer="below",
            annotation={"text": words["band"], "font": {"size": 12}},
            annotation_position="inside top left",
        )
    return figure


def _bars(rows: pd.DataFrame, kind: str, words: dict[str, str]) -> go.Bar:
    own = rows[rows["kind"] == kind]
    return go.Bar(
        x=own["size"].tolist(),
        y=own["teams"].tolist(),
        name=words[kind],
        showlegend=len(own) > 0,
        marker=MARKERS[kind],
        hovertext=own["hover"].tolist(),
        hovertemplate="%{hovertext}<extra></extra>",
    )

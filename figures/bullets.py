"""Results against their targets: a bar each in percent of the target, which is one line for all."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from figures.theme import CATEGORIES, FONT

QUIET = "#7b878d"
COLOURS = {
    "reached": CATEGORIES[0],
    "nearly": CATEGORIES[4],
    "behind": CATEGORIES[1],
    "unsure": CATEGORIES[6],
}
ROW, AROUND = {True: 84, False: 44}, 30  # pixels; on a phone the words stand above their bar
FARTHEST = 150.0  # percent; a bar that goes further ends here with an arrow
ROOM = {True: 1.08, False: 1.9}  # of the longest bar, for the words behind it


def bullets(rows: pd.DataFrame, *, target: str, narrow: bool, ink: str) -> go.Figure:
    """A bar per target, the one furthest behind at the top; those without a result have no bar.

    Args:
        rows: One row per target: label and words (escaped), hover (escaped), share (result in
            percent of the target, NaN without one), before (the same a month ago, NaN where it
            is not known or of other communes), state (of `data.reaching`).
        target: What the line at 100 percent is called, as escaped markup.
        narrow: Whether it is shown on a phone.
        ink: The colour of text.
    """
    ordered = rows.sort_values("share", na_position="last", kind="stable")
    shown = ordered["share"].clip(upper=FARTHEST)
    places = list(range(len(ordered)))
    hover = {"hovertext": ordered["hover"], "hovertemplate": "%{hovertext}<extra></extra>"}
    longest = max([100.0, *shown.dropna(), *ordered["before"].dropna().clip(upper=FARTHEST)])
    figure = go.Figure(
        [
            go.Bar(
                x=shown,
                y=places,
                orientation="h",
                width=0.2 if narrow else 0.4,
                marker={"color": [COLOURS.get(state, QUIET) for state in ordered["state"]]},
                name="result",
                **hover,
            ),
            _marks(ordered["before"].clip(upper=FARTHEST), places, "diamond-open", ink, "before"),
            _marks(
                shown.where(ordered["share"] > FARTHEST), places, "triangle-right", ink, "further"
            ),
            go.Scatter(
                x=[0.0] * len(ordered)
                if narrow
                else [
                    max(100.0, *pd.Series([end, before]).fillna(0))
                    for end, before in zip(
                        shown, ordered["before"].clip(upper=FARTHEST), strict=True
                    )
                ],
                y=places,
                mode="text",
                text=["" if narrow else "\u2002" + words for words in ordered["words"]],
                textposition="middle right",
                cliponaxis=False,
                name="words",
                **hover,
            ),
        ]
    )
    figure.add_vline(x=100, line={"color": ink, "width": 2})
    figure.add_annotation(
        x=100,
        y=1,
        yref="paper",
        yanchor="bottom",
        xanchor="right" if narrow else "center",
        text=target,
        showarrow=False,
    )
    if narrow:
        for place, label, words in zip(places, ordered["label"], ordered["words"], strict=True):
            figure.add_annotation(
                x=0,
                y=place,
                yshift=10,
                xanchor="left",
                yanchor="bottom",
                align="left",
                text=f"{label}<br>{words}",
                showarrow=False,
                font={"size": 12},
            )
    figure.update_layout(
        template="none",
        height=len(ordered) * ROW[narrow] + 2 * AROUND,
        margin={"l": 8, "r": 8, "t": AROUND, "b": 12},
        font={"family": FONT, "size": 13, "color": ink},
        showlegend=False,
        hoverlabel={"align": "left", "font": {"family": FONT, "size": 13}},
        xaxis={"visible": False, "range": [0, longest * ROOM[narrow]], "fixedrange": True},
        yaxis={
            "tickvals": places,
            "ticktext": ["" if narrow else label for label in ordered["label"]],
            "range": [len(ordered) - 0.5, -0.8 if narrow else -0.5],
            "automargin": True,
            "fixedrange": True,
            "zeroline": False,
            "showgrid": False,
        },
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
    return figure


def _marks(at: pd.Series, places: list[int], symbol: str, ink: str, name: str) -> go.Scatter:
    return go.Scatter(
        x=at,
        y=places,
        mode="markers",
        marker={"symbol": symbol, "size": 11, "color": ink},
        cliponaxis=False,
        hoverinfo="skip",
        name=name,
    )

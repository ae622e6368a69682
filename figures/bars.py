"""Areas side by side: a bar each, longest first; a bound is drawn as one."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from figures.theme import CATEGORIES, FONT, OPENED

LOWER_BOUNDS = ("more_than", "at_least")
UPPER_BOUNDS = ("nearly", "at_most")
COLOUR, QUIET = CATEGORIES[0], "#7b878d"
BAR, ABOVE_AND_BELOW = {True: 36, False: 30}, 16  # pixels; on a phone words may take two lines
LETTERS_NARROW = 24  # most on a line of words on a phone
ROOM = {True: 2.5, False: 1.45}  # of the longest bar, for the words behind it; on a phone more


def bars(
    rows: pd.DataFrame, rivals: pd.DataFrame, *, narrow: bool, ink: str, separators: str
) -> go.Figure:
    """A horizontal bar per area with its value in words behind it, the highest at the top.

    A lower bound is a bar with an arrow onwards, an upper bound an empty bar with an arrow back,
    an approximate value a bar with the span it means.

    Args:
        rows: One row per area: label (escaped, each once), value, low, high, qualifier, words
            (escaped, what stands behind the bar), hover (escaped).
        rivals: What sources say of these areas that cannot be true together: label, value, hover;
            drawn as ticks.
        narrow: Whether it is shown on a phone.
        ink: The colour of text.
        separators: Decimal and grouping sign, as Plotly takes them.
    """
    ordered = rows.sort_values(["value", "label"], ascending=[False, True], kind="stable")
    drawn = [_lengths(ordered), _spans(ordered), _arrows(ordered), _ticks(rivals)]
    drawn.append(_words(ordered, rivals, narrow))
    longest = max([0.0, *ordered["value"], *ordered["high"].dropna(), *rivals["value"]])
    layout = {
        "template": "none",
        "height": len(ordered) * BAR[narrow] + 2 * ABOVE_AND_BELOW,
        "margin": {"l": 8, "r": 8, "t": ABOVE_AND_BELOW, "b": ABOVE_AND_BELOW},
        "font": {"family": FONT, "size": 13, "color": ink},
        "separators": separators,
        "showlegend": False,
        "barmode": "overlay",
        "bargap": 0.35,
        "hoverlabel": {"align": "left", "font": {"family": FONT, "size": 13}},
        "xaxis": {"visible": False, "range": [0, longest * ROOM[narrow] or 1], "fixedrange": True},
        "yaxis": {"autorange": "reversed", "automargin": True, "fixedrange": True, "ticks": ""},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
    }
    return go.Figure(drawn, layout)


def _lengths(rows: pd.DataFrame) -> go.Bar:
    colours = ["rgba(0,0,0,0)" if q in UPPER_BOUNDS else COLOUR for q in rows["qualifier"]]
    return go.Bar(
        x=rows["value"],
        y=rows["label"],
        orientation="h",
        marker={"color": colours, "line": {"color": COLOUR, "width": 1.5}},
        **_hover(rows),
    )


def _spans(rows: pd.DataFrame) -> go.Scatter:
    """A line over all that an approximate value may be."""
    about = rows[rows["qualifier"] == "about"]
    return go.Scatter(
        x=[x for row in about.itertuples() for x in (row.low, row.high, None)],
        y=[label for label in about["label"] for _end in range(3)],
        mode="lines+markers",
        marker={"symbol": "line-ns", "size": 9, "line": {"color": QUIET, "width": 2}},
        line={"color": QUIET, "width": 2},
        hoverinfo="skip",
    )


def _arrows(rows: pd.DataFrame) -> go.Scatter:
    """Where the end of a bar is open: onwards from a lower bound, back from an upper one."""
    bounds = rows[rows["qualifier"].isin(LOWER_BOUNDS + UPPER_BOUNDS)]
    up = bounds["qualifier"].isin(LOWER_BOUNDS)
    return go.Scatter(
        x=bounds["value"],
        y=bounds["label"],
        mode="markers",
        cliponaxis=False,
        marker={
            "symbol": ["triangle-right" if onwards else "triangle-left" for onwards in up],
            "size": 12,
            "color": COLOUR,
            "line": {"width": 0},
        },
        **_hover(bounds),
    )


def _words(rows: pd.DataFrame, rivals: pd.DataFrame, narrow: bool) -> go.Scatter:
    """The values in words, behind all that is drawn of an area; dates go below on a phone."""
    drawn = pd.concat([rows[["label", "value"]], rivals[["label", "value"]]])
    ends = drawn.groupby("label")["value"].max()
    spans = rows.set_index("label")["high"].where(rows.set_index("label")["qualifier"] == "about")
    return go.Scatter(
        x=[max(ends[label], spans.fillna(0)[label]) for label in rows["label"]],
        y=rows["label"],
        mode="text",
        cliponaxis=False,
        text=["\u2002" + (_in_two(words) if narrow else words) for words in rows["words"]],
        textposition="middle right",
        hoverinfo="skip",
    )


def _in_two(words: str) -> str:
    if len(words) <= LETTERS_NARROW:
        return words
    return words.replace(" · ", "<br>\u2002", 1)


def _hover(rows: pd.DataFrame) -> dict[str, object]:
    return {"hovertext": rows["hover"], "hovertemplate": "%{hovertext}<extra></extra>"}


def _ticks(rivals: pd.DataFrame) -> go.Scatter:
    return go.Scatter(
        x=rivals["value"],
        y=rivals["label"],
        mode="markers",
        marker={
            "symbol": "line-ns",
            "size": BAR[False] * 0.7,
            "line": {"color": OPENED, "width": 2.5},
        },
        **_hover(rivals),
    )

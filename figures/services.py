"""Shares of one place by pillar: a bar per service and stage, with a mark where it was before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from figures.theme import CATEGORIES, FONT

LOWER_BOUNDS, UPPER_BOUNDS = ("more_than", "at_least"), ("nearly", "at_most")
COLOUR, BEFORE, QUIET = CATEGORIES[0], CATEGORIES[1], "#7b878d"
EDGE = 12  # pixels above and below
ROW = {False: 27, True: 44}  # pixels; on a phone the name stands above its bar
WIDTH = {False: 0.62, True: 0.44}


@dataclass(frozen=True)
class Bar:
    """One service and stage; all texts escaped.

    Attributes:
        value: Percent.
        low: Lower end, None where it is open.
        high: Upper end, None where it is open.
        before: The month before, percent; None where it is not known.
        words: What stands behind the bar.
    """

    label: str
    value: float
    low: float | None
    high: float | None
    qualifier: str
    before: float | None
    words: str
    hover: str


def shares(
    pillars: Sequence[tuple[str, Sequence[Bar]]], *, before_words: str, narrow: bool, ink: str
) -> go.Figure:
    """Horizontal bars from 0 to 100 %, those of a pillar below its name, in the order given.

    A lower bound has an arrow onwards, an upper bound is an empty bar with an arrow back, an
    approximate value has a line over what it may be.

    Args:
        pillars: Names, escaped, and their bars.
        before_words: What the mark of the month before means, escaped; "" where none is drawn.
        narrow: Whether it is shown on a phone.
        ink: The colour of text.
    """
    heads, placed, place = [], [], 0
    for name, bars in pillars:
        heads.append((place, name))
        placed += [(place + 1 + n, bar) for n, bar in enumerate(bars)]
        place += 1 + len(bars)
    ends = [(max(b.value, b.before or 0, b.high or 0), at, b.words) for at, b in placed]
    drawn = [
        *(_lengths(placed, narrow), _spans(placed), _arrows(placed), _marks(placed)),
        _texts([(0, at, f"<b>{name}</b>") for at, name in heads], "heads"),
        _texts([(min(end, 100), at, words) for end, at, words in ends], "words"),
    ]
    if narrow:
        drawn.append(_texts([(0, at - 0.44, b.label) for at, b in placed], "names"))
    layout = {
        "template": "none",
        "height": place * ROW[narrow] + 2 * EDGE,
        "margin": {"l": 8, "r": 8, "t": EDGE, "b": EDGE},
        "font": {"family": FONT, "size": 13, "color": ink},
        "showlegend": False,
        "hoverlabel": {"align": "left", "font": {"family": FONT, "size": 13}},
        "xaxis": {"visible": False, "range": [0, 175 if narrow else 128], "fixedrange": True},
        "yaxis": {
            "range": [place - 0.4, -0.6],
            "automargin": True,
            "fixedrange": True,
            "ticks": "",
            "showgrid": False,
            "zeroline": False,
            "showticklabels": not narrow,
            "tickvals": [at for at, _bar in placed],
            "ticktext": [bar.label for _at, bar in placed],
        },
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "annotations": [_key(before_words)] if before_words else [],
    }
    return go.Figure(drawn, layout)


def _key(before_words: str) -> dict[str, Any]:
    """What the mark of the month before means, in the upper right corner."""
    return {
        "text": f"<span style='color:{BEFORE}'>┃</span> {before_words}",
        "x": 1,
        "y": 1,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "right",
        "yanchor": "top",
        "showarrow": False,
        "font": {"size": 12},
    }


def _lengths(placed: list[tuple[int, Bar]], narrow: bool) -> go.Bar:
    empty = [bar.qualifier in UPPER_BOUNDS for _at, bar in placed]
    return go.Bar(
        name="values",
        x=[bar.value for _at, bar in placed],
        y=[at for at, _bar in placed],
        orientation="h",
        width=WIDTH[narrow],
        marker={
            "color": ["rgba(0,0,0,0)" if none else COLOUR for none in empty],
            "line": {"color": COLOUR, "width": 1.5},
        },
        hovertext=[bar.hover for _at, bar in placed],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _spans(placed: list[tuple[int, Bar]]) -> go.Scatter:
    about = [
        (at, bar)
        for at, bar in placed
        if bar.qualifier == "about" and bar.low is not None and bar.high is not None
    ]
    return go.Scatter(
        name="spans",
        x=[x for _at, bar in about for x in (bar.low, bar.high, None)],
        y=[at for at, _bar in about for _end in range(3)],
        mode="lines",
        line={"color": QUIET, "width": 2},
        hoverinfo="skip",
    )


def _arrows(placed: list[tuple[int, Bar]]) -> go.Scatter:
    open_ended = [(at, b) for at, b in placed if b.qualifier in LOWER_BOUNDS + UPPER_BOUNDS]
    return go.Scatter(
        name="bounds",
        x=[bar.value for _at, bar in open_ended],
        y=[at for at, _bar in open_ended],
        mode="markers",
        cliponaxis=False,
        marker={
            "symbol": [
                "triangle-right" if bar.qualifier in LOWER_BOUNDS else "triangle-left"
                for _at, bar in open_ended
            ],
            "size": 11,
            "color": COLOUR,
        },
        hoverinfo="skip",
    )


def _marks(placed: list[tuple[int, Bar]]) -> go.Scatter:
    known = [(at, bar) for at, bar in placed if bar.before is not None]
    return go.Scatter(
        name="before",
        x=[bar.before for _at, bar in known],
        y=[at for at, _bar in known],
        mode="markers",
        marker={"symbol": "line-ns", "size": 17, "line": {"color": BEFORE, "width": 2.5}},
        hoverinfo="skip",
    )


def _texts(texts: list[tuple[float, float, str]], name: str) -> go.Scatter:
    return go.Scatter(
        name=name,
        x=[x for x, _y, _text in texts],
        y=[y for _x, y, _text in texts],
        text=[f"\u2002{text}" if name == "words" else text for _x, _y, text in texts],
        mode="text",
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
    )

"""The picture of shares by pillar, as data."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import pytest

from figures.services import Bar, shares


def bar(label: str, value: float, **said: Any) -> Bar:
    known: dict[str, Any] = {"low": value, "high": value, "qualifier": "exact", "before": None}
    return Bar(label=label, value=value, words=f"{value} %", hover=label, **{**known, **said})


PILLARS = [
    ("A", [bar("a1", 90, before=80.0), bar("a2", 40, qualifier="more_than", high=None)]),
    ("B", [bar("b1", 70, qualifier="nearly", low=None), bar("b2", 50, qualifier="about", low=45)]),
]


def trace(figure: go.Figure, name: str) -> Any:
    (found,) = [each for each in figure.data if each.name == name]
    return found


@pytest.mark.parametrize("narrow", [False, True])
def test_bars_stand_below_their_pillar_in_order(narrow: bool) -> None:
    figure = shares(PILLARS, before_words="before", narrow=narrow, ink="#000")
    values = trace(figure, "values")
    assert (list(values.x), list(values.y)) == ([90, 40, 70, 50], [1, 2, 4, 5])
    assert list(trace(figure, "heads").y) == [0, 3]
    assert list(figure.layout.yaxis.range) == [5.6, -0.6]  # the first at the top
    names = [each for each in figure.data if each.name == "names"]
    assert bool(names) == narrow != figure.layout.yaxis.showticklabels


def test_bounds_are_drawn_as_bounds() -> None:
    figure = shares(PILLARS, before_words="", narrow=False, ink="#000")
    assert list(trace(figure, "bounds").marker.symbol) == ["triangle-right", "triangle-left"]
    assert trace(figure, "values").marker.color[2] == "rgba(0,0,0,0)"
    assert list(trace(figure, "spans").x) == [45, 50, None]
    assert list(trace(figure, "before").x) == [80]

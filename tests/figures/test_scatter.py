"""The scatter plot and the bands as data: what is drawn where, and which names."""

import html
import math
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from figures.bands import bands
from figures.scatter import points
from figures.theme import OPENED


def point(label: str, x: float, y: float, **more: object) -> dict[str, object]:
    same = {f"{a}_{end}": v for a, v in (("x", x), ("y", y)) for end in ("low", "high")}
    exact = {"x_qualifier": "exact", "y_qualifier": "exact", "marked": False}
    return {"label": label, "x": x, "y": y, "hover": f"{label}!"} | same | exact | more


def drawn(rows: list[dict[str, object]], **more: Any) -> go.Figure:
    chosen: dict[str, Any] = {"narrow": False, "reversed_axes": (False, False)} | more
    said = {"x_title": "Teams", "y_title": "Members", "separators": ",.", "ink": "#111"}
    return points(pd.DataFrame(rows), **(said | chosen))


def test_each_area_is_a_named_point_and_the_compared_ones_stand_out() -> None:
    figure = drawn([point("A", 10, 100), point("B", 90, 400, marked=True), point("C", 50, 250)])
    rest, compared = figure.data
    assert list(rest.x) == [10, 50]
    assert list(rest.y) == [100, 250]
    assert list(rest.text) == ["A", "C"]
    assert list(rest.hovertext) == ["A!", "C!"]
    assert (list(compared.x), list(compared.text)) == ([90], ["B"])
    assert compared.marker.color == OPENED
    assert len(figure.data) == 2  # and so no line through them
    assert {trace.mode for trace in figure.data} == {"markers+text"}
    assert figure.layout.separators == ",."


def test_bounds_are_bars_and_open_ends_short_ones() -> None:
    about = {"x_qualifier": "about", "x_low": 8.0, "x_high": 13.0}
    over = {"y_qualifier": "more_than", "y_high": math.nan}
    under = {"y_qualifier": "nearly", "y_low": math.nan}
    (trace,) = drawn([point("A", 10, 100, **about, **over), point("B", 20, 200, **under)]).data
    assert list(trace.error_x.array) == [3, 0]
    assert list(trace.error_x.arrayminus) == [2, 0]
    assert list(trace.error_y.array) == [pytest.approx(200 * 0.05), 0]
    assert list(trace.error_y.arrayminus) == [0, pytest.approx(200 * 0.05)]


def test_names_that_would_cover_each_other_move_or_go() -> None:
    crowd = [point(f"Name {n}", 50 + n / 100, 50) for n in range(30)]
    (trace,) = drawn([*crowd, point("Far away", 5, 5)]).data
    shown = [text for text in trace.text if text]
    assert "Far away" in shown
    assert len(shown) < 10
    close = [point("Thái Bình", 60, 100), point("Đà Nẵng", 72, 100), point("C", 120, 10)]
    pair = drawn(close, narrow=True).data[0]
    assert set(pair.text) == {"Thái Bình", "Đà Nẵng", "C"}
    assert list(pair.textposition)[:2] == ["middle left", "middle right"]


@pytest.mark.parametrize("is_reversed", [False, True])
def test_a_name_stays_on_the_picture(is_reversed: bool) -> None:
    edge = 100 if not is_reversed else 1
    rows = [point("A long name indeed", edge, 50), point("B", 60, 90), point("C", 100, 10)]
    figure = drawn(rows, reversed_axes=(is_reversed, False))
    assert figure.data[0].textposition[0] == "middle left"
    low, high = figure.layout.xaxis.range
    assert (low > high) is is_reversed


def test_equal_or_single_values_can_be_drawn() -> None:
    for rows in ([point("A", 0, 0)], [point("A", 7, 7), point("B", 7, 7)]):
        low, high = drawn(rows).layout.xaxis.range
        assert low < high


def test_long_axis_titles_are_broken_on_a_phone() -> None:
    figure = drawn([point("A", 1, 1)], narrow=True, x_title="word " * 20)
    lines = figure.layout.xaxis.title.text.split("<br>")
    assert max(len(html.unescape(line)) for line in lines) <= 34


def banded() -> go.Figure:
    rules = pd.DataFrame(
        [
            {"label": "A", "low": 4.0, "high": 7.0, "hover": "rule A"},
            {"label": "B", "low": 4.0, "high": math.nan, "hover": "rule B"},
            {"label": "C", "low": math.nan, "high": 10.0, "hover": "rule C"},
        ]
    )
    averages = pd.DataFrame(
        [
            {"label": "A", "value": 6.5, "qualifier": "more_than", "rivals": [], "hover": "a"},
            {"label": "D", "value": 8.1, "qualifier": "exact", "rivals": [4.4], "hover": "d"},
        ]
    )
    labels = {"A": "4–7", "B": "≥ 4", "C": "≤ 10", "D": ""}
    return bands(rules, averages, labels=labels, separators=",.", ink="#111")


def test_a_rule_is_a_bar_that_reaches_the_edge_where_it_is_open() -> None:
    figure = banded()
    bar, marks, ticks = figure.data
    edge = figure.layout.xaxis.range[1]
    assert list(bar.base) == [4, 4, 0]
    assert list(bar.x) == [3, edge - 4, 10]
    assert edge > 10
    assert list(figure.layout.yaxis.categoryarray) == ["D", "C", "B", "A"]
    assert figure.layout.yaxis.ticktext[0] == "A  <b>4–7</b>"
    assert list(marks.marker.symbol) == ["triangle-right", "circle"]
    assert (list(ticks.x), list(ticks.y)) == ([4.4], ["D"])


def test_rules_without_averages_can_be_drawn() -> None:
    none = pd.DataFrame(columns=["label", "value", "qualifier", "rivals", "hover"])
    rules = pd.DataFrame([{"label": "A", "low": 4.0, "high": math.nan, "hover": ""}])
    figure = bands(rules, none, labels={"A": "≥ 4"}, separators=",.", ink="#111")
    assert [len(trace.x) for trace in figure.data] == [1, 0, 0]

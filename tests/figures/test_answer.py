"""A quick chart as data: days in order, a series each, the largest bar on top."""

from typing import Any

from figures.answer import Point, bars, lines

LOOKS: dict[str, Any] = {"separators": ",.", "ink": "#26343b", "narrow": False}


def test_each_series_is_a_line_in_the_order_of_its_days() -> None:
    figure = lines(
        [
            Point("a", "2025-02-28", 2, "2"),
            Point("b", "2025-01-31", 5, "5"),
            Point("a", "2025-01-31", 1, "at least 1", "at_least"),
        ],
        "teams",
        **LOOKS,
    )
    first, second = figure.data
    assert (list(first.x), list(first.y)) == (["2025-01-31", "2025-02-28"], [1, 2])
    assert list(first.text) == ["", "a"]
    assert list(first.marker.symbol) == ["triangle-up-open", "circle"]
    assert first.hovertext[0] == "a<br>2025-01-31: at least 1"
    assert list(second.y) == [5]
    assert first.line.color != second.line.color
    assert figure.layout.yaxis.title.text == "teams"


def test_bars_are_sorted_and_start_at_zero() -> None:
    points = [Point("", "x", -3, "-3"), Point("", "y", 9, "9"), Point("", "z", 4, "4")]
    figure = bars(points, "v", **LOOKS)
    (bar,) = figure.data
    assert (list(bar.y), list(bar.x)) == (["y", "z", "x"], [9, 4, -3])
    low, high = figure.layout.xaxis.range
    assert low < -3
    assert high > 9
    assert bars(points[1:], "v", **LOOKS).layout.xaxis.range[0] == 0

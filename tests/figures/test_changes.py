"""Changes as data: bars only where the direction is known, arrows where an end is open."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from figures.changes import bars
from figures.over_time import colour_of

NAN = float("nan")


def rows(*told: tuple[str, float, float, float, str]) -> pd.DataFrame:
    return pd.DataFrame(told, columns=["area_id", "length", "low", "high", "qualifier"]).assign(
        label=[f"<b>{area}</b>: {length}" for area, length, *_ in told],
        hover=[f"hover {length}" for _area, length, *_ in told],
    )


def drawn(given: pd.DataFrame, **changes: Any) -> go.Figure:
    options: dict[str, Any] = {
        "places": {"a": 0, "b": 3},
        "unit": "thay đổi, %",
        "separators": ",.",
        "narrow": False,
        "ink": "#1d2529",
    }
    return bars(given, **(options | changes))


@pytest.mark.parametrize(
    ("length", "low", "high", "qualifier", "bar", "more", "less"),
    [
        (50, 50, 50, "exact", 50, 0, 0),
        (-20, -25, -15, "about", -20, 5, 5),
        (2, -3, 7, "about", 0, 5, 5),
        (100, 100, NAN, "more_than", 100, 8, 0),
        (-10, -10, NAN, "more_than", 0, 8, 0),
        (-40, NAN, -40, "nearly", -40, 0, 8),
        (30, NAN, 30, "at_most", 0, 0, 8),
    ],
)
def test_a_bar_is_drawn_where_the_direction_is_known(
    length: float, low: float, high: float, qualifier: str, bar: float, more: float, less: float
) -> None:
    given = rows(("a", 100, 100, 100, "exact"), ("b", length, low, high, qualifier))
    bar_trace, marks = drawn(given).data
    assert list(bar_trace.x) == [100, bar]
    assert list(marks.x) == [100, length]
    assert (marks.error_x.array[1], marks.error_x.arrayminus[1]) == (more, less)
    assert (marks.marker.size[0], marks.marker.size[1] > 0) == (0, qualifier != "exact")
    assert list(bar_trace.marker.color) == [colour_of(0), colour_of(3)]
    assert list(bar_trace.hovertext) == ["hover 100", f"hover {length}"]


def test_bars_stand_below_their_sentences_from_the_top_down() -> None:
    given = rows(("a", 1, 1, 1, "exact"), ("b", 2, 2, 2, "exact"), ("a", 3, 3, 3, "exact"))
    figure = drawn(given)
    heights = list(figure.data[0].y)
    assert heights == sorted(heights, reverse=True)
    notes = figure.layout.annotations
    assert [note.text for note in notes] == given["label"].tolist()
    assert [note.y for note in notes] == heights
    assert {note.yanchor for note in notes} == {"bottom"}
    low, high = figure.layout.yaxis.range
    assert low <= min(heights) < max(heights) <= high


def test_zero_and_every_arrow_are_within_the_axis() -> None:
    given = rows(("a", 80, 80, NAN, "more_than"), ("b", 70, 60, 80, "about"))
    low, high = drawn(given).layout.xaxis.range
    assert low <= 0
    assert high >= 80 * 1.08


def test_a_phone_breaks_the_sentences_and_gives_them_room() -> None:
    given = rows(("a", 1, 1, 1, "exact"))
    given["label"] = "tăng trên 209.513 người (160,5 %) từ 14/6/2022 đến 23/3/2025, so với trước"
    wide, narrow = drawn(given), drawn(given, narrow=True)
    assert "<br>" not in wide.layout.annotations[0].text
    assert narrow.layout.annotations[0].text.count("<br>") == 1
    assert narrow.layout.height > wide.layout.height

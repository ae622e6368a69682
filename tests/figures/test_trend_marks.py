"""The day on which the units changed, drawn on charts over time: labelled, and no end of a line."""

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from figures import multiples
from tests.figures.drawn_trends import NO_TARGETS, drawn, exact, many, points

DAY = date(2025, 7, 1)
BEFORE, SINCE = exact(date(2025, 3, 1), 10), exact(date(2025, 9, 1), 12)
MARK = [(DAY, "7/2025: đơn vị mới")]


def uprights(figure: go.Figure) -> list[tuple[Any, str]]:
    return [(line.x0, line.line.dash) for line in figure.layout.shapes]


def lined(figure: go.Figure) -> list[Any]:
    """The values that the first line runs through, None where it breaks."""
    (line, *_) = [trace for trace in figure.data if trace.mode == "lines"]
    return list(line.y)


def test_the_mark_is_drawn_and_labelled_and_the_line_runs_on() -> None:
    figure = drawn(points(BEFORE, SINCE), marks=MARK)
    assert uprights(figure) == [("2025-07-01", "dash")]
    assert MARK[0][1] in {note.text for note in figure.layout.annotations}
    assert lined(figure) == [10, 12]


def test_a_change_of_method_of_the_same_day_is_said_on_the_one_line() -> None:
    figure = drawn(points(BEFORE, SINCE), marks=MARK, breaks=[(DAY, "đổi cách tính")])
    assert uprights(figure) == [("2025-07-01", "dot")]
    texts = [note.text for note in figure.layout.annotations]
    assert "đổi cách tính<br>7/2025: đơn vị mới" in texts
    assert lined(figure) == [10, None, 12]


@pytest.mark.parametrize(
    ("first", "last", "anchor"),
    [
        (date(2020, 1, 1), date(2025, 7, 31), "right"),
        (date(2025, 6, 30), date(2030, 1, 1), "left"),
        (date(2024, 7, 1), date(2026, 7, 1), "center"),
    ],
)
def test_its_label_stays_inside_the_chart(first: date, last: date, anchor: str) -> None:
    figure = drawn(points(exact(first, 10), exact(last, 12)), marks=MARK)
    (label,) = [note for note in figure.layout.annotations if note.text == MARK[0][1]]
    assert label.xanchor == anchor


def test_small_charts_all_have_the_mark_and_the_first_its_label() -> None:
    given, names = many([500, 600, 700, 800, 900])
    figure = multiples.grid(
        given,
        NO_TARGETS,
        names=names,
        answers=dict.fromkeys(names, "1 tổ"),
        benchmarks={},
        unit="tổ",
        breaks=[],
        separators=",.",
        narrow=False,
        ink="#000000",
        marks=[(date(2023, 7, 1), "7/2023")],
    )
    assert uprights(figure) == [("2023-07-01", "dash")] * 5
    assert [note.text for note in figure.layout.annotations].count("7/2023") == 1


def test_a_line_stops_where_a_day_is_silent_and_no_mark_is_drawn() -> None:
    given = points(*(exact(date(2026, month, 28), month) for month in (1, 3, 4)))
    figure = drawn(given, silent=[date(2026, 2, 28)])
    line = figure.data[0]
    assert [None if pd.isna(value) else value for value in line.y] == [1, None, 3, 4]
    assert not figure.layout.shapes

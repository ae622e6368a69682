"""Trends as data: a line only through what is known, bounds as arrows, targets until their date."""

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd
import pytest

from figures.over_time import colour_of
from tests.figures.drawn_trends import NO_TARGETS, drawn, exact, many, points


def runs(values: Iterable[Any]) -> list[list[Any]]:
    """The stretches that are drawn in one go; a line is cut where a value is missing."""
    found: list[list[Any]] = [[]]
    for value in values:
        if pd.isna(value):
            found.append([])
        else:
            found[-1].append(value)
    return [run for run in found if run]


@pytest.mark.parametrize(
    ("given", "breaks", "expected"),
    [
        ([exact(date(2023, 1, 1), 1), exact(date(2024, 1, 1), 2)], [], [[1, 2]]),
        ([exact(date(2024, 1, 1), 2), exact(date(2023, 1, 1), 1)], [], [[1, 2]]),
        (
            [
                exact(date(2023, 1, 1), 1),
                (date(2023, 6, 1), 5, 5, None, "more_than"),
                exact(date(2024, 1, 1), 2),
            ],
            [],
            [[1], [2]],
        ),
        (
            [
                exact(date(2023, 1, 1), 1),
                (date(2023, 6, 1), 12000, 11500, 12500, "about"),
                (date(2024, 1, 1), 3, None, 3, "nearly"),
                (date(2024, 2, 1), 3, None, 3, "at_most"),
                (date(2024, 3, 1), 3, 3, None, "at_least"),
            ],
            [],
            [[1, 12000]],
        ),
        (
            [
                exact(date(2023, 1, 1), 1),
                exact(date(2023, 6, 1), 9, True),
                exact(date(2024, 1, 1), 2),
                exact(date(2024, 2, 1), 3),
            ],
            [],
            [[1], [2, 3]],
        ),
        (
            [
                exact(date(2023, 1, 1), 1),
                exact(date(2024, 12, 31), 2),
                exact(date(2025, 1, 1), 3),
                exact(date(2025, 6, 1), 4),
            ],
            [(date(2025, 1, 1), "method changed")],
            [[1, 2], [3, 4]],
        ),
        (
            [
                exact(date(2024, 1, 1), 1),
                exact(date(2025, 3, 1), 9, True),
                exact(date(2025, 6, 1), 4),
            ],
            [(date(2025, 1, 1), "method changed")],
            [[1], [4]],
        ),
    ],
    ids=["joined", "by date", "bound cuts", "about joins", "dispute cuts", "method", "both"],
)
def test_the_line_joins_what_is_known(
    given: list[Any], breaks: list[tuple[date, str]], expected: list[list[float]]
) -> None:
    figure = drawn(points(*given), breaks=breaks)
    line, _days, marks = figure.data
    assert runs(line.y) == expected
    assert (line.mode, line.connectgaps) == ("lines", None)
    assert sorted(marks.y) == sorted(row[1] for row in given)


@pytest.mark.parametrize(
    ("qualifier", "value", "low", "high", "symbol", "up", "down"),
    [
        ("exact", 100, 100, 100, "circle", 0, 0),
        ("about", 120, 115, 125, "circle-open", 5, 5),
        ("about", 75, 74.5, 75.5, "circle-open", 0.5, 0.5),
        ("more_than", 100, 100, None, "triangle-up-open", 10, 0),
        ("at_least", 100, 100, None, "triangle-up-open", 10, 0),
        ("nearly", 100, None, 100, "triangle-down-open", 0, 10),
        ("at_most", 100, None, 100, "triangle-down-open", 0, 10),
    ],
)
def test_a_qualifier_shows_in_sign_and_reach(
    qualifier: str,
    value: float,
    low: float | None,
    high: float | None,
    symbol: str,
    up: float,
    down: float,
) -> None:
    # 0 and 200 make the axis 200 long; an open end reaches a twentieth of it.
    given = points(
        exact(date(2022, 1, 1), 0),
        (date(2023, 1, 1), value, low, high, qualifier),
        exact(date(2024, 1, 1), 200),
    )
    marks = drawn(given).data[2]
    assert "lines" not in marks.mode
    assert marks.marker.symbol[1] == symbol
    assert (marks.error_y.array[1], marks.error_y.arrayminus[1]) == (up, down)
    assert [marks.error_y.array[end] for end in (0, 2)] == [0, 0]
    assert list(marks.hovertext) == ["hover 0", f"hover {value}", "hover 200"]
    assert marks.hovertemplate == "%{hovertext}<extra></extra>"


def test_the_arrow_of_an_upper_bound_ends_at_zero() -> None:
    given = points((date(2023, 1, 1), 3, None, 3, "nearly"), exact(date(2024, 1, 1), 1000))
    assert list(drawn(given).data[2].error_y.arrayminus) == [3, 0]


@pytest.mark.parametrize(
    ("first", "last", "middle"),
    [
        ("2024-05-08", "2024-05-08", "2024-05-08"),
        ("2024-06-01", "2024-06-30", "2024-06-15 12:00"),
        ("2022-01-01", "2022-12-31", "2022-07-02"),
    ],
    ids=["day", "month", "year"],
)
def test_a_date_spans_the_days_it_may_mean(first: str, last: str, middle: str) -> None:
    when = (date.fromisoformat(first), date.fromisoformat(last))
    line, days, marks = drawn(points(exact(when, 5), exact(date(2025, 1, 1), 6))).data
    assert pd.Timestamp(marks.x[0]) == pd.Timestamp(line.x[0]) == pd.Timestamp(middle)
    stretches = [[pd.Timestamp(day) for day in stretch] for stretch in runs(days.x)]
    assert stretches[0] == [pd.Timestamp(first), pd.Timestamp(last)]
    assert len(stretches) == 2
    assert runs(days.y) == [[5, 5], [6, 6]]
    assert days.mode == "lines"


def test_a_disputed_point_says_so() -> None:
    given = points(exact(date(2023, 1, 1), 1), exact(date(2023, 6, 1), 9, True))
    assert list(drawn(given).data[2].text) == ["", "≠"]


@pytest.mark.parametrize(
    ("given", "first_day"),
    [
        (points(exact(date(2021, 3, 1), 1), exact(date(2023, 1, 1), 5)), "2021-03-01"),
        (points(), "2024-12-31"),
    ],
    ids=["from the first point", "alone: one year"],
)
def test_a_target_is_a_dashed_line_until_it_is_due(given: pd.DataFrame, first_day: str) -> None:
    target = ("a", date(2025, 12, 31), 80.0, "chỉ tiêu ≥ 80 %", "hạn 31/12/2025")
    targets = pd.DataFrame([target], columns=NO_TARGETS.columns)
    line = drawn(given, targets).data[-1]
    assert line.line.dash == "dash"
    assert list(line.y) == [80, 80]
    assert [pd.Timestamp(day) for day in line.x] == [
        pd.Timestamp(first_day),
        pd.Timestamp("2025-12-31"),
    ]
    assert list(line.text) == ["", "chỉ tiêu ≥ 80 %"]
    assert line.marker.size[0] == 0
    assert line.hovertext[1] == "hạn 31/12/2025"
    assert line.line.color == colour_of(0)


def test_a_change_of_method_is_marked_on_its_day() -> None:
    given = points(exact(date(2024, 1, 1), 1), exact(date(2026, 1, 1), 2))
    layout = drawn(given, breaks=[(date(2025, 1, 1), "đổi cách tính")]).layout
    assert [(shape.x0, shape.x1, shape.line.dash) for shape in layout.shapes] == [
        ("2025-01-01", "2025-01-01", "dot")
    ]
    assert [note.x for note in layout.annotations if note.text == "đổi cách tính"] == ["2025-01-01"]


def test_a_narrow_chart_has_no_labels() -> None:
    assert not drawn(points(exact(date(2024, 1, 1), 7)), narrow=True).layout.annotations


def test_only_named_areas_are_drawn_each_in_its_colour() -> None:
    given, names = many([1.0, 2.0, 3.0])
    figure = drawn(given, names={"a2": names["a2"], "a0": names["a0"]})
    marks = [trace for trace in figure.data if "markers" in trace.mode]
    assert [trace.marker.color for trace in marks] == [colour_of(0), colour_of(1)]
    assert [trace.y[-1] for trace in marks] == [3, 1]


def test_numbers_are_written_as_the_reader_does() -> None:
    layout = drawn(points(exact(date(2024, 1, 1), 7)), separators=",.").layout
    assert layout.separators == ",."


def test_nothing_to_draw_is_an_empty_chart() -> None:
    figure = drawn(points())
    assert len(figure.data) == 0
    text = json.dumps(json.loads(figure.to_json()))  # Plotly itself writes a slash as an escape
    assert re.findall(r"\w+://", text) == []

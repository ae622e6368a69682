"""The axes of trends and the labels at the ends of their lines."""

from datetime import date
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go
import pytest

from figures.labels import LETTER, LINE
from figures.over_time import QUIET, colour_of
from figures.trend import BOTTOM, TOP
from tests.figures.drawn_trends import drawn, exact, many, points


def middles(figure: go.Figure) -> dict[str, float]:
    """Each label by its text, with its height above the axis in pixels."""
    plot = figure.layout.height - TOP - BOTTOM
    labels = [note for note in figure.layout.annotations if note.xref == "paper"]
    assert {note.yanchor for note in labels} <= {"middle"}
    return {note.text: note.y * plot for note in labels}


@pytest.mark.parametrize("ends", [[500, 500, 501, 20, 1000], [1, 2, 3, 4, 5, 6], [1000] * 6])
def test_labels_keep_apart_and_in_order(ends: list[float]) -> None:
    given, names = many(ends)
    figure = drawn(given, names=names)
    labels = middles(figure)
    assert set(labels) == set(names.values())
    heights = sorted(labels.values())
    assert min(high - low for low, high in pairwise(heights)) >= LINE - 1e-9
    assert heights[-1] + LINE / 2 <= figure.layout.height - TOP - BOTTOM + TOP
    by_value = sorted(range(len(ends)), key=lambda n: (ends[n], n))
    assert sorted(range(len(ends)), key=lambda n: labels[f"Nơi {n}"]) == by_value
    colours = {note.text: note.font.color for note in figure.layout.annotations}
    assert colours == {f"Nơi {n}": colour_of(n) for n in range(len(ends))}


def test_one_label_stands_at_its_last_point() -> None:
    given = points(exact(date(2024, 1, 1), 7), exact(date(2023, 1, 1), 90))
    figure = drawn(given)
    ((text, height),) = middles(figure).items()
    low, high = figure.layout.yaxis.range
    plot = figure.layout.height - TOP - BOTTOM
    assert text == "Mây Trắng"
    assert height == pytest.approx((7 - low) / (high - low) * plot)


def test_a_long_label_is_broken_and_has_room() -> None:
    name = "Trần Đề &#40;huyện, Sóc Trăng, trước 7/2025&#41;"
    figure = drawn(points(exact(date(2024, 1, 1), 7)), names={"a": name})
    (label,) = figure.layout.annotations
    assert label.text.replace("<br>", " ") == name
    lines_ = label.text.replace("&#40;", "(").replace("&#41;", ")").split("<br>")
    assert len(lines_) == 2
    assert figure.layout.margin.r >= max(map(len, lines_)) * LETTER


def test_a_benchmark_is_quiet_and_dashed() -> None:
    own = points(exact(date(2023, 1, 1), 10), exact(date(2024, 1, 1), 20))
    nation = own.assign(area_id="vn", value=[40.0, 50.0], low=[40.0, 50.0], high=[40.0, 50.0])
    figure = drawn(pd.concat([own, nation]), benchmarks={"vn": "Cả nước"})
    line, days, marks = figure.data[:3]
    assert (list(line.y), line.line.dash, line.line.color) == ([40, 50], "dash", QUIET)
    assert {days.line.color, marks.marker.color} == {QUIET}
    assert marks.marker.size < figure.data[-1].marker.size
    assert figure.data[3].line.color == colour_of(0)
    assert {note.text: note.font.color for note in figure.layout.annotations} == {
        "Mây Trắng": colour_of(0),
        "Cả nước": QUIET,
    }
    assert figure.layout.yaxis.range[1] > 50


@pytest.mark.parametrize("values", [(1, 63), (1, 1), (30, 52)])
def test_a_rank_has_its_best_on_top_and_no_rank_0(values: tuple[float, float]) -> None:
    given = points(*(exact(date(2020 + n, 1, 1), value) for n, value in enumerate(values)))
    axis = drawn(given, reversed_axis=True).layout.yaxis
    bottom, top = axis.range
    assert bottom > max(values)
    assert top < min(values)
    assert axis.tickvals[0] == 1
    assert 0 not in axis.tickvals
    assert len(axis.tickvals) <= 8


@pytest.mark.parametrize(("from_zero", "lowest"), [(True, 0), (False, 89.6)])
def test_an_axis_of_amounts_starts_at_zero(from_zero: bool, lowest: float) -> None:
    given = points(exact(date(2023, 1, 1), 100), exact(date(2024, 1, 1), 230))
    axis = drawn(given, from_zero=from_zero).layout.yaxis
    assert axis.range[0] == pytest.approx(lowest)
    assert axis.range[1] > 230
    assert axis.title.text == "tổ"


@pytest.mark.parametrize(
    ("first", "last", "step", "written"),
    [
        (date(2025, 5, 1), date(2025, 5, 31), "M1", "%-m/%Y"),
        (date(2022, 4, 4), date(2025, 3, 23), "M6", "%-m/%Y"),
        (date(2020, 1, 1), date(2024, 12, 31), "M12", "%Y"),
    ],
)
def test_marks_of_time_are_firsts_of_months(
    first: date, last: date, step: str, written: str
) -> None:
    axis = drawn(points(exact(first, 1), exact(last, 2))).layout.xaxis
    assert (axis.dtick, axis.tickformat, axis.tick0) == (step, written, "2000-01-01")
    start, end = map(pd.Timestamp, axis.range)
    assert start < pd.Timestamp(first)
    assert end > pd.Timestamp(last)

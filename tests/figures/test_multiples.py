"""Small multiples as data: one chart per area, all on one scale, the others faint behind."""

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from figures.multiples import FAINT, columns_for, grid
from figures.over_time import QUIET, colour_of

NO_TARGETS = pd.DataFrame(columns=["area_id", "due", "value", "label", "hover"])
NAMES = {f"a{n}": f"Nơi {n}" for n in range(6)}


def points(areas: dict[str, list[float]]) -> pd.DataFrame:
    """Exact values of each area, one per New Year from 2022 on."""
    return pd.DataFrame(
        [
            {
                "area_id": area,
                "starts_on": pd.Timestamp(2022 + n, 1, 1),
                "as_of": pd.Timestamp(2022 + n, 1, 1),
                "value": value,
                "low": value,
                "high": value,
                "qualifier": "exact",
                "in_conflict": False,
                "hover": f"{area}: {value}",
            }
            for area, values in areas.items()
            for n, value in enumerate(values)
        ]
    )


FIVE = points({f"a{n}": [10.0 * n + 10, 10.0 * n + 20] for n in range(5)})


def drawn(given: pd.DataFrame = FIVE, **changes: Any) -> go.Figure:
    options: dict[str, Any] = {
        "names": NAMES,
        "answers": dict.fromkeys(NAMES, "60 tổ"),
        "benchmarks": {},
        "unit": "tổ",
        "breaks": [],
        "separators": ",.",
        "narrow": False,
        "ink": "#1d2529",
    }
    return grid(given, NO_TARGETS, **(options | changes))


def axes(figure: go.Figure, name: str) -> list[Any]:
    numbers = ["", *range(2, 30)]
    found = [f"{name}{n}" for n in numbers if f"{name}{n}" in figure.layout]
    return [figure.layout[key] for key in found]


def test_each_area_with_values_has_a_chart_of_its_own() -> None:
    figure = drawn()
    charts = {trace.xaxis for trace in figure.data}
    assert len(charts) == 5
    titles = [note.text for note in figure.layout.annotations]
    assert titles == [f"<b>Nơi {n}</b><br>60 tổ" for n in range(5)]
    for n, chart in enumerate(sorted(charts, key=lambda axis: int(axis[1:] or 1))):
        faint, line, _days, marks = [trace for trace in figure.data if trace.xaxis == chart]
        assert faint.line.color == faint.marker.color == FAINT
        own = [10.0 * n + 10, 10.0 * n + 20]
        assert list(line.y) == list(marks.y) == own
        assert line.line.color == colour_of(n)
        others = [value for value in faint.y if value is not None]
        assert others == [v for m in range(5) if m != n for v in (10.0 * m + 10, 10.0 * m + 20)]
        assert faint.hoverinfo == "skip"


def test_a_colour_belongs_to_the_area_and_not_to_its_place_in_the_grid() -> None:
    figure = drawn(FIVE[FIVE["area_id"] != "a1"])
    lines = [trace for trace in figure.data if trace.mode == "lines" and trace.line.width == 1.5]
    assert [trace.line.color for trace in lines] == [colour_of(n) for n in (0, 2, 3, 4)]


def test_all_charts_have_one_scale() -> None:
    figure = drawn()
    (ends,) = {tuple(axis.range) for axis in axes(figure, "yaxis")}
    assert ends[0] == 0
    assert ends[1] > 60
    (days,) = {tuple(axis.range) for axis in axes(figure, "xaxis")}
    assert pd.Timestamp(days[0]) < FIVE["starts_on"].min()


def test_days_are_written_where_nothing_stands_below() -> None:
    shown = [bool(axis.showticklabels) for axis in axes(drawn(), "xaxis")]
    assert shown == [False, False, True, True, True]


def test_a_benchmark_is_in_every_chart() -> None:
    nation = points({"vn": [15.0, 25.0]})
    figure = drawn(pd.concat([FIVE, nation]), benchmarks={"vn": "Cả nước"})
    dashed = [trace for trace in figure.data if trace.line.dash == "dash"]
    assert [list(trace.y) for trace in dashed] == [[15, 25]] * 5
    assert {trace.line.color for trace in dashed} == {QUIET}
    faint = [trace for trace in figure.data if trace.line.color == FAINT]
    assert all(15.0 not in list(trace.y) for trace in faint)


def test_a_change_of_method_is_marked_in_every_chart_and_cuts() -> None:
    figure = drawn(breaks=[(date(2022, 6, 1), "đổi cách tính")])
    assert [shape.x0 for shape in figure.layout.shapes] == ["2022-06-01"] * 5
    assert all(None in list(trace.y) for trace in figure.data if trace.mode == "lines")


@pytest.mark.parametrize(
    ("charts", "narrow", "longest", "columns"),
    [
        *((5, False, 40, 3), (6, False, 40, 3), (7, False, 40, 4), (8, False, 40, 4)),
        *((9, False, 40, 3), (12, False, 40, 4), (5, True, 24, 2), (5, True, 25, 1)),
    ],
)
def test_charts_stand_side_by_side_where_they_fit(
    charts: int, narrow: bool, longest: int, columns: int
) -> None:
    assert columns_for(charts, narrow, longest) == columns


def test_a_rank_has_its_best_on_top() -> None:
    bottom, top = drawn(reversed_axis=True).layout.yaxis.range
    assert bottom > top

"""The chart of results and what was aimed at, read as data."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from figures.aims import LEVEL, RESULT, aims

MONTHS = pd.date_range("2025-07-31", periods=4, freq="ME")


def points() -> pd.DataFrame:
    values = [10.0, 12.0, 15.0, 16.0]
    return pd.DataFrame(
        {
            "area_id": "2025-c1",
            "starts_on": [day.replace(day=1) for day in MONTHS],
            "as_of": MONTHS,
            "value": values,
            "low": values,
            "high": [*values[:3], float("nan")],
            "qualifier": ["exact"] * 3 + ["at_least"],
            "in_conflict": False,
            "hover": "r",
        }
    )


def steps(*rows: tuple[str, str, str, float, bool]) -> pd.DataFrame:
    found = pd.DataFrame(rows, columns=["kind", "begins", "ends", "value", "is_current"])
    found["begins"], found["ends"] = pd.to_datetime(found["begins"]), pd.to_datetime(found["ends"])
    return found.assign(hover="s", is_current=found["is_current"].astype(bool))


def drawn(levels: Any = (), narrow: bool = False, **changed: Any) -> go.Figure:
    given = steps(
        ("registered", "2025-07-01", "2025-07-31", 11, True),
        ("registered", "2025-08-01", "2025-08-31", 13, True),
        ("registered", "2025-10-01", "2025-10-31", 18, False),
        ("registered", "2025-10-01", "2025-10-31", 17, True),
    )
    return aims(
        points().drop(index=changed.get("without", [])),
        changed.get("given", given),
        result="result",
        names={"registered": "registered"},
        levels=levels,
        unit="people",
        separators=".,",
        narrow=narrow,
        ink="#000",
        height=400,
        marks=[(date(2025, 9, 1), "mark")],
    )


def named(figure: go.Figure, name: str) -> Any:
    (found,) = [trace for trace in figure.data if trace.name == name]
    return found


def test_targets_are_steps_that_break_where_there_is_none() -> None:
    trace = named(drawn(), "registered")
    assert list(trace["y"]) == [11, 11, 13, 13, None, 17, 17]
    assert [day and day.date().isoformat() for day in trace["x"]][:4] == [
        *("2025-07-01", "2025-07-31", "2025-08-01", "2025-08-31"),
    ]


def test_the_line_of_results_is_cut_at_a_month_without_one_and_where_units_change() -> None:
    lines = [t for t in drawn(without=1).data if t.mode == "lines" and t.line.color == RESULT]
    assert list(lines[0]["y"]) == [10, None, 15, None]  # a lower bound is no point of it
    whole = [t for t in drawn().data if t.mode == "lines" and t.line.color == RESULT]
    assert list(whole[0]["y"]) == [10, 12, None, 15, None]


def test_a_former_version_is_no_part_of_the_steps() -> None:
    assert list(named(drawn(), "former")["y"]) == [18, 18, None]


def test_results_and_targets_have_colours_of_their_own() -> None:
    figure = drawn(levels=[(70.0, "nation", "n")])
    result = named(figure, "result")
    assert result["marker"]["color"] == RESULT
    assert list(result["y"]) == [10, 12, 15, 16]
    assert result["marker"]["symbol"][-1] == "triangle-up-open"  # a lower bound
    level = named(figure, "nation")
    assert (list(level["y"]), level["line"].to_plotly_json()) == ([70, 70], LEVEL)
    colours = {RESULT, LEVEL["color"], named(figure, "registered")["line"]["color"]}
    assert len(colours) == 3
    assert figure["layout"]["yaxis"]["range"][1] > 70


@pytest.mark.parametrize("narrow", [False, True])
def test_lines_are_named_beside_them_or_on_a_phone_below(narrow: bool) -> None:
    layout = drawn(narrow=narrow)["layout"]
    beside = {each["text"] for each in layout["annotations"]} - {"mark"}
    assert beside == (set() if narrow else {"result", "registered"})
    assert layout["showlegend"] == narrow


def test_without_targets_results_are_drawn_alone() -> None:
    figure = drawn(given=steps())
    assert list(named(figure, "registered")["y"]) == []
    assert list(named(figure, "result")["y"]) == [10, 12, 15, 16]

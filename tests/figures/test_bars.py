"""Bars as data: the longest on top, bounds as bounds, nothing beside what is known."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from figures.bars import bars

NOBODY = pd.DataFrame({"label": [], "value": pd.Series([], dtype=float), "hover": []})
OPEN = float("nan")
ROWS = [
    ("Bờ Cát", 540.0, 540.0, OPEN, "more_than"),
    ("Gió Lặng", 2000.0, OPEN, 2000.0, "nearly"),
    ("Mây Trắng", 1200.0, 1150.0, 1250.0, "about"),
    ("Sao Băng", 566.0, 566.0, 566.0, "exact"),
]


def drawn(rivals: pd.DataFrame = NOBODY, narrow: bool = False) -> go.Figure:
    rows = pd.DataFrame(ROWS, columns=["label", "value", "low", "high", "qualifier"])
    words = [f"{value:.0f} words" for value in rows["value"]]
    return bars(
        rows.assign(words=words, hover="h " + rows["label"]),
        rivals,
        narrow=narrow,
        ink="#26343b",
        separators=",.",
    )


def traces(figure: go.Figure) -> dict[str, Any]:
    names = ("bars", "spans", "arrows", "ticks", "words")
    return dict(zip(names, figure.data, strict=True))


def test_the_highest_is_on_top() -> None:
    figure = drawn()
    lengths = traces(figure)["bars"]
    assert list(lengths.y) == ["Gió Lặng", "Mây Trắng", "Sao Băng", "Bờ Cát"]
    assert list(lengths.x) == [2000, 1200, 566, 540]
    assert list(lengths.hovertext) == ["h Gió Lặng", "h Mây Trắng", "h Sao Băng", "h Bờ Cát"]
    assert figure.layout.yaxis.autorange == "reversed"
    assert figure.layout.xaxis.range[0] == 0  # a bar that does not start at 0 lies


def test_equal_values_are_in_the_order_of_their_names() -> None:
    rows = pd.DataFrame([("b", 5.0), ("a", 5.0), ("c", 9.0)], columns=["label", "value"]).assign(
        low=5.0, high=5.0, qualifier="exact", words="w", hover="h"
    )
    figure = bars(rows, NOBODY, narrow=False, ink="#000", separators=",.")
    assert list(figure.data[0].y) == ["c", "a", "b"]


def test_a_bound_is_drawn_as_one() -> None:
    shown = traces(drawn())
    filled = dict(zip(shown["bars"].y, shown["bars"].marker.color, strict=True))
    assert {name for name, colour in filled.items() if colour == "rgba(0,0,0,0)"} == {"Gió Lặng"}
    arrows = dict(zip(shown["arrows"].y, shown["arrows"].marker.symbol, strict=True))
    assert arrows == {"Gió Lặng": "triangle-left", "Bờ Cát": "triangle-right"}
    ends = dict(zip(shown["arrows"].y, shown["arrows"].x, strict=True))
    assert ends == {"Gió Lặng": 2000, "Bờ Cát": 540}


def test_an_approximate_value_has_a_span_and_no_other_has() -> None:
    spans = traces(drawn())["spans"]
    assert list(spans.x) == [1150, 1250, None]
    assert list(spans.y) == ["Mây Trắng"] * 3


@pytest.mark.parametrize("narrow", [False, True])
def test_words_stand_behind_all_that_is_drawn_and_have_room(narrow: bool) -> None:
    rivals = pd.DataFrame(
        [("Sao Băng", 3000.0, "r"), ("Bờ Cát", 100.0, "r")], columns=["label", "value", "hover"]
    )
    figure = drawn(rivals, narrow)
    shown = traces(figure)
    assert dict(zip(shown["words"].y, shown["words"].x, strict=True)) == {
        "Gió Lặng": 2000,
        "Mây Trắng": 1250,  # behind the span
        "Sao Băng": 3000,  # behind what another source says
        "Bờ Cát": 540,
    }
    assert shown["words"].text[0].strip("\u2002") == "2000 words"
    assert list(shown["ticks"].x) == [3000, 100]
    assert figure.layout.xaxis.range[1] == pytest.approx(3000 * (2.5 if narrow else 1.45))


@pytest.mark.parametrize(
    ("words", "on_a_phone"),
    [
        ("2.400 · 8/2024", "2.400 · 8/2024"),
        ("trên 4.000 ≠ · 6/2025 · cũ 1 năm", "trên 4.000 ≠<br>\u20026/2025 · cũ 1 năm"),
    ],
)
def test_long_words_take_two_lines_on_a_phone(words: str, on_a_phone: str) -> None:
    row = {"label": "a", "value": 5.0, "low": 5.0, "high": 5.0, "qualifier": "exact"}
    rows = pd.DataFrame([row | {"words": words, "hover": "h"}])
    for narrow, said in ((True, on_a_phone), (False, words)):
        figure = bars(rows, NOBODY, narrow=narrow, ink="#000", separators=",.")
        assert traces(figure)["words"].text[0] == "\u2002" + said


def test_each_bar_has_the_same_height() -> None:
    four = drawn().layout.height
    one = bars(
        pd.DataFrame(
            [("a", 5.0, 5.0, 5.0, "exact", "w", "h")],
            columns=[*("label", "value", "low", "high", "qualifier", "words", "hover")],
        ),
        NOBODY,
        narrow=False,
        ink="#000",
        separators=",.",
    ).layout.height
    assert (four - one) % 3 == 0
    assert 24 <= (four - one) / 3 <= 40

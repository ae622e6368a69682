"""Bars against targets, read as data."""

import math

import pandas as pd
import pytest

from figures.bullets import FARTHEST, bullets

ROWS = pd.DataFrame(
    {
        "label": ["Late", "Ahead", "Silent"],
        "words": ["80 %", "210 %", "not reported"],
        "hover": ["late", "ahead", "silent"],
        "share": [80.0, 210.0, math.nan],
        "before": [75.0, math.nan, math.nan],
        "state": ["behind", "reached", "unreported"],
    }
)


@pytest.mark.parametrize("narrow", [False, True])
def test_the_worst_is_first_and_what_is_missing_has_no_bar(narrow: bool) -> None:
    figure = bullets(ROWS, target="target", narrow=narrow, ink="#000")
    bars = {trace.name: trace for trace in figure.data}
    assert list(bars["result"].y) == [0, 1, 2]
    assert list(bars["result"].x)[:2] == [80.0, FARTHEST]
    assert math.isnan(bars["result"].x[2])
    assert bars["before"].x[0] == 75.0
    assert [math.isnan(x) for x in bars["further"].x] == [True, False, True]
    colours = bars["result"].marker.color
    assert len(set(colours)) == 3
    said = [note.text for note in figure.layout.annotations]
    labels = list(figure.layout.yaxis.ticktext)
    assert (labels == ["", "", ""]) is narrow
    assert ("Late<br>80 %" in said) is narrow
    assert "target" in said

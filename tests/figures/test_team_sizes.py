"""Sizes of teams as data: every team in one bar, the rule behind those it allows."""

import pandas as pd
import pytest

from figures.team_sizes import team_sizes

WORDS = {"inside": "in", "outside": "out", "no_rule": "none", "band": "rule: 4–5"}
ROWS = pd.DataFrame(
    [(0, "outside", 2, "2"), (1, "inside", 5, "6"), (1, "no_rule", 1, "6"), (2, "inside", 3, "3")],
    columns=["size", "kind", "teams", "total"],
).assign(hover="h")


@pytest.mark.parametrize("band", [None, (1.0, 2.0)])
def test_bars_start_at_zero_and_the_band_covers_what_is_allowed(
    band: tuple[float, float] | None,
) -> None:
    figure = team_sizes(ROWS, sizes=["3", "4", "5"], band=band, words=WORDS, axis="x", ink="#000")
    bars = {trace.name: trace for trace in figure.data if trace.type == "bar"}
    assert {name: sum(bar.y) for name, bar in bars.items()} == {"in": 8, "out": 2, "none": 1}
    assert bars["out"].marker.pattern.shape  # not by colour alone
    assert figure.layout.yaxis.range[0] == 0
    assert list(figure.layout.xaxis.ticktext) == ["3", "4", "5"]
    shapes = [(shape.x0, shape.x1) for shape in figure.layout.shapes]
    assert shapes == ([] if band is None else [(0.5, 2.5)])
    (words,) = [trace for trace in figure.data if trace.type == "scatter"]
    assert list(words.text) == ["2", "6", "3"]

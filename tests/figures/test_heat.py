"""The field of cells: where each stands, which class colours it, what is in it."""

from __future__ import annotations

from itertools import pairwise

import plotly.graph_objects as go
import pytest

from figures import heat
from figures.heat import Cell

CLASSES = list(
    zip(["in time", "late", "missing", "open", "none"], heat.state_colours(False), strict=True)
)
ROWS = [
    ("Xã B", [Cell(0, "✓", "B, May"), Cell(2, "✕", "B, June")]),
    ("Xã A", [Cell(1, "+3", "A, May"), Cell(4, "", "A, June")]),
    ("Xã B", [Cell(0, "✓", "other B, May"), Cell(0, "✓", "other B, June")]),
]


def drawn(**options: object) -> go.Figure:
    wide: dict[str, object] = {"narrow": False, "ink": "#000000"} | options
    return heat.cells(ROWS, ["5/25", "6/25"], CLASSES, **wide)  # type: ignore[arg-type]


def colour_at(trace: go.Heatmap, kind: int) -> str:
    place = (kind - trace.zmin) / (trace.zmax - trace.zmin)
    return next(
        str(colour)
        for (low, colour), (high, _) in list(pairwise(trace.colorscale))[::2]
        if low <= place <= high
    )


def test_rows_stay_in_order_though_two_are_called_the_same() -> None:
    figure = drawn()
    assert list(figure.layout.yaxis.ticktext) == ["Xã B", "Xã A", "Xã B"]
    low, high = figure.layout.yaxis.range
    assert low > high  # the first row at the top
    said = [
        [light or dark for light, dark in zip(*rows, strict=True)]
        for rows in zip(*(trace.text for trace in figure.data[:2]), strict=True)
    ]
    assert said == [[cell.text for cell in own] for _name, own in ROWS]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("colours", [heat.state_colours, lambda dark: heat.share_colours(4, dark)])
def test_every_cell_has_the_colour_of_its_class_and_text_that_can_be_read(
    colours: object, dark: bool
) -> None:
    palette = colours(dark)  # type: ignore[operator]
    rows = [("row", [Cell(kind, str(kind), "") for kind in range(len(palette))])]
    classes = [(str(kind), colour) for kind, colour in enumerate(palette)]
    figure = heat.cells(rows, [""] * len(palette), classes, narrow=False, ink="#000000")
    for kind, colour in enumerate(palette):
        (trace,) = [each for each in figure.data[:2] if each.z[0][kind] is not None]
        assert trace.z[0][kind] == kind
        assert colour_at(trace, kind) == colour
        assert contrast(trace.textfont.color, colour) >= 4.5


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_legend_has_the_classes_that_are_there() -> None:
    figure = drawn()
    assert [trace.name for trace in figure.data[2:]] == ["in time", "late", "missing", "none"]


def test_long_names_take_two_lines_on_a_phone_and_get_their_room() -> None:
    rows = [("Thành phố Phan Rang Tháp Chàm", [Cell(0, "✓", "")])]
    wide, narrow = (
        heat.cells(rows, ["5/25"], CLASSES, narrow=narrow, ink="#000000")
        for narrow in (False, True)
    )
    assert "<br>" not in wide.layout.yaxis.ticktext[0]
    assert "<br>" in narrow.layout.yaxis.ticktext[0]
    assert narrow.layout.height > wide.layout.height


def test_a_single_class_can_be_drawn() -> None:
    figure = heat.cells(
        [("a", [Cell(0, "", "")])], ["m"], [("x", "#ffffff")], narrow=False, ink="#000"
    )
    assert figure.data[0].z[0][0] == 0

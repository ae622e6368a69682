"""The map as data: what is drawn where and in which class, and that nothing comes from outside."""

import json
import re
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from figures.map import choropleth
from figures.theme import BORDER, NO_DATA, OPENED, class_colours

LAYER = "/api/layers/2024-province-0123456789ab.geojson"
COLOURS = ["#aaaaaa", "#bbbbbb", "#cccccc", NO_DATA]
AREAS = pd.DataFrame(
    [
        (38, 2, "<b>Tỉnh Thanh Hóa</b><br>2.349 tổ", "Báo Thanh Hóa"),
        (1, 0, "<b>Thành phố Hà Nội</b><br>1 tổ", "Báo Thanh Hóa"),
        (96, 3, "<b>Tỉnh Cà Mau</b><br>chưa có số liệu", ""),
    ],
    columns=["code", "class_index", "hover", "source"],
)


def drawn(areas: pd.DataFrame = AREAS, **changes: Any) -> go.Figure:
    given: dict[str, Any] = {
        "opened": None,
        "boundary_note": "Ranh giới xấp xỉ",
        "archipelago_label": "QĐ. {name}",
        "narrow": False,
    }
    return choropleth(areas, LAYER, COLOURS, **(given | changes))


def readable(figure: go.Figure) -> str:
    """The figure's JSON with slashes and letters as they are; Plotly writes them as escapes."""
    return json.dumps(json.loads(figure.to_json()), ensure_ascii=False)


def colour_at(trace: go.Choroplethmap, z: float) -> str:
    """The colour that Plotly paints: the last stop of the scale at or below z's share of it."""
    share = (z - trace.zmin) / (trace.zmax - trace.zmin)
    return str([colour for stop, colour in trace.colorscale if stop <= share][-1])


def test_each_area_has_its_class_and_hover() -> None:
    areas = drawn().data[0]
    assert list(areas.locations) == [38, 1, 96]
    assert list(areas.z) == [2, 0, 3]
    assert (areas.zmin, areas.zmax) == (-0.5, 3.5)  # a class is in the middle of its colour
    assert [colour_at(areas, z) for z in areas.z] == ["#cccccc", "#aaaaaa", NO_DATA]
    assert list(areas.text) == AREAS["hover"].tolist()
    told = [areas.meta[int(t.split("meta[")[1].split("]")[0])] for t in areas.hovertemplate]
    assert told == ["<br>Báo Thanh Hóa", "<br>Báo Thanh Hóa", ""]
    assert all(t.startswith("%{text}%{meta[") for t in areas.hovertemplate)
    assert all(t.endswith("]}<extra></extra>") for t in areas.hovertemplate)
    assert areas.featureidkey == "properties.code"


def test_colours_do_not_run_into_each_other() -> None:
    scale = drawn().data[0].colorscale
    stops = [(stop, colour) for stop, colour in scale]
    assert [colour for _, colour in stops[::2]] == [colour for _, colour in stops[1::2]] == COLOURS
    assert [stop for stop, _ in stops] == [0, 0.25, 0.25, 0.5, 0.5, 0.75, 0.75, 1]


@pytest.mark.parametrize(
    ("opened", "widths", "colours"),
    [
        (None, 0.6, BORDER),
        (1, [0.6, 3, 0.6], [BORDER, OPENED, BORDER]),
        (77, 0.6, BORDER),
    ],
)
def test_the_opened_area_is_outlined(opened: int | None, widths: object, colours: object) -> None:
    line = drawn(opened=opened).data[0].marker.line
    drawn_widths, drawn_colours = (
        list(v) if isinstance(v, tuple) else v for v in (line.width, line.color)
    )
    assert (drawn_widths, drawn_colours) == (widths, colours)


def test_geometry_is_an_address_not_coordinates() -> None:
    figure = drawn()
    assert figure.data[0].geojson == LAYER
    text = readable(figure)
    assert text.count(LAYER) == 1
    assert text.count('"coordinates"') == 2  # where the two archipelagos are named
    assert not re.search(r"Polygon|MultiPolygon|LineString", text)


def test_both_archipelagos_are_named_where_they_are() -> None:
    style = drawn().layout.map.style
    labels = style["sources"]["archipelagos"]["data"]["features"]
    found = {
        label["properties"]["name"]: tuple(label["geometry"]["coordinates"]) for label in labels
    }
    assert set(found) == {"QĐ. Hoàng Sa", "QĐ. Trường Sa"}
    # Hoàng Sa: 15°45'–17°15' N, 111°–113° E; Trường Sa: 6°50'–12° N, 111°30'–117°20' E.
    lon, lat = found["QĐ. Hoàng Sa"]
    assert 111 < lon < 113
    assert 15.75 < lat < 17.25
    lon, lat = found["QĐ. Trường Sa"]
    assert 111.5 < lon < 117.4
    assert 6.8 < lat < 12
    (names,) = [layer for layer in style["layers"] if layer["type"] == "symbol"]
    assert (names["source"], names["layout"]["text-field"]) == ("archipelagos", ["get", "name"])


@pytest.mark.parametrize("narrow", [False, True])
def test_nothing_comes_from_outside(narrow: bool) -> None:
    text = readable(drawn(narrow=narrow))
    assert "/api/" in text
    assert re.findall(r"\w+://|[\"(]//\w", text) == []
    style = json.loads(text)["layout"]["map"]["style"]
    assert isinstance(style, dict)  # a name, such as "basic", would be fetched from a tile server
    assert [layer["type"] for layer in style["layers"]] == ["background", "symbol"]
    assert list(style["sources"]) == ["archipelagos"]  # empty sources would break the map
    assert style["glyphs"].startswith("/api/glyphs/")


def test_the_note_on_boundaries_is_on_the_map() -> None:
    assert [note.text for note in drawn().layout.annotations] == ["Ranh giới xấp xỉ"]


def test_a_phone_gets_a_lower_map() -> None:
    wide, narrow = drawn().layout, drawn(narrow=True).layout
    assert narrow.height < wide.height
    assert narrow.map.zoom < wide.map.zoom


def test_63_areas_are_small_on_the_wire() -> None:
    titles = [
        "Tổng cục Thống kê: Dân số trung bình phân theo địa<br>phương, sơ bộ 2019 (nghìn người)",
        "Nghị quyết 202/2025/QH15 về sắp xếp đơn vị hành<br>chính cấp tỉnh",
    ]
    areas = pd.DataFrame(
        {
            "code": range(1, 64),
            "class_index": [code % 4 for code in range(63)],
            "hover": "<b>Thành phố Hồ Chí Minh</b><br>khoảng 9.038.600 người<br>2019",
            "source": [titles[code % 2] for code in range(63)],
        }
    )
    # As Plotly writes it, which is what Streamlit sends.
    assert len(drawn(areas).to_json().encode()) < 20_000


@pytest.mark.parametrize("classes", range(8))
@pytest.mark.parametrize("more_is_dark", [True, False])
def test_each_class_has_a_colour_of_its_own(classes: int, more_is_dark: bool) -> None:
    colours = class_colours(classes, more_is_dark)
    assert len(set(colours)) == len(colours) == classes + 1
    assert colours[-1] == NO_DATA
    shades = [_lightness(colour) for colour in colours[:-1]]
    assert shades == sorted(shades, reverse=more_is_dark)


def _lightness(colour: str) -> float:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

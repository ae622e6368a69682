"""Maps for print: what is in the files, in which colours, and that the same is drawn each time."""

from __future__ import annotations

import gzip
import io
import json
import re
import threading
from dataclasses import replace

import numpy as np
import pytest
import shapely
from PIL import Image

from geo import print as geo_print
from geo.geometry import ISLAND_DISTRICTS
from geo.print import draw
from geo.print_plot import read
from geo.sheet import Mark
from tests.geo.released import codes_in_layer
from tests.geo.sheets import (
    COLOURS,
    HOANG_SA,
    NO_DATA,
    SVG,
    TRUONG_SA,
    by_id,
    fills,
    index_of,
    layer,
    read_svg,
    sheet,
    style,
    text,
)

LAYERS = [
    ("2024", "province", None),
    ("2024", "district", "19"),
    ("2025", "commune", "96"),
    pytest.param("2024", "commune", "38", marks=pytest.mark.slow),
    pytest.param("2025", "commune", None, marks=pytest.mark.slow),
]


def drawn(vintage, level, province=None, paper="a4", form="svg", **changed):
    made = sheet(vintage, level, province, **changed)
    return draw(made, layer(vintage, level, province), layer(vintage, "province"), paper, form)


@pytest.mark.parametrize(("vintage", "level", "province"), LAYERS)
def test_every_area_is_in_the_colour_of_its_class(vintage, level, province):
    found = fills(read_svg(drawn(vintage, level, province)), "area-")
    expected = {
        code: NO_DATA if (index := index_of(code)) is None else COLOURS[index]
        for code in codes_in_layer(vintage, level, province)
    }
    islands = set(found) - set(expected)  # drawn among communes, under their districts' codes
    assert islands <= ISLAND_DISTRICTS
    assert {code: found[code] for code in expected} == expected
    assert {found[code] for code in islands} <= {NO_DATA}


@pytest.mark.parametrize(
    ("vintage", "level", "province", "paper"),
    [
        ("2024", "province", None, "a4"),
        ("2024", "district", "19", "a4-portrait"),
        ("2025", "province", None, "slide"),
    ],
)
def test_everything_that_is_known_of_a_map_stands_on_it(vintage, level, province, paper):
    marks = (Mark(19, "#0072B2", "Thái Nguyên", "gần 2.300 tổ ≠"),)
    undrawn = "không có ranh giới trên bản đồ này (2)"
    root = read_svg(drawn(vintage, level, province, paper, marks=marks, undrawn=undrawn))
    made = sheet(vintage, level, province)
    assert text(root, "title") == made.title
    assert text(root, "subtitle") == made.subtitle
    assert text(root, "measure") == made.measure
    notes = [text(root, f"note-{number}") for number in range(3)]
    assert notes == [*made.notes, made.link]
    lines = [text(root, f"class-{number}") for number in range(4)]
    codes = [index_of(code) for code in codes_in_layer(vintage, level, province)]
    assert lines == [
        f"0 – 499 ({codes.count(0)})",
        f"500 – 999 ({codes.count(1)})",
        f"từ 1.000 trở lên ({codes.count(2)})",
        f"chưa có số liệu ({codes.count(None)})",
    ]
    assert text(root, "undrawn") == undrawn
    assert text(root, "mark-19") == "Thái Nguyên: gần 2.300 tổ ≠"
    assert root.findtext(f"{SVG}title") == made.title


@pytest.mark.parametrize(("vintage", "level"), [("2024", "province"), ("2025", "province")])
def test_both_archipelagos_are_on_a_map_of_the_nation_and_enlarged_beside_it(vintage, level):
    root = read_svg(drawn(vintage, level))
    names = [HOANG_SA.name, TRUONG_SA.name]
    assert [text(root, f"archipelago-{n}") for n in (0, 1)] == names
    assert [text(root, f"inset-name-{n}") for n in (0, 1)] == names
    assert fills(root, "inset-0-") == {48: COLOURS[48 % 3]}  # Đà Nẵng
    assert fills(root, "inset-1-") == {56: COLOURS[56 % 3]}  # Khánh Hòa


def test_a_layer_without_the_archipelagos_shows_where_they_are_all_the_same():
    without = json.loads(gzip.decompress(layer("2025", "province")))
    without["features"] = [
        f for f in without["features"] if f["properties"]["code"] not in (48, 56)
    ]
    packed = gzip.compress(json.dumps(without).encode())
    root = read_svg(draw(sheet("2025", "province"), packed, packed, "a4", "svg"))
    assert [text(root, f"archipelago-{n}") for n in (0, 1)] == [HOANG_SA.name, TRUONG_SA.name]
    groups = {str(group.get("id")) for group in root.iter()}
    assert {"archipelago-0-dot", "archipelago-1-dot"} <= groups


def test_a_province_lies_in_a_small_map_of_the_nation_with_both_archipelagos():
    root = read_svg(drawn("2025", "commune", "48"))
    located = fills(root, "locator-")
    assert len(located) == 34
    assert [code for code, colour in located.items() if colour == "#d1495b"] == [48]
    names = [text(root, f"locator-archipelago-{n}") for n in (0, 1)]
    assert names == [HOANG_SA.name, TRUONG_SA.name]
    assert text(root, "place") == "Tỉnh Thử"
    assert set(fills(root, "around-")) == set(located) - {48}
    assert set(fills(root, "inset-0-")) == {20333}  # đặc khu Hoàng Sa, of Đà Nẵng
    assert not fills(root, "inset-1-")


def test_marked_areas_are_outlined_and_named():
    marks = (Mark(173, "#d55e00", "Phú Bình", "228 tổ"), Mark(999, "#0072b2", "Đâu đó", "1 tổ"))
    root = read_svg(drawn("2024", "district", "19", marks=marks))
    assert {code: style(group)["stroke"] for code, group in by_id(root, "outline-").items()} == {
        "173": "#d55e00"
    }
    assert text(root, "name-173") == "Phú Bình"
    assert text(root, "mark-999") == "Đâu đó: 1 tổ"


def test_the_name_of_a_marked_area_that_it_does_not_fit_into_stands_beside_it():
    marks = (Mark(34, "#0072b2", "Thái Bình", "1.797 tổ"), Mark(94, "#d55e00", "Sóc Trăng", "?"))
    root = read_svg(drawn("2024", "province", marks=marks))
    for mark in marks:
        outline = next(by_id(root, "outline-")[str(mark.code)].iter(f"{SVG}path")).get("d")
        east = max(float(x) for x in re.findall(r"([\d.]+) [\d.]+", str(outline)))
        (name,) = by_id(root, f"name-{mark.code}-").values()
        moved = next(str(each.get("transform")) for each in name.iter() if each.get("transform"))
        assert float(re.findall(r"[\d.]+", moved)[0]) >= east


def test_names_of_provinces_stand_where_they_fit():
    root = read_svg(drawn("2025", "province"))
    named = {int(each.split("-")[0]) for each in by_id(root, "name-")}
    assert {38, 40, 68, 52} <= named  # Thanh Hóa, Nghệ An, Lâm Đồng, Gia Lai
    assert len(named) >= 20


@pytest.mark.parametrize(("paper", "pixels"), [("a4", (3507, 2481)), ("slide", (3999, 2250))])
def test_a_png_has_300_dots_to_the_inch(paper, pixels):
    image = Image.open(io.BytesIO(drawn("2025", "province", paper=paper, form="png")))
    assert image.size == pixels
    assert [round(dots) for dots in image.info["dpi"]] == [300, 300]
    assert image.info["Title"] == sheet("2025", "province").title


def test_areas_lie_where_they_are_true_to_scale_and_in_their_colours():
    """Degrees and points of the page, fitted to each other by what the SVG draws."""
    areas = {area.code: area for area in read(layer("2024", "district", "19"))}
    degrees, points = [], []
    for code, group in by_id(read_svg(drawn("2024", "district", "19")), "area-").items():
        corners = re.findall(r"([\d.]+) ([\d.]+)", str(next(group.iter(f"{SVG}path")).get("d")))
        west, south, east, north = areas[int(code)].shape.bounds
        x, y = np.array(corners, dtype=float).T
        degrees += [(west, north), (east, south)]
        points += [(x.min(), y.min()), (x.max(), y.max())]
    lon, lat = np.array(degrees).T
    x, y = np.array(points).T
    (to_x, left), (to_y, top) = np.polyfit(lon, x, 1), np.polyfit(lat, y, 1)
    assert np.abs(to_x * lon + left - x).max() < 0.5
    assert np.abs(to_y * lat + top - y).max() < 0.5
    middle = np.radians((lat.min() + lat.max()) / 2)
    assert -to_x / to_y == pytest.approx(np.cos(middle), rel=1e-3)
    png = Image.open(io.BytesIO(drawn("2024", "district", "19", form="png"))).convert("RGB")
    for area in areas.values():
        index = index_of(area.code)
        free = area.shape.buffer(-0.01) - shapely.Point(area.at).buffer(0.08)  # its name
        if index is not None and not free.is_empty:
            spot = free.representative_point()
            at = (round((to_x * spot.x + left) * 300 / 72), round((to_y * spot.y + top) * 300 / 72))
            assert np.asarray(png)[at[1], at[0]].tobytes().hex() == COLOURS[index][1:]


def test_the_same_sheet_is_the_same_file_even_when_drawn_at_once():
    kinds = [("2024", "province", "svg"), ("2025", "province", "png")]
    first = {kind: drawn(kind[0], kind[1], form=kind[2]) for kind in kinds}
    again: list[tuple[tuple[str, str, str], bytes]] = []
    threads = [
        threading.Thread(
            target=lambda kind=kind: again.append((kind, drawn(kind[0], kind[1], form=kind[2])))
        )
        for kind in kinds
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(again) == 2
    assert all(file == first[kind] for kind, file in again)


def test_who_waits_too_long_is_told(monkeypatch):
    monkeypatch.setattr(geo_print, "PATIENCE", 0.01)
    with geo_print.DRAWING, pytest.raises(TimeoutError, match="others were being drawn"):
        drawn("2025", "province")
    assert drawn("2025", "province").startswith(b"<?xml")


def test_a_map_without_data_is_all_hatched():
    none = sheet("2025", "province")
    entries = (replace(none.entries[-1], count="34"),)
    root = read_svg(drawn("2025", "province", values=(), entries=entries))
    assert set(fills(root, "area-").values()) == {NO_DATA}
    assert text(root, "class-0") == "chưa có số liệu (34)"
    pattern = next(root.iter(f"{SVG}pattern"))
    assert f"url(#{pattern.get('id')})" in {
        style(group).get("fill")
        for group in root.iter()
        if str(group.tag).endswith("}g")
        and any(str(child.tag).endswith("}path") for child in group)
    }


def test_a_province_of_one_area_fills_the_map():
    features = json.loads(gzip.decompress(layer("2025", "commune", "96")))["features"][:1]
    packed = gzip.compress(json.dumps({"features": features}).encode())
    made = sheet("2025", "commune", "96")
    root = read_svg(draw(made, packed, layer("2025", "province"), "a4-portrait", "svg"))
    code = features[0]["properties"]["code"]
    assert set(fills(root, "area-")) == {code}
    assert text(root, f"name-{code}") == features[0]["properties"]["name"]


def test_bubbles_are_discs_whose_areas_are_as_the_values():
    values = tuple(
        replace(value, radius=26 * (value.code / 96) ** 0.5)
        for value in sheet("2024", "province").values
    )
    sizes = (("96", 26.0), ("24", 13.0))
    root = read_svg(drawn("2024", "province", values=values, sizes=sizes))
    assert set(fills(root, "area-").values()) == {NO_DATA}
    assert [text(root, f"size-{n}") for n in (0, 1)] == ["96", "24"]
    (bubbles,) = [group for group in root.iter() if group.get("id") == "bubbles"]
    discs = []
    for path in bubbles:
        xs = [float(x) for x in re.findall(r"([\d.]+) [\d.]+", str(path.get("d")))]
        colour = str(path.get("style")).split(";")[0].removeprefix("fill: ")
        discs.append((round((max(xs) - min(xs)) / 2 / 0.6, 1), colour))
    expected = [(round(26 * (v.code / 96) ** 0.5, 1), COLOURS[v.code % 3]) for v in values]
    assert discs == sorted(expected, key=lambda disc: -disc[0])

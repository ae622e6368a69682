"""Layers of checked shapes: still a coverage, every area in it, on the grid, levels agreeing."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.boundaries.check import Checked, check
from geo.boundaries.files import BoundaryFile
from geo.boundaries.layers import layers, simplify
from geo.boundaries.units import Units
from geo.shapes import area_km2, disc
from tests.geo.boundaries.invented import communes, unit_table, wind

HOANG_SA = disc(112.0, 16.5, 300)


@st.composite
def coverages(draw: st.DrawFn) -> np.ndarray:
    """Winding Voronoi cells of a square degree, some with islands off the coast."""
    count = draw(st.integers(2, 40))
    points = np.random.default_rng(draw(st.integers(0, 2**32 - 1))).uniform(0, 1, (count, 2))
    square = shapely.box(0, 0, 1, 1)
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=square, ordered=True)
    )
    cells = shapely.segmentize(shapely.intersection(cells, square), 0.01)
    shapes = shapely.transform(cells, lambda xy: wind(xy) + np.array([105, 20]))
    for place in range(draw(st.integers(0, min(3, count)))):
        island = shapely.box(
            106.1, 20 + place / 4, 106.1 + draw(st.floats(0.001, 0.1)), 20.1 + place / 4
        )
        shapes[place] = shapely.union(shapes[place], island)
    covered: np.ndarray = shapely.coverage_clean(shapes)
    return covered


@settings(max_examples=60, deadline=None)
@given(coverages(), st.sampled_from([0.0005, 0.0045, 0.0075, 0.05]))
def test_simplifying_keeps_a_coverage_and_every_area(shapes: np.ndarray, tolerance: float) -> None:
    simple = simplify(shapes, tolerance, 0.1)
    assert len(simple) == len(shapes)
    assert not shapely.is_empty(simple).any()
    assert shapely.is_valid(simple).all()
    assert (
        shapely.get_num_coordinates(simple).sum() <= 1.1 * shapely.get_num_coordinates(shapes).sum()
    )
    whole = shapely.union_all(simple)
    assert whole.area == pytest.approx(shapely.area(simple).sum(), rel=1e-9)  # no overlaps
    assert sum(len(part.interiors) for part in shapely.get_parts(whole)) == 0  # no gaps
    corners = shapely.get_coordinates(simple) * 1e4
    assert np.abs(corners - np.round(corners)).max() < 1e-6
    common = shapely.area(shapely.intersection(simple, shapes))
    large = shapely.area(shapes) > 10 * tolerance**2
    assert (common[large] > 0.5 * shapely.area(shapes)[large]).all()  # each in its own place


def test_small_parts_go_unless_they_are_all_there_is() -> None:
    mainland, islet = shapely.box(105, 20, 105.1, 20.1), shapely.box(105.3, 20, 105.302, 20.002)
    alone = shapely.box(105.5, 20, 105.501, 20.001)
    simple = simplify(np.array([shapely.union(mainland, islet), alone]), 0.0005, 0.1)
    assert shapely.equals(simple[0], mainland)
    assert shapely.equals(simple[1], alone)


def test_no_island_of_the_archipelagos_is_dropped() -> None:
    mainland = shapely.box(108, 16, 108.1, 16.1)
    islets = [shapely.box(112 + x, 16.5, 112.001 + x, 16.501) for x in (0, 0.2, 0.4)]
    simple = simplify(np.array([shapely.union_all([mainland, *islets])]), 0.0045, 0.1)
    assert shapely.get_num_geometries(simple[0]) == 4


def test_a_shape_smaller_than_the_grid_stays() -> None:
    dot = shapely.box(105.30001, 20.00001, 105.30003, 20.00003)
    simple = simplify(np.array([shapely.box(105, 20, 105.1, 20.1), dot]), 0.0045, 0.1)
    assert 0 < simple[1].area <= dot.area
    assert simple[1].within(dot)


def base(frame: gpd.GeoDataFrame) -> dict[str, gpd.GeoDataFrame]:
    """Approximate layers of the invented world: boxes of the communes, and Hoàng Sa."""
    boxes = shapely.envelope(frame.geometry.to_numpy())
    boxes[-1] = shapely.union(boxes[-1], HOANG_SA)
    layer = gpd.GeoDataFrame(
        {"name": frame["name"].to_numpy(), "province_code": frame.code.str[:2].to_numpy()},
        index=pd.Index(frame.code, name="code"),
        geometry=boxes,
        crs=4326,
    )
    layer.insert(2, "symbol", False)
    province = layer.dissolve("province_code", as_index=False).set_index(
        "province_code", drop=False
    )
    province.index.name = "code"
    return {"commune": layer, "province": province[layer.columns]}


def made(frame: gpd.GeoDataFrame, vintage: str = "2025") -> dict[str, gpd.GeoDataFrame]:
    known = Units("commune", unit_table(communes()))
    result: Checked = check(BoundaryFile(frame, "GeoPackage", "xa", "WGS 84"), known, vintage)
    assert not result.report.refused
    return layers(result, base(communes()))


def test_communes_give_both_scales_and_their_provinces() -> None:
    found = made(communes())
    assert {name: len(layer) for name, layer in found.items()} == {
        "commune": 12,
        "commune-national": 12,
        "province": 2,
    }
    corners = {
        name: shapely.get_num_coordinates(layer.geometry.to_numpy()).sum()
        for name, layer in found.items()
    }
    assert corners["commune"] > 2 * corners["commune-national"]
    for layer in found.values():
        assert list(layer.columns) == ["name", "province_code", "symbol", "geometry"]
        assert layer.index.name == "code"
        assert layer.crs.to_epsg() == 4326
        assert not layer.symbol.any()
    assert found["commune"].loc["91002", ["name", "province_code"]].tolist() == ["Bờ Cát", "91"]
    assert found["province"].loc["91", ["name", "province_code"]].tolist() == ["Mây Trắng", "91"]
    true = communes().dissolve(communes().code.str[:2]).geometry.map(area_km2)
    sizes = found["province"].geometry.map(area_km2)
    assert sizes["91"] == pytest.approx(true["91"], rel=0.02)


def test_the_archipelagos_stay() -> None:
    for layer in made(communes()).values():
        drawn = shapely.intersects(layer.geometry.to_numpy(), HOANG_SA)
        assert layer.index[drawn].tolist() in (["92006"], ["92"])
        assert shapely.area(shapely.intersection(layer.geometry[drawn].iloc[0], HOANG_SA)) == (
            pytest.approx(HOANG_SA.area)
        )


def test_units_that_the_file_lacks_stay_as_they_were_less_what_is_covered() -> None:
    found = made(communes().iloc[:6])
    assert set(found) == {"commune", "commune-national"}
    layer = found["commune"]
    assert len(layer) == 12
    before = base(communes())["commune"].geometry
    new = shapely.union_all(layer.geometry[:6].to_numpy())
    for code in layer.index[6:]:
        shape = layer.geometry[code]
        assert shape.area == pytest.approx(before[code].difference(new).area, rel=1e-2)
        assert shapely.area(shapely.intersection(shape, new)) < 1e-6
    assert layer["name"].notna().all()


def test_old_communes_also_make_up_their_districts() -> None:
    table = unit_table(communes())
    text = table.select_dtypes("str").columns
    table[text] = table[text].replace("2025-", "2024-", regex=True)
    table["parent_id"] = ["2024-d911"] * 3 + ["2024-d912"] * 3 + ["2024-d921"] * 6
    table["parent_name"] = ["Đồi Cỏ"] * 3 + ["Suối Bạc"] * 3 + ["Biển Lặng"] * 6
    result = check(
        BoundaryFile(communes(), "GeoPackage", "xa", "WGS 84"), Units("commune", table), "2024"
    )
    below = base(communes())
    found = layers(
        result, {**below, "district": below["province"].rename({"91": "999", "92": "998"})}
    )
    district = found["district"]
    assert district.index.tolist() == ["911", "912", "921", "998", "999"]
    assert district.loc["912", ["name", "province_code"]].tolist() == ["Suối Bạc", "91"]

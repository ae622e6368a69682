"""Whatever is spoilt in a file, there is a report, and shapes only where they are sound."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.boundaries.check import check
from geo.boundaries.files import BoundaryFile
from geo.boundaries.layers import layers
from tests.geo.boundaries.invented import communes, known

ROWS = st.integers(0, 11)
Spoil = Callable[[Any], Any]
SHAPES: dict[str, Spoil] = {
    "none": lambda shape: None,
    "collapsed": lambda shape: shapely.Polygon([(105, 20), (105.1, 20), (105, 20), (105, 20)]),
    "bow": lambda shape: shapely.Polygon([(105, 20), (105.2, 20.2), (105.2, 20), (105, 20.2)]),
    "spike": lambda shape: shapely.Polygon(
        [*shape.exterior.coords[:9], (104, 21), *shape.exterior.coords[8:]]
    ),
    "hole outside": lambda shape: shapely.Polygon(
        shape.exterior, [shapely.box(107, 21, 107.1, 21.1).exterior]
    ),
    "doubled part": lambda shape: shapely.MultiPolygon([shape, shape]),
    "huge": lambda shape: shapely.transform(shape, lambda xy: xy * 1e9),
    "tiny": lambda shape: shapely.box(105, 20, 105 + 1e-12, 20 + 1e-12),
    "everything": lambda shape: shapely.box(-180, -90, 180, 90),
    "wide": lambda shape: shape.buffer(0.03),
    "narrow": lambda shape: shape.buffer(-0.02),
    "moved": lambda shape: shapely.transform(shape, lambda xy: xy + 0.05),
    "flipped": lambda shape: shapely.transform(shape, lambda xy: xy[:, ::-1]),
}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(ROWS, st.sampled_from(sorted(SHAPES))), min_size=1, max_size=3),
    st.lists(st.tuples(ROWS, st.sampled_from(["code", "name", "province"]), st.text()), max_size=3),
)
def test_there_is_always_a_report(
    shapes: list[tuple[int, str]], cells: list[tuple[int, str, str]]
) -> None:
    frame = communes()
    spoilt = frame.geometry.to_numpy().copy()
    for row, how in shapes:
        spoilt[row] = SHAPES[how](communes().geometry[row])
    frame = frame.set_geometry(gpd.GeoSeries(spoilt, crs=4326))
    for row, column, text in cells:
        frame.loc[row, column] = text
    found = check(BoundaryFile(frame, "GeoPackage", "xa", "WGS 84"), known(), "2025")
    json.dumps(asdict(found.report), allow_nan=False)
    if found.report.refused:
        assert found.shapes.empty
        return
    sound = found.shapes.to_numpy()
    assert shapely.is_valid(sound).all()
    assert shapely.coverage_is_valid(sound)
    assert len(sound) == found.report.matched
    old = gpd.GeoDataFrame(
        {"name": "", "province_code": "91", "symbol": False},
        index=pd.Index(communes().code, name="code"),
        geometry=communes().geometry.to_numpy(),
        crs=4326,
    )
    made = layers(found, {"commune": old, "province": old.iloc[:0]})
    assert shapely.is_valid(made["commune"].geometry.to_numpy()).all()
    assert len(made["commune"]) == 12


@pytest.mark.parametrize(
    "values",
    [
        [None] * 12,
        [["a", 1]] * 12,
        [{"a": 1}] * 12,
        [date(2025, 7, 1)] * 12,
        [b"\xff"] * 12,
        [float("inf"), float("nan"), *range(10)],
        [True, False] * 6,
        pd.Categorical(["a", "b"] * 6),
        pd.array([1, None] * 6, dtype="Int64"),
        pd.to_datetime(["2025-07-01"] * 12),
    ],
    ids=str,
)
def test_columns_of_any_type_are_read(values: Any) -> None:
    frame = communes()
    frame.insert(0, "gi_do", values)
    found = check(BoundaryFile(frame, "GeoPackage", "xa", "WGS 84"), known(), "2025")
    assert found.report.matched_by == {"code": 12}
    assert not found.report.refused

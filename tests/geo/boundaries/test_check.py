"""What a file is told to have, to lack and to be: each broken copy gives its own finding."""

import json
from dataclasses import asdict
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.boundaries.check import Checked, check
from geo.boundaries.files import BoundaryFile
from geo.boundaries.report import SEVERITY, Finding, Report
from geo.boundaries.units import Units
from geo.shapes import area_km2
from tests.geo.boundaries.invented import communes, known, unit_table, units
from tests.geo.boundaries.reading import furthest


def checked(frame: gpd.GeoDataFrame, units: Units | None = None) -> Checked:
    file = BoundaryFile(frame, "GeoPackage", "xa", "WGS 84")
    return check(file, units or known(), "2025")


def findings(frame: gpd.GeoDataFrame, units: Units | None = None) -> dict[str, Finding]:
    """The findings by code; what is always said of this world is left out."""
    report = checked(frame, units).report
    assert Report.of_json(json.loads(json.dumps(asdict(report)))) == report
    found = {finding.code: finding for finding in report.findings}
    if not any(finding.severity == "error" for finding in found.values()):
        assert found.pop("archipelagos_kept").found == "Hoàng Sa, Trường Sa"
    return found


def refused(frame: gpd.GeoDataFrame, units: Units | None = None) -> dict[str, Finding]:
    """The same of a file that is refused: it gives no shapes."""
    assert checked(frame, units).shapes.empty
    return {code: one for code, one in findings(frame, units).items() if one.severity == "error"}


def with_shape(row: int, shape: Any) -> gpd.GeoDataFrame:
    frame = communes()
    shapes = frame.geometry.to_numpy().copy()
    shapes[row] = shape
    return frame.set_geometry(gpd.GeoSeries(shapes, crs=4326))


def moved(change: Any) -> gpd.GeoDataFrame:
    """The communes with their coordinates changed."""
    frame = communes()
    shapes = shapely.transform(frame.geometry.to_numpy(), change)
    return frame.set_geometry(gpd.GeoSeries(shapes, crs=4326))


def test_a_sound_file_matches_whole() -> None:
    result = checked(communes())
    report = result.report
    assert (report.matched, report.units, report.features) == (12, 12, 12)
    assert report.matched_by == {"code": 12}
    assert report.complete
    assert not report.refused
    assert findings(communes()) == {}
    assert result.shapes.index.tolist() == [f"2025-c{code}" for code in communes().code]
    assert furthest(result.shapes, communes().geometry) < 1e-9


def test_missing_and_extra_are_said() -> None:
    frame = communes()
    frame.loc[2, ["code", "name"]] = ["90000", "Xã Không Đâu"]
    found = findings(frame)
    assert set(found) == {"missing", "extra"}
    (missing,), (extra,) = found["missing"].examples, found["extra"].examples
    assert (missing.area_id, missing.expected) == ("2025-c91003", "Xã Bờ Cạt")
    assert (extra.row, extra.found) == (3, "Xã Không Đâu")
    assert not checked(frame).report.complete


def test_a_code_twice_refuses_the_file() -> None:
    frame = communes()
    frame.loc[4, "code"] = "91001"
    (duplicate,) = refused(frame)["duplicate"].examples
    assert (duplicate.area_id, duplicate.found) == ("2025-c91001", "1, 5")


def test_another_name_is_said() -> None:
    frame = communes()
    frame.loc[[0, 1], "name"] = ["Xã Lá Vàng", "Xã Bo Cat"]  # accents alone are no other name
    (differs,) = findings(frame)["name_differs"].examples
    assert (differs.row, differs.found, differs.expected) == (1, "Xã Lá Vàng", "Xã Lá Xanh")


def test_codes_of_another_vintage_are_known_by_their_names() -> None:
    frame = communes()
    frame["name"] = [*frame["name"][:6], *frame["name"][6:].map("{} Hạ".format)]
    assert refused(frame)["wrong_vintage"].amount == 50


def test_units_of_another_vintage_are_known_by_their_size() -> None:
    table = unit_table(communes())
    table["area_km2"] /= 2
    assert refused(communes(), Units("commune", table))["wrong_size"].amount == pytest.approx(
        200, rel=0.01
    )


def test_mostly_strangers_refuse_the_file() -> None:
    few = unit_table(communes()).iloc[:7]
    assert refused(communes(), Units("commune", few))["strangers"].count == 5


def test_a_file_of_something_else_has_no_match() -> None:
    frame = communes()[["geometry"]].assign(loai=["rừng", "hồ"] * 6)
    found = refused(frame)["no_match"]
    assert found.found == "loai"
    assert "91001 Xã Lá Xanh" in found.expected


def test_swapped_axes_are_recognised() -> None:
    assert list(refused(moved(lambda xy: xy[:, ::-1]))) == ["swapped_axes"]


@pytest.mark.parametrize("zone", [3405, 5897, 9209])
def test_metres_taken_for_degrees_are_recognised_with_their_zone(zone: int) -> None:
    frame = communes().to_crs(zone).set_crs(4326, allow_override=True)
    found = refused(frame)
    assert list(found) == ["wrong_crs"]
    assert found["wrong_crs"].expected.startswith(f"EPSG:{zone} ")


def test_degrees_taken_for_metres_are_recognised() -> None:
    frame = communes().set_crs(3405, allow_override=True).to_crs(4326)
    assert list(refused(frame)) == ["wrong_crs"]


def test_the_wrong_zone_is_recognised_by_where_units_lie() -> None:
    """The neighbouring zone is 0.75° away, some 78 km here."""
    frame = communes().to_crs(9209).set_crs(9208, allow_override=True).to_crs(4326)
    found = refused(frame)["wrong_crs"]
    assert found.amount is not None
    assert found.amount > 20


def test_a_unit_far_from_its_place_is_said() -> None:
    table = unit_table(communes())
    table.loc[0, "lat"] += 0.5
    (far,) = findings(communes(), Units("commune", table))["place_differs"].examples
    assert far.area_id == "2025-c91001"
    assert far.amount == pytest.approx(0.45 * 111, abs=2)


def test_what_reaches_out_of_vietnam_is_said() -> None:
    row = 3
    far = shapely.union(communes().geometry[row], shapely.box(120, 20, 120.01, 20.01))
    assert findings(with_shape(row, far))["outside"].examples[0].area_id == "2025-c91004"


def test_a_unit_that_lies_elsewhere_refuses_the_file() -> None:
    row = 3
    found = refused(with_shape(row, shapely.box(20, 105, 20.1, 105.1)))["wrong_crs"]
    assert found.found == "20 – 20.1, 105 – 105.1"
    assert [example.area_id for example in found.examples] == ["2025-c91004"]


def test_a_unit_without_shape_refuses_the_file() -> None:
    assert refused(with_shape(5, None))["without_shape"].examples[0].row == 6


def crossing(depth: float) -> shapely.Polygon:
    """The first commune with a loop of its ring thrown over, so deep."""
    corners = shapely.get_coordinates(communes().geometry[0])[:-1]
    x, y = corners[20]
    loop = [(x + depth, y - depth), (x - depth, y - depth / 2), (x + depth / 2, y - depth)]
    return shapely.Polygon(np.insert(corners, 21, loop, axis=0))


def test_a_small_crossing_is_repaired_and_said() -> None:
    shape = crossing(0.0004)
    assert not shape.is_valid
    result = checked(with_shape(0, shape))
    (example,) = {f.code: f for f in result.report.findings}["repaired"].examples
    assert example.found.startswith("Self-intersection")
    assert example.amount is not None
    assert example.amount < 1
    assert shapely.is_valid(result.shapes.to_numpy()).all()


def test_a_crossing_that_leaves_open_what_is_meant_refuses_the_file() -> None:
    x, y = 105.0, 20.2
    bow = shapely.Polygon([(x, y), (x + 0.1, y + 0.1), (x + 0.1, y), (x, y + 0.07)])
    assert refused(with_shape(0, bow))["broken_shape"].examples[0].row == 1


def test_overlaps_are_measured_and_given_to_one() -> None:
    wide = communes().geometry[0].union(shapely.box(105.09, 20.24, 105.11, 20.26))
    frame = with_shape(0, wide)
    others = shapely.union_all(frame.geometry.to_numpy()[1:])
    overlap = findings(frame)["overlaps"]
    assert overlap.amount == pytest.approx(area_km2(wide.intersection(others)), abs=1e-3)
    assert {overlap.examples[0].area_id, overlap.examples[0].found} == {
        "2025-c91001",
        "2025-c91004",
    }
    shapes = checked(frame).shapes.to_numpy()
    assert shapely.coverage_is_valid(shapes)


def test_gaps_are_measured_and_narrow_ones_closed() -> None:
    hole = shapely.box(105.02, 20.22, 105.03, 20.23)
    sliver = shapely.box(105.05, 20.22, 105.06, 20.2201)
    shape = communes().geometry[0].difference(hole).difference(sliver)
    frame = with_shape(0, shape)
    gaps = findings(frame)["gaps"]
    assert gaps.count == 2
    assert gaps.amount == pytest.approx(area_km2(hole) + area_km2(sliver), rel=1e-6)
    assert gaps.examples[0].found == "20.2250, 105.0250"
    filled = checked(frame).shapes["2025-c91001"]
    assert area_km2(filled) == pytest.approx(area_km2(shape) + area_km2(sliver), rel=1e-6)


def test_a_shape_under_another_refuses_the_file() -> None:
    frame = communes()
    found = refused(with_shape(4, frame.geometry[0].buffer(0.01)))
    assert found["covered"].examples[0].area_id == "2025-c91001"


@pytest.mark.parametrize(("factor", "as_text"), [(1, False), (100, False), (1e6, True)])
def test_a_stated_area_is_held_against_the_geodesic_one(factor: float, as_text: bool) -> None:
    frame = communes()
    size = frame.geometry.map(area_km2)
    stated = size * factor
    stated[2] *= 1.5
    stated[3] *= 1.04
    frame["dien_tich"] = stated.map("{:.3f}".format) if as_text else stated
    frame["dan_so"] = np.arange(1000, 13000, 1000)
    found = findings(frame)
    assert set(found) == {"area_differs"}
    (example,) = found["area_differs"].examples
    assert (found["area_differs"].field, example.row) == ("dien_tich", 3)
    assert float(example.expected) == pytest.approx(size[2], rel=1e-3)
    assert example.amount == pytest.approx(50, rel=1e-6)


def test_mended_codes_and_bare_names_are_said() -> None:
    frame = communes().drop(index=7)
    frame["code"] = "0" + frame.code.str[1:]
    shorter = units(frame)
    assert findings(frame.assign(code=frame.code.astype(int)), shorter)["codes_mended"].count == 11
    bare = communes()[["name", "geometry"]]
    bare.loc[0, "name"] = "La Xanh"
    assert findings(bare)["names_matched"].examples[0].expected == "Xã Lá Xanh"


def test_archipelagos_in_the_file_are_taken_from_it() -> None:
    table = unit_table(communes())
    table.loc[11, ["lon", "lat"]] = [112.0, 16.5]
    moved_unit = Units("commune", table)
    frame = with_shape(11, shapely.Point(112.0, 16.5).buffer(0.05))
    kept = {one.code: one for one in checked(frame, moved_unit).report.findings}[
        "archipelagos_kept"
    ]
    assert kept.found == "Trường Sa"
    without = checked(communes().drop(index=11), moved_unit).report
    assert without.matched == 11
    assert without.complete


def test_every_finding_has_a_severity() -> None:
    assert set(SEVERITY.values()) == {"error", "warning", "notice"}
    with pytest.raises(KeyError):
        _ = Finding("no such code").severity

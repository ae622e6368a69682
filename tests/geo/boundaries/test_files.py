"""Every kind of file becomes the same polygons, or a reason why not."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.boundaries.files import read
from geo.names import normalise
from tests.geo.boundaries.invented import KINDS, communes, pack, shapefile, write
from tests.geo.boundaries.reading import furthest, refusal


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_read_the_same(kind: str, tmp_path: Path) -> None:
    frame = communes()
    file = read(write(frame, kind, tmp_path))
    found = file.frame.sort_values("code")  # FlatGeobuf sorts by place
    name = "Name" if kind == "kml" else "name"
    assert found.code.tolist() == frame.code.tolist()
    assert found[name].tolist() == frame.name.tolist()
    assert found.province.tolist() == frame.province.tolist()
    assert found.crs.to_epsg() == 4326
    assert furthest(found.geometry, frame.geometry) < 1e-9
    assert file.findings == ()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.2, 0.6, 0.99])
def test_a_truncated_file_is_damaged(kind: str, share: float, tmp_path: Path) -> None:
    file = write(communes(), kind, tmp_path)
    content = file.read_bytes()
    file.write_bytes(content[: int(share * len(content))])
    assert refusal(file).code == "damaged_file"


def test_a_shapefile_that_breaks_off_inside_its_zip_is_damaged(tmp_path: Path) -> None:
    parts = shapefile(communes(), tmp_path / "parts")
    shape = next(part for part in parts if part.suffix == ".shp")
    shape.write_bytes(shape.read_bytes()[:-500])
    assert refusal(pack(parts, tmp_path / "a.zip")).code == "damaged_file"


def test_points_are_no_boundaries(tmp_path: Path) -> None:
    frame = communes()
    frame["geometry"] = frame.geometry.centroid
    finding = refusal(write(frame, "geojson", tmp_path))
    assert (finding.code, finding.found) == ("no_polygons", "Point")


def test_points_beside_polygons_are_left_out(tmp_path: Path) -> None:
    frame = communes()
    labels = frame.iloc[:3].assign(geometry=frame.geometry.iloc[:3].representative_point())
    file = read(write(pd.concat([labels, frame]), "kml", tmp_path))
    assert file.frame.index.tolist() == list(range(3, 15))
    assert [(found.code, found.count) for found in file.findings] == [("other_shapes", 3)]


def test_of_several_layers_the_one_with_polygons_is_read(tmp_path: Path) -> None:
    frame, file = communes(), tmp_path / "a.gpkg"
    points = pd.concat([frame.assign(geometry=frame.geometry.centroid)] * 3)
    points.to_file(file, layer="tru_so", driver="GPKG")
    frame.to_file(file, layer="xa", driver="GPKG")
    found = read(file)
    assert (found.layer, len(found.frame)) == ("xa", 12)
    assert [(other.code, other.found) for other in found.findings] == [("other_layers", "tru_so")]


def test_of_several_shapefiles_the_one_with_polygons_is_read(tmp_path: Path) -> None:
    frame = communes()
    lines = frame.assign(geometry=frame.geometry.boundary)
    parts = [
        *shapefile(lines, tmp_path / "parts", "duong"),
        *shapefile(frame, tmp_path / "parts", "xa"),
    ]
    assert read(pack(parts, tmp_path / "a.zip")).layer == "xa"


@pytest.mark.parametrize("encoding", ["UTF-8", "CP1258"])
def test_names_without_a_stated_encoding_are_read(encoding: str, tmp_path: Path) -> None:
    frame = communes().assign(name="Phường Hoa Lê", province="Mây Trắng")
    if encoding == "CP1258":  # which writes some letters as a letter and a tone
        frame["province"] = "Mây Tră\u0301ng"
    frame.to_file(tmp_path / "a.shp", engine="pyogrio", encoding=encoding)
    parts = [part for part in tmp_path.iterdir() if part.suffix != ".cpg"]
    found = read(pack(parts, tmp_path / "a.zip")).frame
    assert normalise(found["name"][0]) == "Phường Hoa Lê"
    assert normalise(found["province"][0]) == "Mây Trắng"


def test_heights_are_left_out_and_empty_shapes_kept_as_none(tmp_path: Path) -> None:
    frame = communes()
    shapes = shapely.force_3d(frame.geometry.to_numpy(), 12.0)
    shapes[3] = None
    file = read(write(frame.set_geometry(gpd.GeoSeries(shapes, crs=4326)), "gpkg", tmp_path))
    assert not file.frame.has_z.any()
    assert np.flatnonzero(file.frame.geometry.isna()).tolist() == [3]


@pytest.mark.parametrize("nowhere", [float("nan"), float("inf")])
def test_a_shape_with_a_corner_nowhere_is_none(nowhere: float, tmp_path: Path) -> None:
    frame = communes()
    ring = shapely.linearrings([(105, 20), (nowhere, 20.1), (105.1, 20.1), (105, 20)])
    shapes = frame.geometry.to_numpy().copy()
    shapes[3] = shapely.Polygon(ring)
    for crs in (4326, 3405):
        whole = frame.to_crs(crs).geometry.to_numpy().copy()
        whole[3] = shapes[3]
        spoilt = frame.set_geometry(gpd.GeoSeries(whole, crs=crs))
        found = read(write(spoilt, "parquet", tmp_path)).frame.geometry
        assert np.flatnonzero(found.isna()).tolist() == [3]

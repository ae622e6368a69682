"""The reference systems of files: known ones become WGS 84, the others are refused."""

from pathlib import Path

import pytest
from pyproj import CRS

from geo.boundaries.files import read
from tests.geo.boundaries.invented import communes, pack, shapefile, write
from tests.geo.boundaries.reading import furthest, refusal

# A zone as programs of offices write it: VN-2000 by name, no code, no parameters.
PRJ = (
    'PROJCS["VN-2000 / TM-3 105-30",GEOGCS["VN2000",DATUM["D_Ha_Noi_VN2000",'
    'SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],'
    'UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],'
    'PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],'
    'PARAMETER["Central_Meridian",105.5],PARAMETER["Scale_Factor",0.9999],'
    'PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
)
# The same with the parameters.
PROJ4 = (
    "+proj=tmerc +lat_0=0 +lon_0=105.5 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +units=m +towgs84="
    "-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278"
)


@pytest.mark.parametrize("epsg", [3405, 3406, 5896, 5897, 5899, 9205, 9210, 9218, 4756, 32648])
def test_any_reference_system_with_a_code_becomes_wgs84(epsg: int, tmp_path: Path) -> None:
    frame = communes()
    file = read(write(frame.to_crs(epsg), "gpkg", tmp_path))
    assert file.crs == CRS(epsg).name
    assert furthest(file.frame.geometry, frame.geometry) < 1e-7


def test_vn2000_is_moved_by_its_own_parameters(tmp_path: Path) -> None:
    """Without them a map would be some 200 m off; a zone of no code needs them too."""
    frame = communes().to_crs(PROJ4)
    parts = shapefile(frame, tmp_path / "parts")
    next(part for part in parts if part.suffix == ".prj").write_text(PRJ)
    file = read(pack(parts, tmp_path / "zone.zip"))
    assert file.crs == "VN-2000 / TM-3 105-30"
    assert furthest(file.frame.geometry, communes().geometry) < 1e-7


@pytest.mark.parametrize(
    ("prj", "code", "found"),
    [
        (None, "missing_crs", "Shapefile"),
        ("no definition", "unknown_crs", "no definition"),
        (PRJ.replace("VN", "XY"), "unknown_crs", "XY-2000 / TM-3 105-30"),
    ],
)
def test_a_shapefile_must_say_what_its_coordinates_are(
    prj: str | None, code: str, found: str, tmp_path: Path
) -> None:
    parts = shapefile(communes(), tmp_path / "parts")
    definition = next(part for part in parts if part.suffix == ".prj")
    if prj is None:
        definition.unlink()
    else:
        definition.write_text(prj)
    finding = refusal(pack([part for part in parts if part.exists()], tmp_path / "a.zip"))
    assert (finding.code, finding.found) == (code, found)


@pytest.mark.parametrize("kind", ["gpkg", "parquet", "fgb"])
def test_a_file_without_reference_system_is_refused(kind: str, tmp_path: Path) -> None:
    frame = communes().set_crs(None, allow_override=True)
    assert refusal(write(frame, kind, tmp_path)).code == "missing_crs"


def test_coordinates_that_the_system_does_not_know_are_refused(tmp_path: Path) -> None:
    frame = communes().set_crs(3405, allow_override=True)
    far = frame.set_geometry(frame.geometry.affine_transform([1e9, 0, 0, 1e9, 0, 0]))
    assert refusal(write(far, "gpkg", tmp_path)).code == "wrong_crs"

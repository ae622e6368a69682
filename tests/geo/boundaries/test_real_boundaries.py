"""The nation's real boundaries: every commune matched, whatever the kind of file."""

import gzip
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.boundaries.check import Checked, check
from geo.boundaries.files import read
from geo.boundaries.layers import layers
from geo.boundaries.matching import match
from geo.boundaries.placement import ARCHIPELAGOS
from geo.geojson import feature_collection
from geo.shapes import area_km2
from tests.geo.boundaries.invented import KINDS, write
from tests.geo.boundaries.of_registry import bundled, needs_boundaries, real, units
from tests.geo.boundaries.reading import furthest

pytestmark = [needs_boundaries, pytest.mark.slow]
SAME = ("gpkg", "parquet", "geojson", "fgb")
OWN = [
    *("code", "province_code", "province_name", "old_province_code", "main_old_district_code"),
    *("name", "name_key", "name_en", "full_name_en", "full_name_2025_07", "gis_id"),
]


@pytest.fixture(scope="module")
def communes() -> gpd.GeoDataFrame:
    return read(real("communes_mid_0005")).frame


@pytest.fixture(scope="module")
def checked() -> Checked:
    return check(read(real("communes_mid_0005")), units("2025", "commune"), "2025")


@pytest.fixture(scope="module")
def made(checked: Checked) -> dict[str, gpd.GeoDataFrame]:
    return layers(checked, {level: bundled("2025", level) for level in ("province", "commune")})


def multi(frame: gpd.GeoDataFrame) -> np.ndarray:
    """The shapes as multipolygons, which some kinds make of all."""
    parts, owner = shapely.get_parts(frame.geometry.to_numpy(), return_index=True)
    shapes: np.ndarray = shapely.multipolygons(parts, indices=owner)
    return shapes


def test_all_communes_are_matched_by_code(checked: Checked) -> None:
    report = checked.report
    assert (report.matched, report.units, report.matched_by) == (3321, 3321, {"code": 3321})
    assert report.complete
    assert not report.refused
    assert shapely.coverage_is_valid(checked.shapes.to_numpy())
    found = {finding.code: finding for finding in report.findings}
    assert set(found) == {"area_differs", "gaps", "overlaps", "place_differs"}
    assert found["gaps"].amount is not None
    assert found["gaps"].amount < 0.06
    # Tiên Hải is misplaced in the registry; Hoàng Sa is wide.
    far = {example.area_id for example in found["place_differs"].examples}
    assert far == {"2025-c30781", "2025-c20333"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_comes_back(kind: str, communes: gpd.GeoDataFrame, tmp_path: Path) -> None:
    out = communes[["code", "full_name", "geometry"]].rename(columns={"full_name": "ten"})
    back = read(write(out, kind, tmp_path)).frame.sort_values("code", ignore_index=True)
    assert back["code"].tolist() == out["code"].tolist()
    assert back["ten"].tolist() == out["ten"].tolist()
    if kind in SAME:
        one, other = (shapely.normalize(multi(frame)) for frame in (back, out))
        # GeoJSON writes 15 decimals, which is one bit short at times.
        assert shapely.equals_exact(one, other, tolerance=1e-12 * (kind == "geojson")).all()
    else:
        assert furthest(back.geometry, out.geometry) < 1e-6
    matches = match(back, units("2025", "commune"))
    assert (len(matches.unit), set(matches.by)) == (3321, {"code"})


@pytest.mark.parametrize(
    ("left_out", "least"),
    [
        (["code"], 3321),
        ([name for name in OWN if name != "province_name"], 3321),
        (OWN, 3310),  # no parent: equal names side by side stay open
        ([name for name in OWN if name != "name_en"] + ["full_name"], 3280),  # no accents
    ],
)
def test_without_codes_none_is_matched_wrongly(
    left_out: list[str], least: int, communes: gpd.GeoDataFrame
) -> None:
    known = units("2025", "commune")
    true = communes.code.map(known.by_code)
    matches = match(communes.drop(columns=left_out), known)
    assert (matches.unit == true[matches.unit.index]).all()
    assert len(matches.unit) >= least
    assert matches.code_column == ""
    assert matches.doubled.empty


@pytest.mark.parametrize(
    ("name", "vintage", "level", "reason"),
    [
        ("communes_mid_0005", "2024", "commune", "wrong_vintage"),
        ("prov34_mid", "2024", "province", "wrong_vintage"),
        ("prov34_mid", "2024", "province", "wrong_size"),
        ("prov63_mid", "2025", "province", "strangers"),
        ("dist696_mid_0005", "2025", "commune", "wrong_size"),
    ],
)
def test_the_other_vintage_is_refused(name: str, vintage: str, level: str, reason: str) -> None:
    found = check(read(real(name)), units(vintage, level), vintage)
    assert reason in {finding.code for finding in found.report.refused}
    assert found.shapes.empty


@pytest.mark.parametrize(
    ("name", "vintage", "level", "count"),
    [
        ("prov34_mid", "2025", "province", 34),
        ("prov63_mid", "2024", "province", 63),
        ("dist696_mid_0005", "2024", "district", 696),
    ],
)
def test_provinces_and_districts_are_matched(
    name: str, vintage: str, level: str, count: int
) -> None:
    found = check(read(real(name)), units(vintage, level), vintage)
    assert (found.report.matched, found.report.units) == (count, count)
    layer = layers(found, {level: bundled(vintage, level)})[level]
    assert layer.index.tolist() == bundled(vintage, level).index.tolist()
    assert shapely.coverage_is_valid(layer.geometry.to_numpy())


def test_layers_are_light_whole_and_agree(
    made: dict[str, gpd.GeoDataFrame], communes: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    assert {name: len(layer) for name, layer in made.items()} == {
        "commune": 3321,
        "commune-national": 3321,
        "province": 34,
    }
    weights = {}
    for name, layer in made.items():
        shapes = layer.geometry.to_numpy()
        assert layer.index.tolist() == bundled("2025", name.split("-")[0]).index.tolist()
        assert shapely.is_valid(shapes).all()
        assert shapely.coverage_is_valid(shapes)
        for box in ARCHIPELAGOS.values():
            assert shapely.intersects(shapes, box).any()
        layer.to_parquet(tmp_path / f"{name}.parquet")
        weights[name] = len(gzip.compress(feature_collection(tmp_path / f"{name}.parquet"), 9))
    assert weights["commune-national"] <= 650_000
    assert weights["province"] <= 200_000
    provinces = made["commune"].province_code.unique()
    file = tmp_path / "commune.parquet"
    heaviest = max(len(gzip.compress(feature_collection(file, code), 9)) for code in provinces)
    assert heaviest <= 200_000

    true = communes.set_index(communes.code.replace("06978", "06970")).geometry.map(area_km2)
    fine = made["commune"].geometry.map(area_km2)[true.index]
    assert np.median(np.abs(fine / true - 1)) < 0.001
    whole = made["province"].geometry.map(area_km2)
    parts = fine.groupby(made["commune"].province_code).sum()
    assert np.abs(whole / parts - 1).max() < 0.02  # small islands apart


def test_a_file_without_the_archipelagos_leaves_them_as_they_were() -> None:
    file = read(real("communes_national"))
    mainland = replace(file, frame=file.frame[~file.frame.code.isin(["20333", "22736"])])
    found = check(mainland, units("2025", "commune"), "2025")
    assert (found.report.matched, found.report.complete) == (3319, True)
    kept = {finding.code: finding for finding in found.report.findings}["archipelagos_kept"]
    assert kept.found == "Hoàng Sa, Trường Sa"
    before = {level: bundled("2025", level) for level in ("province", "commune")}
    for name, layer in layers(found, before).items():
        known = before[name.split("-")[0]]
        for box in ARCHIPELAGOS.values():
            islands = shapely.intersection(known.geometry.to_numpy(), box)
            drawn = shapely.intersection(layer.geometry.to_numpy(), box)
            assert shapely.equals(shapely.union_all(drawn), shapely.union_all(islands))


def test_one_province_is_taken_and_the_rest_stays() -> None:
    file = read(real("communes_mid_0005"))
    one = replace(file, frame=file.frame[file.frame.province_code == "38"])
    found = check(one, units("2025", "commune"), "2025")
    assert (found.report.matched, found.report.complete) == (166, False)
    before = bundled("2025", "commune")
    layer = layers(found, {"commune": before})["commune"]
    assert layer.index.tolist() == before.index.tolist()
    far = ~before.index.isin(found.units.table.code[found.shapes.index])
    far &= ~shapely.intersects(before.geometry.to_numpy(), shapely.union_all(found.shapes))
    assert far.sum() > 3000
    assert shapely.equals(layer.geometry[far].to_numpy(), before.geometry[far].to_numpy()).all()

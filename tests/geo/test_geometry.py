"""The bundled layers: every area drawn, the archipelagos where they lie, lasting names."""

import gzip
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from shapely.geometry import shape

from geo import geometry
from geo.geometry import LayerUnknown, bundled
from geo.registry import REGISTRY
from tests.geo.released import codes_in_layer, layer_bytes, layer_name

LAYERS = [
    ("2024", "province"),
    ("2024", "district"),
    ("2024", "commune"),
    ("2025", "province"),
    ("2025", "commune"),
]


@pytest.fixture(scope="module")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("layers")


def features(cache_folder: Path, *layer: str) -> list[dict[str, Any]]:
    collection = json.loads(gzip.decompress(layer_bytes(layer_name(*layer), cache_folder)))
    assert list(collection) == ["type", "features"]
    found: list[dict[str, Any]] = collection["features"]
    return found


@pytest.mark.parametrize(("vintage", "level"), LAYERS)
def test_every_area_of_the_registry_is_drawn(vintage: str, level: str) -> None:
    areas = pd.read_csv(REGISTRY / "areas.csv.gz", dtype=str, keep_default_na=False)
    codes = areas.code[(areas.vintage == vintage) & (areas.level == level)]
    assert codes_in_layer(vintage, level) == {int(code) for code in codes}


@pytest.mark.parametrize(("vintage", "level"), LAYERS)
def test_hoang_sa_and_truong_sa_are_on_every_map(
    cache_folder: Path, vintage: str, level: str
) -> None:
    hoang_sa, truong_sa = {
        ("2024", "province"): (48, 56),
        ("2024", "district"): (498, 576),
        ("2024", "commune"): (498, 22736),
        ("2025", "province"): (48, 56),
        ("2025", "commune"): (20333, 22736),
    }[vintage, level]
    point = (111.92, 8.64) if (vintage, level) == ("2024", "commune") else (114.0, 10.0)
    shapes = {
        feature["properties"]["code"]: shape(feature["geometry"])
        for feature in features(cache_folder, vintage, level)
    }
    assert shapes[hoang_sa].contains(shapely.Point(112.0, 16.5))
    assert shapes[truong_sa].contains(shapely.Point(point))


def test_old_island_communes_lie_on_their_islands(cache_folder: Path) -> None:
    places = {
        feature["properties"]["name"]: shape(feature["geometry"]).centroid
        for feature in features(cache_folder, "2024", "commune", "56")
        if feature["properties"]["code"] in (22736, 22737, 22739)
    }
    found = {name: (round(at.x, 1), round(at.y, 1)) for name, at in places.items()}
    assert found == {
        "Trường Sa": (111.9, 8.6),
        "Song Tử Tây": (114.3, 11.4),
        "Sinh Tồn": (114.3, 9.9),
    }


def test_features_are_compact_oriented_and_valid(cache_folder: Path) -> None:
    found = features(cache_folder, "2025", "province")
    assert len(found) == 34
    for feature in found:
        assert list(feature["properties"]) == ["code", "name", "province", "at"]
        outline = shape(feature["geometry"])
        assert outline.is_valid
        for part in shapely.get_parts(outline):
            assert part.exterior.is_ccw
            assert not any(hole.is_ccw for hole in part.interiors)
        corners = shapely.get_coordinates(outline)
        assert (corners == corners.round(4)).all()
    names = {feature["properties"]["code"]: feature["properties"]["name"] for feature in found}
    assert names[38] == "Thanh Hóa"


@pytest.mark.parametrize(
    "layer", [("2024", "province"), ("2025", "province"), ("2024", "commune", "38")], ids="-".join
)
def test_each_area_names_a_point_inside_its_largest_part(
    cache_folder: Path, layer: tuple[str, ...]
) -> None:
    for feature in features(cache_folder, *layer):
        outline = shape(feature["geometry"])
        largest = max(shapely.get_parts(outline), key=lambda part: part.area)
        assert feature["properties"]["at"] == [round(c, 4) for c in feature["properties"]["at"]]
        # Rounding to four decimals moves a point by up to 8 m, perhaps out of a sliver.
        assert largest.distance(shapely.Point(feature["properties"]["at"])) <= 0.0001
    at = {
        each["properties"]["code"]: each["properties"]["at"]
        for each in features(cache_folder, "2024", "province")
    }
    assert at[48][0] < 109  # Đà Nẵng's point is on land, not on Hoàng Sa


@pytest.mark.parametrize("layer", [("2024", "district"), ("2024", "commune", "56")], ids="-".join)
def test_discs_come_last_the_largest_first(cache_folder: Path, layer: tuple[str, ...]) -> None:
    found = features(cache_folder, *layer)
    table = pd.read_parquet(geometry.LAYERS / f"{layer[0]}-{layer[1]}.parquet")
    discs = {int(code) for code in table.index[table.symbol]}
    codes = [each["properties"]["code"] for each in found]
    first = next(place for place, code in enumerate(codes) if code in discs)
    assert first > 0
    assert codes[:first] == sorted(codes[:first])
    assert set(codes[first:]) <= discs
    sizes = [shape(each["geometry"]).area for each in found[first:]]
    assert sizes == sorted(sizes, reverse=True)


def test_the_nation_s_old_communes_are_lighter_and_all_there(cache_folder: Path) -> None:
    nation = {
        each["properties"]["code"]: each for each in features(cache_folder, "2024", "commune")
    }
    assert len(nation) == 10_035 + len(geometry.ISLAND_DISTRICTS)
    thanh_hoa = features(cache_folder, "2024", "commune", "38")
    corners, alike = [0, 0], []
    for fine in thanh_hoa:
        coarse = nation[fine["properties"]["code"]]
        assert coarse["properties"]["province"] == 38
        shapes = shape(fine["geometry"]), shape(coarse["geometry"])
        alike.append(shapes[0].intersection(shapes[1]).area / shapes[0].union(shapes[1]).area)
        corners = [
            n + len(shapely.get_coordinates(s)) for n, s in zip(corners, shapes, strict=True)
        ]
    assert min(alike) > 0.2
    assert pd.Series(alike).median() > 0.9
    assert corners[1] < 0.8 * corners[0]


def test_a_province_has_only_its_own_areas(cache_folder: Path) -> None:
    thanh_hoa = features(cache_folder, "2025", "commune", "38")
    codes = {feature["properties"]["code"] for feature in thanh_hoa}
    assert len(thanh_hoa) == 166
    assert codes == codes_in_layer("2025", "commune", "38")
    assert {14758} <= codes <= codes_in_layer("2025", "commune")


def test_ba_che_has_the_code_of_its_id() -> None:
    assert 6970 in codes_in_layer("2025", "commune", "22")
    assert 6978 not in codes_in_layer("2025", "commune")


@pytest.mark.parametrize(
    ("layer", "kilobytes"),
    [
        (("2024", "province"), 40),
        (("2025", "province"), 35),
        (("2024", "district"), 130),
        (("2025", "commune"), 370),
        (("2024", "commune"), 600),
        (("2024", "commune", "38"), 50),
        (("2025", "commune", "38"), 25),
    ],
)
def test_layers_are_small(cache_folder: Path, layer: tuple[str, ...], kilobytes: int) -> None:
    assert len(layer_bytes(layer_name(*layer), cache_folder)) < 1000 * kilobytes


def test_a_layer_is_built_once(cache_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = layer_name("2024", "district", "94")
    first = layer_bytes(name, cache_folder)
    monkeypatch.setattr(geometry, "_geojson", lambda *asked: pytest.fail("built again"))
    assert layer_bytes(name, cache_folder) == first
    assert not [path for path in cache_folder.iterdir() if not path.name.endswith(".geojson.gz")]


def test_names_stay_while_the_file_stays_and_change_with_it(tmp_path: Path) -> None:
    before = layer_name("2025", "province")
    same, other = tmp_path / "same.parquet", tmp_path / "other.parquet"
    shutil.copyfile(bundled("2025", "province"), same)
    gpd.read_parquet(same).iloc[1:].to_parquet(other)
    assert geometry.layer_name(same, "2025", "province") == before
    assert geometry.layer_name(other, "2025", "province") != before
    assert layer_bytes(before, tmp_path / "cache")
    with pytest.raises(LayerUnknown, match="current one"):
        geometry.layer_bytes(other, before, tmp_path / "cache")


def test_each_scope_and_format_has_its_own_name(monkeypatch: pytest.MonkeyPatch) -> None:
    name = layer_name("2025", "province")
    assert re.fullmatch(r"2025-province-[0-9a-f]{12}\.geojson", name)
    assert len({layer_name("2025", "commune", code) for code in ("38", "96", None)}) == 3
    monkeypatch.setattr(geometry, "FORMAT", geometry.FORMAT + 1)
    assert layer_name("2025", "province") != name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "2025-province.geojson",
        "2025-province-000000000000.geojson",
        "2025-district-000000000000.geojson",
        "2025-commune-99-000000000000.geojson",
        "../../2025-province-000000000000.geojson",
        "2025-/../province-000000000000.geojson",
        "2025-commune-38-1-2.geojson",
    ],
)
def test_other_names_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(LayerUnknown):
        layer_bytes(name, tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


def test_a_name_without_its_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LayerUnknown):
        layer_bytes(layer_name("2025", "province").removesuffix(".geojson"), tmp_path)


def test_importing_does_not_load_geopandas() -> None:
    code = (
        "import sys; from geo.geometry import bundled, layer_name;"
        "layer_name(bundled('2025', 'province'), '2025', 'province');"
        "sys.exit('geopandas' in sys.modules or 'shapely' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0

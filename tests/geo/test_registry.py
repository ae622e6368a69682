"""The committed registry: counts, tree, known facts, and that a rebuild gives the same."""

import gzip
from importlib.util import find_spec
from pathlib import Path

import pandas as pd
import pytest

from geo import registry
from geo.areas import AreaId
from geo.names import fold, normalise, split_type

BOUNDARIES = Path(__file__).parents[3] / "shared" / "data" / "boundaries"


@pytest.fixture(scope="module")
def areas() -> pd.DataFrame:
    table = pd.read_csv(registry.REGISTRY / "areas.csv.gz", dtype=str, keep_default_na=False)
    return table.set_index("area_id", drop=False)


@pytest.fixture(scope="module")
def names() -> pd.DataFrame:
    return pd.read_csv(registry.REGISTRY / "area_names.csv", dtype=str, keep_default_na=False)


def test_counts(areas: pd.DataFrame) -> None:
    assert areas.groupby(["vintage", "level"]).size().to_dict() == {
        ("", "nation"): 1,
        ("2024", "province"): 63,
        ("2024", "district"): 696,
        ("2024", "commune"): 10_035,
        ("2025", "province"): 34,
        ("2025", "commune"): 3_321,
    }
    assert list(areas.columns) == registry.AREA_COLUMNS


def test_ids_are_unique_sorted_and_spell_their_parts(areas: pd.DataFrame) -> None:
    assert areas.area_id.is_unique
    assert areas.area_id.iloc[0] == "vn"
    assert areas.area_id.iloc[1:].is_monotonic_increasing
    for row in areas.itertuples():
        assert AreaId.parse(row.area_id) == AreaId(row.vintage or None, row.level, row.code)


def test_parents_exist_and_are_one_level_up(areas: pd.DataFrame) -> None:
    children = areas.iloc[1:]
    parents = areas.loc[children.parent_id]
    steps = set(zip(children.vintage, children.level, parents.level, strict=True))
    assert steps == {
        ("2024", "province", "nation"),
        ("2024", "district", "province"),
        ("2024", "commune", "district"),
        ("2025", "province", "nation"),
        ("2025", "commune", "province"),
    }
    provinces = areas.loc[children.province_id]
    assert (provinces.level == "province").all()
    assert (provinces.vintage.values == children.vintage.values).all()
    districts = areas[areas.level == "commune"].loc[lambda rows: rows.vintage == "2024"]
    assert (areas.loc[districts.parent_id].province_id.values == districts.province_id.values).all()


def test_names_are_in_one_spelling_and_carry_their_type(areas: pd.DataFrame) -> None:
    for row in areas.iloc[1:].itertuples():
        assert row.name == normalise(row.name)
        assert split_type(row.name) == (row.type, row.short_name)
        assert row.name == f"{row.type.capitalize()} {row.short_name}"
        assert fold(row.short_name)


@pytest.mark.parametrize(
    ("area_id", "name", "parent", "children"),
    [
        ("2024-d173", "Huyện Phú Bình", "2024-p19", 20),
        ("2024-d951", "Huyện Trần Đề", "2024-p94", 11),
        ("2024-c15718", "Thị trấn Nưa", "2024-d397", 0),
        ("2024-p46", "Thành phố Huế", "vn", 9),
        ("2025-p75", "Tỉnh Đồng Nai", "vn", 95),
        ("2025-p38", "Tỉnh Thanh Hóa", "vn", 166),
        ("2025-c06970", "Xã Ba Chẽ", "2025-p22", 0),
        ("2025-c20333", "Đặc khu Hoàng Sa", "2025-p48", 0),
    ],
)
def test_known_areas(
    areas: pd.DataFrame, area_id: str, name: str, parent: str, children: int
) -> None:
    assert (areas.name[area_id], areas.parent_id[area_id]) == (name, parent)
    assert (areas.parent_id == area_id).sum() == children


def test_communes_of_ca_mau_and_thai_binh(areas: pd.DataFrame) -> None:
    communes = areas[(areas.level == "commune") & (areas.vintage == "2024")]
    counts = communes.province_id.value_counts()
    assert (counts["2024-p96"], counts["2024-p34"], counts["2024-p94"]) == (100, 242, 108)


def test_island_districts_have_no_communes(areas: pd.DataFrame) -> None:
    districts = areas[areas.level == "district"]
    childless = districts[~districts.area_id.isin(areas.parent_id)]
    assert sorted(childless.code) == ["318", "471", "498", "536", "755"]


def test_dates_are_those_of_the_vintage(areas: pd.DataFrame) -> None:
    spans = areas.groupby("vintage")[["valid_from", "valid_to"]].value_counts().to_dict()
    assert spans == {
        ("", "", ""): 1,
        ("2024", "", "2025-06-30"): 10_794,
        ("2025", "2025-07-01", ""): 3_355,
    }


def test_same_territory_points_both_ways(areas: pd.DataFrame) -> None:
    same = areas[areas.same_as != ""]
    assert (areas.loc[same.same_as].same_as.values == same.area_id.values).all()
    assert (areas.loc[same.same_as].vintage.values != same.vintage.values).all()
    old = same[same.vintage == "2024"]
    assert old.level.value_counts().to_dict() == {"commune": 131, "province": 11, "district": 5}
    assert sorted(old.short_name[old.level == "province"]) == sorted(
        [
            *("Hà Nội", "Huế", "Lai Châu", "Điện Biên", "Sơn La", "Lạng Sơn", "Quảng Ninh"),
            *("Thanh Hóa", "Nghệ An", "Hà Tĩnh", "Cao Bằng"),
        ]
    )
    assert areas.same_as["2024-d498"] == "2025-c20333"


def test_same_territory_agrees_with_the_shared_crosswalk(areas: pd.DataFrame) -> None:
    file = BOUNDARIES / "crosswalk_communes.parquet"
    if not file.exists():
        pytest.skip("needs ../shared/data/boundaries/crosswalk_communes.parquet")
    pairs = pd.read_parquet(file)
    pairs = pairs[pairs.relation == "one_to_one"]
    expected = {
        (f"2024-d{old[1:]}" if old[0] == "D" else f"2024-c{old}", f"2025-c{new}")
        for old, new in zip(pairs.old_unit_id, pairs.new_commune_code, strict=True)
    }
    new = areas[(areas.vintage == "2025") & (areas.level == "commune") & (areas.same_as != "")]
    assert set(zip(new.same_as, new.area_id, strict=True)) == expected
    assert len(expected) == 136


def test_points_lie_in_the_country_and_the_archipelagos_far_out(areas: pd.DataFrame) -> None:
    lon, lat = areas.lon.astype(float), areas.lat.astype(float)
    sea = (lon > 110.5).pipe(lambda far: set(areas.area_id[far]))
    assert sea == {
        *("2024-d498", "2025-c20333", "2024-d576", "2025-c22736"),
        *("2024-c22736", "2024-c22737", "2024-c22739"),
    }
    assert (lon.between(102, 115) & lat.between(8, 23.5)).all()
    assert (round(lon["2025-c20333"], 1), round(lat["2025-c20333"], 1)) == (112.0, 16.5)
    assert (round(lon["2024-c22737"], 1), round(lat["2024-c22737"], 1)) == (114.3, 11.4)


def test_misplaced_points_of_the_package_are_mended(areas: pd.DataFrame) -> None:
    """Lương Hòa Lạc is in Chợ Gạo, east of Mỹ Tho; the package has it 87 km away."""
    assert float(areas.lon["2025-c28615"]) == pytest.approx(106.42, abs=0.1)
    assert float(areas.lat["2025-c28615"]) == pytest.approx(10.41, abs=0.1)


def test_areas_are_geodesic_and_empty_for_discs(areas: pd.DataFrame) -> None:
    blank = areas[areas.area_km2 == ""].groupby(["vintage", "level"]).size().to_dict()
    assert blank == {("2024", "commune"): 264, ("2024", "district"): 6, ("2025", "commune"): 12}
    size = pd.to_numeric(areas.area_km2)
    assert size["2025-p38"] == pytest.approx(11_114, rel=0.02)  # Resolution 202: 11,114.71 km²
    assert size["vn"] == pytest.approx(331_000, rel=0.02)


def test_names_with_their_dates(names: pd.DataFrame, areas: pd.DataFrame) -> None:
    official = names[(names.kind == "official") & (names.valid_to != "2024-12-31")]
    assert set(official.area_id) == set(areas.area_id)
    hue = names[names.area_id == "2024-p46"]
    assert hue[["name", "type", "valid_from", "valid_to"]].values.tolist() == [
        ["Thành phố Huế", "thành phố", "2025-01-01", "2025-06-30"],
        ["Tỉnh Thừa Thiên Huế", "tỉnh", "", "2024-12-31"],
    ]
    ba_che = names[names.area_id == "2025-c06970"]
    assert ba_che.code.tolist() == ["06970", "06978"]
    assert "06978" not in set(areas.code)
    assert set(names.area_id) <= set(areas.area_id)


def test_wrong_counts_are_named() -> None:
    units = pd.DataFrame(
        {"area_id": ["2024-p38"], "vintage": ["2024"], "level": ["province"]}, dtype=str
    )
    with pytest.raises(registry.RegistryError, match="province 2024: 1 areas, expected 63"):
        registry.check_counts(units)


@pytest.mark.slow
def test_a_rebuild_gives_the_committed_files(tmp_path: Path) -> None:
    if find_spec("vietnamadminunits") is None:
        pytest.skip("needs vietnamadminunits (requirements-dev.txt)")
    registry.write(tmp_path)
    for name in ("areas.csv.gz", "area_names.csv"):
        built, kept = ((folder / name).read_bytes() for folder in (tmp_path, registry.REGISTRY))
        if name.endswith(".gz"):  # zlib versions compress differently; the text must not differ
            assert built[4:8] == kept[4:8] == bytes(4)
            built, kept = gzip.decompress(built), gzip.decompress(kept)
        assert built == kept, name

"""What became of the old areas: known facts, shares that add up, a rebuild that gives the same."""

import gzip
from importlib.util import find_spec
from pathlib import Path

import pandas as pd
import pytest

from geo import lineage
from geo.registry import REGISTRY

BOUNDARIES = Path(__file__).parents[3] / "shared" / "data" / "boundaries"
ISLANDS = {"2024-d318", "2024-d471", "2024-d498", "2024-d536", "2024-d755"}


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return pd.read_csv(lineage.FILE)


@pytest.fixture(scope="module")
def areas() -> pd.DataFrame:
    table = pd.read_csv(REGISTRY / "areas.csv.gz", dtype=str, keep_default_na=False)
    return table.set_index("area_id", drop=False)


@pytest.fixture(scope="module")
def communes(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that carry counts of communes and of districts without communes."""
    return rows[rows.carries & rows.new_id.str.startswith("2025-c")]


def made_of(communes: pd.DataFrame, new_id: str, basis: str) -> set[str]:
    found = communes[(communes.new_id == new_id) & (communes.basis == basis)]
    return set(found.old_id)


def test_every_old_and_new_area_is_there(rows: pd.DataFrame, areas: pd.DataFrame) -> None:
    old = set(areas.area_id[areas.vintage == "2024"])
    assert set(rows.old_id) == old
    assert set(rows.new_id) == set(areas.area_id[areas.vintage == "2025"])
    assert not rows.duplicated(["old_id", "new_id"]).any()


def test_what_carries_is_of_one_level_but_for_islands_without_communes(
    rows: pd.DataFrame, areas: pd.DataFrame
) -> None:
    level = areas.level
    other = rows[rows.carries & (rows.old_id.map(level) != rows.new_id.map(level))]
    assert set(other.old_id) == ISLANDS
    assert (other.share == 1).all()
    assert set(rows.old_id[~rows.carries].map(level)) == {"district", "province"}


def test_shares_of_an_area_add_up(rows: pd.DataFrame, areas: pd.DataFrame) -> None:
    per_old = rows.groupby(["old_id", rows.new_id.map(areas.level)]).share.sum()
    per_new = rows.groupby(["new_id", rows.old_id.map(areas.level)]).new_share.sum()
    assert (per_old - 1).abs().max() < 1e-9
    assert (per_new - 1).abs().max() < 1e-9


def test_kind_margin_and_basis_are_of_the_share_that_splits(rows: pd.DataFrame) -> None:
    used = rows.share.where(rows.carries, rows.new_share)
    assert (rows.kind == "whole").equals(used == 1)
    assert (rows.kind == "sliver").equals(used < 0.03)
    assert (rows.basis == "registry").equals(used == 1)
    assert (rows.margin == 0).equals(used == 1)


def test_no_new_commune_spans_two_old_provinces(
    communes: pd.DataFrame, areas: pd.DataFrame
) -> None:
    homes = communes.old_id.map(areas.province_id).groupby(communes.new_id).nunique()
    assert homes.max() == 1
    assert len(homes) == 3_321


def test_phu_binh_became_five_communes(communes: pd.DataFrame, areas: pd.DataFrame) -> None:
    names = areas.short_name
    known = {
        "2025-c05908": {"Hương Sơn", "Bảo Lý", "Nhã Lộng", "Xuân Phương", "Úc Kỳ"},
        "2025-c05917": {"Bàn Đạt", "Tân Khánh", "Đào Xá"},
        "2025-c05923": {"Tân Kim", "Tân Thành", "Tân Hòa"},
        "2025-c05941": {"Điềm Thụy", "Nga My", "Hà Châu"},
        "2025-c05953": {"Tân Đức", "Lương Phú", "Kha Sơn", "Thanh Ninh", "Dương Thành"},
    }
    found = {new: {names[old] for old in made_of(communes, new, "registry")} for new in known}
    assert found == known
    split = communes[communes.basis == "estimate"].set_index(["old_id", "new_id"])
    parts = split.loc["2024-c05932"]  # Thượng Đình
    assert set(parts.index) == {"2025-c05908", "2025-c05941"}
    assert parts.share["2025-c05941"] > 0.5 > parts.share["2025-c05908"]
    ours = communes[communes.old_id.map(areas.parent_id) == "2024-d173"]
    assert (ours.old_id.nunique(), set(ours.new_id)) == (20, set(known))


def test_tran_de_became_five_communes_and_none_was_split(
    communes: pd.DataFrame, areas: pd.DataFrame
) -> None:
    ours = communes[communes.old_id.map(areas.parent_id) == "2024-d951"]
    found = {
        new: sorted(areas.name[old] for old in made_of(communes, new, "registry"))
        for new in ours.new_id
    }
    assert found == {
        "2025-c31673": ["Thị trấn Trần Đề", "Xã Trung Bình", "Xã Đại Ân 2"],
        "2025-c31675": ["Xã Liêu Tú", "Xã Viên Bình"],
        "2025-c31679": ["Thị trấn Lịch Hội Thượng", "Xã Lịch Hội Thượng"],
        "2025-c31687": ["Xã Tài Văn", "Xã Viên An"],
        "2025-c31699": ["Xã Thạnh Thới An", "Xã Thạnh Thới Thuận"],
    }
    assert len(ours) == 11


@pytest.mark.parametrize(
    ("old", "new", "old_communes", "new_communes"),
    [
        ("2024-p34", "2025-p33", 242, 65),  # Thái Bình, in Hưng Yên
        ("2024-p94", "2025-p92", 108, 43),  # Sóc Trăng, in Cần Thơ
        ("2024-p96", "2025-p96", 100, 39),  # Cà Mau
        ("2024-p95", "2025-p96", 64, 25),  # Bạc Liêu, in Cà Mau
        ("2024-p19", "2025-p19", 172, 55),  # Thái Nguyên
        ("2024-p06", "2025-p19", 108, 37),  # Bắc Kạn, in Thái Nguyên
    ],
)
def test_how_many_communes_provinces_became(
    *,
    rows: pd.DataFrame,
    areas: pd.DataFrame,
    old: str,
    new: str,
    old_communes: int,
    new_communes: int,
) -> None:
    communes = rows[rows.carries & (rows.old_id.map(areas.province_id) == old)]
    communes = communes[communes.old_id != old]
    assert communes.old_id.nunique() == old_communes
    assert communes.new_id.nunique() == new_communes
    assert set(communes.new_id.map(areas.province_id)) == {new}
    group = rows[~rows.carries & (rows.old_id == old)]
    assert set(group.new_id) == set(communes.new_id)


def test_every_old_province_went_whole_into_one(rows: pd.DataFrame, areas: pd.DataFrame) -> None:
    provinces = rows[rows.carries & (rows.old_id.map(areas.level) == "province")]
    assert len(provinces) == 63
    assert (provinces.share == 1).all()
    assert provinces.new_id.nunique() == 34


def test_unchanged_areas_are_those_of_the_registry(rows: pd.DataFrame, areas: pd.DataFrame) -> None:
    alone = rows[rows.carries & (rows.share == 1) & (rows.new_share == 1)]
    there = dict(zip(alone.old_id, alone.new_id, strict=True))
    same = areas[(areas.vintage == "2024") & (areas.same_as != "")]
    assert there == dict(zip(same.area_id, same.same_as, strict=True))


def test_a_rebuild_gives_the_same_file() -> None:
    if find_spec("vietnamadminunits") is None:
        pytest.skip("vietnamadminunits is not installed")
    built = lineage.lineage()
    stored = pd.read_csv(lineage.FILE)
    pd.testing.assert_frame_equal(built, stored, rtol=0, atol=1e-9, check_dtype=False)
    assert gzip.decompress(lineage.FILE.read_bytes()).count(b"\n") == len(built) + 1


def test_against_real_boundaries(communes: pd.DataFrame) -> None:
    """Every pair is a real one or too small to be found, and no real one but slivers is missing."""
    file = BOUNDARIES / "crosswalk_communes.parquet"
    if not file.exists():
        pytest.skip(f"no {file}")
    real = pd.read_parquet(file)
    old = ("2024-c" + real.old_commune_code).where(
        real.old_commune_code.fillna("") != "", "2024-d" + real.old_district_code
    )
    new = "2025-c" + real.new_commune_code.replace({"06978": "06970"})
    weights = dict(zip(zip(old, new, strict=True), real.weight, strict=True))
    ours = dict(
        zip(zip(communes.old_id, communes.new_id, strict=True), communes.share, strict=True)
    )
    missing = [weights[pair] for pair in weights.keys() - ours.keys()]
    assert len(missing) <= 8
    assert max(missing) < 0.15
    whole = set(communes.old_id[communes.kind == "whole"])
    assert all(weights[pair] > 0.85 for pair in ours if pair[0] in whole and pair in weights)
    errors = pd.Series([abs(ours[p] - weights.get(p, 0)) for p in ours if p[0] not in whole])
    assert errors.median() < 0.1
    assert errors.quantile(0.9) < 0.6  # as geo/lineage.py and ORIGIN.md say

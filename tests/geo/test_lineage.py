"""What became of each old area: known facts, exact sums, the rule of false pairs, the error."""

import gzip
from importlib.util import find_spec
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from geo import lineage, registry, sources
from geo.geometry import LAYERS

BOUNDARIES = Path(__file__).parents[3] / "shared" / "data" / "boundaries"
PHU_BINH = {
    "05908": "Hương Sơn, Bảo Lý, Nhã Lộng, Xuân Phương, Úc Kỳ",
    "05917": "Bàn Đạt, Tân Khánh, Đào Xá",
    "05923": "Tân Kim, Tân Thành, Tân Hòa",
    "05941": "Thượng Đình, Điềm Thụy, Nga My, Hà Châu",
    "05953": "Tân Đức, Lương Phú, Kha Sơn, Thanh Ninh, Dương Thành",
}
TRAN_DE = {
    "31673": "Đại Ân 2, Trần Đề, Trung Bình",
    "31675": "Liêu Tú, Viên Bình",
    "31679": "Lịch Hội Thượng, Lịch Hội Thượng",
    "31687": "Tài Văn, Viên An",
    "31699": "Thạnh Thới An, Thạnh Thới Thuận",
}


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return pd.read_csv(registry.REGISTRY / "lineage.csv.gz")


@pytest.fixture(scope="module")
def areas() -> pd.DataFrame:
    cells = pd.read_csv(registry.REGISTRY / "areas.csv.gz", dtype=str, keep_default_na=False)
    return cells.set_index("area_id", drop=False)


def levels(table: pd.DataFrame) -> pd.Series:
    return table.old_id.str[5] + table.new_id.str[5]


def test_every_old_area_became_something_and_every_new_one_was_something(
    table: pd.DataFrame, areas: pd.DataFrame
) -> None:
    assert list(table.columns) == lineage.COLUMNS
    assert not table.duplicated(["old_id", "new_id"]).any()
    old, new = (areas[areas.vintage == vintage] for vintage in ("2024", "2025"))
    assert set(table.old_id) == set(old.area_id)
    assert set(table.new_id) == set(new.area_id)
    carried = table[table.carries]
    communes = set(old.area_id[old.level == "commune"])
    islands = {f"2024-d{code}" for code in ("318", "471", "498", "536", "755")}
    assert set(carried.old_id[levels(carried) != "pp"]) == communes | islands
    assert set(carried.old_id[levels(carried) == "pp"]) == set(old.area_id[old.level == "province"])
    assert set(levels(table[~table.carries])) == {"dc", "pc"}


def test_shares_of_an_area_sum_to_1(table: pd.DataFrame) -> None:
    by_levels = table.assign(levels=levels(table))
    for area, share in (("old_id", "share"), ("new_id", "new_share")):
        sums = by_levels[by_levels.levels != "dc"].groupby([area, "levels"])[share].sum()
        assert (sums - 1).abs().max() < 1e-9
        assert table[share].between(0, 1, inclusive="right").all()
    groups = by_levels[by_levels.levels == "dc"]
    assert (groups.groupby("old_id").share.sum() - 1).abs().max() < 1e-9


def test_kinds_follow_from_the_shares(table: pd.DataFrame) -> None:
    assert ((table.kind == "whole") == (table.share == 1)).all()
    small = (table.share < 0.03) & (table.carries | (table.new_share < 0.03))
    assert ((table.kind == "sliver") == small).all()
    carried = table[table.carries]
    assert ((carried.basis == "registry") == (carried.share == 1)).all()


@pytest.mark.parametrize(("district", "expected"), [("173", PHU_BINH), ("951", TRAN_DE)])
def test_the_communes_two_districts_live_on_as(
    table: pd.DataFrame, areas: pd.DataFrame, district: str, expected: dict[str, str]
) -> None:
    own = set(areas.area_id[areas.parent_id == f"2024-d{district}"])
    pieces = table[table.old_id.isin(own) & (table.kind != "sliver")]
    assert len(own) == len(pieces) == sum(len(names.split(", ")) for names in expected.values())
    for code, names in expected.items():
        found = areas.short_name[pieces.old_id[pieces.new_id == f"2025-c{code}"]]
        assert sorted(found) == sorted(names.split(", "))
    groups = table[table.old_id == f"2024-d{district}"]
    assert set(groups.new_id) == {f"2025-c{code}" for code in expected}
    assert (groups.new_share == 1).all()


def test_the_small_piece_of_thuong_dinh_is_kept(table: pd.DataFrame) -> None:
    pieces = table[table.old_id == "2024-c05932"].set_index("new_id")
    assert pieces.kind.to_dict() == {"2025-c05908": "sliver", "2025-c05941": "part"}
    assert pieces.share.to_dict() == pytest.approx({"2025-c05908": 2 / 67, "2025-c05941": 65 / 67})
    assert set(pieces.basis) == {"estimate"}


@pytest.mark.parametrize(
    ("old", "communes", "new", "province"),
    [
        (["34"], 242, [65], "33"),
        (["94"], 108, [43], "92"),
        (["96", "95"], 164, [39, 25], "96"),
        (["19", "06"], 280, [55, 37], "19"),
    ],
)
def test_the_communes_old_provinces_live_on_as(
    table: pd.DataFrame,
    areas: pd.DataFrame,
    old: list[str],
    communes: int,
    new: list[int],
    province: str,
) -> None:
    ids = [f"2024-p{code}" for code in old]
    assert (areas.province_id.isin(ids) & (areas.level == "commune")).sum() == communes
    groups = table[table.old_id.isin(ids) & ~table.carries]
    found = groups[levels(groups) == "pc"]
    assert [(found.old_id == area_id).sum() for area_id in ids] == new
    assert set(areas.province_id[found.new_id]) == {f"2025-p{province}"}
    assert (found.new_share == 1).all(), "no new commune spans two old provinces"


def test_provinces_went_whole_where_their_communes_went(
    table: pd.DataFrame, areas: pd.DataFrame
) -> None:
    provinces = table[table.carries & (levels(table) == "pp")]
    assert len(provinces) == 63
    assert (provinces.kind == "whole").all()
    there = dict(zip(provinces.old_id, provinces.new_id, strict=True))
    communes = table[table.carries & (levels(table) != "pp")]
    homes = areas.province_id[communes.old_id].map(there)
    assert homes.tolist() == areas.province_id[communes.new_id].tolist()


def test_every_old_province_lies_where_it_went(table: pd.DataFrame, areas: pd.DataFrame) -> None:
    old = areas[(areas.vintage == "2024") & (areas.level == "province")]
    new = gpd.read_parquet(LAYERS / "2025-province.parquet")
    places = gpd.points_from_xy(old.lon.astype(float), old.lat.astype(float))
    points = gpd.GeoDataFrame({"old": old.area_id}, geometry=places, crs=new.crs)
    found = points.sjoin(new, predicate="within")
    provinces = table[table.carries & (levels(table) == "pp")]
    assert dict(zip(provinces.old_id, provinces.new_id, strict=True)) == dict(
        zip(found.old, "2025-p" + found.code, strict=True)
    )


def test_what_is_the_same_area_went_whole_into_one_that_took_in_nothing_else(
    table: pd.DataFrame, areas: pd.DataFrame
) -> None:
    carried = table[table.carries]
    alone = carried[(carried.share == 1) & (carried.new_share == 1)]
    same = areas[(areas.vintage == "2024") & (areas.same_as != "")]
    assert dict(zip(alone.old_id, alone.new_id, strict=True)) == same.same_as.to_dict()
    assert areas.same_as["2024-c03901"] == ""
    assert set(carried.new_id[carried.old_id == "2024-c03901"]) == {"2025-c03901", "2025-c03910"}


def test_shares_and_rows_of_a_small_registry() -> None:
    units = pd.DataFrame(
        [
            *[("2024-p91", "vn", "2024-p91", 9.0), ("2024-p92", "vn", "2024-p92", 1.0)],
            *[("2024-d911", "2024-p91", "2024-p91", 9.0), ("2024-d912", "2024-p91", "2024-p91", 9)],
            *[("2024-c00001", "2024-d911", "2024-p91", 30.0)],
            *[("2024-c00002", "2024-d912", "2024-p91", 10.0)],
            *[("2024-c00003", "2024-d912", "2024-p91", np.nan)],
            *[("2024-d921", "2024-p92", "2024-p92", np.nan)],
            *[(f"2025-c0000{code}", "2025-p91", "2025-p91", np.nan) for code in (1, 2, 3)],
        ],
        columns=["area_id", "parent_id", "province_id", "area_km2"],
    )
    pairs = pd.DataFrame(
        [
            ("2024-c00001", "2025-c00001", "part", True),
            ("2024-c00001", "2025-c00002", "part", False),
            ("2024-c00002", "2025-c00002", "whole", True),
            ("2024-c00003", "2025-c00002", "whole", True),
            ("2024-d921", "2025-c00003", "whole", True),
        ],
        columns=["old_id", "new_id", "kind", "main"],
    )
    found = lineage.lineage(units, pairs, pairs[["old_id", "new_id"]])
    found = found.set_index(["old_id", "new_id"])
    # 10.5 of 30 km² of c00001 and twice 10 km²: c00003 is taken to be as large as c00002.
    assert found.loc[("2024-c00001", "2025-c00002")].tolist() == [
        *("part", 0.35, pytest.approx(10.5 / 30.5), 0.5, True, "estimate")
    ]
    assert found.loc[("2024-d911", "2025-c00001")].tolist() == [
        *("part", 0.65, 1.0, 0.0, False, "registry")
    ]
    assert found.loc[("2024-d912", "2025-c00002")].tolist() == [
        *("whole", 1.0, pytest.approx(20 / 30.5), 0.0, False, "registry")
    ]
    assert found.loc[("2024-p91", "2025-p91")].tolist() == [
        *("whole", 1.0, pytest.approx(50 / 60), 0.0, True, "registry")
    ]
    assert ("2024-d921", "2025-c00003") in found.index
    assert found.carries["2024-d921", "2025-c00003"]
    once = lineage.lineage(units, pairs, pairs[["old_id", "new_id"]].drop(index=1))
    once = once.set_index(["old_id", "new_id"])
    assert once.share["2024-c00001", "2025-c00002"] == pytest.approx(2 / 67)
    assert once.kind["2024-c00001", "2025-c00002"] == "sliver"
    spanning = pairs.replace({"new_id": {"2025-c00003": "2025-c00002"}})
    with pytest.raises(registry.RegistryError, match=r"two provinces: .*2025-c00002"):
        lineage.lineage(units, spanning, pairs)


def test_false_pairs_are_left_out_by_rule() -> None:
    if find_spec("vietnamadminunits") is None:
        pytest.skip("needs vietnamadminunits (requirements-dev.txt)")
    listed, kept = sources.listed_pairs(), sources.read_pairs()
    gone = set(zip(listed.old_id, listed.new_id, strict=True)) - set(
        zip(kept.old_id, kept.new_id, strict=True)
    )
    # Phường 3 of Sa Đéc, where Phường 3 of Cao Lãnh went into Cao Lãnh; Tân Long of Phụng Hiệp.
    assert ("2024-c29902", "2025-c29869") in gone
    assert ("2024-c31438", "2025-c31741") in gone
    assert len(gone) == 31
    file = BOUNDARIES / "crosswalk_rejected_pairs.csv"
    if not file.exists():
        pytest.skip("the rest needs ../shared/data/boundaries/crosswalk_rejected_pairs.csv")
    rejected = pd.read_csv(file, dtype=str)
    pairs = list(zip("2024-c" + rejected.old, "2025-c" + rejected.new, strict=True))
    assert gone <= set(pairs)
    crossing = {
        pair for pair, cross in zip(pairs, rejected.cross_prov == "True", strict=True) if cross
    }
    assert len(crossing) == 28
    assert crossing <= gone


def test_the_stated_error_of_the_shares(table: pd.DataFrame) -> None:
    """The numbers of ORIGIN.md, against shares measured in real boundaries."""
    file = BOUNDARIES / "crosswalk_communes.parquet"
    if not file.exists():
        pytest.skip("needs ../shared/data/boundaries/crosswalk_communes.parquet")
    real = pd.read_parquet(file)
    old = real.old_unit_id.where(real.old_unit_id.str[0] == "D", "c" + real.old_unit_id)
    new = "2025-c" + real.new_commune_code.replace("06978", "06970")
    measured = pd.Series(real.weight.values, [("2024-" + old.str.lower()), new])
    ours = table[table.carries & (levels(table) != "pp")].set_index(["old_id", "new_id"]).share
    both = pd.concat([ours, measured], axis=1, keys=["ours", "real"]).fillna(0)
    assert (both.ours == 0).sum() == 7, "parts that only the second registry lists"
    error = (both.ours - both.real).abs()[both.ours < 1]
    assert len(error) == 982
    assert [round(error.quantile(q), 2) for q in (0.5, 0.9, 1)] == [0.11, 0.35, 0.89]
    assert (error > 0.1).sum() == 512
    middle = both.ours.between(0.2, 0.8)[error.index]
    assert (error[~middle] <= 0.1).mean() == pytest.approx(0.93, abs=0.01)
    assert (error[middle] <= 0.35).mean() == pytest.approx(0.85, abs=0.01)
    margins = table[table.carries].set_index(["old_id", "new_id"]).margin
    for margin in (lineage.CLEAR, lineage.UNCLEAR):
        own = error.index.intersection(margins.index[margins == margin])
        assert (error[own] <= margin).mean() == pytest.approx(0.93, abs=0.015)
    whole = both[both.ours == 1]
    assert (whole.real < 0.999).sum() == 5


@pytest.mark.slow
def test_a_rebuild_gives_the_committed_file(tmp_path: Path) -> None:
    for package in ("vietnamadminunits", "vietnam_address_converter"):
        if find_spec(package) is None:
            pytest.skip(f"needs {package} (requirements-dev.txt)")
    lineage.write(tmp_path)
    built, kept = (
        gzip.decompress((folder / "lineage.csv.gz").read_bytes())
        for folder in (tmp_path, registry.REGISTRY)
    )
    assert built == kept

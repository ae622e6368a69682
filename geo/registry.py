"""Builds geo/registry/, the list of areas of both vintages: `python -m geo.registry`.

Reads the package vietnamadminunits and the bundled layers. The same inputs give the same bytes.
"""

import gzip
import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geo.areas import MERGER
from geo.bundle import HOANG_SA, LAYERS, TRUONG_SA
from geo.shapes import area_km2, distance_km
from geo.sources import read_pairs, read_units

REGISTRY = Path(__file__).parent / "registry"
EXPECTED = {
    ("2024", "province"): 63,
    ("2024", "district"): 696,
    ("2024", "commune"): 10_035,
    ("2025", "province"): 34,
    ("2025", "commune"): 3_321,
}
EXPECTED_SAME = {"province": 11, "commune": 136}
AREA_COLUMNS = [
    *("area_id", "vintage", "level", "code", "name", "short_name", "type", "parent_id"),
    *("province_id", "valid_from", "valid_to", "lon", "lat", "area_km2", "same_as"),
]
NAME_COLUMNS = ["area_id", "name", "type", "code", "valid_from", "valid_to", "kind", "note"]
LAST_DAY = (MERGER - timedelta(days=1)).isoformat()
FAR_KM = 10

# Names and codes beside those of areas.csv.gz, each with what is known of its dates.
OTHER_NAMES = [
    ("2024-p01", "HN", "thành phố", "01", "", "", "alias", ""),
    ("2025-p01", "HN", "thành phố", "01", "", "", "alias", ""),
    ("2024-p79", "HCM", "thành phố", "79", "", "", "alias", ""),
    ("2025-p79", "HCM", "thành phố", "79", "", "", "alias", ""),
    ("2024-p46", "Tỉnh Thừa Thiên Huế", "tỉnh", "46", "", "2024-12-31", "official", ""),
    (
        *("2025-p75", "Thành phố Đồng Nai", "thành phố", "75", "", "", "alias"),
        "thành phố từ năm 2026; ngày chưa rõ",
    ),
    (
        *("2025-c06970", "Xã Ba Chẽ", "xã", "06978", "", "", "alias"),
        "mã 06970 trong danh mục năm 2025, sau đó 06978; ngày chưa rõ",
    ),
]
NAMED_SINCE = {"2024-p46": "2025-01-01"}


class RegistryError(ValueError):
    """What was read does not make the registry that is expected."""


def areas() -> pd.DataFrame:
    """One row per area, sorted by area_id after the nation; columns AREA_COLUMNS, all text."""
    units = read_units()
    check_counts(units)
    layers = _layers()
    places = pd.DataFrame(
        [_place(unit, layers[unit.vintage, unit.level]) for unit in units.itertuples()],
        columns=["lon", "lat", "area_km2"],
    )
    units[["lon", "lat", "area_km2"]] = places
    units["same_as"] = units.area_id.map(_same_as(units)).fillna("")
    units["valid_from"] = units.vintage.map({"2024": "", "2025": MERGER.isoformat()})
    units["valid_to"] = units.vintage.map({"2024": LAST_DAY, "2025": ""})
    table = pd.concat([_nation(layers["2025", "province"]), units.sort_values("area_id")])
    for column, decimals in (("lon", 5), ("lat", 5), ("area_km2", 3)):
        table[column] = [
            "" if pd.isna(value) else f"{value:.{decimals}f}" for value in table[column]
        ]
    return table[AREA_COLUMNS].reset_index(drop=True)


def area_names(table: pd.DataFrame) -> pd.DataFrame:
    """Every name an area is or was known by, its present one included; columns NAME_COLUMNS."""
    official = table[["area_id", "name", "type", "code", "valid_from", "valid_to"]].copy()
    official["valid_from"] = official.area_id.map(NAMED_SINCE).fillna(official.valid_from)
    official["kind"], official["note"] = "official", ""
    every = pd.concat([official, pd.DataFrame(OTHER_NAMES, columns=NAME_COLUMNS)])
    return every.sort_values(
        ["area_id", "kind", "valid_to", "name"], ascending=[True, False, False, True]
    )


def check_counts(units: pd.DataFrame) -> None:
    """Raises RegistryError unless every vintage and level has the number of areas it must have."""
    found = units.groupby(["vintage", "level"]).size().to_dict()
    wrong = [
        f"{level} {vintage}: {found.get((vintage, level), 0)} areas, expected {expected}"
        for (vintage, level), expected in EXPECTED.items()
        if found.get((vintage, level), 0) != expected
    ]
    if wrong:
        raise RegistryError("; ".join(wrong))
    if doubled := sorted(units.area_id[units.area_id.duplicated()]):
        raise RegistryError(f"area ids given twice: {doubled}")


def write(folder: Path = REGISTRY) -> None:
    """Writes areas.csv.gz and area_names.csv."""
    folder.mkdir(exist_ok=True)
    table = areas()
    (folder / "areas.csv.gz").write_bytes(gzip.compress(_csv(table), 9, mtime=0))
    (folder / "area_names.csv").write_bytes(_csv(area_names(table)))


def _csv(table: pd.DataFrame) -> bytes:
    text = io.StringIO(newline="")
    table.to_csv(text, index=False, lineterminator="\n")
    return text.getvalue().encode()


def _layers() -> dict[tuple[str, str], gpd.GeoDataFrame]:
    return {key: gpd.read_parquet(LAYERS / f"{'-'.join(key)}.parquet") for key in EXPECTED}


def _place(unit: Any, layer: gpd.GeoDataFrame) -> tuple[float, float, float | None]:
    """A point of the area, and its size where the shape is an outline and not a disc."""
    shape = layer.geometry[unit.code]
    symbols = shapely.union(HOANG_SA, TRUONG_SA)
    outline = shapely.difference(shape, symbols) if unit.level == "province" else shape
    size = None if layer.symbol[unit.code] else area_km2(outline)
    if unit.level == "commune":
        point = shapely.Point(unit.lon, unit.lat)
        if distance_km(point, shape) <= FAR_KM and not shapely.intersects(shape, symbols):
            return unit.lon, unit.lat, size
    point = shapely.point_on_surface(max(shapely.get_parts(shape), key=shapely.area))
    return point.x, point.y, size


def _same_as(units: pd.DataFrame) -> dict[str, str]:
    """Both directions of every old and new area that are the same territory."""
    pairs = read_pairs()
    alone = ~pairs.old_id.duplicated(keep=False) & ~pairs.new_id.duplicated(keep=False)
    communes = _both_ways(pairs[alone])

    province = units.set_index("area_id").province_id
    moves = pd.DataFrame(
        {"old_id": pairs.old_id.map(province), "new_id": pairs.new_id.map(province)}
    ).drop_duplicates()
    alone = ~moves.old_id.duplicated(keep=False) & ~moves.new_id.duplicated(keep=False)
    provinces = _both_ways(moves[alone])

    found = {"province": len(provinces) // 2, "commune": len(communes) // 2}
    if found != EXPECTED_SAME:
        raise RegistryError(f"areas unchanged by the merger: {found}, expected {EXPECTED_SAME}")
    return {**communes, **provinces}


def _both_ways(pairs: pd.DataFrame) -> dict[str, str]:
    there = dict(zip(pairs.old_id, pairs.new_id, strict=True))
    return {**there, **{new: old for old, new in there.items()}}


def _nation(provinces: gpd.GeoDataFrame) -> pd.DataFrame:
    land = shapely.union_all(provinces.geometry.values)
    point = shapely.point_on_surface(max(shapely.get_parts(land), key=shapely.area))
    outline = shapely.difference(land, shapely.union(HOANG_SA, TRUONG_SA))
    row = dict.fromkeys(AREA_COLUMNS, "")
    row.update(area_id="vn", level="nation", name="Việt Nam", short_name="Việt Nam")
    return pd.DataFrame([{**row, "lon": point.x, "lat": point.y, "area_km2": area_km2(outline)}])


if __name__ == "__main__":
    write()

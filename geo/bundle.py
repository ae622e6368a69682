"""Builds geo/layers/ from approximate layers: `python -m geo.bundle FOLDER`.

FOLDER holds the five GeoParquet files named in FILES (how they were made: geo/layers/ORIGIN.md).
Here codes and names become those of the registry, and what lies in a wrong place is mended.
"""

import sys
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from geo.shapes import as_coverage, disc, give_away_far_parts, is_disc, move, only_polygons
from geo.sources import read_pairs, read_units

LAYERS = Path(__file__).parent / "layers"
FILES = {
    "2024-province": "prov63_approx.parquet",
    "2024-district": "dist696_approx.parquet",
    "2024-commune": "communes2024_approx.parquet",
    "2025-province": "prov34_approx.parquet",
    "2025-commune": "communes_approx.parquet",
}

# Hoàng Sa and Trường Sa as a whole, and the three old communes of huyện Trường Sa on their islands:
# discs that show where they lie, not how large they are.
HOANG_SA, TRUONG_SA = disc(112.0, 16.5, 300), disc(114.0, 10.0, 300)
ARCHIPELAGOS = {
    "2024-district": {"498": HOANG_SA, "576": TRUONG_SA},
    "2024-commune": {
        "22736": disc(111.92, 8.64, 300),  # thị trấn Trường Sa
        "22737": disc(114.33, 11.43, 300),  # xã Song Tử Tây
        "22739": disc(114.33, 9.89, 300),  # xã Sinh Tồn
    },
    "2025-commune": {"20333": HOANG_SA, "22736": TRUONG_SA},
}
# Districts without communes; the commune layer draws them under their district code.
ISLAND_DISTRICTS = ["318", "471", "498", "536", "755"]
CON_DAO = "755"

# A corner goes where that changes less than the square of this, about 0.3 km²: not to be seen on a
# map of the nation.
NATIONAL_DEGREES = 0.005

# Communes whose point in the registry package lies 14 to 99 km from all old communes they were made
# of, while those lie where their district does. They are drawn as the union of the old ones.
MISPLACED = ["04714", "04924", "06172", "06757", "06967", "08296", "28615", "29983", "30130"]


def build(folder: Path) -> dict[str, gpd.GeoDataFrame]:
    """The layers by name, each indexed by code, with name, parents, symbol and geometry.

    Of the old communes there are two: with every corner for one province, and a lighter one with
    the same areas for the whole nation.
    """
    layers = {name: _read(folder / file) for name, file in FILES.items()}
    layers["2025-commune"] = layers["2025-commune"].rename(index={"06978": "06970"})
    for name, shapes in ARCHIPELAGOS.items():
        for code, shape in shapes.items():
            layers[name].loc[code, "geometry"] = shape
    _move_misplaced(layers["2025-commune"], layers["2024-commune"])
    for name in ("2024-district", "2024-province"):
        give_away_far_parts(layers[name], kilometres=10)
    _take_con_dao(layers["2024-commune"], layers["2024-district"])
    for name in ("2024-district", "2024-commune", "2025-commune"):
        layers[name] = _finish(name, layers[name])
    islands = layers["2024-district"].loc[ISLAND_DISTRICTS]
    zones = layers["2025-commune"].loc[_special_zones()]
    _add_islands(layers["2024-province"], islands)
    _add_islands(layers["2025-province"], zones)
    for name in ("2024-province", "2025-province"):
        layers[name] = _finish(name, layers[name])
    layers["2024-commune"] = pd.concat([layers["2024-commune"], islands]).sort_index()
    layers["2024-commune-national"] = _lighter(layers["2024-commune"])
    return layers


def write(layers: dict[str, gpd.GeoDataFrame], folder: Path = LAYERS) -> None:
    """Writes one GeoParquet file per layer."""
    folder.mkdir(exist_ok=True)
    for name, layer in layers.items():
        layer.to_parquet(folder / f"{name}.parquet", compression="zstd", index=True)


def _read(path: Path) -> gpd.GeoDataFrame:
    return gpd.read_parquet(path, columns=["code", "geometry"]).set_index("code").sort_index()


def _move_misplaced(new: gpd.GeoDataFrame, old: gpd.GeoDataFrame) -> None:
    pairs = read_pairs()
    pairs = pairs[pairs.kind == "whole"]
    for code in MISPLACED:
        sources = pairs.old_id[pairs.new_id == f"2025-c{code}"].str.removeprefix("2024-c")
        move(new, code, shapely.union_all(old.geometry[sources].values))


def _take_con_dao(communes: gpd.GeoDataFrame, districts: gpd.GeoDataFrame) -> None:
    """The grid gave Côn Đảo, which has no commune, to a commune on the mainland 83 km away."""
    island = districts.geometry[CON_DAO].buffer(0.05)
    for code in communes.index[communes.intersects(island)]:
        communes.loc[code, "geometry"] = shapely.difference(communes.geometry[code], island)


def _lighter(layer: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The layer with fewer corners; discs, and borders in common, stay as they are."""
    lighter = layer.copy()
    outlined = ~layer.symbol
    shapes = as_coverage(layer.geometry.values[outlined].to_numpy())
    lighter.loc[outlined, "geometry"] = shapely.coverage_simplify(shapes, NATIONAL_DEGREES)
    return lighter


def _special_zones() -> list[str]:
    units = read_units()
    return list(units.code[(units.vintage == "2025") & (units.type == "đặc khu")])


def _add_islands(provinces: gpd.GeoDataFrame, islands: gpd.GeoDataFrame) -> None:
    """Draws islands that the province layer leaves out; the archipelagos are in it already."""
    land = shapely.union_all(provinces.geometry.values)
    for province, shape in zip(islands.province_code, islands.geometry, strict=True):
        if not shapely.intersects(land, shape):
            provinces.loc[province, "geometry"] = shapely.union(provinces.geometry[province], shape)


def _finish(name: str, layer: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    vintage, level = name.split("-")
    units = read_units()
    units = units[(units.vintage == vintage) & (units.level == level)].set_index("code")
    if missing := set(units.index) ^ set(layer.index):
        raise ValueError(
            f"layer {name}: codes in only one of layer and registry: {sorted(missing)}"
        )
    layer = layer.sort_index()
    layer["geometry"] = only_polygons(layer.geometry)
    layer.insert(0, "name", units.short_name)
    layer.insert(1, "province_code", units.province_id.str[-2:])
    layer.insert(2, "symbol", [is_disc(shape) for shape in layer.geometry])
    return layer


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m geo.bundle FOLDER (with " + ", ".join(FILES.values()) + ")")
    built = build(Path(sys.argv[1]))
    write(built)
    for layer_name, frame in built.items():
        print(f"{layer_name}: {len(frame)} areas, {int(frame.symbol.sum())} of them drawn as discs")

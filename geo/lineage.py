"""Builds geo/registry/lineage.csv.gz, what became of the old areas: `python -m geo.lineage`.

The registry package says which old commune went whole or in part into which new one. How much of
its land a part is, no package says: it is estimated from the bundled layers and from which part
the registry holds for the main one. Districts and provinces follow from their communes.
"""

import gzip

import geopandas as gpd
import pandas as pd
import shapely

from geo.bundle import LAYERS
from geo.registry import REGISTRY
from geo.sources import read_pairs

FILE = REGISTRY / "lineage.csv.gz"
COLUMNS = ["old_id", "new_id", "kind", "share", "new_share", "margin", "carries", "basis"]
SLIVER = 0.03
# The registry's main part got 3 to 6 times as much land as another one, where this is known.
MAIN_TO_OTHER = 5
# Of shares estimated so, half are within 0.09 of the true ones, but one in ten is off by more than
# half (measured on real boundaries of 2009 and 2025): a part may be anything.
MARGIN = 1.0
# Shares of land of whole communes come from layers whose areas are good to some per cent.
LAND_MARGIN = 0.1
# Whole in the registry; vietnam_address_converter (Apache-2.0) parts it, and so do real boundaries.
OTHER_PARTS = [("2024-c03901", "2025-c03910")]


def lineage() -> pd.DataFrame:
    """One row per old and new area that share land; columns COLUMNS, sorted by both ids.

    Communes and the island districts without communes → communes, provinces → provinces (carries);
    districts and provinces → the communes of today that they live on as (does not carry). share is
    the part of the old one's land, new_share that of the new one's. Counts are split by share where
    they are carried, by new_share where the new ones are added up to the old one; kind, margin (how
    far it may be off) and basis are of that one.
    """
    communes = commune_lineage()
    areas = pd.read_csv(REGISTRY / "areas.csv.gz", dtype=str, keep_default_na=False)
    parents = areas.set_index("area_id").parent_id
    provinces = areas.set_index("area_id").province_id
    inside = communes[communes.old_id.str.startswith("2024-c")]
    every = [
        communes,
        _grouped(inside, inside.old_id.map(parents), inside.new_id),
        _grouped(communes, communes.old_id.map(provinces), communes.new_id),
        _grouped(communes, communes.old_id.map(provinces), communes.new_id.map(provinces)).assign(
            kind="whole", margin=0.0, carries=True, basis="registry"
        ),
    ]
    return pd.concat(every)[COLUMNS].sort_values(["old_id", "new_id"], ignore_index=True)


def commune_lineage() -> pd.DataFrame:
    """The rows of communes, with `land` in km²: what they share by the bundled layers."""
    pairs = _pairs()
    size = _sizes()
    pairs["share"] = _shares(pairs)
    parted = pairs.old_id.duplicated(keep=False)
    pairs["kind"] = pairs.share.map(_kind)
    pairs["land"] = pairs.old_id.map(size) * pairs.share
    pairs["new_share"] = _of_whole(pairs.land, pairs.new_id)
    pairs["margin"] = parted.map({True: MARGIN, False: 0.0})
    pairs["basis"] = parted.map({True: "estimate", False: "registry"})
    return pairs.assign(carries=True)


def _pairs() -> pd.DataFrame:
    pairs = read_pairs()
    parts = [{"old_id": old, "new_id": new, "main": False} for old, new in OTHER_PARTS]
    return pd.concat([pairs, pd.DataFrame(parts)], ignore_index=True).drop(columns="kind")


def _shares(pairs: pd.DataFrame) -> pd.Series:
    """Of each old commune's land the part in the new one: mean of both kinds of evidence.

    The layers have too little of some places to tell; there the registry alone does.
    """
    old, new = _shapes("2024-commune"), _shapes("2025-commune")
    common = shapely.area(
        shapely.intersection(
            [old[unit.split("-")[1][1:]] for unit in pairs.old_id],
            [new[unit.split("-")[1][1:]] for unit in pairs.new_id],
        )
    )
    by_main = _of_whole(pairs.main.map({True: float(MAIN_TO_OTHER), False: 1.0}), pairs.old_id)
    by_land = _of_whole(pd.Series(common, index=pairs.index), pairs.old_id).fillna(by_main)
    return _of_whole((by_land + by_main) / 2, pairs.old_id)


def _grouped(rows: pd.DataFrame, old: pd.Series, new: pd.Series) -> pd.DataFrame:
    """The rows of communes added up to the areas that these belong to."""
    by_group = rows.assign(old_id=old, new_id=new, rough=rows.basis == "estimate").groupby(
        ["old_id", "new_id"], as_index=False
    )
    found = by_group.agg(land=("land", "sum"), rough=("rough", "any"))
    found["share"] = _of_whole(found.land, found.old_id)
    found["new_share"] = _of_whole(found.land, found.new_id)
    found["kind"] = found.new_share.map(_kind)
    exact = found.new_share == 1
    found["margin"] = found.rough.map({True: MARGIN, False: LAND_MARGIN}).mask(exact, 0.0)
    found["basis"] = exact.map({True: "registry", False: "estimate"})
    return found.assign(carries=False)


def _kind(share: float) -> str:
    return "whole" if share == 1 else "sliver" if share < SLIVER else "part"


def _of_whole(values: pd.Series, whole: pd.Series) -> pd.Series:
    """Each value by the sum of those of the same whole; exactly 1 where there is no other."""
    alone = ~whole.duplicated(keep=False)
    return (values / values.groupby(whole).transform("sum")).mask(alone, 1.0)


def _shapes(layer: str) -> dict[str, shapely.Geometry]:
    """Shapes by code on an equal-area grid (EPSG:6933), in m²."""
    frame = gpd.read_parquet(LAYERS / f"{layer}.parquet").to_crs(6933)
    return dict(zip(frame.index, frame.geometry, strict=True))


def _sizes() -> dict[str, float]:
    """Land by old area id, km², as the bundled layer has it."""
    shapes = _shapes("2024-commune")
    prefix = {True: "2024-c", False: "2024-d"}
    return {prefix[len(code) == 5] + code: shape.area / 1e6 for code, shape in shapes.items()}


def write() -> None:
    """Writes lineage.csv.gz; the same inputs give the same bytes."""
    text = lineage().to_csv(index=False, lineterminator="\n", float_format="%.12g")
    FILE.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    write()

"""Builds geo/registry/lineage.csv.gz, what became of each old area: `python -m geo.lineage`.

Reads geo/registry/areas.csv.gz and the packages vietnamadminunits and vietnam_address_converter.
The same inputs give the same bytes. How good the estimates are: geo/registry/ORIGIN.md.
"""

import gzip
import io
from pathlib import Path

import pandas as pd

from geo import converter, sources
from geo.registry import REGISTRY, RegistryError

COLUMNS = ["old_id", "new_id", "kind", "share", "new_share", "margin", "carries", "basis"]

# How much land the parts of a split commune have, one to another: the part that the first registry
# takes for the whole, another that both list, and one that the second does not list.
MAIN, OTHER, ONCE = 65, 35, 2
SLIVER = 0.03
# How far the share that counts are split by may be off: where it is clear which part is the main
# one, and elsewhere. Both hold for 93 in 100 parts of split communes, measured on real boundaries.
CLEAR, UNCLEAR = 0.1, 0.5
MAIN_FROM = 0.8
UNKNOWN_KM2 = 10  # a district none of whose areas has a size: islands
DIGITS = 12  # shares of one area then sum to 1 within 1e-9


def lineage(units: pd.DataFrame, pairs: pd.DataFrame, seconded: pd.DataFrame) -> pd.DataFrame:
    """One row per old and new area that share land, in COLUMNS, sorted by old_id and new_id.

    Communes and island districts to communes and provinces to provinces, which carry counts;
    districts and provinces to the communes they live on as, which do not. What the columns mean:
    data/schema/006_lineage.sql.

    Args:
        units: area_id, parent_id, province_id, area_km2 (missing where not known) of all areas.
        pairs: As geo.sources.read_pairs gives them.
        seconded: old_id and new_id of the pairs that another registry lists.

    Raises:
        RegistryError: A new commune spans two old provinces, or an old province two new ones.
    """
    areas = units.set_index("area_id")
    pieces = pairs.assign(share=_shares(pairs, seconded))
    pieces["land"] = pieces.share * pieces.old_id.map(_land(areas))
    above = {
        "district": pieces.old_id.map(areas.parent_id),
        "province": pieces.old_id.map(areas.province_id),
        "new": pieces.new_id.map(areas.province_id),
    }
    provinces = _grouped(pieces.assign(old_id=above["province"], new_id=above["new"]))
    _check_provinces(pieces.new_id, above["province"], provinces.old_id)
    within = pieces[pieces.old_id.str.startswith("2024-c")]
    carried = pd.concat([_with_new_share(pieces), provinces]).assign(carries=True)
    groups = pd.concat(
        [
            _grouped(within.assign(old_id=above["district"])),
            _grouped(pieces.assign(old_id=above["province"])),
        ]
    ).assign(carries=False)
    table = pd.concat([carried, groups])
    table["kind"] = [
        _kind(*row) for row in zip(table.share, table.new_share, table.carries, strict=True)
    ]
    certain = (table.share == 1) | (~table.carries & (table.new_share == 1))
    table["basis"] = certain.map({True: "registry", False: "estimate"})
    clear = table.carries & ((table.share < SLIVER) | (table.share > MAIN_FROM))
    table["margin"] = clear.map({True: CLEAR, False: UNCLEAR}).mask(certain, 0.0)
    return table.sort_values(["old_id", "new_id"], ignore_index=True)[COLUMNS]


def write(folder: Path = REGISTRY) -> None:
    """Writes lineage.csv.gz."""
    units = pd.read_csv(REGISTRY / "areas.csv.gz", dtype={"code": str})
    table = lineage(units, sources.read_pairs(), converter.read_pairs(sources.read_units()))
    text = io.StringIO(newline="")
    table.to_csv(text, index=False, lineterminator="\n")
    file = folder / "lineage.csv.gz"
    file.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))


def _shares(pairs: pd.DataFrame, seconded: pd.DataFrame) -> pd.Series:
    """The part of the old commune's land in each pair, of which no registry tells more than this.

    The bundled layers do not help: their communes of 2024 and 2025 were each drawn by themselves,
    and where they overlap says less of a part's size than whether it is the main one.
    """
    listed = set(zip(seconded.old_id, seconded.new_id, strict=True))
    known = pairs.old_id.isin(seconded.old_id)
    both = pd.Series(
        [pair in listed for pair in zip(pairs.old_id, pairs.new_id, strict=True)], pairs.index
    )
    weight = pd.Series(float(OTHER), pairs.index).mask(known & ~both, ONCE).mask(pairs.main, MAIN)
    return (weight / weight.groupby(pairs.old_id).transform("sum")).round(DIGITS)


def _land(areas: pd.DataFrame) -> pd.Series:
    """The size of each area in km²; where that is not known, the middle one of its district."""
    known = areas.area_km2
    return known.fillna(known.groupby(areas.parent_id).transform("median")).fillna(UNKNOWN_KM2)


def _grouped(pieces: pd.DataFrame) -> pd.DataFrame:
    """The pieces of the same two areas as one, with both shares."""
    land = pieces.groupby(["old_id", "new_id"], as_index=False).land.sum()
    return _with_new_share(land.assign(share=_part_of(land, "old_id")))


def _with_new_share(pieces: pd.DataFrame) -> pd.DataFrame:
    return pieces.assign(new_share=_part_of(pieces, "new_id"))


def _part_of(pieces: pd.DataFrame, area: str) -> pd.Series:
    """The part of the area's land that each of its pieces has."""
    return (pieces.land / pieces.groupby(area).land.transform("sum")).round(DIGITS)


def _kind(share: float, new_share: float, carries: bool) -> str:
    if share == 1:
        return "whole"
    least = share if carries else max(share, new_share)
    return "sliver" if least < SLIVER else "part"


def _check_provinces(communes: pd.Series, old: pd.Series, moved: pd.Series) -> None:
    spans = old.groupby(communes).nunique()
    if wrong := [*spans.index[spans > 1], *moved[moved.duplicated()]]:
        raise RegistryError(f"areas with land of two provinces: {wrong}")


if __name__ == "__main__":
    write()

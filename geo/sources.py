"""The package vietnamadminunits, read as areas and as old → new pairs. Build time only."""

import json
import sqlite3
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas as pd

from geo.areas import AreaId
from geo.names import normalise, split_type

PACKAGE = "vietnamadminunits"
UNIT_COLUMNS = [
    "area_id",
    "vintage",
    "level",
    "code",
    "name",
    "short_name",
    "type",
    "parent_id",
    "province_id",
    "lon",
    "lat",
]

# The package has Xã Suối Tọ as whole; vietnam_address_converter sends a part of it to Xã Phù Yên.
PARTS_ELSEWHERE = [("2024-c03901", "2025-c03910")]

_TABLES = {"2024": "select * from admin_units_legacy", "2025": "select * from admin_units"}


def package_version() -> str:
    """The version of the installed registry package."""
    return version(PACKAGE)


def read_units() -> pd.DataFrame:
    """One row per province, district and commune of both vintages, sorted by area_id.

    Columns UNIT_COLUMNS. lon, lat are the package's (WGS 84), for communes only: they are geocoded
    and some are far off. Types are read from the full name; the package's type column errs.
    """
    old, new = _table("2024"), _table("2025")
    units = [
        *_units("2024", "province", old.drop_duplicates("provinceCode"), None),
        *_units("2024", "district", old.drop_duplicates("districtCode"), "province"),
        *_units("2024", "commune", old.dropna(subset=["wardCode"]), "district"),
        *_units("2025", "province", new.drop_duplicates("provinceCode"), None),
        *_units("2025", "commune", new, "province"),
    ]
    return pd.DataFrame(units, columns=UNIT_COLUMNS).sort_values("area_id", ignore_index=True)


def read_pairs() -> pd.DataFrame:
    """One row per old_id, new_id: which old commune (or island district) went into which new one.

    kind is "whole" where the old one has one row, else "part"; main says which part the package
    takes for the whole. Two kinds of split pairs are left out, both of which come from equal names
    in the package: those that join communes of two different old provinces, and those into a new
    commune that takes in all of another old one of the same name.
    """
    pairs = listed_pairs()
    units = read_units().set_index("area_id")
    whole = pairs.listed == "whole"
    origin = pairs.old_id.map(units.province_id)
    home = origin[whole].groupby(pairs.new_id).agg(lambda ids: ids.mode()[0])
    at_home = whole | (origin == pairs.new_id.map(home).fillna(origin))
    placed = set(pairs.old_id[at_home])
    names = pd.Series(zip(pairs.new_id, pairs.old_id.map(units.name), strict=True))
    namesake = ~whole & names.isin(set(names[whole]))
    kept = pairs[(at_home | ~pairs.old_id.isin(placed)) & ~namesake]
    alone = ~kept.old_id.duplicated(keep=False)
    kept = kept.assign(kind=alone.map({True: "whole", False: "part"}))
    return kept[["old_id", "new_id", "kind", "main"]].sort_values(
        ["old_id", "new_id"], ignore_index=True
    )


def listed_pairs() -> pd.DataFrame:
    """Every pair of the package and PARTS_ELSEWHERE: listed (whole or part), and main or not."""
    old, new = _table("2024"), _table("2025")
    old_keys = (old[["provinceKey", "districtKey", "wardKey"]].fillna("")).agg("_".join, axis=1)
    old_ids = dict(zip(old_keys, map(_old_id, old.districtCode, old.wardCode), strict=True))
    new_keys = zip(new.provinceKey, new.wardKey, strict=True)
    new_ids = dict(zip(new_keys, (f"2025-c{code}" for code in new.wardCode), strict=True))

    tables = json.loads((_folder() / "converter_2025.json").read_text(encoding="utf-8"))
    whole = [
        (old_ids[key], new_ids[province, ward], "whole", True)
        for province, wards in tables["DICT_PROVINCE_WARD_NO_DIVIDED"].items()
        for ward, keys in wards.items()
        for key in keys
    ]
    part = [
        (old_ids[key], new_ids[province, piece["newWardKey"]], "part", piece["isDefaultNewWard"])
        for province, units in tables["DICT_PROVINCE_WARD_DIVIDED"].items()
        for key, pieces in units.items()
        for piece in pieces
    ]
    elsewhere = [(old_id, new_id, "part", False) for old_id, new_id in PARTS_ELSEWHERE]
    return pd.DataFrame(whole + part + elsewhere, columns=["old_id", "new_id", "listed", "main"])


def _folder() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(
            f"{PACKAGE!r} is not installed; pip install -r requirements-dev.txt"
        )
    return Path(spec.submodule_search_locations[0]) / "data"


def _table(vintage: str) -> pd.DataFrame:
    database = sqlite3.connect(f"file:{_folder() / 'dataset.db'}?mode=ro", uri=True)
    try:
        table = pd.read_sql_query(_TABLES[vintage], database)
    finally:
        database.close()
    return table.astype(object).where(table.notna(), None)


def _old_id(district: str, commune: str | None) -> str:
    return f"2024-c{commune}" if commune else f"2024-d{district}"


_COLUMN = {"province": "province", "district": "district", "commune": "ward"}


def _units(
    vintage: str, level: str, table: pd.DataFrame, parent: str | None
) -> list[tuple[Any, ...]]:
    column = _COLUMN[level]
    ids = [str(AreaId(vintage, level, code)) for code in table[f"{column}Code"]]
    provinces = [str(AreaId(vintage, "province", code)) for code in table.provinceCode]
    parents = (
        [str(AreaId(vintage, parent, code)) for code in table[f"{_COLUMN[parent]}Code"]]
        if parent
        else ["vn"] * len(ids)
    )
    rows = []
    for row, area_id, parent_id, province_id in zip(
        table.to_dict("records"), ids, parents, provinces, strict=True
    ):
        kind, short = split_type(row[column])
        if kind is None:
            raise ValueError(f"{row[column]!r} ({area_id}) has no administrative type")
        name = normalise(f"{kind.capitalize()} {short}")
        place = (row["wardLon"], row["wardLat"]) if level == "commune" else (None, None)
        code = row[f"{column}Code"]
        rows.append(
            (area_id, vintage, level, code, name, short, kind, parent_id, province_id, *place)
        )
    return rows

"""The package vietnam_address_converter, read as old → new pairs. Build time only.

Its codes are its own: its communes are found by their names within their district and province.
"""

from collections.abc import Mapping
from importlib import import_module

import pandas as pd

from geo.names import Spelling, split_type

Path = tuple[str, ...]


def read_pairs(units: pd.DataFrame) -> pd.DataFrame:
    """One row per old_id, new_id that the package lists, without those whose names are unclear.

    176 of its 10,358 rows are: districts without communes, other spellings, equal names.

    Args:
        units: As geo.sources.read_units gives them.
    """
    rows = import_module("vietnam_address_converter.data").DEFAULT_DATA["mapping"]["rows"]
    old, new = _by_path(units, "2024"), _by_path(units, "2025")
    pairs = (
        (
            old.get(_path(row["old"], "province_name", "district_name", "ward_name")),
            new.get(_path(row["new"], "province_name", "ward_name")),
        )
        for row in rows
    )
    table = pd.DataFrame(pairs, columns=["old_id", "new_id"])
    return table.dropna().drop_duplicates().sort_values(["old_id", "new_id"], ignore_index=True)


def _by_path(units: pd.DataFrame, vintage: str) -> dict[Path, str]:
    """The communes of a vintage by the names above them and their own, where that is one."""
    names = dict(zip(units.area_id, units.name, strict=True))
    parents = dict(zip(units.area_id, units.parent_id, strict=True))
    found: dict[Path, list[str]] = {}
    communes = units[(units.level == "commune") & (units.vintage == vintage)]
    for area_id in communes.area_id:
        above = [area_id]
        while parents[above[0]] != "vn":
            above.insert(0, parents[above[0]])
        found.setdefault(tuple(map(_letters, map(names.get, above))), []).append(area_id)
    return {path: ids[0] for path, ids in found.items() if len(ids) == 1}


def _path(row: Mapping[str, str], *columns: str) -> Path:
    return tuple(_letters(row[column]) for column in columns)


def _letters(name: str | None) -> str:
    """A name with its type, in one spelling: Thị trấn Thanh An is not Xã Thanh An."""
    kind, short = split_type(name or "")
    return f"{kind} {Spelling.of(short).letters}"

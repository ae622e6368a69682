"""The units that a boundary file is held against, by code, by name and by where they lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

import pandas as pd

from geo.names import Spelling, split_type

DIGITS = {"province": 2, "district": 3, "commune": 5}
COLUMNS = [
    *("area_id", "code", "name", "short_name", "type", "parent_id", "parent_name"),
    *("province_id", "province_name", "lon", "lat", "area_km2"),
]
NAME_COLUMNS = ["area_id", "name", "code"]


@lru_cache(maxsize=100_000)
def spelling(text: str) -> tuple[str | None, Spelling]:
    """The type that a name states, None for none, and how the rest is spelled."""
    kind, short = split_type(text)
    return kind, Spelling.of(short)


class Units:
    """The units of one vintage and level.

    Attributes:
        table: One row per unit, indexed by area_id: COLUMNS without it. parent_name and
            province_name are short; lon, lat in degrees, missing where not known.
        by_code: Every code, padded, of a unit: its area_id.
        by_key: Every name's key (see Spelling) to the units of that name with its spelling.
    """

    def __init__(self, level: str, table: pd.DataFrame, names: pd.DataFrame | None = None) -> None:
        """Takes the units and the names and codes that they go by besides.

        Args:
            level: province, district or commune.
            table: COLUMNS, one row per unit.
            names: NAME_COLUMNS, any number of rows per unit.
        """
        self.level = level
        self.table = table.set_index("area_id")[[name for name in COLUMNS if name != "area_id"]]
        others = pd.DataFrame(columns=NAME_COLUMNS) if names is None else names
        others = others[others.area_id.isin(self.table.index)]
        self.by_code = {
            **{self.pad(code): unit for unit, code in _pairs(others, "code") if code},
            **{self.pad(code): unit for unit, code in _pairs(table, "code")},
        }
        self._types = frozenset(self.table.type.dropna())
        self.by_key: dict[str, dict[str, list[Spelling]]] = defaultdict(lambda: defaultdict(list))
        for frame, column in ((table, "name"), (others, "name")):
            for unit, name in _pairs(frame, column):
                # Without accents the type stays in the name: "Xa" may begin a name.
                for spelled in (spelling(name)[1], Spelling.of(name)):
                    self.by_key[spelled.key][unit].append(spelled)

    def pad(self, code: str) -> str:
        """The code with the leading zeros that a spreadsheet may have taken."""
        return code.zfill(DIGITS[self.level]) if code.isascii() and code.isdigit() else code

    def named(self, text: str) -> set[str]:
        """The units that the name may be: spelled alike, or typed with no accent at all.

        None where it states a type that units of the level do not have: a huyện is no xã.
        """
        kind, spelled = spelling(text)
        if kind is not None and kind not in self._types:
            return set()
        return {
            unit
            for unit, spellings in self.by_key.get(spelled.key, {}).items()
            if any(spelled.may_be(known) for known in spellings)
        }

    def is_spelled(self, unit: str, text: str) -> bool:
        """Whether the unit has a name with exactly these letters and accents."""
        spelled = spelling(text)[1]
        known = self.by_key.get(spelled.key, {}).get(unit, ())
        return any(spelled.letters == name.letters for name in known)

    def is_folded(self, unit: str, text: str) -> bool:
        """Whether the unit has a name that differs from this by accents and spaces at most."""
        return unit in self.by_key.get(spelling(text)[1].key, {})

    def above(self, column: str) -> dict[str, set[str]]:
        """The spellings, with accents and without, and codes without leading zeros, to the ids.

        Args:
            column: "parent" or "province".
        """
        found: dict[str, set[str]] = defaultdict(set)
        about = self.table[[f"{column}_id", f"{column}_name"]].drop_duplicates()
        for area_id, name in about.itertuples(index=False, name=None):
            if isinstance(area_id, str) and isinstance(name, str) and name:
                spelled = spelling(name)[1]
                for key in (spelled.letters, spelled.key):
                    found[key].add(area_id)
                found[area_id.rpartition("-")[2].lstrip("pd").lstrip("0")].add(area_id)
        return found


def _pairs(frame: pd.DataFrame, column: str) -> Iterable[tuple[str, str]]:
    kept = frame.dropna(subset=[column])
    return zip(kept.area_id, kept[column], strict=True)

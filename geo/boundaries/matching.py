"""Which feature of a file is which unit.

By code, else by name: the only unit of that name, or the only one within the parent that a column
names, or the only one that is known to lie there. A name typed without accents needs its place too:
folding finds units and never decides. What stays open is nobody's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geo.boundaries.columns import find_code, find_name, find_parents, texts
from geo.boundaries.units import Units, spelling
from geo.shapes import distance_km

CODE, NAME = "code", "name"
NAME_AND_PARENT, NAME_AND_PLACE = "name and parent", "name and place"
HERE_KM, ELSEWHERE_KM = 2, 8  # of the unit that a feature is, and of all others of that name
FAR_KM = 30  # no unit of that name, whatever its parent


@dataclass(frozen=True)
class Matches:
    """What each feature is.

    Attributes:
        unit: area_id by row of the frame, of the features that are a unit.
        by: CODE, NAME, NAME_AND_PARENT or NAME_AND_PLACE by row.
        doubled: area_id by row, of features whose code or name another one has too; not in `unit`.
        open: Units that it may be by row, of features that cannot be told.
        bare: Rows matched by a name typed without accents.
        mended: Rows whose code had lost its leading zeros.
        code_column: Of the file; "" for none.
        name_column: Of the file; "" for none.
        parent_column: Of the file; "" for none.
        names: Text of the name column by row.
    """

    unit: pd.Series
    by: pd.Series
    doubled: pd.Series
    open: dict[int, list[str]]
    bare: list[int]
    mended: list[int]
    code_column: str
    name_column: str
    parent_column: str
    names: pd.Series


def match(frame: gpd.GeoDataFrame, units: Units) -> Matches:
    """The units of the features.

    Args:
        frame: One row per feature, EPSG:4326.
        units: Of one vintage and level.
    """
    table = texts(frame)
    code = find_code(table, units)
    raw = table[code] if code else pd.Series("", index=table.index, dtype=object)
    coded = raw.map(units.pad).map(units.by_code).dropna()
    name = find_name(table, units, coded)
    names = table[name] if name else pd.Series("", index=table.index, dtype=object)
    left = names[(names != "") & ~names.index.isin(coded.index)]
    by_name = _ByName(frame, table, units, coded, left)
    found = pd.concat([coded, by_name.unit])
    twice = found.duplicated(keep=False)
    by = pd.concat([pd.Series(CODE, index=coded.index, dtype=object), by_name.by])
    return Matches(
        unit=found[~twice],
        by=by[~twice],
        doubled=found[twice],
        open=by_name.open,
        bare=by_name.bare,
        mended=[row for row in coded.index if raw[row] != units.pad(raw[row])],
        code_column=code,
        name_column=name,
        parent_column=by_name.parent_column,
        names=names,
    )


class _ByName:
    """The rows that are known by their name, and those that stay open."""

    def __init__(
        self,
        frame: gpd.GeoDataFrame,
        table: pd.DataFrame,
        units: Units,
        coded: pd.Series,
        names: pd.Series,
    ) -> None:
        self._shapes = frame.geometry
        self._units = units
        taken = set(coded)
        candidates = {row: units.named(text) - taken for row, text in names.items()}
        sure = {row: min(found) for row, found in candidates.items() if len(found) == 1}
        known = pd.concat([coded, pd.Series(sure, dtype=object)])
        parents = list(find_parents(table, units, known)) if names.size else []
        self.parent_column = ", ".join(dict.fromkeys(column for column, _ in parents))
        unit: dict[Any, str] = {}
        by: dict[Any, str] = {}
        self.open: dict[int, list[str]] = {}
        self.bare: list[int] = []
        for row, text in names.items():
            if not candidates[row]:
                continue
            answer = self._find(row, text, candidates[row], [said.get(row) for _, said in parents])
            if answer is None:
                self.open[row] = sorted(candidates[row])
                continue
            unit[row], by[row] = answer
            if not units.is_spelled(unit[row], text):
                self.bare.append(row)
        self.unit, self.by = pd.Series(unit, dtype=object), pd.Series(by, dtype=object)

    def _find(
        self, row: Any, text: str, candidates: set[str], said: list[set[str] | None]
    ) -> tuple[str, str] | None:
        """The unit and how it is known, None where that stays open."""
        within = {
            unit
            for unit in candidates
            if all(ids is None or self._lies_in(unit, ids) for ids in said)
        }
        likely = self._likely(within, text)
        if len(likely) != 1:
            return self._by_place(row, likely)
        unit = min(likely)
        if not self._units.is_spelled(unit, text):
            return self._by_place(row, likely)
        if self._away(row, unit) > FAR_KM:
            return None
        return unit, NAME if len(self._likely(candidates, text)) == 1 else NAME_AND_PARENT

    def _likely(self, units: set[str], text: str) -> set[str]:
        """Those spelled and typed (xã, phường) like the text, where any is."""
        exact = {unit for unit in units if self._units.is_spelled(unit, text)} or units
        kind = spelling(text)[0]
        return {unit for unit in exact if self._units.table.type[unit] == kind} or exact

    def _lies_in(self, unit: str, ids: set[str]) -> bool:
        about = self._units.table
        return about.parent_id[unit] in ids or about.province_id[unit] in ids

    def _by_place(self, row: Any, units: set[str]) -> tuple[str, str] | None:
        away = sorted((self._away(row, unit), unit) for unit in units)
        if not away or away[0][0] > HERE_KM or (len(away) > 1 and away[1][0] < ELSEWHERE_KM):
            return None
        return away[0][1], NAME_AND_PLACE

    def _away(self, row: Any, unit: str) -> float:
        """How far the feature lies from where the unit is known to lie, in km."""
        shape = self._shapes[row]
        about = self._units.table
        if shape is None or pd.isna(about.lon[unit]):
            return float("inf")
        return distance_km(shape, shapely.Point(about.lon[unit], about.lat[unit]))

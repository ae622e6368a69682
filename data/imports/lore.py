"""What the warehouse knows that texts in files may mean: its indicators and its areas."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

import queries
from data.imports import places
from data.imports.headers import Vocabulary, vocabulary
from data.imports.places import Places
from data.migrations import Cursor
from data.warehouse import Warehouse

_YEARS = {"2024": "trước 7/2025", "2025": "từ 7/2025", "": ""}


@dataclass(frozen=True)
class Lore:
    """The words for indicators, and the areas with all their names."""

    vocabulary: Vocabulary
    places: Places


def lore(opened: Warehouse) -> Lore:
    """What texts may mean, by the warehouse as it is now."""
    return _lore(opened, opened.version)


@lru_cache(maxsize=1)
def _lore(opened: Warehouse, _version: int) -> Lore:
    with opened.cursor() as cursor:
        return Lore(vocabulary(queries.run(cursor, "indicators")), places.load(cursor))


def area_labels(cursor: Cursor, area_ids: Collection[str]) -> dict[str, str]:
    """By id, an area as a person tells it from others: "Xã X, huyện Y, Z (trước 7/2025)"."""
    rows = queries.run(cursor, "areas_by_id", areas=sorted(area_ids)).itertuples(index=False)
    labels = {}
    for row in rows:
        above = dict.fromkeys(each for each in (row.parent_name, row.province) if each)
        if row.level == "province":
            above = {}
        elif len(above) == 2 and row.parent_name.endswith(row.province):
            above = {row.parent_name: None}
        place = ", ".join((row.name, *above))
        years = _YEARS[row.vintage]
        labels[row.area_id] = f"{place} ({years})" if years else place
    return labels

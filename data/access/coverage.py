"""Which areas a right over some areas covers, of both times, by lineage."""

from __future__ import annotations

import csv
import gzip

from data import paths
from data.access.people import NATION
from data.cache import rows
from data.faults import WarehouseLocked
from geo.areas import AreaId

_HEIGHTS = {"nation": 3, "province": 2, "district": 1, "commune": 0, "village": 0}


def outside(covering: tuple[str, ...], areas: tuple[str, ...]) -> tuple[str, ...]:
    """The ids of the areas that are not covered, in order.

    A right covers all communes in its areas at their own time, and of the other time those of whose
    land more than half is covered. Other areas are covered with all their communes.

    Args:
        covering: Ids of the areas that the right is over.
        areas: Ids of areas, of any level and time; one that is not known is never covered.
    """
    if NATION in covering or not areas:
        return ()
    covered = {row.area_id for row in rows("areas_covered", covering=covering, areas=areas)}
    return tuple(sorted({*areas} - covered))


def not_below(covering: tuple[str, ...], areas: tuple[str, ...]) -> tuple[str, ...]:
    """The ids of the areas that no area of a higher level covers, in order.

    Above communes and their villages are districts, provinces and the nation; above the nation is
    nothing, so that it is below itself. Coverage is that of `outside`.

    Args:
        covering: Ids of the areas that the right is over.
        areas: Ids of areas, of any level and time; one that is not known is never covered.
    """
    heights = {area: _height(area) for area in (*covering, *areas)}
    found: list[str] = []
    for height in sorted({heights[area] for area in areas}):
        above = tuple(each for each in covering if heights[each] > height or each == NATION)
        found += outside(above, tuple(each for each in areas if heights[each] == height))
    return tuple(sorted(found))


def _height(area: str) -> int:
    try:
        return _HEIGHTS[AreaId.parse(area).level]
    except ValueError:  # not known: nothing covers it, and it covers nothing
        return 0


def unknown(areas: tuple[str, ...]) -> tuple[str, ...]:
    """The ids that are of no area, in order.

    While another process holds the warehouse, as the app does while the command line asks, the
    registry of the release answers.

    Args:
        areas: Ids.
    """
    try:
        known = {row.area_id for row in rows("areas_by_id", areas=areas)}
    except WarehouseLocked:
        known = {NATION, *_released()}
    return tuple(sorted({*areas} - known))


def _released() -> set[str]:
    with gzip.open(paths.REGISTRY / "areas.csv.gz", "rt", encoding="utf-8", newline="") as text:
        return {row["area_id"] for row in csv.DictReader(text)}

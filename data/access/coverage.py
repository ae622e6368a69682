"""Which areas a right over some areas covers, of both times, by lineage."""

from __future__ import annotations

import csv
import gzip

from data import paths
from data.access.people import NATION
from data.cache import rows
from data.faults import WarehouseLocked


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

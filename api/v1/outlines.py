"""The outlines of areas, from the layers in force that maps of the nation draw."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from functools import lru_cache

from data import boundaries
from geo.areas import VINTAGES, AreaId
from geo.geometry import ISLAND_DISTRICTS, LayerUnknown

CODE_DIGITS = {"province": 2, "district": 3, "commune": 5}


def of_areas(kinds: Iterable[tuple[str | None, str]]) -> dict[str, str]:
    """The text of a GeoJSON geometry by area_id; areas that no layer draws are not in it.

    Args:
        kinds: Vintage and level of the areas that are meant.
    """
    drawn: dict[str, str] = {}
    for name in names(kinds):
        drawn |= _of_layer(name)
    return drawn


def names(kinds: Iterable[tuple[str | None, str]]) -> list[str]:
    """The names of the layers in force of some vintages and levels, where there are layers."""
    found = []
    for vintage, level in sorted(kind for kind in kinds if kind[0] and kind[1] in CODE_DIGITS):
        try:
            found.append(boundaries.layer_name(vintage or "", level))
        except LayerUnknown:
            continue
    return found


def origins(kinds: Iterable[tuple[str | None, str]]) -> list[dict[str, object]]:
    """Whose outlines those of some vintages and levels are, of when, and whether approximate."""
    found: list[dict[str, object]] = []
    for name in names(kinds):
        vintage, level, _ = name.split("-", 2)
        of = boundaries.origin(vintage, level)
        told = {"boundaries": of.title, "dated": of.day, "approximate": of.approximate}
        found.append({"vintage": vintage, "level": level, **told})
    return found


def names_of_all() -> list[str]:
    """The names of all layers in force that maps of the nation draw."""
    return names((vintage, level) for vintage in VINTAGES for level in CODE_DIGITS)


@lru_cache(maxsize=8)  # a name holds a hash of its content
def _of_layer(name: str) -> dict[str, str]:
    vintage, level, _ = name.split("-", 2)
    layer = json.loads(gzip.decompress(boundaries.layer_bytes(name)))
    digits = CODE_DIGITS[level]
    return {
        str(AreaId(vintage, level, f"{code:0{digits}}")): json.dumps(shape, separators=(",", ":"))
        for code, shape in (
            (each["properties"]["code"], each["geometry"]) for each in layer["features"]
        )
        if level != "commune" or code not in ISLAND_DISTRICTS
    }

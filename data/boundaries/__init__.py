"""The boundary layers in force: those of an office's file where one is stored, else the release's.

A file → `reading` → Draft (report and layers) → `storing` → one layer, which can be taken back.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from data import paths
from data.cache import kept, rows
from geo import geometry

NATIONAL, PROVINCE = "national", "province"  # what a layer is simplified for
MOST_TITLES = 3  # that one layer is called by
BUNDLED_DAYS = {"2024": date(2025, 3, 31), "2025": date(2025, 7, 1)}

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Origin:
    """Where the boundaries of a layer are from.

    Attributes:
        title: Of the office's files, the latest first; "" for those that come with the release.
        day: Of the latest of them, None where it was not said.
        approximate: Whether any of them is approximate.
    """

    title: str
    day: date | None
    approximate: bool


def layer_file(vintage: str, level: str, national: bool = False) -> Path:
    """GeoParquet of the layer in force: index code; name, province_code, symbol, geometry (WGS 84).

    Args:
        vintage: "2024" or "2025".
        level: "province", "district" or "commune".
        national: Whether the whole nation is drawn at once, for which communes are coarser.

    Raises:
        LayerUnknown: There is no such layer.
    """
    found = _stored(vintage, level)
    if found is None:
        return geometry.bundled(vintage, level, national)
    return found.files[NATIONAL if national or PROVINCE not in found.files else PROVINCE]


def layer_name(vintage: str, level: str, province_code: str | None = None) -> str:
    """The name of the layer in force, of the nation or of a province; see geo.geometry."""
    file = layer_file(vintage, level, national=province_code is None)
    return geometry.layer_name(file, vintage, level, province_code)


def layer_bytes(name: str) -> bytes:
    """The layer of the name as gzip-compressed GeoJSON; see geo.geometry.

    What comes with the release is served whatever is in force: a page may have asked before.

    Raises:
        LayerUnknown: The name is of no layer in force or of the release.
    """
    vintage, level, province_code = geometry.scope_of(name)
    national = province_code is None
    file = geometry.bundled(vintage, level, national)
    if geometry.layer_name(file, vintage, level, province_code) != name:
        file = layer_file(vintage, level, national)
    return geometry.layer_bytes(file, name, paths.layer_cache())


def codes_in_layer(vintage: str, level: str, province_code: str | None = None) -> frozenset[int]:
    """The GSO codes that the layer in force draws; see geo.geometry."""
    file = layer_file(vintage, level, national=province_code is None)
    return geometry.codes_in_layer(file, level, province_code)


def origin(vintage: str, level: str) -> Origin:
    """Where the boundaries in force are from. LayerUnknown where there are none of the level."""
    found = _stored(vintage, level)
    if found is None:
        geometry.bundled(vintage, level)
        return Origin("", BUNDLED_DAYS[vintage], approximate=True)
    titles = list(dict.fromkeys(layer.title for layer in found.layers))
    more = [] if len(titles) <= MOST_TITLES else ["…"]
    dated = found.layers[0].dated
    day = dated.date() if dated == dated else None  # NaT is not itself
    title = "; ".join([*titles[:MOST_TITLES], *more])
    return Origin(title, day, approximate=bool(found.layers[0].lacking))


def layer_id(vintage: str, level: str) -> str:
    """The id of the stored layer in force; "" where it is that of the release."""
    found = _stored(vintage, level)
    return found.layers[0].layer_id if found else ""


def damaged() -> tuple[Any, ...]:
    """The stored layers, as in boundary_layers, whose files are missing or were changed."""
    return tuple(found.layers[0] for found in _in_force().values() if not _is_whole(found))


@dataclass(frozen=True)
class _Stored:
    """An office's layer.

    Attributes:
        files: By scale.
        hashes: What their bytes were when they were stored, likewise.
        layers: Rows of boundary_layers: its own, then those it is based on.
    """

    files: dict[str, Path]
    hashes: dict[str, str]
    layers: tuple[Any, ...]


def _stored(vintage: str, level: str) -> _Stored | None:
    """The stored layer in force, if there is one whose files are whole."""
    found = _in_force().get((vintage, level))
    return found if found and _is_whole(found) else None


@kept
def _in_force() -> dict[tuple[str, str], _Stored]:
    known = {layer.layer_id: layer for layer in rows("boundary_layers")}
    found: dict[tuple[str, str], _Stored] = {}
    for row in rows("boundary_files_in_force"):
        key = (row.vintage, row.level)
        if key not in found:
            found[key] = _Stored({}, {}, _with_bases(row.layer_id, known))
        found[key].files[row.scale] = (
            paths.boundary_folder() / row.layer_id / f"{row.level}-{row.scale}.parquet"
        )
        found[key].hashes[row.scale] = row.sha256
    return found


def _with_bases(layer_id: str, known: dict[str, Any]) -> tuple[Any, ...]:
    found = [known[layer_id]]
    while found[-1].based_on:
        found.append(known[found[-1].based_on])
    return tuple(found)


def _is_whole(stored: _Stored) -> bool:
    return all(_is(file, stored.hashes[scale]) for scale, file in stored.files.items())


def _is(file: Path, sha256: str) -> bool:
    try:
        about = file.stat()
    except OSError:
        return _holds(file, sha256, None)
    return _holds(file, sha256, (about.st_mtime_ns, about.st_size))


@lru_cache(maxsize=64)
def _holds(file: Path, sha256: str, changed: tuple[int, int] | None) -> bool:
    """Whether the file has the hash; looked at once for each time that it was changed."""
    found = hashlib.sha256(file.read_bytes()).hexdigest() if changed else ""
    if found != sha256:
        log.error("Boundary layer %s is missing or damaged; the bundled one is shown.", file)
    return found == sha256

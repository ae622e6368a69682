"""Layers of boundaries as GeoJSON behind URLs that can be cached for good.

A layer's name holds a hash of everything its bytes depend on, so it is known without building it.
"""

import gzip
import hashlib
import os
import tempfile
from functools import cache
from pathlib import Path

LAYERS = Path(__file__).parent / "layers"
FORMAT = 3  # grows when the same layer file is written as different GeoJSON

# Districts without communes: the 2024 commune layer draws them under their district code, so that a
# national map of communes shows Hoàng Sa and the other four.
ISLAND_DISTRICTS = frozenset({318, 471, 498, 536, 755})

Scope = tuple[str, str, str | None]


class LayerUnknown(KeyError):  # noqa: N818  said as it is caught: except LayerUnknown
    """No layer has this name now: it is misspelt, or made from an older file."""


@cache
def bundled(vintage: str, level: str, national: bool = False) -> Path:
    """The GeoParquet file of the release; for the whole nation the lighter one, where there is one.

    Raises:
        LayerUnknown: no such vintage and level.
    """
    files = {file.stem: file for file in sorted(LAYERS.glob("*.parquet"))}
    name = f"{vintage}-{level}"
    if name not in files:  # the name may come from a URL: never build a path of it
        raise LayerUnknown(f"no layer of {level!r} {vintage!r}; layers: {', '.join(files)}")
    return files.get(f"{name}-national", files[name]) if national else files[name]


def layer_name(file: Path, vintage: str, level: str, province_code: str | None = None) -> str:
    """The name of a layer as it is served, such as "2024-province-3fa9c1d2e4b5.geojson".

    With a province code only that province's areas: "2025-commune-38-0c1d2e3f4a5b.geojson".

    Args:
        file: GeoParquet in the shape of geo/layers, never changed afterwards.
        vintage: Of its areas.
        level: Of its areas.
        province_code: Of one of its provinces.

    Raises:
        LayerUnknown: no area of that province.
    """
    digest, provinces = _content(file)
    if province_code is None:
        scope = f"{vintage}-{level}"
    elif province_code in provinces:
        scope = f"{vintage}-{level}-{province_code}"
    else:
        raise LayerUnknown(
            f"no areas of province {province_code!r} in layer {vintage}-{level}; "
            f"provinces: {', '.join(sorted(provinces))}"
        )
    key = hashlib.sha256(f"{FORMAT} {scope} {digest}".encode()).hexdigest()
    return f"{scope}-{key[:12]}.geojson"


def layer_bytes(file: Path, name: str, cache_folder: Path) -> bytes:
    """The gzip-compressed GeoJSON FeatureCollection of the name, built on first use.

    WGS 84, 4 decimals, RFC 7946 rings (outer counter-clockwise). A feature's properties are code
    and province (GSO codes as numbers), name (short) and at (a point inside). Discs come last, so
    that an island's is not painted over.

    Args:
        file: Of the scope that the name says.
        name: As layer_name gave it.
        cache_folder: Where what was built is kept.

    Raises:
        LayerUnknown: the name is not one that layer_name gives now.
    """
    scope = scope_of(name)
    if (current := layer_name(file, *scope)) != name:
        raise LayerUnknown(f"no layer {name!r}; the current one is {current!r}")
    built = cache_folder / f"{name}.gz"
    if not built.exists():
        _keep(built, _geojson(file, scope[2]))
    return built.read_bytes()


@cache
def codes_in_layer(file: Path, level: str, province_code: str | None = None) -> frozenset[int]:
    """The GSO codes of the level that have geometry (without ISLAND_DISTRICTS among communes)."""
    codes = {int(code) for code, province in _codes(file) if province_code in (None, province)}
    return frozenset(codes - ISLAND_DISTRICTS if level == "commune" else codes)


def scope_of(name: str) -> Scope:
    """The vintage, level and province code that a layer's name says; LayerUnknown for no name."""
    parts = name.removesuffix(".geojson").split("-")
    if len(parts) not in (3, 4):
        raise LayerUnknown(
            f"no layer {name!r}; a name looks like '2025-province-3fa9c1d2e4b5.geojson'"
        )
    return parts[0], parts[1], parts[2] if len(parts) == 4 else None


@cache
def _content(file: Path) -> tuple[str, frozenset[str]]:
    provinces = frozenset(province for _, province in _codes(file))
    return hashlib.sha256(file.read_bytes()).hexdigest(), provinces


@cache
def _codes(file: Path) -> tuple[tuple[str, str], ...]:
    # The server starts before it needs a layer, and this takes a fifth of a second to load.
    from pyarrow import parquet  # noqa: PLC0415

    table = parquet.read_table(file, columns=["code", "province_code"])
    return tuple(zip(table["code"].to_pylist(), table["province_code"].to_pylist(), strict=True))


def _keep(file: Path, content: bytes) -> None:
    """Writes the file whole or not at all; two builders at once write the same bytes."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=file.parent) as scratch:
        part = Path(scratch) / file.name
        part.write_bytes(content)
        os.replace(part, file)


def _geojson(file: Path, province_code: str | None) -> bytes:
    from geo.geojson import feature_collection  # noqa: PLC0415  geopandas is slow to import

    return gzip.compress(feature_collection(file, province_code), 9, mtime=0)

"""The layers of the release by vintage, level and province."""

from pathlib import Path

from geo import geometry
from geo.geometry import bundled


def layer_name(vintage: str, level: str, province_code: str | None = None) -> str:
    file = bundled(vintage, level, national=province_code is None)
    return geometry.layer_name(file, vintage, level, province_code)


def layer_bytes(name: str, cache_folder: Path) -> bytes:
    vintage, level, province = geometry.scope_of(name)
    file = bundled(vintage, level, national=province is None)
    return geometry.layer_bytes(file, name, cache_folder)


def codes_in_layer(vintage: str, level: str, province_code: str | None = None) -> frozenset[int]:
    file = bundled(vintage, level, national=province_code is None)
    return geometry.codes_in_layer(file, level, province_code)

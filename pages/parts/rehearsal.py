"""The work of a first page, done once before anybody waits for it."""

from __future__ import annotations

from data import cache
from data.boundaries import layer_bytes, layer_name
from data.datasets import PUBLISHED
from pages.parts import map_panel  # noqa: F401  loads what the pages import
from pages.parts.catalogue import covered, widest


def rehearse() -> None:
    """Asks what the first map asks, and makes its layer."""
    place = {"vintage": "2024", "level": "province"}
    indicator = widest(covered(PUBLISHED, **place))
    asked = {"dataset": PUBLISHED, "indicator": indicator, "within": "", **place}
    cache.frame("history_by_area", **asked)
    cache.frame("areas_by_level", within="", **place)
    layer_bytes(layer_name(**place))

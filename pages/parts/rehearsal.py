"""The work of a first page, done once before anybody waits for it."""

from __future__ import annotations

import importlib
import pkgutil

from data import cache
from data.boundaries import layer_bytes, layer_name
from data.datasets import PUBLISHED, with_figures
from figures import rehearsal
from geo.areas import NATION
from pages import parts
from pages.parts.catalogue import covered, widest


def rehearse() -> None:
    """Asks what the first map and every month ask, makes a layer, and loads what pages import."""
    place = {"vintage": "2024", "level": "province"}
    indicator = widest(covered(PUBLISHED, **place))
    asked = {"dataset": PUBLISHED, "indicator": indicator, "within": "", **place}
    cache.frame("history_by_area", **asked)
    cache.frame("areas_by_level", within="", **place)
    layer_bytes(layer_name(**place))
    for dataset in with_figures():
        _rehearse_month(dataset)
    for module in pkgutil.iter_modules(parts.__path__, f"{parts.__name__}."):
        importlib.import_module(module.name)
    importlib.import_module("streamlit.emojis")  # loaded at the first buttons in a row: 0.2 s
    rehearsal.draw_once()


def _rehearse_month(dataset: str) -> None:
    """Asks what every month asks, and of the newest what the pages of the nation do."""
    months = cache.rows("reported_months", dataset=dataset)
    cache.rows("targets_by_indicator", dataset=dataset)
    days = sorted({row.as_of.date() for row in months})[-2:]
    if not days:
        return
    span = {"areas": (NATION,), "first": days[0], "last": days[-1], "dataset": dataset}
    said = cache.rows("reported_indicators", **span)
    cache.rows("summed_by_area", indicators=tuple(row.indicator_id for row in said), **span)

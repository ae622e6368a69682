"""The work of a first page, done once before anybody waits for it."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa

from data import cache
from figures.map import choropleth
from geo.geometry import codes_in_layer, layer_name
from pages.parts import map_panel  # noqa: F401  loads what the pages import
from pages.parts.catalogue import covered, widest


def rehearse() -> None:
    """Asks what the first view asks, and draws a figure and a table that nobody sees."""
    place = {"vintage": "2024", "level": "province"}
    indicator = widest(covered(**place))
    cache.frame("coverage_by_date", indicator=indicator, **place)
    cache.frame("values_by_indicator", indicator=indicator, **place)
    codes = sorted(codes_in_layer(**place))
    areas = pd.DataFrame({"code": codes, "class_index": 0, "hover": "", "source": ""})
    choropleth(
        areas,
        layer_name(**place),
        ["#ffffff"],
        opened=None,
        boundary_note="",
        archipelago_label="{name}",
        narrow=False,
    ).to_json()
    pa.Table.from_pandas(areas.style.format({"hover": str}).data)

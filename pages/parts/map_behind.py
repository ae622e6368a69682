"""The communes furthest behind in an indicator, and the way to their trends.

Not of published figures, which have different dates, nor where no end is the good one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from data import summing
from data.datasets import PUBLISHED
from pages.parts import view
from pages.parts.catalogue import Indicator
from pages.parts.escape import escape
from pages.parts.figures_table import signs
from pages.parts.language import _
from pages.parts.map_month import of_one_month
from pages.parts.map_scene import MapScene
from pages.parts.wording import date_in_words

SHOWN = 3
FEWEST = 2 * SHOWN  # of fewer a list shows both ends at once


def of_map(scene: MapScene) -> None:
    """Draws those of a map of communes."""
    if scene.now.level == "commune" and not scene.now.per:
        _draw(scene.indicator, scene.known, scene.now)


def of_communes(indicator: Indicator, area: pd.Series, day: date, now: view.View) -> None:
    """Draws those of the communes of a province or district.

    Args:
        indicator: What is measured.
        area: A row of the map.
        day: Up to which figures count.
        now: The view.
    """
    if now.dataset == PUBLISHED or now.per or area["level"] == "commune":
        return
    place = {"vintage": area["vintage"], "level": "commune", "within": area["province_id"]}
    rows = summing.history(indicator.id, now.dataset, **place)
    if area["level"] == "district":
        rows = rows[rows["parent_id"] == area["area_id"]]
    rows = rows[rows["as_of"] <= pd.Timestamp(day)]
    _draw(indicator, rows.groupby("area_id", sort=False).tail(1), now)


def behind(rows: Iterable[Any], less_is_better: bool) -> list[Any]:
    """The three rows furthest behind, the last first, and those equal to the third.

    What has an open end is left out: "over 10" may be ahead of all.

    Args:
        rows: With value, low and high.
        less_is_better: Whether the highest values are behind.
    """
    bounded = [row for row in rows if not (pd.isna(row.low) or pd.isna(row.high))]
    ordered = sorted(bounded, key=lambda row: row.value, reverse=less_is_better)
    return [
        row
        for place, row in enumerate(ordered)
        if place < SHOWN or row.value == ordered[SHOWN - 1].value
    ]


def _draw(indicator: Indicator, rows: pd.DataFrame, now: view.View) -> None:
    if now.dataset == PUBLISHED or indicator.polarity == "neither" or len(rows) < FEWEST:
        return
    rows = of_one_month(rows, now.dataset)
    last = behind(rows.itertuples(), indicator.less_is_better)[: view.MOST_AREAS]
    said = "; ".join(
        f"{escape(row.short_name)} {indicator.say(row)}{signs(row)} "
        f"({date_in_words(row.as_of, row.precision)})"
        for row in last
    )
    st.page_link(
        "trends.py",
        label=_("Furthest behind: {areas}. Show over time", areas=said),
        icon=":material/trending_down:",
        query_params=now.query(
            indicator=indicator.id, areas=tuple(row.area_id for row in last), date=None
        ),
    )

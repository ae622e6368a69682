"""The areas furthest behind in an indicator, and the way to their trends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from data import summing
from pages.parts import view
from pages.parts.catalogue import Indicator
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.map_scene import MapScene
from pages.parts.wording import date_in_words, number

LISTED = 3
FEWEST = 8  # areas that can be told apart at a glance need no such line


def of_map(scene: MapScene) -> None:
    """Draws those of the map's areas, where it is one of districts or communes."""
    if scene.now.level != "province" and scene.now.within and not scene.now.per:
        _draw(scene.indicator, scene.known, scene.now)


def of_communes(indicator: Indicator, area: pd.Series, day: date, now: view.View) -> None:
    """Draws those of the communes of a province or district, where communes report.

    Args:
        indicator: What is measured.
        area: A row of the map.
        day: Up to which figures count.
        now: The view.
    """
    if now.today or area["level"] == "commune" or not summing.applies(now.dataset):
        return
    place = {"vintage": area["vintage"], "level": "commune", "within": area["province_id"]}
    rows = summing.history(indicator.id, now.dataset, **place)
    if area["level"] == "district":
        rows = rows[rows["parent_id"] == area["area_id"]]
    rows = rows[rows["as_of"] <= pd.Timestamp(day)]
    latest = rows.groupby("area_id", sort=False).tail(1)
    _draw(indicator, latest.sort_values("value", ascending=indicator.less_is_better), now)


def behind(rows: Iterable[Any], less_is_better: bool) -> list[Any]:
    """The rows that are surely the last three, and those tied with the third; the last first.

    Bounds without an end are left out: what is above 10 may be ahead of all.

    Args:
        rows: With value, low and high.
        less_is_better: Whether the highest values are behind.
    """
    bounded = [row for row in rows if not (pd.isna(row.low) or pd.isna(row.high))]
    ordered = sorted(bounded, key=lambda row: -row.value if less_is_better else row.value)
    if len(ordered) <= LISTED:
        return ordered
    third = ordered[LISTED - 1].value
    return [row for place, row in enumerate(ordered) if place < LISTED or row.value == third]


def _draw(indicator: Indicator, rows: pd.DataFrame, now: view.View) -> None:
    if indicator.polarity == "neither" or len(rows) < FEWEST:
        return
    last = behind(rows.itertuples(), indicator.less_is_better)[: view.MOST_AREAS]
    if not last:
        return
    words = [
        f"**{escape(row.short_name)}** {indicator.say(row)} "
        f"({date_in_words(row.as_of, row.precision)})"
        for row in last
    ]
    st.markdown(
        _(
            "Furthest behind of {n} communes or districts with figures: {areas}",
            n=number(len(rows), 0),
            areas="; ".join(words),
        )
    )
    st.page_link(
        "trends.py",
        label=_("The trends of these {n}", n=len(last)),
        icon=":material/show_chart:",
        query_params=now.query(
            indicator=indicator.id, areas=tuple(row.area_id for row in last), date=None
        ),
    )

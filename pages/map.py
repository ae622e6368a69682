"""The map: one indicator, each area's latest value up to a date, a ranked list beside it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.cache import frame as ask
from geo.geometry import codes_in_layer
from pages.parts import catalogue, filters, map_panel, view
from pages.parts.download import offer_csv
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.map_scene import MapScene

now = view.current()
found = catalogue.covered(now.vintage, now.level)
indicator_id = now.indicator or catalogue.widest(found)

with st.sidebar:
    filters.choose_vintage(now.vintage)
    if indicator_id:
        filters.choose_indicator(found, catalogue.indicator(indicator_id))

if indicator_id is None:
    st.title(_("No figures yet"))
    st.info(_("Nobody published a figure for these units. Choose the other units on the left."))
    st.stop()

shown = catalogue.indicator(indicator_id)
place = {"indicator": indicator_id, "vintage": now.vintage, "level": now.level}
coverage = ask("coverage_by_date", **place)
if coverage.empty:
    map_panel.say_no_data(shown, now)
    st.stop()

dates = [pd.Timestamp(day).date() for day in coverage["as_of"]]
day = now.date or filters.widest_date(coverage)
rows = ask("latest_by_area", **place, date=day)
scene = MapScene(
    shown,
    rows,
    ask("values_by_indicator", **place)["value"],
    day,
    now,
    codes_in_layer(now.vintage, now.level),
    ask("latest_by_area", **{**place, "level": "nation"}, date=day).iloc[0],
    int(found.loc[found["indicator_id"] == indicator_id, "undated"].iloc[0]),
)

picture, beside = st.columns([5, 3], gap="medium")
with picture:
    st.title(scene.title)
    st.caption(scene.subtitle, help=escape(shown.definition))
    scene.draw()
    scene.draw_legend()
    filters.choose_date(dates, day)
    st.caption(scene.source_line)
with beside:
    scene.draw_key_figures()
    if scene.nation_line:
        st.caption(scene.nation_line)
    if scene.opened is None:
        map_panel.draw_ranking(scene)
    else:
        map_panel.draw_area(shown, scene.opened)
    offer_csv(rows.dropna(subset=["value"]), indicator_id, now.vintage, now.level, day.isoformat())

"""The map: one indicator, each area's latest value up to a date, a ranked list beside it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.parts import (
    filters,
    map_behind,
    map_carried,
    map_pair,
    map_panel,
    map_print,
    ranking,
    shared_filters,
    sharing,
    trail,
    view,
)
from pages.parts.asking import frame as ask
from pages.parts.escape import escape

now = view.current()
published = shared_filters.indicator(now, "map")
scenes = map_pair.scenes_of(now, published.id)
scene = scenes[-1]

with st.sidebar:
    filters.choose_per(published, now.per)
    if published.kind != "rank":
        filters.choose_breaks(now.breaks)
    if scene.indicator.kind == "count":
        filters.choose_marks(now.marks)
    map_pair.choose(scenes)

picture, beside = map_pair.columns(scenes)
with picture:
    with st.container(key="at-the-date-title"):
        st.title(scene.title)
        st.caption(scene.subtitle, help=escape(published.definition))
    with st.container():  # there also where it is empty, so that the map stays where it is
        trail.draw(now)
    chart = map_pair.draw(scenes)
    trail.draw_below(now)
    map_panel.draw_undrawn(scene)
    map_panel.draw_elsewhere(scene)
    st.caption(scene.source_line)
    map_carried.draw_reason(now, published)
    units = (now.vintage, now.named_units, now.level, now.within)
    named = (published.id, now.per, *units, *(each.day.isoformat() for each in scenes))
    sharing.offer(
        chart,
        scene.picture_title,
        f"{scene.subtitle}. {scene.source_line}",
        *filter(None, named),
        more=partial(map_print.offer, scene, *filter(None, named)),
        **map_pair.file_of(scenes),
    )
with beside, st.container(key="at-the-date-list"):
    map_panel.draw_key_figures(scene)
    if not now.within and not now.per:
        asked = {"indicator": published.id, "vintage": now.vintage, "date": scene.day}
        nation = ask("latest_by_area", level="nation", **asked)
        map_panel.draw_nation(scene.indicator, nation.iloc[0])
    if scene.history.empty:
        map_panel.say_no_data(scene.indicator, now)
    map_behind.of_map(scene)
    ranking.draw(scene)
with beside:
    map_panel.draw_area(published, scene)

"""Trends: one indicator over time, for up to twelve areas of any level."""

from __future__ import annotations

import streamlit as st

from pages.parts import (
    figures_table,
    lineage_lines,
    reading_lines,
    shared_filters,
    sharing,
    trend_choice,
    trend_tables,
    trend_words,
    view,
)
from pages.parts.download import offer_table
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.trend_scene import trend_of

now = view.current()
areas = now.areas or view.FIVE_AREAS
shown = shared_filters.indicator(now, "trends")
indicator_id = shown.id
series, per, refused = trend_choice.possible(now, shown)

with st.sidebar:
    trend_choice.choose_series(shown, series, per)
    trend_choice.choose_areas(indicator_id, areas)

scene = trend_of(shown, tuple(areas), series, per, now.units)
title, source_line = trend_words.title(scene), trend_words.source_line(scene)

st.title(title)
st.caption(f"**{escape(scene.measure.name)}**", help=escape(shown.definition))
for sentence in refused:
    st.caption(f"ⓘ {sentence}")
if scene.dated.empty and scene.targets.empty and scene.benchmarks.empty:
    trend_choice.offer_known(shown, areas)
elif scene.drawable:
    scene.draw(height=440, alt=title)
    st.caption(source_line)
    said = (part for part in (series, per, now.named_units) if part not in {"", "values"})
    name = (indicator_id, "trend", *said)
    if scene.measure.derived:
        sharing.offer("trend", title, source_line, *name, rows=trend_tables.reckoned(scene))
    else:
        sharing.offer("trend", title, source_line, *name, figures=trend_tables.seen(scene))
if not (scene.dated.empty and scene.targets.empty):
    trend_tables.draw_ages(scene)
reading_lines.draw_changes(shown, areas, scene.names, now.units)
for sentence in trend_words.remarks(scene):
    st.caption(sentence)
for ended in (code for code in areas if now.today and code.startswith("2024-")):
    lineage_lines.draw(now, ended)
rows = scene.rows if scene.measure.derived else trend_tables.seen(scene)
if not rows.empty:
    with st.expander(_("Table of figures ({n})", n=len(rows)), expanded=True):
        trend_tables.draw(scene)
    if not scene.drawable:  # undated figures alone have no picture, under which they are offered
        sharing.offer_table("trend-table", indicator_id, "trend", figures=rows)
if not scene.targets.empty:
    with st.expander(_("Table of targets ({n})", n=len(scene.targets)), expanded=True):
        figures_table.of_targets(scene.targets, scene.names, shown)
    offer_table(scene.targets, indicator_id, "targets")
st.page_link(
    "map.py",
    label=_("Show on the map"),
    query_params=now.at(areas[0]).query(indicator=indicator_id),
    icon=":material/map:",
)

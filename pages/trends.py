"""Trends: one indicator over time, for up to twelve areas of any level."""

from __future__ import annotations

import streamlit as st

from data.cache import frame as ask
from pages.parts import catalogue, figures_table, trend_choice, view
from pages.parts.download import offer_csv, offer_table
from pages.parts.escape import escape
from pages.parts.filters import choose_indicator
from pages.parts.language import _
from pages.parts.trend_scene import TrendScene

now = view.current()
indicator_id = now.indicator or "teams"
areas = now.areas or view.FIVE_AREAS

shown = catalogue.indicator(indicator_id)

with st.sidebar:
    choose_indicator(catalogue.anywhere(), shown)
    trend_choice.choose_areas(indicator_id, areas)

scene = TrendScene(shown, tuple(areas))

st.title(trend_choice.title(scene))
st.caption(f"**{escape(shown.name)}**", help=escape(shown.definition))
if scene.dated.empty and scene.targets.empty:
    st.info(
        _(
            "No dated figure of this indicator was published for these areas. Choose other "
            "areas on the left."
        )
    )
else:
    scene.draw(height=480)
    scene.draw_legend()
for sentence in trend_choice.remarks(scene):
    st.caption(sentence)
if not scene.figures.empty:
    with st.expander(_("Table of figures ({n})", n=len(scene.figures)), expanded=True):
        figures_table.of_trend(scene.figures, scene.names)
    offer_csv(scene.figures, indicator_id, "trend")
if not scene.targets.empty:
    with st.expander(_("Table of targets ({n})", n=len(scene.targets)), expanded=True):
        figures_table.of_targets(scene.targets, scene.names, shown)
    offer_table(scene.targets, indicator_id, "targets")
if now.areas and ask("area_by_id", area=now.areas[0])["level"].iloc[0] == "province":
    st.page_link(
        "map.py", label=_("Show on the map"), query_params=now.query(), icon=":material/map:"
    )

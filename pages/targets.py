"""Targets: what one place promised or was given, beside what it reported for a month."""

from __future__ import annotations

import streamlit as st

from geo.areas import NATION
from pages.parts import (
    months,
    place,
    targets_choice,
    targets_pace,
    targets_parts,
    targets_picture,
    targets_published,
    targets_tables,
    targets_trend,
    targets_words,
    view,
)
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.targets_scene import scene_of

now = view.current()
area_id = place.current(now)
here = view.area(area_id).iloc[0]
month = months.current(now)

if month is None:
    st.title(_("{area}: targets", area=escape(here["name"])))
    if not targets_published.draw(area_id):
        st.info(_("No source states a target of this place."))
    if area_id != NATION:
        targets_published.draw(NATION)
    targets_choice.say_no_months()
else:
    heading = st.empty()
    kind = targets_choice.kind(now)
    earlier = months.before(month)
    scene = scene_of(area_id, here["level"], kind, month, earlier)
    title = targets_words.title(scene)
    heading.title(title)
    targets_tables.draw_reports(scene)
    if not scene.lines:
        targets_choice.say_none(scene)
    else:
        targets_picture.draw(scene, title)
        st.caption(f"{targets_words.thresholds()} {targets_words.left_out(scene)}")
        targets_tables.draw(scene)
        targets_pace.draw(scene)
        shown = targets_choice.service(now, scene)
        targets_trend.draw(scene, shown)
        targets_parts.draw(scene, now)
        if here["level"] != "commune":
            targets_parts.draw_ranking(scene, shown.indicator, earlier, now)
    targets_published.draw(NATION)

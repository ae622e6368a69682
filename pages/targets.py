"""Targets: what one place promised or was given, beside what it reported for a month."""

from __future__ import annotations

import streamlit as st

from geo.areas import NATION
from pages.parts import (
    months,
    place,
    targets_choice,
    targets_picture,
    targets_published,
    targets_tables,
    targets_tabs,
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
    scene = scene_of(area_id, here["level"], kind, month, months.before(month))
    title = targets_words.title(scene)
    heading.title(title)
    targets_tables.draw_reports(scene)
    if not scene.lines:
        targets_choice.say_none(scene)
        targets_published.draw(NATION)
    else:
        targets_picture.draw(scene, title)
        st.caption(f"{targets_words.thresholds()} {targets_words.left_out(scene)}")
        targets_tabs.draw(scene)

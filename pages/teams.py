"""Teams: how many, how large against the rule, where there is none; of one place and month."""

from __future__ import annotations

import streamlit as st

from data.datasets import PUBLISHED
from pages.parts import (
    datasets,
    months,
    place,
    teams_empty,
    teams_key,
    teams_picture,
    teams_published,
    teams_sections,
    teams_words,
    view,
)
from pages.parts.escape import escape
from pages.parts.teams_scene import scene_of

now = view.current()
area_id = place.current(now)
day = teams_empty.day_of(now, months.current(now))
if now.dataset == PUBLISHED:
    teams_published.draw(now, area_id)
elif day is None:
    st.title(escape(view.area(area_id).iloc[0]["name"]))
    datasets.say_nothing("teams.py")
else:
    scene = scene_of(area_id, day)
    if not scene.is_told:
        teams_empty.draw(scene)
    else:
        st.title(teams_words.title(scene))
        teams_picture.draw(scene)
        teams_key.draw(scene)
        teams_sections.draw(scene)

"""Overview: the nation and the five areas, what is newest, what changed, what is missing."""

from __future__ import annotations

import streamlit as st

from data.cache import frame as ask
from geo.areas import NATION
from pages.parts import overview_area, overview_news, view
from pages.parts.language import _
from pages.parts.overview_five import five_areas
from pages.parts.overview_nation import nation
from pages.parts.overview_provinces import draw_coverage, provinces_of

now = view.current()
if not ask("counts")["observations"].iloc[0]:
    st.title(_("No figures yet"))
    st.info(_("This warehouse holds no figures. They come with the release or by import."))
    st.stop()

whole = nation()
picture, beside = st.columns([5, 3], gap="medium")
with picture:
    st.title(whole.title)
    whole.draw_picture()
with beside:
    whole.draw_key_figures()

for area_id in now.areas[:1]:
    if area_id != NATION:
        overview_area.draw(now, area_id)
five_areas().draw(now)

bars, missing = st.columns([5, 3], gap="medium")
with bars:
    provinces_of(now.vintage).draw(now)
with missing:
    draw_coverage(now)

newest, changed = st.columns(2, gap="medium")
with newest:
    overview_news.draw_newest(now)
with changed:
    overview_news.draw_changes(now)

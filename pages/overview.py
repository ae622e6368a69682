"""Overview: the nation and the five areas, what is newest, what changed, what is missing."""

from __future__ import annotations

import streamlit as st

from data.datasets import DOUBTFUL, with_figures
from geo.areas import NATION
from pages.parts import datasets, overview_area, overview_news, view
from pages.parts.language import _
from pages.parts.overview_coverage import draw_coverage
from pages.parts.overview_five import five_areas
from pages.parts.overview_nation import nation
from pages.parts.overview_provinces import provinces_of


def draw_figures(now: view.View) -> None:
    """Draws the nation beside its key figures, the five areas, and what is new or missing."""
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
    five_areas(now.units).draw(now)
    bars, missing = st.columns([5, 3], gap="medium")
    with bars:
        provinces_of(now.vintage, now.units).draw(now)
    with missing:
        draw_coverage(now)
    if now.dataset not in DOUBTFUL:  # what nobody answers for is no news
        overview_news.draw(now)


seen = view.current()
if seen.dataset in with_figures():
    draw_figures(seen)
else:
    st.title(_("No figures yet"))
    datasets.say_nothing("overview.py")

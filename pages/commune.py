"""Commune: a place's month, what was reported, and who has not."""

from __future__ import annotations

import streamlit as st

from geo.areas import NATION
from pages.parts import (
    commune_latest,
    commune_provinces,
    commune_reports,
    commune_table,
    commune_trend,
    commune_ways,
    commune_words,
    months,
    place,
    view,
)
from pages.parts.commune_scene import Scene, scene
from pages.parts.screen import is_phone


def draw_month(seen: Scene) -> None:
    """Draws the month beside the picture; on a phone the picture comes first."""
    if is_phone():
        commune_trend.draw(seen)
        (across,) = st.columns(1)  # figures in columns inside a column stay side by side
        with across:
            commune_table.draw_key_figures(seen)
        draw_missing(seen)
        if not seen.is_commune:
            draw_reports(seen)
        commune_table.draw(seen)
        if seen.is_commune:
            commune_reports.draw(seen)
        return
    figures, beside = st.columns([11, 9], gap="medium")
    with figures:
        commune_table.draw_key_figures(seen)
        draw_missing(seen)
        if not seen.is_commune:
            draw_reports(seen)
        commune_table.draw(seen)
    with beside:
        commune_trend.draw(seen)
        if seen.is_commune:
            commune_reports.draw(seen)


def draw_reports(seen: Scene) -> None:
    """Draws who reported: of the nation by province."""
    (commune_provinces if seen.area.area_id == NATION else commune_reports).draw(seen)


def draw_missing(seen: Scene) -> None:
    """Draws the names of the figures that a report left out."""
    reported = seen.own is not None and seen.own.state in ("on_time", "late")
    if reported and (sentence := commune_words.silent(seen)):
        st.warning(sentence, icon=":material/edit_off:")


now = view.current()
month = months.current(now)
here = place.current(now)
if month is None:
    commune_latest.draw(view.area(here).iloc[0])
else:
    shown = scene(here, month.ends)
    st.title(commune_words.title(shown))
    if shown.is_of_another_time:
        commune_ways.draw_lineage(now, shown)
        commune_ways.draw_own_time(shown)
    else:
        draw_month(shown)
        commune_ways.draw_lineage(now, shown)
    commune_ways.draw(now, shown)

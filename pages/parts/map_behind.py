"""Who is furthest behind on a map of communes, and the way to their trend."""

from __future__ import annotations

import streamlit as st

from data.datasets import PUBLISHED
from pages.parts.catalogue import row_of
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.map_scene import MapScene
from pages.parts.wording import date_in_words

SHOWN = 3
FEWEST = 2 * SHOWN  # of fewer the list itself shows both ends at once


def draw(scene: MapScene) -> None:
    """Draws the last three communes, the very last first, as one link to their trend.

    Nothing of published figures, which have different dates, nor where no end is the good one.
    """
    now = scene.now
    judged = row_of(scene.indicator.id)["polarity"] in ("more", "less")
    if now.dataset == PUBLISHED or now.level != "commune" or now.per or not judged:
        return
    if len(scene.known) < FEWEST:
        return
    last = list(scene.known.iloc[: -SHOWN - 1 : -1].itertuples())
    said = "; ".join(
        f"{escape(scene.name_of(row))} {scene.words(row)} "
        f"({date_in_words(row.as_of, row.precision)})"
        for row in last
    )
    st.page_link(
        "trends.py",
        label=_("Furthest behind: {areas}. Show over time", areas=said),
        icon=":material/trending_down:",
        query_params=now.query(
            indicator=scene.indicator.id, areas=tuple(row.area_id for row in last), date=None
        ),
    )

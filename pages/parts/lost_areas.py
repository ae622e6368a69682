"""The way on from codes in a link that are no area: a link to each area they may mean."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from data import lost_codes
from pages.parts import view
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.wording import place_in_words


def draw(codes: Iterable[str]) -> None:
    """Draws one link to the map for each area that the codes may mean; nothing where there is none.

    Args:
        codes: What the link named, as in `View.lost`; the sentences are in `View.problems`.
    """
    places = {
        row.area_id: place_in_words(
            *(row.short_name, row.level, row.vintage, row.province),
            view.area(row.area_id)["type"].iloc[0],
        )
        for code in codes
        for row in lost_codes.meant(code).itertuples(index=False)
    }
    if not places:
        return
    now = view.current()
    with st.container(horizontal=True, gap="small", key="lost-areas"):
        for area_id, place in places.items():
            st.page_link(
                "map.py",
                label=_("Show {area}", area=escape(place)),
                icon=":material/arrow_forward:",
                query_params=now.at(area_id).query(),
            )

"""The way down from the nation to the units that are seen, and back."""

from __future__ import annotations

import streamlit as st

from pages.parts import view
from pages.parts.escape import escape
from pages.parts.language import _

LEVELS = {"district": "Districts", "commune": "Communes"}


def draw(now: view.View) -> None:
    """Draws the steps back up and the levels of the province that is seen; nothing above it."""
    if not now.within:
        return
    name = view.area(now.within)["short_name"].iloc[0]
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button(
            _("Whole country"),
            icon=":material/arrow_upward:",
            type="tertiary",
            on_click=view.go,
            kwargs={"level": "province", "within": "", "areas": (now.within,), "date": None},
        )
        st.markdown(f"**{escape(name)}**", width="content")
        offer_levels(now, now.within)


def offer_levels(now: view.View, province: str) -> None:
    """Draws a button for each level that can be seen in a province of the view's vintage."""
    for level, label in LEVELS.items():
        if (now.vintage, level) == view.NO_DISTRICTS:
            continue
        chosen = now.within == province and now.level == level
        st.button(
            _(label),
            key=f"see-{level}-{province}",
            type="primary" if chosen else "secondary",
            disabled=chosen,
            on_click=view.go,
            kwargs={"level": level, "within": province, "areas": (), "date": None},
        )

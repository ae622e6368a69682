"""The way down from the nation to the units that are seen, and back."""

from __future__ import annotations

import streamlit as st

from pages.parts import view
from pages.parts.asking import frame as ask
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.screen import is_phone
from pages.parts.wording import number

LEVELS = {"district": "Districts", "commune": "Communes"}
NATIONAL = {
    "province": "{n} provinces",
    "district": "{n} districts",
    "commune": "{n} communes",
}


def draw(now: view.View) -> None:
    """Draws the levels that can be seen, of a province with the step back up to the nation."""
    if not now.within:
        if not is_phone():
            _choose_national(now)
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


def draw_below(now: view.View) -> None:
    """Draws the levels of the nation under the map of a phone, where the picture comes first."""
    if not now.within and is_phone():
        _choose_national(now)


def _choose_national(now: view.View) -> None:
    """Draws the choice of the level at which the whole nation is seen."""
    counts = ask("area_counts_by_level").set_index(["vintage", "level"])["areas"]
    labels = {
        level: _(label, n=number(counts[now.vintage, level], 0))
        for level, label in NATIONAL.items()
        if (now.vintage, level) != view.NO_DISTRICTS
    }
    st.session_state["national_level"] = now.level
    st.segmented_control(
        _("Whole country"),
        list(labels),
        format_func=labels.__getitem__,
        key="national_level",
        label_visibility="collapsed",
        required=True,
        on_change=_see,
    )


def _see() -> None:
    view.go(level=st.session_state["national_level"], within="", areas=(), date=None)


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

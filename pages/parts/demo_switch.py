"""The simulation on or off, from the page."""

from __future__ import annotations

import streamlit as st

from data import warehouse
from data.access.rights import Action, refusal
from data.datasets import DEMO
from data.demo import switch
from pages.parts import visitors
from pages.parts.language import _
from pages.parts.view import View

FULL = "2025-p38"  # where the map leads to: a province with most of its months


def draw(now: View) -> None:
    """Draws what the simulation is, and the button that switches it; nothing without the right."""
    if refusal(visitors.current(), Action.SIMULATE):
        return
    opened = warehouse.shared()
    is_on = switch.is_on(opened)
    st.subheader(_("Simulated figures: on") if is_on else _("Simulated figures: off"))
    st.caption(
        _(
            "Monthly reports, targets, villages and teams of five provinces and their successors, "
            "invented so that every page can be seen full. They are marked wherever they are seen "
            "and never mixed with published or imported figures. Switched off, nothing of them is "
            "left."
        )
    )
    if is_on:
        _offer_off(now)
    else:
        _offer_on()


def _offer_on() -> None:
    place = st.empty()
    if not place.button(_("Switch on"), icon=":material/science:", key="demo_on"):
        return
    bar = place.progress(0.0, _("Making the simulated figures, about half a minute …"))

    def tell(done: float) -> None:
        bar.progress(done, _("Making the simulated figures, about half a minute …"))

    try:
        switch.turn_on(warehouse.shared(), tell, visitors.current())
    except LookupError:
        place.error(
            _(
                "This warehouse does not say what became of the communes of before 1 July 2025, so "
                "nothing was simulated. Build it anew with this version of the program."
            )
        )
        return
    st.rerun()


def _offer_off(now: View) -> None:
    seen = now.query(
        dataset=DEMO,
        vintage="2025",
        level="commune",
        within=FULL,
        indicator="teams",
        areas=(),
        opened="",
        date=None,
    )
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        label = _("See it on the map")
        icon = ":material/arrow_forward:"
        st.page_link("map.py", label=label, icon=icon, query_params=seen)
        if st.button(_("Switch off"), icon=":material/delete_sweep:", key="demo_off"):
            with st.spinner(_("Taking the simulated figures out …")):
                switch.turn_off(warehouse.shared(), visitors.current())
            st.rerun()

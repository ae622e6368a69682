"""Storing the boundaries that were looked at, under the title that maps say from then on."""

from __future__ import annotations

from pathlib import PurePath

import streamlit as st

from data import office
from data.access import pace
from data.boundaries import storing
from pages.parts import boundary_journey, visitors
from pages.parts.boundary_journey import Journey
from pages.parts.language import _


def draw(journey: Journey) -> None:
    """Draws the title, the day and the button that stores; says why a file cannot be stored."""
    draft = journey.draft
    assert draft
    if draft.report.refused:
        st.caption(
            _("Nothing can be stored until the errors are mended. Mend them and send it again.")
        )
        return
    with st.form("boundary_store", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            title = st.text_input(
                _("Title, said with every map"),
                PurePath(draft.file_name).stem,
                max_chars=120,
                key=f"boundary_title_{draft.sha256[:12]}",
                help=_("What the boundaries are, and whose."),
            )
            day = st.date_input(
                _("Day of the boundaries"),
                None,
                format="DD/MM/YYYY",
                key=f"boundary_day_{draft.sha256[:12]}",
            )
        asked = st.form_submit_button(
            _("Store: maps draw these from now on"), type="primary", icon=":material/save:"
        )
    if not asked or not visitors.is_within(pace.WRITING):
        return
    said = title.strip() or PurePath(draft.file_name).stem
    try:
        with st.spinner(_("Storing, all or nothing …")):
            layer_id = storing.store(draft, said, office.name(), day, visitors.current())
    except storing.OvertakenError:
        journey.draft = None  # it is read again, against what is in force now
        st.rerun()
    if layer_id:
        boundary_journey.finish(said)
        st.rerun()
    st.info(_("This file is in force already; there is nothing to do."))

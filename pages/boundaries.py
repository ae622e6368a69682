"""Boundaries: whose outlines the maps draw; an office's file in, looked at, stored, taken back."""

from __future__ import annotations

import streamlit as st

from data.access.rights import Action
from pages.parts import (
    boundary_history,
    boundary_journey,
    boundary_report,
    boundary_store,
    boundary_table,
    boundary_title,
    boundary_upload,
    visitors,
)
from pages.parts.language import _

heading = st.container()
may_store = visitors.may(Action.BOUNDARIES)
if may_store:
    boundary_upload.draw()
    journey = boundary_journey.current()
    if journey and journey.draft:
        boundary_report.draw(journey.draft)
        boundary_store.draw(journey)

st.subheader(_("Boundaries in force"))
boundary_table.draw()
if may_store:
    boundary_history.draw()

with heading:
    boundary_title.draw()

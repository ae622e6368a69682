"""What storing a file would do, worked out with progress and a way to stop it."""

from __future__ import annotations

from datetime import date

import streamlit as st

from data import warehouse
from data.imports import incoming
from data.imports.problems import UnreadableFileError
from pages.parts.import_journey import Journey
from pages.parts.language import _

STEPS = {
    "tidy": "Reading the cells …",
    "understand": "Finding areas, periods and numbers …",
    "check": "Checking …",
    "compare": "Setting beside what is stored …",
}


def work_out(journey: Journey) -> None:
    """Works out what storing would do, with progress and a way to stop; nothing is written.

    Whoever stops, or goes elsewhere, ends it: the run of the page is cut off where it next tells
    how far it is, and the staged figures are let go.
    """
    opened = warehouse.shared()
    if journey.run and journey.run.counts.version != opened.version:
        journey.forget_run()  # something was stored or taken back since
    if journey.run or not journey.file:
        return
    place = st.empty()
    if journey.stopped:
        with place.container():
            st.info(_("Stopped. Nothing was stored."), icon=":material/stop_circle:")
            st.button(_("Go on"), on_click=_go_on, args=(journey,), key="import_go_on")
        return
    with place.container(horizontal=True, vertical_alignment="center"):
        bar = st.progress(0.0)
        st.button(_("Stop"), on_click=_stop, args=(journey,), key="import_stop")

    def tell(step: str, done: float) -> None:
        bar.progress(done, _(STEPS[step]))

    delivery = journey.delivery()
    try:
        journey.run = incoming.dry_run(opened, journey.file, delivery, date.today(), tell)
    except UnreadableFileError as error:  # more work than there is memory or time for
        journey.file, journey.fault = None, error.problem
        st.rerun()
    place.empty()


def _stop(journey: Journey) -> None:
    journey.forget_run()
    journey.stopped = True


def _go_on(journey: Journey) -> None:
    journey.stopped = False

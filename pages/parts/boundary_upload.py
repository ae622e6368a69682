"""Which boundary file, and the boundaries of which units."""

from __future__ import annotations

import streamlit as st

from data.boundaries import words
from geo.boundaries.limits import MEGABYTE, Limits
from pages.parts import boundary_journey
from pages.parts.boundary_journey import Journey
from pages.parts.boundary_words import UNITS
from pages.parts.escape import escape
from pages.parts.language import _, current


def draw() -> None:
    """Draws the choice of units and the field for a file, then reads what was sent."""
    units, field = st.columns([2, 3])
    units.selectbox(
        _("The file holds the boundaries of"),
        list(reversed(UNITS)),
        format_func=lambda units: _(UNITS[units]),
        key="boundary_units",
        on_change=_read_as,
        help=_(
            "Codes were used again for other territory on 1 July 2025, so a file means nothing "
            "without its time."
        ),
    )
    key = f"boundary_file_{boundary_journey.files_sent()}"
    field.file_uploader(
        _("GeoJSON, Shapefile (ZIP), GeoPackage, GeoParquet, FlatGeobuf, TopoJSON or KML"),
        key=key,
        on_change=_take,
        args=(key,),
        help=_(
            "In any reference system that the file names, VN-2000 of each zone among them. Units "
            "are found by their codes or by names; nothing is stored before you say so."
        ),
    )
    field.caption(
        _(
            "Up to {most} MB here; up to {limit} MB at the server: {command}",
            most=st.get_option("server.maxUploadSize"),
            limit=Limits().file_bytes // MEGABYTE,
            command="`python -m data.boundaries`",
        )
    )
    journey = boundary_journey.current()
    if journey is None:
        return
    if journey.draft is None and journey.fault is None:
        with st.spinner(_("Reading the file and holding it against the units …")):
            journey.read()
    if journey.fault:
        said = f"{journey.file_name}: {words.sentence(journey.fault, current())}"
        st.error(escape(said), icon=":material/error:")


def _take(key: str) -> None:
    sent = st.session_state[key]
    if sent is None:
        boundary_journey.end()
    else:
        units = st.session_state["boundary_units"]
        boundary_journey.begin(Journey(sent.name, sent.getvalue(), *units))


def _read_as() -> None:
    journey, units = boundary_journey.current(), st.session_state["boundary_units"]
    if journey:
        boundary_journey.begin(Journey(journey.file_name, journey.content, *units))

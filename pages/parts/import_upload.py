"""Which file, and of which kind."""

from __future__ import annotations

import streamlit as st

from data.imports.layout import KINDS
from data.imports.problems import sentence
from pages.parts import import_journey
from pages.parts.escape import escape
from pages.parts.import_journey import Journey
from pages.parts.language import _, current

NAMES = {
    "results": "Monthly results",
    "targets": "Targets",
    "teams": "List of teams",
}


def draw() -> None:
    """Draws the choice of kind and the field for a file, then reads what was sent."""
    journey = import_journey.current()
    st.segmented_control(
        _("What the file holds"),
        list(KINDS),
        format_func=lambda kind: _(NAMES[kind]),
        default=journey.kind if journey else KINDS[0],
        required=True,
        key="import_kind",
        on_change=_read_as,
    )
    key = f"import_file_{import_journey.files_sent()}"
    st.file_uploader(
        _("Excel (XLSX, XLS), ODS, CSV or Parquet"),
        key=key,
        on_change=_take,
        args=(key,),
        help=_(
            "The file is read in memory and is not kept: what is stored are the figures, the "
            "file's name and its fingerprint. Cells that may name a person are blanked first."
        ),
    )
    if journey is None or journey.typed:
        return
    if journey.file is None and journey.fault is None:
        with st.spinner(_("Reading the file …")):
            journey.read()
    if journey.fault:
        st.error(escape(sentence(journey.fault, journey.file_name, current())))


def _take(key: str) -> None:
    sent = st.session_state[key]
    if sent is None:
        import_journey.end()
    else:
        kind = st.session_state["import_kind"]
        import_journey.begin(Journey(sent.name, sent.getvalue(), kind))


def _read_as() -> None:
    journey = import_journey.current()
    if journey and not journey.typed:
        import_journey.begin(
            Journey(journey.file_name, journey.content, st.session_state["import_kind"])
        )

"""The boundary files stored so far, and how to take one back."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data import boundaries, office
from data.access.rights import RefusedError
from data.boundaries import storing
from data.cache import rows
from pages.parts import boundary_journey, taking_back, visitors
from pages.parts.boundary_words import UNITS
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.wording import date_in_words, missing, number, time_in_words

UNDONE = "boundary_undone"


def draw() -> None:
    """Draws the list of files, the latest first."""
    layers = rows("boundary_layers")
    st.subheader(_("Boundary files stored so far: {n}", n=number(len(layers), 0)))
    if undone := st.session_state.pop(UNDONE, ""):
        said = _("{name} was taken back. Maps draw what they drew before.", name=escape(undone))
        st.success(said, icon=":material/undo:")
    if not layers:
        st.caption(
            _("Nothing was stored yet. Maps draw the boundaries that come with the program.")
        )
    in_force = {boundaries.layer_id(*layer) for layer in UNITS}
    for layer in layers:
        _draw_one(layer, layer.layer_id in in_force)


def _draw_one(layer: Any, in_force: bool) -> None:
    is_undone = layer.state == "undone"
    with st.container(border=True, key=f"boundary-{layer.layer_id}"):
        state = _("taken back") if is_undone else _("in force") if in_force else _("replaced since")
        mark = "~~" if is_undone else "**"
        st.markdown(f"{mark}{escape(layer.title)}{mark} · {state}")
        said = [
            _(UNITS[layer.vintage, layer.level]),
            _(
                "{matched} of {units} units",
                matched=number(layer.matched, 0),
                units=number(layer.units, 0),
            ),
            "" if missing(layer.dated) else date_in_words(layer.dated, "day"),
            escape(layer.file_name),
            _(
                "{time} by {office}",
                time=time_in_words(layer.created_at),
                office=escape(layer.office),
            ),
        ]
        if is_undone:
            time, who = time_in_words(layer.undone_at), escape(layer.undone_by)
            said.append(_("taken back {time} by {office}", time=time, office=who))
        st.caption(" · ".join(filter(None, said)) + f" · {layer.layer_id}")
        if layer.held_by and not is_undone:
            st.caption(
                _(
                    "Can be taken back after {layer}, which keeps outlines of it.",
                    layer=layer.held_by,
                )
            )
        elif not is_undone:
            question = _(
                "Take back **{name}**? Maps draw again what they drew before; the file stays kept.",
                name=escape(layer.title),
            )
            taking_back.offer(f"boundary_{layer.layer_id}", question, _undo, layer)


def _undo(layer: Any) -> None:
    try:
        storing.undo(layer.layer_id, office.name(), visitors.current())
    except (LookupError, RefusedError):  # somebody was faster, or a right ended; the list says so
        return
    st.session_state[UNDONE] = layer.title
    st.session_state.pop(boundary_journey.STORED, None)

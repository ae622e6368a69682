"""The sentence at the top: whose boundaries the maps draw, or how far a file is."""

from __future__ import annotations

import streamlit as st

from data import boundaries
from pages.parts import boundary_journey
from pages.parts.boundary_words import UNITS
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.wording import number


def draw() -> None:
    """Draws the title and what the page is for."""
    st.title(_sentence())
    st.caption(
        _(
            "An office's own file takes the place of the approximate boundaries on every map and "
            "picture, and can be taken back. You see what fits before anything is stored."
        )
    )


def _sentence() -> str:
    journey = boundary_journey.current()
    if journey and journey.fault:
        return _("{name} cannot be read", name=escape(journey.file_name))
    if journey and journey.draft:
        report, name = journey.draft.report, escape(journey.file_name)
        counts = {"matched": number(report.matched, 0), "units": number(report.units, 0)}
        if report.refused:
            return _(
                "{name}: refused, with {matched} of {units} units matched", name=name, **counts
            )
        return _("{name}: {matched} of {units} units matched", name=name, **counts)
    if title := boundary_journey.stored():
        return _("Maps draw from now on: {title}", title=escape(title))
    official = sum(bool(boundaries.layer_id(*layer)) for layer in UNITS)
    if not official:
        return _("Boundaries on the maps are approximate until an office sends its own")
    return _(
        "Maps of {n} of {total} kinds of units draw an office's boundaries",
        n=official,
        total=len(UNITS),
    )

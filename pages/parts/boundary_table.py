"""The boundary layers in force, with their origin and day."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from data import boundaries
from geo.areas import NATION
from pages.parts.boundary_words import UNITS
from pages.parts.download import offer_table
from pages.parts.language import _
from pages.parts.wording import date_in_words, number


def draw() -> None:
    """Draws one row per level and time."""
    st.dataframe(table(), hide_index=True)
    offer_table(table(), "boundaries", NATION, date.today().isoformat())


def table() -> pd.DataFrame:
    """One row per level and time, in words: whose boundaries, of when, of how many areas."""
    lines = []
    for (vintage, level), name in UNITS.items():
        origin = boundaries.origin(vintage, level)
        title = origin.title or _("approximate, made from open packages")
        if origin.title and origin.approximate:
            title = _("{boundaries}; elsewhere approximate", boundaries=title)
        lines.append(
            {
                _("Units"): _(name),
                _("Boundaries"): title,
                _("Day"): date_in_words(origin.day, "day") if origin.day else "",
                _("Areas drawn"): number(len(boundaries.codes_in_layer(vintage, level)), 0),
            }
        )
    return pd.DataFrame(lines)

"""What a map in units of today says of the old units: why a figure stays there, and theirs."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data import carrying
from pages.parts import carried_words, in_units, view
from pages.parts.catalogue import Indicator, row_of
from pages.parts.escape import escape
from pages.parts.figures_table import signs
from pages.parts.language import _
from pages.parts.wording import date_in_words

MOST_LISTED = 12


def draw_reason(now: view.View, indicator: Indicator) -> None:
    """Draws why the indicator is not carried over, if it is not, and the way to its old units."""
    reason = carried_words.why_not(row_of(indicator.id)) if now.today else ""
    if not reason:
        return
    st.caption(reason)
    st.page_link(
        "map.py",
        label=_("Show the units of before 1 July 2025"),
        icon=":material/history:",
        query_params=now.query(
            units="then",
            vintage="2024",
            indicator=indicator.id,
            level="province",
            within="",
            areas=(),
            date=None,
        ),
    )


def names_old_units(now: view.View, area: pd.Series) -> bool:
    """Whether the area's old units are named with their figures: those carried into it."""
    return now.today and area["vintage"] == carrying.TODAY


def draw_old_units(now: view.View, area: pd.Series, indicator: Indicator) -> None:
    """Draws what an area of today was made of, each old unit with its own latest figure."""
    if not names_old_units(now, area):
        return
    old = carrying.made_of(area["area_id"])
    if old.empty:
        return
    latest = in_units.over_time("then", indicator.id, tuple(old["area_id"]))
    said = latest.dropna(subset=["as_of"]).groupby("area_id").tail(1).set_index("area_id")
    st.caption(_("Before 1 July 2025 ({n}), each with its latest figure:", n=len(old)))
    for row in old.head(MOST_LISTED).itertuples():
        words = _("no figure")
        if row.area_id in said.index:
            own = said.loc[row.area_id]
            day = date_in_words(own["as_of"], own["precision"])
            words = f"{indicator.say(own)}{signs(own)} ({day})"
        st.page_link(
            "map.py",
            label=f"{escape(row.short_name)}: {escape(words)}",
            icon=":material/history:",
            query_params=now.at(row.area_id).query(indicator=indicator.id),
        )
    if len(old) > MOST_LISTED:
        st.caption(_("and {n} more", n=len(old) - MOST_LISTED))

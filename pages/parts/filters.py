"""The narrow column of choices; each choice is a step to another view, that is, another URL."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from pages.parts import view
from pages.parts.catalogue import Indicator, option_label
from pages.parts.language import _
from pages.parts.wording import date_in_words


def _follow(key: str, field: str, **resets: object) -> None:
    chosen = st.session_state[key]
    if chosen is not None:
        view.go(**{field: chosen, **resets})


def choose_vintage(vintage: str) -> None:
    """Draws the choice between the units before and since 1 July 2025."""
    st.session_state["choose_vintage"] = vintage
    st.segmented_control(
        _("Administrative units"),
        view.VINTAGES,
        format_func={
            "2024": _("63 provinces (before 7/2025)"),
            "2025": _("34 provinces (since 7/2025)"),
        }.__getitem__,
        key="choose_vintage",
        required=True,
        on_change=_follow,
        args=("choose_vintage", "vintage"),
        kwargs={"date": None, "areas": ()},
        width="stretch",
    )


def choose_indicator(found: pd.DataFrame, shown: Indicator) -> None:
    """Draws the list of indicators.

    Args:
        found: Rows as `catalogue.covered` gives them.
        shown: The one that is shown, whether or not it is in `found`.
    """
    labels = {row["indicator_id"]: option_label(row) for _index, row in found.iterrows()}
    labels = labels if shown.id in labels else {shown.id: shown.name, **labels}
    st.session_state["choose_indicator"] = shown.id
    st.selectbox(
        _("Indicator"),
        list(labels),
        format_func=labels.__getitem__,
        key="choose_indicator",
        on_change=_follow,
        args=("choose_indicator", "indicator"),
        kwargs={"date": None},
        help=_("The number after each name says how many areas have figures."),
    )


def choose_date(dates: list[date], day: date) -> None:
    """Draws the slider of dates on which a value became known; a single date is said in words."""
    options = sorted({*dates, day})
    if len(options) == 1:
        st.caption(_("The only date with figures: {day}", day=_day(day)))
        return
    st.session_state["choose_date"] = day
    st.select_slider(
        _("Latest values up to"),
        options,
        format_func=_day,
        key="choose_date",
        on_change=_follow,
        args=("choose_date", "date"),
    )


def widest_date(coverage: pd.DataFrame) -> date:
    """The date with most areas covered; of equals, the one with most figures of its own."""
    best = coverage.sort_values(["areas", "fresh", "as_of"], ascending=False, kind="stable")
    day: date = pd.Timestamp(best["as_of"].iloc[0]).date()
    return day


def _day(day: date) -> str:
    return date_in_words(day, "day")

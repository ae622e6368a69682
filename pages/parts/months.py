"""The month that pages about monthly reports show, and the choice of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from geo.areas import MERGER
from pages.parts import asking, view
from pages.parts.language import _
from pages.parts.view import View
from pages.parts.wording import date_in_words

FORM = "monthly"


@dataclass(frozen=True)
class Month:
    """A month of which reports came.

    Attributes:
        begins: Its first day.
        ends: Its last day, which figures of the month have as their date.
        due: When its report was due.
    """

    begins: date
    ends: date
    due: date

    @property
    def words(self) -> str:
        """Such as "10/2026"."""
        return date_in_words(self.ends, "month")

    @property
    def vintage(self) -> str:
        """Which units were in force."""
        return "2024" if self.ends < MERGER else "2025"


def known() -> tuple[Month, ...]:
    """The months of which reports came in the dataset of the view, the newest first."""
    rows = asking.rows("reported_months")
    found = (
        Month(*(day.date() for day in (row.period_start, row.as_of, row.due)))
        for row in rows
        if row.form == FORM
    )
    return tuple(sorted(found, key=lambda month: month.ends, reverse=True))


def current(now: View) -> Month | None:
    """The month of the view's date, or the newest before it; None where no report ever came."""
    months = known()
    if not months:
        return None
    return next((month for month in months if not now.date or month.ends <= now.date), months[-1])


def before(month: Month) -> Month | None:
    """The month before of which reports came, None where it is the first."""
    return next((each for each in known() if each.ends < month.ends), None)


def say_other(now: View) -> None:
    """Says that another month is shown than the one asked for, where that has no reports."""
    shown, asked = current(now), now.date
    if shown and asked and (asked.year, asked.month) != (shown.ends.year, shown.ends.month):
        st.info(
            _(
                "There are no reports of {asked}; {month} is shown.",
                asked=date_in_words(asked, "month"),
                month=shown.words,
            )
        )


def choose(chosen: Month) -> None:
    """Draws the list of months.

    Args:
        chosen: The one that is seen.
    """
    labels = {month.ends.isoformat(): month.words for month in known()}
    st.session_state["choose_month"] = chosen.ends.isoformat()
    st.selectbox(
        _("Month"),
        list(labels),
        format_func=labels.__getitem__,
        key="choose_month",
        on_change=_follow,
    )


def _follow() -> None:
    view.go(date=date.fromisoformat(st.session_state["choose_month"]))

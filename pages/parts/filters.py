"""The narrow column of choices; each choice is a step to another view, that is, another URL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from data.cache import frame as ask
from data.ratios import PARTS, divisible
from pages.parts import editions, view
from pages.parts.catalogue import Indicator
from pages.parts.datasets import LABELS
from pages.parts.language import _
from pages.parts.wording import date_in_words

ENOUGH = 0.9  # of the values that a date may have
# Those of the map: units of either time with the figures of that time, or of today with all.
VINTAGES = {
    "2024": "63 provinces (before 7/2025)",
    "2025": "34 provinces (since 7/2025)",
    "today": "34 provinces of today, all dates",
}
UNITS = {"then": "of their time", "today": "of today"}
PER = {
    "": "as in the source",
    "people": "per 1,000 people",
    "communes": "per commune",
    "teams": "per team",
}
BREAKS = {
    "round": "round numbers",
    "quantiles": "equally many areas",
    "equal": "equally wide",
    "natural": "natural breaks",
}
TWO = {"beside": "side by side", "change": "map of the change", "percent": "map of the change in %"}
MARKS = {"areas": "filled areas", "bubbles": "bubbles"}


def _follow(key: str, field: str, resets: Mapping[str, object]) -> None:
    chosen = st.session_state[key]
    if chosen is not None:
        view.go(**{field: chosen, **resets})


def choose_dataset(offered: list[str], dataset: str) -> None:
    """Draws the choice of whose figures are seen; they are never added together.

    Args:
        offered: Datasets, two or more.
        dataset: The one that is seen.
    """
    labels = {code: _(LABELS[code]) for code in offered}
    st.session_state["choose_dataset"] = dataset
    st.radio(  # whose labels are never cut short
        _("Figures shown"),
        list(labels),
        format_func=labels.__getitem__,
        key="choose_dataset",
        on_change=_follow,
        args=("choose_dataset", "dataset", {"date": None}),
    )


def choose_vintage(now: view.View) -> None:
    """Draws the map's choice of units: before 1 July 2025, since then, or today's for all dates."""
    labels = {code: _(text) for code, text in VINTAGES.items()}
    st.session_state["choose_vintage"] = "today" if now.today else now.vintage
    st.radio(  # whose labels are never cut short
        _("Administrative units"),
        list(labels),
        format_func=labels.__getitem__,
        key="choose_vintage",
        on_change=_follow_vintage,
        help=_of_carrying(),
    )


def _follow_vintage() -> None:
    chosen, now = st.session_state["choose_vintage"], view.current()
    today = chosen == "today"
    vintage = "2025" if today else chosen
    kept = vintage == now.vintage  # the same areas, with more or fewer figures
    nationwide = now.level == "commune" and not now.within
    level = "commune" if nationwide else "province"
    resets = {} if kept else {"areas": (), "level": level, "within": ""}
    view.go(vintage=vintage, units="today" if today else "then", date=None, **resets)


def _of_carrying() -> str:
    return _(
        "In units of today, figures of before 1 July 2025 are carried over: counts add up, a part "
        "of a unit is estimated by its share of the land."
    )


def choose_units(units: str) -> None:
    """Draws the choice between figures in units of their time and in units of today."""
    _choose(_("Administrative units"), "units", UNITS, units, {}, help=_of_carrying())


def choose_indicator(labels: dict[str, str], shown: Indicator) -> None:
    """Draws the list of indicators.

    Args:
        labels: As `catalogue.labels` gives them.
        shown: The one that is shown, whether or not it is among them.
    """
    labels = labels if shown.id in labels else {shown.id: shown.name, **labels}
    st.session_state["choose_indicator"] = shown.id
    st.selectbox(
        _("Indicator"),
        list(labels),
        format_func=labels.__getitem__,
        key="choose_indicator",
        on_change=_follow,
        args=("choose_indicator", "indicator", {"date": None, "per": ""}),
        help=_("The number after each name says how many areas have figures."),
    )


def choose_per(shown: Indicator, per: str) -> None:
    """Draws what a count may be divided by; nothing where it cannot be."""
    row = ask("indicators").set_index("indicator_id", drop=False).loc[shown.id]
    possible = ["", *(part for part in PARTS if divisible(row, part))]
    if len(possible) > 1:
        offered = {part: PER[part] for part in possible}
        _choose(_("Values"), "per", offered, per if per in offered else "", {})


def choose_breaks(breaks: str) -> None:
    """Draws the ways to cut classes."""
    _choose(_("Classes"), "breaks", BREAKS, breaks, {})


def choose_marks(marks: str) -> None:
    """Draws the choice between filled areas and bubbles."""
    _choose(_("Drawn as"), "marks", MARKS, marks, {})


def choose_other(offered: Sequence[date], other: date | None) -> None:
    """Draws the choice of a second date to compare with; nothing where there is only one.

    Args:
        offered: The days that there are besides the one that is shown.
        other: The one that is chosen.
    """
    days = sorted({*offered, *([other] if other else [])}, reverse=True)
    if not days:
        return
    labels = {"": _("no other date")}
    labels |= {day.isoformat(): date_in_words(day, "day") for day in days}
    st.session_state["choose_other"] = other.isoformat() if other else ""
    st.selectbox(
        _("Compare with"),
        list(labels),
        format_func=labels.__getitem__,
        key="choose_other",
        on_change=_follow_other,
    )


def _follow_other() -> None:
    chosen = st.session_state["choose_other"]
    view.go(other=date.fromisoformat(chosen) if chosen else None)


def choose_two(two: str, growing: bool) -> None:
    """Draws the ways to compare two dates.

    Args:
        two: The one that is chosen.
        growing: Whether a change in percent says something.
    """
    offered = (
        TWO if growing or two == "percent" else {way: TWO[way] for way in ("beside", "change")}
    )
    _choose(_("The two dates"), "two", offered, two, {})


def _choose(
    label: str,
    field: str,
    options: Mapping[str, str],
    chosen: str,
    resets: Mapping[str, object],
    help: str | None = None,
) -> None:
    key, labels = f"choose_{field}", {option: _(text) for option, text in options.items()}
    st.session_state[key] = chosen
    shared: dict[str, Any] = {
        "label": label,
        "options": list(labels),
        "format_func": labels.__getitem__,
        "key": key,
        "on_change": _follow,
        "args": (key, field, resets),
        "help": help,
    }
    if len(options) == len(("one", "other")):
        st.segmented_control(required=True, width="stretch", **shared)
    else:
        st.selectbox(**shared)


def widest_date(
    history: pd.DataFrame, breaks: Sequence[pd.Timestamp] = (), is_rank: bool = False
) -> date:
    """The date up to which most areas have a value; of equals, the newest with enough of its own.

    Enough is nine in ten of the most that one of them has: a month of which a few reports have not
    come yet is still the one to look at.

    Args:
        history: Rows of history_by_area; of none, today.
        breaks: The days on which the method changed; nothing is carried over them.
        is_rank: Whether the values are ranks, which are not carried to another edition.
    """
    if history.empty:
        return date.today()
    if is_rank or breaks:
        return _widest_comparable(history, breaks, is_rank)
    first = history.groupby("area_id")["as_of"].min().value_counts()
    days = history["as_of"].value_counts().rename("fresh").to_frame()
    days["areas"] = first.reindex(days.index.sort_values(), fill_value=0).cumsum()
    widest = days[days["areas"] == days["areas"].max()]
    enough = widest[widest["fresh"] >= ENOUGH * widest["fresh"].max()]
    day: date = pd.Timestamp(enough.index.max()).date()
    return day


def _widest_comparable(
    history: pd.DataFrame, breaks: Sequence[pd.Timestamp], is_rank: bool
) -> date:
    """The same where not every earlier value compares with a later one."""

    def covered(day: pd.Timestamp) -> tuple[int, int, pd.Timestamp]:
        first = editions.since(day.date(), history["as_of"], breaks, is_rank)
        seen = history[(history["as_of"] >= first) & (history["as_of"] <= day)]
        return seen["area_id"].nunique(), int((seen["as_of"] == day).sum()), day

    best: date = max(map(covered, history["as_of"].unique()))[-1].date()
    return best

"""Which area, and which month, a template or a typed report is for."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

import streamlit as st

from data.cache import rows
from geo.areas import MERGER
from pages.parts import area_search, view
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.view import View
from pages.parts.wording import place_in_words

MONTHS = 24


@dataclass(frozen=True)
class Place:
    """An area of the view.

    Attributes:
        area_id: Its id.
        name: With its type, and what it lies in: "Xã Lá Xanh, Tỉnh Mây Trắng".
        level: Of the area.
        vintage: Of the area.
    """

    area_id: str
    name: str
    level: str
    vintage: str


def choose(now: View, key: str, label: str) -> Place | None:
    """The area that the view opens, after drawing the field that finds another; None without one.

    Args:
        now: The view.
        key: Tells this field from others.
        label: What the empty field says.
    """
    if found := area_search.draw(key, label):
        view.go(areas=(found,))
        st.rerun()
    area_id = next((each for each in now.areas if each != "vn"), "")
    if not area_id:
        return None
    row = view.area(area_id).iloc[0]
    above = [] if row["level"] == "province" else [row["parent_name"]]
    if row["level"] == "commune" and not row["parent_name"].endswith(row["province"]):
        above.append(row["province"])
    words = place_in_words(row["name"], row["level"], row["vintage"], row["province"])
    st.markdown(f"**{escape(words)}**")
    return Place(area_id, ", ".join([row["name"], *above]), row["level"], row["vintage"])


def choose_month(place: Place, key: str) -> date:
    """The last day of the month chosen, of those in which the area was what it is."""
    months = _months(place.vintage)
    return st.selectbox(
        _("Month"),
        months,
        index=1 if len(months) > 1 and place.vintage == "2025" else 0,
        format_func=lambda day: f"{day.month}/{day.year}",
        key=f"{key}_{place.vintage}",
        width=160,
    )


def communes(place: Place) -> dict[str, str]:
    """The names of the communes in the area by id, in their order; of a commune, itself."""
    if place.level == "commune":
        return {place.area_id: place.name.split(",")[0]}
    row = view.area(place.area_id).iloc[0]
    listed = rows(
        "areas_by_level",
        vintage=place.vintage,
        level="commune",
        within=row["province_id"] or place.area_id,
    )
    return {
        each.area_id: each.name
        for each in listed
        if place.area_id in (each.province_id, each.parent_id)
    }


def last_day(year: int, month: int) -> date:
    """The last day of the month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def month_before(day: date) -> date:
    """The last day of the month before."""
    return last_day(day.year - (day.month == 1), (day.month - 2) % 12 + 1)


def _months(vintage: str) -> list[date]:
    """The latest months of a vintage, the latest first."""
    today = date.today()
    day = last_day(today.year, today.month)
    if vintage == "2024":
        day = month_before(MERGER)
    found: list[date] = []
    while len(found) < MONTHS and (vintage == "2024") == (day < MERGER):
        found.append(day)
        day = month_before(day)
    return found

"""The one place that a page is about, and the way to it: nation, province, district, commune."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.cache import frame as ask
from geo.areas import NATION
from pages.parts import lineage_lines, months, view
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.view import View


def current(now: View) -> str:
    """The id of the view's place: the area opened, the first marked, the province, the nation."""
    return now.opened or next(iter(now.areas), now.within or NATION)


def offer_other_time(now: View, area_id: str) -> None:
    """Draws what an area was made of or became, with ways there: its figures may stand there.

    Args:
        now: The view.
        area_id: The area.
    """
    lineage_lines.draw(now, area_id, _stay_here)


def _stay_here(area_id: str, words: str) -> None:
    moved = {"areas": (area_id,), "opened": "", "within": ""}
    st.button(words, key=f"became-{area_id}", type="tertiary", on_click=view.go, kwargs=moved)


def say_ended(now: View) -> None:
    """Says of a commune that had ended by the month that is seen what became of it."""
    here, month = current(now), months.current(now)
    if month is None or month.vintage == "2024" or not here.startswith("2024-c"):
        return
    name = escape(view.area(here).iloc[0]["name"])
    st.markdown(
        _("{name} ended on 1 July 2025; {month} is after that.", name=name, month=month.words)
    )
    offer_other_time(now, here)


def choose(now: View, vintage: str) -> None:
    """Draws the lists that lead down to a commune, and back up to the nation.

    Args:
        now: The view.
        vintage: Of the provinces that are listed where the nation is seen.
    """
    here = current(now)
    row = view.area(here).iloc[0]
    if here != NATION:
        vintage = row["vintage"]
    province = row["province_id"] if here != NATION else ""
    _list(_("Province"), "province", _listed(vintage, "province"), province, NATION)
    if not province:
        return
    district = ""
    if vintage == "2024":
        district = row["parent_id"] if row["level"] == "commune" else here
        districts = _listed(vintage, "district", province)
        district = district if district in set(districts["area_id"]) else ""
        _list(_("District (until 30 June 2025)"), "district", districts, district, province)
    communes = _listed(vintage, "commune", province)
    if district:
        communes = communes[communes["parent_id"] == district]
    commune = here if row["level"] == "commune" else ""
    _list(_("Commune or ward"), "commune", communes, commune, district or province)


def _listed(vintage: str, level: str, within: str = "") -> pd.DataFrame:
    found = ask("areas_by_level", vintage=vintage, level=level, within=within)
    return found.sort_values("alphabetical")


def _list(label: str, level: str, areas: pd.DataFrame, chosen: str, above: str) -> None:
    """A list of areas; its first line is the one above, "all of it"."""
    labels = {above: _("all"), **dict(zip(areas["area_id"], areas["name"], strict=True))}
    key = f"choose_place_{level}"
    st.session_state[key] = chosen or above
    st.selectbox(
        label,
        list(labels),
        format_func=labels.__getitem__,
        key=key,
        on_change=_follow,
        args=(key,),
        help=_("To find a place by typing without accents, use the search above the page."),
    )


def _follow(key: str) -> None:
    chosen = st.session_state[key]
    view.go(areas=() if chosen == NATION else (chosen,), opened="", within="")

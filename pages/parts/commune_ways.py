"""The ways on from a place: to what it became or was made of, and to its other pages."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from geo.areas import MERGER
from pages.parts import lineage_lines, months, view
from pages.parts.commune_scene import Scene
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.view import View
from pages.parts.wording import date_in_words

LAST_BEFORE = MERGER - timedelta(days=1)
PAGES = {
    "teams.py": "Its teams",
    "services.py": "Its services",
    "targets.py": "Its targets",
}


def to(now: View, area_id: str) -> dict[str, str]:
    """The address of a place's page, in a month in which it was there.

    Args:
        now: The view.
        area_id: The place.
    """
    day = now.date
    if area_id.startswith("2024-c"):
        day = min(now.date or LAST_BEFORE, LAST_BEFORE)
    elif area_id.startswith("2025-c") and day and day < MERGER:
        day = None
    return now.query(areas=(area_id,), opened="", within="", level="province", date=day)


def draw_lineage(now: View, scene: Scene) -> None:
    """Draws what the place became or was made of, with links to those places' pages."""
    lineage_lines.draw(now, scene.area.area_id, lambda code: ("commune.py", to(now, code)))


def draw_own_time(now: View, scene: Scene) -> None:
    """Draws the link to the nearest month in which the commune was there."""
    known = [month.ends for month in months.known()]
    old = scene.area.vintage == "2024"
    own: list[date] = [day for day in known if (day < MERGER) == old]
    if not own:
        return
    nearest = max(own) if old else min(own)
    month = date_in_words(nearest, "month")
    st.page_link(
        "commune.py",
        label=_("Its last report: {month}", month=month)
        if old
        else _("Its first report: {month}", month=month),
        icon=":material/history:",
        query_params=now.query(date=nearest),
    )


def draw(now: View, scene: Scene) -> None:
    """Draws the links to the place's other pages, and of a commune to its group and province."""
    here = now.query(areas=(scene.area.area_id,), opened="")
    with st.container(horizontal=True, gap="small"):
        for page, label in PAGES.items():
            st.page_link(page, label=_(label), icon=":material/arrow_forward:", query_params=here)
        if scene.is_commune:
            above = dict.fromkeys((scene.group.area_id, scene.area.province_id))
            for area_id in above:
                name = view.area(area_id).iloc[0]["name"]
                label = _("All communes of {area}", area=escape(name))
                query = now.query(areas=(area_id,), opened="")
                st.page_link(
                    "commune.py", label=label, icon=":material/groups:", query_params=query
                )
    st.caption(_("The address of this page keeps the place and the month: save it as a bookmark."))

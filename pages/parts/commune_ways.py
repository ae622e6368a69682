"""The ways on from a place: to what it became or was made of, and to its other pages."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from geo.areas import MERGER
from pages.parts import lineage_lines, months, sharing, view
from pages.parts.asking import rows as ask
from pages.parts.commune_scene import Scene
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.view import View
from pages.parts.wording import date_in_words

LAST_BEFORE = MERGER - timedelta(days=1)
IN_PLACE: dict[str, object] = {"opened": "", "within": "", "level": "province"}
PAGES = {
    "teams.py": "Its teams, by the lists of teams",
    "services.py": "Its services",
    "targets.py": "Its targets",
}


def month_at(now: View, area_id: str) -> date | None:
    """The day to see a place at, so that it is one of its own time: None for the newest.

    Args:
        now: The view.
        area_id: The place.
    """
    if area_id.startswith("2024-c"):
        return min(now.date or LAST_BEFORE, LAST_BEFORE)
    if area_id.startswith("2025-c") and now.date and now.date < MERGER:
        return None
    return now.date


def _link(words: str, key: str, icon: str, **changes: object) -> None:
    """A way to another place or month on this page; a link to the same page keeps the address."""
    st.button(
        words, key=key, icon=icon, type="tertiary", on_click=view.go, kwargs=IN_PLACE | changes
    )


def draw_lineage(now: View, scene: Scene) -> None:
    """Draws what the place became or was made of, with the ways to those places."""

    def way(area_id: str, words: str) -> None:
        day = month_at(now, area_id)
        _link(words, f"to-{area_id}", ":material/arrow_forward:", areas=(area_id,), date=day)

    lineage_lines.draw(now, scene.area.area_id, way)


def draw_own_time(scene: Scene) -> None:
    """Draws the way to the nearest month in which the commune was there."""
    known = [month.ends for month in months.known()]
    old = scene.area.vintage == "2024"
    own = [day for day in known if (day < MERGER) == old]
    if not own:
        return
    nearest = max(own) if old else min(own)
    month = date_in_words(nearest, "month")
    words = (
        _("Its last report: {month}", month=month)
        if old
        else _("Its first report: {month}", month=month)
    )
    here = (scene.area.area_id,)
    _link(words, "own-time", ":material/history:", areas=here, date=nearest)


def draw(now: View, scene: Scene) -> None:
    """Draws the ways to the place's other pages, and from a commune to its group and province."""
    here = now.query(areas=(scene.area.area_id,), opened="")
    with st.container(horizontal=True, gap="small"):
        for page, label in PAGES.items():
            st.page_link(page, label=_(label), icon=":material/arrow_forward:", query_params=here)
        if scene.is_commune:
            for area_id in dict.fromkeys((scene.group.area_id, scene.area.province_id)):
                (place,) = ask("area_by_id", area=area_id)
                words = _("All communes of {area}", area=escape(place.name))
                _link(words, f"all-of-{area_id}", ":material/groups:", areas=(area_id,))
    sharing.offer_link("commune")
    st.caption(
        _("The copied link keeps the place and the month: send it or save it as a bookmark.")
    )

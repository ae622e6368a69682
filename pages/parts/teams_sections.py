"""The lists below the picture: one at a time, reckoned only when it is opened."""

from __future__ import annotations

import streamlit as st

from pages.parts import tabs, teams_lists, teams_parts, teams_people, view
from pages.parts.language import _
from pages.parts.teams_scene import TeamsScene


def draw(scene: TeamsScene) -> None:
    """Draws the tabs and the list of the one that is open."""
    is_commune = teams_parts.is_one_commune(scene)
    sections = {
        "parts": (_("By area"), teams_parts.draw_parts),
        "teams": (_("Teams one by one"), teams_parts.draw_teams),
        "breaches": (_("Outside the rule"), teams_lists.draw_breaches),
        "villages": (_("Villages without a team"), teams_lists.draw_villages),
        "people": (_("Members and leaders"), teams_people.draw_people),
        "training": (_("Training"), teams_people.draw_training),
        "old": (_("Old places"), teams_lists.draw_old),
    }
    del sections["parts" if is_commune else "teams"]
    if not scene.is_since_merger:
        del sections["old"]
    tabs.draw("teams", sections, scene)
    if is_commune:
        st.page_link(
            "commune.py",
            label=_("All of this commune's month"),
            icon=":material/location_city:",
            query_params=view.current().query(tab=""),
        )

"""The lists below the picture: one at a time, reckoned only when it is opened."""

from __future__ import annotations

import streamlit as st

from pages.parts import teams_lists, teams_parts, teams_people, view
from pages.parts.language import _
from pages.parts.teams_scene import TeamsScene

SECTIONS = {
    "parts": "By area",
    "teams": "Teams one by one",
    "breaches": "Outside the rule",
    "villages": "Villages without a team",
    "people": "Members and leaders",
    "training": "Training",
    "old": "Old places",
}
DRAWN = {
    "parts": teams_parts.draw_parts,
    "teams": teams_parts.draw_teams,
    "breaches": teams_lists.draw_breaches,
    "villages": teams_lists.draw_villages,
    "people": teams_people.draw_people,
    "training": teams_people.draw_training,
    "old": teams_lists.draw_old,
}
KEY = "teams-section"


def draw(scene: TeamsScene) -> None:
    """Draws the choice of a list and the list."""
    own = "teams" if teams_parts.is_one_commune(scene) else "parts"
    left_out = {"teams", "parts"} - {own} | (set() if scene.is_since_merger else {"old"})
    offered = [each for each in SECTIONS if each not in left_out]
    if st.session_state.get(KEY) not in offered:
        st.session_state[KEY] = own
    chosen = st.segmented_control(
        _("What to list"),
        offered,
        format_func=lambda each: _(SECTIONS[each]),
        key=KEY,
        required=True,
        label_visibility="collapsed",
    )
    DRAWN[chosen or own](scene)
    if own == "teams":
        st.page_link(
            "commune.py",
            label=_("All of this commune's month"),
            icon=":material/location_city:",
            query_params=view.current().query(),
        )

"""The ranked list beside the map."""

from __future__ import annotations

import streamlit as st

from pages.parts import components, map_month, view
from pages.parts.escape import plain
from pages.parts.language import _
from pages.parts.map_scene import MapScene
from pages.parts.ranking_lines import lines_with_marked


def draw(scene: MapScene) -> None:
    """Draws the areas from best to worst, then those without a figure; a name opens its area."""
    is_rank = scene.indicator.kind == "rank"
    columns = [_("Mark"), _("Rank"), _("Area"), _("Value"), _("Date")]
    components.mount(
        "ranking",
        key="ranking",
        data={
            "alt": _("Ranking: {name}", name=plain(scene.indicator.name)),
            "columns": [
                column for place, column in enumerate(columns) if place != 1 or not is_rank
            ],
            "ranks": not is_rank,
            "rows": lines_with_marked(scene),
            "marks": scene.mark_colours,
            "opened": None if scene.opened is None else scene.opened["area_id"],
            "words": {
                "mark": _("Mark on the map:"),
                "noData": _("no data"),
                "between": _("{n} areas between are not listed; the search finds each"),
                "keys": _("Arrow keys move through the list, Enter opens an area."),
            },
        },
        on_clicked_change=_choose,
    )
    if not is_rank:
        map_month.draw_why_open(scene)


def _choose() -> None:
    clicked = st.session_state["ranking"]["clicked"]
    if not view.area(str(clicked["code"])).empty:
        view.choose(str(clicked["code"]), bool(clicked["add"]))

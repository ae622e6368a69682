"""The ranked list beside the map."""

from __future__ import annotations

from typing import Any

import streamlit as st

from figures.theme import CATEGORIES
from pages.parts import components, view
from pages.parts.escape import plain
from pages.parts.language import _
from pages.parts.map_scene import MapScene


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
            "rows": rows_of(scene),
            "words": {"mark": _("Mark on the map:"), "noData": _("no data")},
        },
        on_clicked_change=_choose,
    )


def rows_of(scene: MapScene) -> list[list[Any]]:
    """The lines of the list, each with the colour of its area's mark, None without one."""
    marks = {row["area_id"]: CATEGORIES[place] for place, row in enumerate(scene.marked)}
    return [[*line, marks.get(line[0])] for line in scene.lines]


def _choose() -> None:
    clicked = st.session_state["ranking"]["clicked"]
    if not view.area(str(clicked["code"])).empty:
        view.choose(str(clicked["code"]), bool(clicked["add"]))

"""What stands below the picture of targets: lists, months, the areas below, and the nation's."""

from __future__ import annotations

from geo.areas import NATION
from pages.parts import (
    months,
    tabs,
    targets_choice,
    targets_pace,
    targets_parts,
    targets_published,
    targets_tables,
    targets_trend,
    view,
)
from pages.parts.language import _
from pages.parts.targets_scene import Scene


def draw(scene: Scene) -> None:
    """Draws the tabs, and the content of the one that is open.

    Args:
        scene: With lines.
    """
    contents = {
        "services": (_("By service"), targets_tables.draw),
        "pace": (_("Pace needed"), targets_pace.draw),
        "months": (_("Over the months"), _months),
        "parts": (_("By area below"), targets_parts.draw),
        "behind": (_("Furthest behind"), _behind),
        "nation": (_("National targets"), _nation),
    }
    if scene.kind != "assigned":
        del contents["pace"]
    if not scene.parts:  # of a commune, or of an area none of whose communes has a target
        del contents["parts"], contents["behind"]
    tabs.draw("targets", contents, scene)


def _months(scene: Scene) -> None:
    targets_trend.draw(scene, targets_choice.service(view.current(), scene))


def _behind(scene: Scene) -> None:
    now = view.current()
    shown = targets_choice.service(now, scene)
    targets_parts.draw_ranking(scene, shown.indicator, months.before(scene.month), now)


def _nation(_scene: Scene) -> None:
    targets_published.draw(NATION)

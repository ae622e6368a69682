"""The classes of a map: their edges, words and colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.ratios import UPPER
from figures.theme import class_colours
from geo.classes import Classes, classes_by, rank_classes
from pages.parts.language import _
from pages.parts.wording import number

if TYPE_CHECKING:
    from pages.parts.map_scene import MapScene


def classes_of(scene: MapScene) -> Classes:
    """The classes, fixed over all periods; "nearly 2,000" is never the lowest edge."""
    history = scene.history.dropna(subset=["value"])
    values = history["value"].tolist()
    if history.loc[history["qualifier"].isin(UPPER), "value"].min() == min(values, default=None):
        values.append(min(values) - 10.0**-scene.indicator.decimals)
    if scene.indicator.kind == "rank":
        return rank_classes(int(max([*values, len(scene.areas)])))
    return classes_by(scene.now.breaks, values, scene.indicator.decimals)


def labels_of(scene: MapScene) -> list[str]:
    """Each class in words."""
    return scene.classes.labels(
        lambda edge: number(edge, scene.indicator.decimals),
        scene.indicator.decimals == 0,
        _("{edge} and more"),
    )


def colours_of(scene: MapScene, *, dark: bool) -> list[str]:
    """The colour of each class, "no data" last.

    Args:
        scene: The map.
        dark: Whether it stands on a dark background.
    """
    return class_colours(len(scene.classes.edges), not scene.indicator.less_is_better, dark=dark)

"""One map, or the same map on two dates side by side."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.series import GROWING
from pages.parts import filters, map_picture, view
from pages.parts.language import _
from pages.parts.map_change import ChangeScene, change_of
from pages.parts.map_scene import MapScene
from pages.parts.map_scenes import scene_of
from pages.parts.wording import date_in_words

PAIR = "maps"


def scenes_of(now: view.View, indicator_id: str) -> tuple[MapScene, ...]:
    """The scene of the view; where two dates stand side by side, that of the other date before it.

    Args:
        now: The view.
        indicator_id: What is measured where the view names nothing.
    """
    if now.other and now.two != "beside" and not now.per:
        return (change_of(now, indicator_id),)
    scene = scene_of(now, indicator_id)
    if not now.other or now.other == scene.day:
        return (scene,)
    return scene_of(replace(now, date=now.other), indicator_id), scene


def columns(scenes: tuple[MapScene, ...]) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Where the picture stands, and what belongs to it: beside it, or below two maps."""
    if len(scenes) > 1:
        return st.container(), st.container()
    picture, beside = st.columns([5, 3], gap="medium")
    return picture, beside


def draw(scenes: tuple[MapScene, ...]) -> str:
    """Draws the maps; the key under which their picture is found."""
    if len(scenes) == 1:
        map_picture.draw(scenes[0])
        return "map"
    with st.container(key=PAIR):
        places = zip(scenes, st.columns(2, gap="small"), ("map_other", "map"), strict=True)
        for scene, place, key in places:
            with place:
                day = date_in_words(scene.day, "day")
                st.markdown(f"**{_('up to')} {day}** · {scene.coverage}")
                map_picture.draw(scene, key)
    return PAIR


def choose(scenes: tuple[MapScene, ...]) -> None:
    """Draws the choice of a second date, and of how the two are compared."""
    scene = scenes[-1]
    days = scene.dates if isinstance(scene, ChangeScene) else scene.steps
    filters.choose_other([day for day in days if day != scene.day], scene.now.other)
    if scene.now.other and not scene.now.per:
        filters.choose_two(scene.now.two, scene.indicator.kind in GROWING)


def file_of(scenes: tuple[MapScene, ...]) -> dict[str, pd.DataFrame]:
    """What is seen, as `sharing.offer` takes it."""
    scene = scenes[-1]
    if isinstance(scene, ChangeScene):
        return {"rows": scene.table}
    known = pd.concat([each.known for each in scenes]) if len(scenes) > 1 else scene.known
    return {"rows" if scene.now.per else "figures": known}

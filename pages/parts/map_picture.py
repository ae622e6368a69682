"""The map itself, as the component draws it: values by date, colours, marks, words."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from data.boundaries import layer_name
from data.cache import frame as ask
from data.paths import MAP_LIBRARY
from figures.theme import BORDER
from geo.areas import AreaId
from geo.geometry import ISLAND_DISTRICTS
from pages.parts import boundary_words, components, view
from pages.parts.escape import plain
from pages.parts.language import _
from pages.parts.map_entries import radius
from pages.parts.map_scene import MapScene
from pages.parts.screen import ink, is_dark, is_phone
from pages.parts.wording import date_in_words, number

# West, south, east, north. A phone is too narrow for the sea: it has the archipelagos in the inset.
WHOLE, MAINLAND = (101.9, 7.2, 117.6, 23.5), (102.0, 8.3, 109.6, 23.5)
ARCHIPELAGOS = {"Hoàng Sa": (110.8, 15.3, 113.2, 17.7), "Trường Sa": (111.2, 7.2, 116.8, 12.8)}
DIGITS = {"province": 2, "district": 3, "commune": 5}


def draw(scene: MapScene, key: str = "map") -> None:
    """Draws the map with its time bar and legend; a click on an area opens it.

    Args:
        scene: What it shows.
        key: "map", or "map_other" where it is the one of the view's other date.
    """
    components.mount(
        "map",
        key=key,
        data=payload(scene),
        on_clicked_change=partial(_open_clicked, key),
        on_date_change=partial(_move_in_time, key),
    )


def payload(scene: MapScene) -> dict[str, Any]:
    """What the component reads; texts are plain, values sent once for all dates that play."""
    now, entries = scene.now, scene.entries
    steps, sizes = entries.steps, entries.sizes
    layer, around = layers_of(now)
    return {
        "library": MAP_LIBRARY,
        "layer": "/api/layers/" + layer,
        "around": "/api/layers/" + around if now.within else None,
        "bounds": None if now.within else (MAINLAND if is_phone() else WHOLE),
        "insets": [
            {"name": _("{name} islands", name=name), "box": box}
            | {"at": [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]}
            for name, box in ARCHIPELAGOS.items()
        ],
        "provinces": _provinces(scene) if scene.is_wide else None,
        "names": now.level != "province",
        "measure": f"{scene.indicator.id} {now.per}",
        "caption": f"{_('up to')} {date_in_words(scene.day, 'day')}",
        "steps": [[day.isoformat(), date_in_words(day, "day")] for day in steps],
        "since": entries.since,
        "today": scene.today.isoformat(),
        "step": steps.index(scene.day) if steps else 0,
        "plays": scene.plays and len(steps) > 1,
        "areas": entries.by_code if scene.plays else entries.packed,
        "said": entries.said,
        "notes": entries.notes,
        "total": len(scene.areas),
        "undrawn": len(scene.undrawn),
        "colours": scene.colours_on(dark=is_dark()),
        "labels": scene.labels,
        "marks": now.marks if sizes else "areas",
        "sizes": [
            [number(value, scene.indicator.decimals), radius(value, sizes)] for value in sizes
        ],
        "marked": [
            [int(row["code"]), scene.mark_colours[row["area_id"]], scene.name_of(row)]
            for row in scene.marked
        ],
        "opened": None if scene.opened is None else int(scene.opened["code"]),
        "ink": ink(),
        "border": BORDER,
        "alt": f"{plain(scene.title)}. {scene.coverage}.",
        "words": {**words(), "boundaries": boundary_words.note(now.vintage, now.level)},
    }


def _provinces(scene: MapScene) -> list[list[int | str]]:
    """Code and name of each province, in the order of their names."""
    found = ask("areas_by_level", vintage=scene.now.vintage, level="province", within="")
    found = found.sort_values("alphabetical")
    return [[int(row.code), row.short_name] for row in found.itertuples()]


def layers_of(now: view.View) -> tuple[str, str]:
    """The names of the layer of a view's areas and of that of the provinces around them."""
    own = layer_name(now.vintage, now.level, now.within[-2:] or None)
    return own, layer_name(now.vintage, "province")


def words() -> dict[str, str]:
    """What stands on the map itself, by what the component calls it."""
    return {
        "map": _("Map. Arrow keys move it, plus and minus zoom; the list beside it opens areas."),
        "noData": _("no data"),
        "thousands": number(1000, 0)[1],
        "legend": _("Legend"),
        "undrawn": _("no boundary on this map"),
        "failed": _("The map could not be drawn. Reload the page; the list beside it is complete."),
        "time": _("Latest values up to"),
        "upTo": _("up to"),
        "play": _("Play through the dates"),
        "pause": _("Pause"),
        "playing": _("Playing. The title, key figures and list follow when it is paused."),
        "paused": _("Paused at {day}"),
        "back": _("Earlier date"),
        "next": _("Later date"),
        "zoomIn": _("Zoom in"),
        "zoomOut": _("Zoom out"),
        "whole": _("Show the whole map"),
        "goTo": _("Zoom to a province"),
        "zoomTo": _("Zoom to the marked areas"),
        "months": _("{n} mo. old"),
        "years": _("{n} yr. old"),
    }


def _open_clicked(key: str) -> None:
    """Opens the clicked area; with a modifier key it is marked besides, or no longer."""
    clicked, now = st.session_state[key]["clicked"], view.current()
    level, code = now.level, int(clicked["code"])
    if level == "commune" and code in ISLAND_DISTRICTS:
        level = "district"  # it has no communes, and is drawn under its own code among them
    area_id = str(AreaId(now.vintage, level, f"{code:0{DIGITS[level]}d}"))
    if not view.area(area_id).empty:
        view.choose(area_id, bool(clicked["add"]))


def _move_in_time(key: str) -> None:
    day = pd.Timestamp(st.session_state[key]["date"]).date()
    view.go(**{"date" if key == "map" else "other": day})

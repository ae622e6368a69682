"""What a map is called: a sentence with the answer in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from pages.parts.escape import escape
from pages.parts.figures_table import signs
from pages.parts.language import _
from pages.parts.wording import date_in_words

if TYPE_CHECKING:
    from pages.parts.map_scene import MapScene


def title_of(scene: MapScene) -> str:
    """A sentence with the answer in it, as escaped markup."""
    row = scene.known.iloc[0] if scene.opened is None and len(scene.known) else scene.opened
    if row is None:
        day = date_in_words(scene.day, "day")
        return _("{name}: no figures up to {day}", name=escape(scene.indicator.name), day=day)
    if pd.isna(row["value"]):
        return _("{area}: no figure", area=escape(row["short_name"]))
    said = {
        "area": escape(row["short_name"]),
        "value": scene.indicator.say(row) + signs(row),
        "day": date_in_words(row["as_of"], row["precision"]),
    }
    if scene.opened is not None:
        return _("{area}: {value} ({day})", **said)
    if len(scene.known) == 1:
        return _("Only {area} has a figure: {value} ({day})", **said)
    if scene.indicator.kind == "rank" and row["value"] > 1:
        said["n"] = f"{len(scene.known)}"
        return _("Of {n} with a rank, {area} is first: {value} ({day})", **said)
    if scene.indicator.kind == "rank":
        return _("{area} leads: {value} ({day})", **said)
    return _("Highest in {area}: {value} ({day})", **said)


def picture_title_of(scene: MapScene) -> str:
    """The title for a picture that stands alone: with the indicator and the date."""
    name, day = escape(scene.indicator.name), date_in_words(scene.day, "day")
    if name in scene.title:
        return scene.title
    return _("{name} up to {day}. {title}", name=name, day=day, title=scene.title)

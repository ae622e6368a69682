"""What is said above a map: a sentence with the answer in it, what is measured and how widely."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from data.datasets import PUBLISHED
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.map_month import ranked_of
from pages.parts.wording import date_in_words, number

if TYPE_CHECKING:
    from pages.parts.map_scene import MapScene

COVERAGE = {
    "province": "{n} of {total} provinces have figures",
    "district": "{n} of {total} districts have figures",
    "commune": "{n} of {total} communes have figures",
}
SUPERSEDED = {
    True: "{n} more in an older edition only, which does not compare",
    False: "{n} more only from before the method changed, which does not compare",
}


def coverage_of(scene: MapScene) -> str:
    """How many of the areas have a figure, in words."""
    known, total = (number(len(rows), 0) for rows in (scene.known, scene.areas))
    return _(COVERAGE[scene.now.level], n=known, total=total)


def subtitle_of(scene: MapScene) -> str:
    """What is measured, and for how many areas it is known, as markdown."""
    said = f"**{escape(scene.indicator.name)}** · {scene.coverage}"
    if scene.now.dataset != PUBLISHED:
        if others := len(scene.known) - len(ranked_of(scene)):
            said += ", " + _("{n} of them of another month, not ranked", n=number(others, 0))
    elif scene.older:
        said += ", " + _("{n} of them older than a month", n=number(scene.older, 0))
    if scene.superseded:
        reason = SUPERSEDED[scene.indicator.kind == "rank"]
        said += " · " + _(reason, n=scene.superseded)
    if scene.undated:
        said += " · " + _("{n} more only without a date, not on the map", n=scene.undated)
    if scene.unsaid:
        said += " · " + _("{n} more whose old units leave it open", n=scene.unsaid)
    return said


def title_of(scene: MapScene) -> str:
    """A sentence with the answer in it, as escaped markup."""
    ranked = ranked_of(scene)
    row = ranked.iloc[0] if scene.opened is None and len(ranked) else scene.opened
    if row is None:
        day = date_in_words(scene.day, "day")
        return _("{name}: no figures up to {day}", name=escape(scene.indicator.name), day=day)
    if pd.isna(row["value"]):
        return _("{area}: no figure", area=escape(scene.name_of(row)))
    said = {
        "area": escape(scene.name_of(row)),
        "value": scene.words(row),
        "day": date_in_words(row["as_of"], row["precision"]),
    }
    if scene.opened is not None:
        return _("{area}: {value} ({day})", **said)
    if len(scene.known) == 1:
        return _("Only {area} has a figure: {value} ({day})", **said)
    if scene.indicator.kind == "rank" and row["value"] > 1:
        said["n"] = f"{len(ranked)}"
        return _("Of {n} with a rank, {area} is first: {value} ({day})", **said)
    if scene.indicator.kind == "rank":
        return _("{area} leads: {value} ({day})", **said)
    if scene.leaves_open:
        return _("Highest of what was reported: {area}, {value} ({day})", **said)
    return _("Highest in {area}: {value} ({day})", **said)


def picture_title_of(scene: MapScene) -> str:
    """The title for a picture that stands alone: with the indicator and the date."""
    name, day = escape(scene.indicator.name), date_in_words(scene.day, "day")
    if name in scene.title:
        return scene.title
    return _("{name} up to {day}. {title}", name=name, day=day, title=scene.title)


def part_line_of(scene: MapScene) -> str:
    """What the values were divided by, of when and by whom; "" where they were not."""
    if not scene.now.per or scene.known.empty:
        return ""
    sources = scene.known["part_source"].unique()
    days = sorted({int(day.year) for day in scene.known["part_as_of"]})
    return _(
        "Divided by: {sources} ({years}).",
        sources="; ".join(map(escape, sources[:3])),
        years=f"{days[0]}" if len(days) == 1 else f"{days[0]}–{days[-1]}",
    )

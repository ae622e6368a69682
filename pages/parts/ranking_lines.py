"""The lines of the ranked list beside the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pages.parts import carried_words
from pages.parts.figures_table import signs
from pages.parts.wording import age_in_words, date_in_words

if TYPE_CHECKING:
    from pages.parts.map_scene import MapScene


def lines_of(scene: MapScene) -> list[list[Any]]:
    """Area id, place, name, value, date and length of the bar of each area, best first.

    Areas without a value come last, by name.
    """
    known = scene.known
    silent = scene.rows[scene.rows["value"].isna()].sort_values("alphabetical")
    places = known["value"].rank(method="min", ascending=scene.indicator.less_is_better)
    most = float(known["value"].abs().max()) if len(known) else 0.0
    lines: list[list[Any]] = []
    for row, place in zip(known.itertuples(), places, strict=True):
        days = (
            date_in_words(row.as_of, row.precision),
            age_in_words(row.as_of, scene.seen_on),
            *carried_words.cautions(row),
        )
        lines.append(
            [
                row.area_id,
                f"{place:.0f}",
                row.short_name,
                scene.indicator.say(row) + signs(row),
                " · ".join(filter(None, days)),
                round(abs(row.value) / most, 3)
                if most and not scene.indicator.less_is_better
                else 0,
            ]
        )
    lines += [[row.area_id, "", row.short_name, "", "", 0] for row in silent.itertuples()]
    return lines

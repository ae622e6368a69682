"""The lines of the ranked list beside the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pages.parts import carried_words
from pages.parts.language import _
from pages.parts.map_month import UNRANKED, places_of
from pages.parts.wording import age_in_words, date_in_words, number

if TYPE_CHECKING:
    import pandas as pd

    from pages.parts.map_scene import MapScene


# Without the columns that no line needs: there are many.
READ = [
    *("area_id", "area", "short_name", "province", "value", "qualifier", "as_of", "precision"),
    *("in_conflict", "disputed", "remark_en", "amount", "percent"),
    *("carried", "vintage", "oldest_as_of", "oldest_precision", "missing_parts"),
    *("parts", "expected"),
]
ENDS = 60  # lines of a list too long to send: so many of its first, and of its last


def lines_of(scene: MapScene) -> list[list[Any]]:
    """Area id, place, name, value, date and length of the bar of each area, best first.

    Areas without a value come last, by name. Of all districts or communes of the nation there are
    the first and the last with a value, and between them one line with the number left out alone.
    """
    known = scene.known
    left_out = max(len(known) - 2 * ENDS, 0) if scene.is_wide else 0
    first = _lines(scene, known.iloc[:ENDS] if left_out else known)
    last = _lines(scene, known.iloc[-ENDS:]) if left_out else []
    silent = scene.rows[scene.rows["value"].isna()].sort_values("alphabetical")
    if scene.is_wide:
        silent = silent.iloc[:0]
    return [
        *first,
        *([[number(left_out, 0)]] if left_out else []),
        *last,
        *([row.area_id, "", row.short_name, "", "", 0] for row in silent.itertuples()),
    ]


def lines_with_marked(scene: MapScene) -> list[list[Any]]:
    """The lines of `lines_of` and, in their place among those left out, those of marked areas."""
    gap = next((place for place, line in enumerate(scene.lines) if len(line) == 1), None)
    if gap is None:
        return scene.lines
    between = scene.known.iloc[gap : len(scene.known) - ENDS]
    between = between[between["area_id"].isin(scene.mark_colours)]
    lines = _lines(scene, between)
    left_out = len(scene.known) - 2 * ENDS - len(lines)
    return [*scene.lines[:gap], *lines, [number(left_out, 0)], *scene.lines[gap + 1 :]]


def _lines(scene: MapScene, rows: pd.DataFrame) -> list[list[Any]]:
    """The lines of some of the rows of `scene.known`."""
    values = scene.known["value"]
    places = places_of(scene)
    most = float(values.abs().max()) if len(values) else 0.0
    read = rows[[column for column in READ if column in rows]]
    has_bars = most and not scene.indicator.less_is_better
    lines: list[list[Any]] = []
    for row, place in zip(read.itertuples(), places[rows.index], strict=True):
        days = (
            date_in_words(row.as_of, row.precision),
            age_in_words(row.as_of, scene.seen_on),
            _("another month, not ranked") if place == UNRANKED else "",
            *carried_words.cautions(row),
        )
        lines.append(
            [
                row.area_id,
                place,
                scene.name_of(row),
                scene.words(row),
                " · ".join(filter(None, days)),
                round(abs(row.value) / most, 3) if has_bars else 0,
            ]
        )
    return lines

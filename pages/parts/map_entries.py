"""The values of a map as its component reads them: each area's by date, texts said once."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from data.ratios import UPPER
from pages.parts import carried_words, editions
from pages.parts.figures_table import signs
from pages.parts.language import _, either
from pages.parts.wording import date_in_words, value_in_words

if TYPE_CHECKING:
    from pages.parts.map_scene import MapScene

LARGEST = 26  # pixels, the radius of the largest bubble
PLAYED = ("province", "district")  # where each date is sent, so that time plays in the browser


@dataclass(frozen=True)
class Entries:
    """What is sent of the values.

    Attributes:
        steps: The days of the time bar.
        since: For each of them the first step whose values are still shown on it.
        areas: By code, in the order of days: step, class, value in words, note, and the radius
            of its bubble where bubbles are drawn.
        notes: The lines under a value, each set of lines once.
        sizes: The values that the legend gives bubbles for, largest first.
    """

    steps: list[date]
    since: list[int]
    areas: dict[str, list[list[Any]]]
    notes: list[tuple[str, ...]]
    sizes: list[float]


def entries_of(scene: MapScene) -> Entries:
    """The values of every date where time plays in the browser, else the latest ones."""
    dates = {day.date() for day in scene.history["as_of"]}
    steps = sorted({*dates, scene.day}) if dates else []
    plays = scene.now.level in PLAYED
    shown = scene.history if plays else scene.rows.dropna(subset=["value"])
    notes: dict[tuple[str, ...], int] = {}
    sizes = _sizes(scene)
    places = {day: place for place, day in enumerate(steps)}
    areas: dict[str, list[list[Any]]] = {}
    indexes = scene.classes.index(shown["value"], shown["qualifier"].isin(UPPER))
    for row, index in zip(shown.itertuples(), indexes, strict=True):
        note = notes.setdefault(_note(row), len(notes))
        said = scene.indicator.say(row) + signs(row)
        entry = [places[row.as_of.date()], int(index), said, note]
        areas.setdefault(str(int(row.code)), []).append(
            [*entry, round(radius(row.value, sizes), 1)] if sizes else entry
        )
    return Entries(steps, _since(scene, steps), areas, list(notes), sizes)


def _since(scene: MapScene, steps: list[date]) -> list[int]:
    """For each step the first whose values compare with its own."""
    breaks = editions.breaks_of(scene.indicator.id)
    is_rank = scene.indicator.kind == "rank"
    first = [editions.since(day, scene.history["as_of"], breaks, is_rank) for day in steps]
    return [sum(pd.Timestamp(day) < start for day in steps) for start in first]


def _note(row: Any) -> tuple[str, ...]:
    """The lines under a value: its date, its source, what it was divided by, what to mind."""
    lines = [date_in_words(row.as_of, row.precision), *carried_words.lines(row), row.source]
    if not pd.isna(getattr(row, "part_value", math.nan)):
        said = value_in_words(row.part_value, row.part_qualifier, "", "", 0)
        day = date_in_words(row.part_as_of, row.part_precision)
        lines.append(
            _("divided by {value} ({day}; {source})", value=said, day=day, source=row.part_source)
        )
    if row.in_conflict:
        lines.append("≠ " + _("another source says otherwise"))
    elif row.disputed:
        lines.append("≠ " + _("sources disagreed within the year before"))
    if remark := either(row.remark_vi, row.remark_en):
        lines.append("⚠ " + remark)
    return tuple(lines)


def _sizes(scene: MapScene) -> list[float]:
    """The values that the legend gives bubbles for, largest first; none where areas are filled."""
    if scene.now.marks != "bubbles" or scene.indicator.kind != "count":
        return []
    most = float(scene.history["value"].max()) if len(scene.history) else 0.0
    if most <= 0:
        return []
    scale = 10.0 ** math.floor(math.log10(most))
    top = math.floor(most / scale) * scale
    return [top, top / 4]


def radius(value: float, sizes: list[float]) -> float:
    """Pixels, so that the disc's area is as the value."""
    return LARGEST * math.sqrt(max(value, 0.0) / sizes[0]) if sizes else 0.0

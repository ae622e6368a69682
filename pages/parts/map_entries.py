"""The values of a map as its component reads them: each area's by date, texts said once."""

from __future__ import annotations

import math
import zlib
from base64 import b64encode
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pages.parts import carried_words, editions
from pages.parts.language import _, either
from pages.parts.wording import date_in_words, value_in_words

if TYPE_CHECKING:
    from pages.parts.map_scene import MapScene

LARGEST = 26  # pixels, the radius of the largest bubble
SAID_BY = [
    *("value", "qualifier", "amount", "percent", "carried"),
    *("in_conflict", "disputed", "remark_en"),
]
NOTED_BY = ["as_of", "precision", "source", "in_conflict", "disputed", "remark_vi", "remark_en"]
# What is known of a value that was carried over, where any was.
CARRIED = ["carried", "vintage", "oldest_as_of", "oldest_precision", "missing_parts"]
BASED_ON = ["base_as_of", "base_precision", "base_source"]
# What differs from area to area: too much for a whole nation.
DIVIDED_BY = ["part_value", "part_qualifier", "part_as_of", "part_precision", "part_source"]
BASE = ["base_value", "base_qualifier"]
ADDED_UP = ["parts", "low", "high"]
SUMMED = ["parts", "expected"]  # of how many of its communes a value is


@dataclass(frozen=True)
class Entries:
    """What is sent of the values.

    Attributes:
        steps: The days of the time bar.
        since: For each of them the first step whose values are still shown on it.
        said: Class, value in words and, where bubbles are drawn, the radius; each once.
        notes: The lines under a value, each set of lines once.
        rows: For each value code, step, and places in `said` and `notes`; by code, then step.
        sizes: The values that the legend gives bubbles for, largest first.
    """

    steps: list[date]
    since: list[int]
    said: list[list[Any]]
    notes: list[tuple[str, ...]]
    rows: npt.NDArray[np.int64]
    sizes: list[float]

    @property
    def by_code(self) -> dict[str, list[list[int]]]:
        """Step, said and note of each value, by code: for few areas with many dates."""
        found: dict[str, list[list[int]]] = {}
        for code, *entry in self.rows.tolist():
            found.setdefault(str(code), []).append(entry)
        return found

    @property
    def packed(self) -> str:
        """The columns of `rows` one after the other, codes as differences: for many areas.

        Sixteen bits a number, the low halves of all before the high ones, deflated, in base64.
        """
        columns = self.rows.T.copy()
        columns[0] = np.diff(columns[0], prepend=0)
        halves = columns.astype("<u2").view("u1").reshape(-1, 2).T
        return b64encode(zlib.compress(halves.tobytes(), 9)).decode()


def entries_of(scene: MapScene) -> Entries:
    """The values of every date where time plays in the browser, else the latest ones."""
    steps = scene.steps
    shown = scene.history if scene.plays else scene.rows.dropna(subset=["value"])
    shown = shown.assign(code=shown["code"].astype(int)).sort_values(["code", "as_of"])
    sizes = _sizes(scene)
    said, told = _once(shown, [column for column in SAID_BY if column in shown])
    sayings: list[list[Any]] = [
        [int(index), scene.words(row), *([round(radius(row.value, sizes), 1)] if sizes else [])]
        for row, index in zip(told.itertuples(), scene.class_of(told), strict=True)
    ]
    told_by = [*NOTED_BY, *BASED_ON, *([] if scene.is_wide else [*DIVIDED_BY, *BASE])]
    if "carried" in shown:
        told_by += CARRIED if scene.is_wide else CARRIED + ADDED_UP
    if "expected" in shown:
        told_by = [*dict.fromkeys([*told_by, *SUMMED])]
    noted, notes = _once(shown, [column for column in told_by if column in shown])
    places = {pd.Timestamp(day): place for place, day in enumerate(steps)}
    at = shown["as_of"].map(places).fillna(len(steps) - 1)  # a change is of its later day
    columns = [shown["code"], at, said, noted]
    rows = np.column_stack([np.asarray(column, dtype=int) for column in columns])
    texts = [_note(row, scene) for row in notes.itertuples()]
    return Entries(steps, _since(scene, steps), sayings, texts, rows, sizes)


def _once(shown: pd.DataFrame, columns: list[str]) -> tuple[pd.Series, pd.DataFrame]:
    """For each row the place of its kind, and the columns of each kind once."""
    kinds = shown.groupby(columns, sort=False, dropna=False).ngroup()
    return kinds, shown.loc[~kinds.duplicated(), columns]


def _since(scene: MapScene, steps: list[date]) -> list[int]:
    """For each step the first whose values compare with its own."""
    breaks = editions.breaks_of(scene.indicator.id)
    is_rank = scene.indicator.kind == "rank"
    first = [editions.since(day, scene.history["as_of"], breaks, is_rank) for day in steps]
    return [sum(pd.Timestamp(day) < start for day in steps) for start in first]


def _note(row: Any, scene: MapScene) -> tuple[str, ...]:
    """The lines under a value: its date, its source, what it was reckoned from, what to mind."""
    carried = carried_words.cautions(row) if scene.is_wide else carried_words.lines(row)
    lines = [date_in_words(row.as_of, row.precision), *carried, row.source]
    if not pd.isna(getattr(row, "base_as_of", None)):
        day = date_in_words(row.base_as_of, row.base_precision)
        before = _("before: {day}", day=day)
        if not pd.isna(getattr(row, "base_value", math.nan)):
            value = scene.indicator.words(row.base_value, row.base_qualifier)
            before = _("before: {value} ({day})", value=value, day=day)
        lines += [before, *([row.base_source] if row.base_source != row.source else [])]
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

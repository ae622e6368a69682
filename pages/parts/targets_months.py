"""One service of a place over the months: its results, the steps of its targets, the nation's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from data import cache
from data.datasets import PUBLISHED
from geo.areas import NATION
from pages.parts import asking, catalogue, months
from pages.parts.catalogue import Indicator
from pages.parts.reader import kept_for_reader
from pages.parts.targets_own import is_whole
from pages.parts.targets_scene import KINDS, Line, Scene
from pages.parts.wording import missing


@dataclass(frozen=True, eq=False)
class Step:
    """What was aimed at for some days.

    Attributes:
        begins: The first of these days.
        ends: The last: of the month it was registered for, or the day it is due.
        due: When it is due.
        is_current: False for a version that another took the place of.
        recorded_at: When it was set, in UTC; None for a sum.
        parts: Over how many communes it is added up, with `expected`; 0 for the place's own.
    """

    kind: str
    begins: date
    ends: date
    due: date
    value: float
    operator: str | None
    version: int
    is_current: bool
    source: str
    recorded_at: Any = None
    parts: int = 0
    expected: int = 0


@dataclass(frozen=True, eq=False)
class National:
    """A published target of the nation beside a place's result.

    Attributes:
        row: Of target_versions_by_area.
        shown: The indicator it is of: the service, or the share that this counts.
        result: The place's figure of that indicator for the month, of summed_by_area, or None.
        value: What it comes to in units of the service; None where that cannot be reckoned.
        below: The indicator that the share is of and its figure, where `value` is a share of it.
    """

    row: Any
    shown: Indicator
    result: Any
    value: float | None
    below: tuple[Indicator, Any] | None = None


@dataclass(frozen=True, eq=False)
class Course:
    """A service over the months.

    Attributes:
        results: One row per month: starts_on, as_of, value, low, high, qualifier, in_conflict,
            parts, expected, source, dataset.
        is_sum: Whether results and steps are added up over communes that have both.
    """

    results: tuple[Any, ...]
    steps: tuple[Step, ...]
    national: tuple[National, ...]
    is_sum: bool


@kept_for_reader
def course_of(scene: Scene, line: Line) -> Course:
    """The course of the service that a line of the scene is of."""
    is_sum = not line.is_own and line.row.level != "commune"
    shown = line.indicator
    if is_sum:
        results = asking.rows(
            "reached_by_month", indicator=shown.id, place=scene.area_id, kind=scene.kind
        )
        steps = [_summed(scene.kind, row) for row in results]
    else:
        known = months.known()
        results = asking.rows(
            "summed_by_area",
            indicators=(shown.id,),
            areas=(scene.area_id,),
            first=known[-1].begins,
            last=known[0].ends,
        )
        steps = _versions(scene.area_id, shown.id)
    return Course(results, tuple(steps), tuple(_national(scene, line)), is_sum)


def _summed(kind: str, row: Any) -> Step:
    return Step(
        kind,
        row.starts_on.date(),
        row.as_of.date(),
        row.last_due.date(),
        row.target,
        None if missing(row.operator) else row.operator,
        2 if row.revised else 1,
        True,
        row.source,
        parts=row.parts,
        expected=row.expected,
    )


def _versions(area_id: str, indicator: str) -> list[Step]:
    """Every version of the place's own targets, in the order of the days they are for."""
    rows = [
        row
        for row in asking.rows("target_versions_by_area", areas=(area_id,))
        if row.indicator_id == indicator and row.kind in KINDS and not missing(row.due)
    ]
    rows.sort(key=lambda row: (row.kind, row.due, row.version))
    steps: list[Step] = []
    for place, row in enumerate(rows):
        due = row.due.date()
        later = rows[place + 1] if place + 1 < len(rows) else None
        before = max((s.due for s in steps if s.kind == row.kind and s.due < due), default=None)
        steps.append(
            Step(
                row.kind,
                due.replace(day=1) if row.kind == "registered" else _since(before, due),
                due,
                due,
                row.value,
                None if missing(row.operator) else row.operator,
                row.version,
                later is None or (later.kind, later.due) != (row.kind, row.due),
                row.source,
                row.recorded_at,
            )
        )
    return steps


def _since(before: date | None, due: date) -> date:
    """From when on a target is looked at: the year it is due in, after the one due before it."""
    year = date(due.year, 1, 1)
    return year if before is None else max(year, before + timedelta(days=1))


def _national(scene: Scene, line: Line) -> list[National]:
    """The nation's published targets of the service or its share that are still to come."""
    found = []
    for row in cache.rows("target_versions_by_area", areas=(NATION,), dataset=PUBLISHED):
        if row.kind != "national" or missing(row.due) or row.due.date() < scene.month.ends:
            continue
        shown = catalogue.indicator(row.indicator_id)
        if shown.id == line.indicator.id:
            found.append(National(row, shown, _figure(scene, shown.id), row.value))
            continue
        kept = catalogue.row_of(shown.id)
        if kept["numerator_id"] == line.indicator.id and shown.unit_en == "%":
            found.append(_share(scene, line, row, shown, str(kept["denominator_id"])))
    return sorted(found, key=lambda each: each.row.due)


def _share(scene: Scene, line: Line, row: Any, shown: Indicator, denominator: str) -> National:
    """A target that is a percentage: of a figure of the place that all its communes told."""
    below = _figure(scene, denominator)
    result = _figure(scene, shown.id)
    whole = line.is_own or line.row.parts == line.row.expected
    if below is None or not is_whole(below) or not whole:
        return National(row, shown, result, None)
    of = (catalogue.indicator(denominator), below)
    return National(row, shown, result, row.value / 100 * below.value, of)


def _figure(scene: Scene, indicator: str) -> Any:
    """The place's figure of an indicator for the month that is seen; None where there is none."""
    rows = asking.rows(
        "summed_by_area",
        indicators=(indicator,),
        areas=(scene.area_id,),
        first=scene.month.ends,
        last=scene.month.ends,
    )
    return rows[0] if rows else None

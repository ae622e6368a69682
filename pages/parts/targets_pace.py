"""How much must be gained each month until targets are due, and where today's pace would lead."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from data.pace import FEWEST, MONTHS, Pace, Point, Projection, needed, pace_of, project
from geo.areas import MERGER
from pages.parts import asking, months
from pages.parts.catalogue import Indicator
from pages.parts.download import offer_table
from pages.parts.language import _
from pages.parts.reader import kept_for_reader
from pages.parts.targets_own import is_whole
from pages.parts.targets_scene import Line, Scene, span
from pages.parts.targets_tables import TWO_LINES, widths
from pages.parts.targets_words import file_name, parts
from pages.parts.wording import date_in_words, missing, number, rounded

WIDTHS = {  # pixels, as in targets_tables
    "Service": 190,
    "Pace": 300,
    "At this pace on the day due": 230,
    "Target": 140,
    "Due": 90,
    "Compared": 150,
}


@dataclass(frozen=True, eq=False)
class Course:
    """A place's way to one target.

    Attributes:
        row: Has target, parts and targets: of a line, or the newest of steady_by_area.
        is_stated: Whether it is said how target and result compare.
        compared: How many communes it is of, in words.
    """

    row: Any
    is_stated: bool
    compared: str
    indicator: Indicator
    points: tuple[Point, ...]
    due: date

    @property
    def needed(self) -> float | None:
        """What must be gained each month."""
        return needed(self.row.target, self.points[-1], self.due)

    @property
    def pace(self) -> Pace | None:
        """What was gained each month of late."""
        return pace_of(self.points)

    @property
    def projection(self) -> Projection | None:
        """Where that leads."""
        return project(self.points, self.due)


@kept_for_reader
def courses(scene: Scene) -> list[Course]:
    """The ways to the place's assigned targets that grow, in the order of its lines.

    Of a commune its own last months with a result count, up to the one that is seen; of an area the
    communes that have a result in every one of the last months, and no others. A target of an
    area's own is for all its communes: months that some of them did not report are left out.
    """
    lines = {
        line.indicator.id: line
        for line in scene.lines
        if line.is_reported
        and line.row.timing == "cumulative"
        and not line.indicator.less_is_better
        and line.row.due == line.row.last_due
    }
    alone = {each for each, line in lines.items() if line.is_own or line.row.level == "commune"}
    found: dict[str, list[Any]] = defaultdict(list)
    for row in _own(scene, tuple(sorted(alone))) if alone else ():
        if is_whole(row):
            found[row.indicator].append(row)
    summed = tuple(each for each in lines if each not in alone)
    for row in _steady(scene, summed) if summed else ():
        found[row.indicator_id].append(row)
    return [
        _course(line, found[each][-MONTHS:], each in alone)
        for each, line in lines.items()
        if found[each] and found[each][-1].as_of.date() == scene.month.ends
    ]


def _course(line: Line, rows: list[Any], is_alone: bool) -> Course:
    row = line.row if is_alone else rows[-1]
    return Course(
        row,
        not missing(line.row.operator),
        (parts(line) if is_alone else "") or _("{n} of {m} communes", n=row.parts, m=row.targets),
        line.indicator,
        tuple(Point(each.as_of.date(), each.value, _qualifier(each)) for each in rows),
        line.row.due.date(),
    )


def _own(scene: Scene, ids: tuple[str, ...]) -> tuple[Any, ...]:
    """All results of the place up to the month."""
    month = scene.month.ends
    return asking.rows(
        "summed_by_area",
        indicators=ids,
        areas=(scene.area_id,),
        first=date(month.year - 2, 1, 1),
        last=month,
    )


def _steady(scene: Scene, ids: tuple[str, ...]) -> tuple[Any, ...]:
    """The results of an area's communes that have each of the last months."""
    seen = [
        month.ends
        for month in months.known()
        if month.ends <= scene.month.ends and (month.ends < MERGER) == (scene.month.ends < MERGER)
    ][:MONTHS]
    if len(seen) < FEWEST:
        return ()
    first, last = span(scene.kind, scene.month)
    return asking.rows(
        "steady_by_area",
        indicators=ids,
        areas=(scene.area_id,),
        kind=scene.kind,
        first=first,
        last=last,
        days=tuple(seen),
    )


def _qualifier(row: Any) -> str:
    if hasattr(row, "qualifier"):
        return str(row.qualifier)
    if row.is_exact:
        return "exact"
    if not missing(row.low) and missing(row.high):
        return "at_least"
    return "at_most" if missing(row.low) and not missing(row.high) else "about"


def sentence(course: Course) -> str:
    """What a course needs and has: "120 people a month are needed; 80 over the last 6 months"."""
    shown, least, pace = course.indicator, course.needed, course.pace
    if least is None or pace is None:
        return _("no pace: too few months with reports, or none left")
    if least == 0:
        return _("reached already")
    return _(
        "{needed} more needed each month; pace of the last {n} months: {pace}",
        needed=shown.words(rounded(least, "at_most", shown.decimals)),
        n=len(course.points) - 1,
        pace=number(pace.mean, shown.decimals),
    )


@kept_for_reader
def table(scene: Scene) -> pd.DataFrame:
    """The courses in words, one row each."""
    found = courses(scene)
    return pd.DataFrame(
        {
            _("Service"): [course.indicator.name for course in found],
            _("Pace"): [sentence(course) for course in found],
            _("At this pace on the day due"): [_projected(course) for course in found],
            _("Target"): [course.indicator.words(course.row.target) for course in found],
            _("Due"): [date_in_words(course.due, "day") for course in found],
            _("Compared"): [course.compared for course in found],
        }
    )


def _projected(course: Course) -> str:
    shown, ahead = course.indicator, course.projection
    if ahead is None:
        return "–"
    said = shown.words(ahead.value, ahead.qualifier)
    low, high = number(ahead.low, shown.decimals), number(ahead.high, shown.decimals)
    spread = _("{value} ({low}–{high})", value=said, low=low, high=high)
    if not course.is_stated:
        return spread
    low_enough = ahead.high < course.row.target and ahead.qualifier != "at_least"
    high_enough = ahead.low >= course.row.target and ahead.qualifier != "at_most"
    sign = "✓" if high_enough else "✗" if low_enough else "?"
    return f"{sign} {spread}"


def draw(scene: Scene) -> None:
    """Draws the courses to assigned targets, or says why there are none."""
    st.subheader(_("Pace needed until the day due"))
    found = table(scene)
    if found.empty:
        st.caption(
            _(
                "No pace can be read: it takes at least {n} months with reports of the same units, "
                "none of them across 1 July 2025.",
                n=FEWEST,
            )
        )
        return
    st.dataframe(
        found,
        hide_index=True,
        column_config=widths(WIDTHS),
        row_height=TWO_LINES,
    )
    st.caption(
        _(
            "A plain line, no forecast: what was gained from the first to the last of the last {n} "
            "months; in brackets the slowest and the fastest three months. Of an area only "
            "communes that reported in each of these months, also those that do not state how "
            "target and result compare.",
            n=MONTHS,
        )
    )
    offer_table(_saved(scene), *file_name(scene), "pace")


@kept_for_reader
def _saved(scene: Scene) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "dataset": asking.dataset(),
                "area_id": scene.area_id,
                "indicator": course.indicator.id,
                "target": course.row.target,
                "result": course.points[-1].value,
                "qualifier": course.points[-1].qualifier,
                "due": course.due,
                "needed_per_month": course.needed,
                "pace_per_month": course.pace.mean if course.pace else None,
                "projected": course.projection.value if course.projection else None,
                "projected_low": course.projection.low if course.projection else None,
                "projected_high": course.projection.high if course.projection else None,
                "communes_compared": course.row.parts,
                "communes_with_target": course.row.targets,
            }
            for course in courses(scene)
        ]
    )

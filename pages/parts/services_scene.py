"""What is known of each service in one place: of a month, or the latest that was published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from data.carrying import OWN
from data.services import Service, services
from pages.parts import asking, catalogue, months
from pages.parts.months import Month
from pages.parts.reader import kept_for_reader

PILLARS = ("government", "economy", "society")


@dataclass(frozen=True)
class Line:
    """One stage of a service in the place.

    Attributes:
        row: Of `summed_by_area` or `latest_by_indicator`; None where there is no figure.
        before: The row of the month before; None where there is none, or none of its like.
        above: What the share counts, of the places that the share is of; None where not known.
        below: Of how many.
    """

    service: Service
    row: Any
    before: Any = None
    above: float | None = None
    below: float | None = None

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage of those meant, which compares with others."""
        return catalogue.indicator(self.service.indicator_id).kind == "ratio"


@kept_for_reader
def lines_of(area: str, month: Month | None, first: date | None) -> tuple[Line, ...]:
    """One line for each stage of the catalogue, in its order.

    Args:
        area: The place.
        month: Whose figures are seen; None for the latest of each indicator.
        first: The first day that is asked for: of the month before, where there is one.
    """
    # A warehouse of before an indicator was in the catalogue knows none of it.
    known = [each for each in services() if catalogue.is_known(each.indicator_id)]
    if month is None:
        rows = asking.rows("latest_by_indicator", areas=(area,))
        latest = {row.indicator: row for row in rows}
        return tuple(_line(each, latest.get(each.indicator_id)) for each in known)
    names = tuple(sorted(each.indicator_id for each in known))
    rows = asking.rows(
        "summed_by_area",
        indicators=names,
        areas=(area,),
        first=first,
        last=month.ends,
    )
    found = {(row.indicator, row.as_of.date()): row for row in rows}
    made_of = asking.rows("ratio_parts_by_area", indicators=names, place=area, date=month.ends)
    parts = {row.indicator: row for row in made_of}
    earlier = {row.as_of.date() for row in rows if row.as_of.date() < month.begins}
    day_before = max(earlier, default=None)
    return tuple(
        _line(each, found.get((name, month.ends)), found.get((name, day_before)), parts.get(name))
        for each in known
        for name in [each.indicator_id]
    )


def first_day(month: Month | None) -> date | None:
    """The first day of the month before, if reports of it came; else of the month itself."""
    if month is None:
        return None
    before = months.before(month)
    follows = before is not None and before.ends + timedelta(days=1) == month.begins
    return before.begins if before and follows else month.begins


def _line(service: Service, row: Any, before: Any = None, made_of: Any = None) -> Line:
    # A ratio that the place said of itself is not made of its communes.
    if row is None or made_of is None or row.carried == OWN:
        return Line(service, row, None if row is None else before)
    return Line(service, row, before, made_of.above, made_of.below)


def shares(lines: tuple[Line, ...]) -> list[Line]:
    """The lines that compare: shares of people, households or applications, highest first."""
    compared = [
        line
        for line in lines
        if line.row is not None and line.is_share and line.service.pillar in PILLARS
    ]
    return sorted(compared, key=lambda line: (-line.row.value, line.service.service))


def is_certain(best: Line, others: list[Line]) -> bool:
    """Whether no bound leaves open that another line is higher."""
    low = best.row.low
    return not pd.isna(low) and all(
        not pd.isna(line.row.high) and line.row.high < low for line in others if line is not best
    )


def is_least(last: Line, others: list[Line]) -> bool:
    """Whether no bound leaves open that another line is lower."""
    high = last.row.high
    return not pd.isna(high) and all(
        not pd.isna(line.row.low) and line.row.low > high for line in others if line is not last
    )

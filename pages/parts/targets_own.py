"""Targets that a district, a province or the nation has itself, beside its results of a month."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from data.carrying import OWN
from pages.parts import asking
from pages.parts.months import Month
from pages.parts.wording import missing


def rows(
    areas: tuple[str, ...],
    kind: str,
    month: Month,
    earlier: Month | None,
    due: tuple[date, date],
    indicators: tuple[str, ...],
) -> list[Any]:
    """A row per area and indicator with a target of the area's own.

    Each has what a row of reached_by_area has. The result is the area's own figure, or the sum of
    all its communes that reported: parts of the expected, which are its targets here too.

    Args:
        areas: Their ids; communes are left out.
        kind: Of the targets.
        month: That is seen.
        earlier: The month with reports before it.
        due: The first and the last day on which the targets are due.
        indicators: That are asked for.
    """
    found = asking.rows(
        "own_targets_by_area",
        indicators=indicators,
        areas=areas,
        kind=kind,
        first=due[0],
        last=due[1],
    )
    if not found:
        return []
    results = asking.rows(
        "summed_by_area",
        indicators=tuple(sorted({row.indicator_id for row in found})),
        areas=tuple(sorted({row.area_id for row in found})),
        first=earlier.ends if earlier else month.ends,
        last=month.ends,
    )
    told = {(row.area_id, row.indicator, row.as_of.date()): row for row in results}
    return [
        _row(
            row,
            told.get((row.area_id, row.indicator_id, month.ends)),
            told.get((row.area_id, row.indicator_id, earlier.ends)) if earlier else None,
        )
        for row in found
    ]


def is_whole(result: Any) -> bool:
    """Whether a result is the area's own, or of all its communes."""
    return bool(result.carried == OWN or result.parts == result.expected)


def _row(target: Any, result: Any, before: Any) -> SimpleNamespace:
    comparable = result is not None and before is not None and is_whole(result) and is_whole(before)
    nothing = float("nan")
    return SimpleNamespace(
        **target._asdict(),
        last_due=target.due,
        stated=int(not missing(target.operator)),
        signs=int(not missing(target.operator)),
        unstated=0,
        revised=0,
        asked=target.target,
        value=nothing if result is None else result.value,
        low=None if result is None else result.low,
        high=None if result is None else result.high,
        qualifier=None if result is None else result.qualifier,
        before=before.value if comparable else nothing,
        gain=result.value - before.value if comparable else nothing,
        before_parts=result.parts if comparable else 0,
        parts=0 if result is None else result.parts,
        targets=0 if result is None else result.expected,
        expected=0 if result is None else result.expected,
        is_told=result is not None and result.carried == OWN,
    )

"""What was registered for a month beside what was reached: of a place, or over its communes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf
from typing import Any

from pages.parts.wording import missing


@dataclass(frozen=True)
class Target:
    """A registered target and how it compares.

    Attributes:
        value: Registered; of a group the sum over the communes compared.
        operator: How the two compare; "" where it is not stated, or not by all in the same way.
        result: What was reached, of a group over the communes compared; None where not reported.
        reached: None where that cannot be said.
        communes: How many are compared; 0 where the place has a target of its own.
        registered: How many communes registered one.
        unstated: How many communes with both do not say how these compare.
        version: Of a place's own target.
        source: Titles of the files.
    """

    value: float
    operator: str
    result: float | None
    reached: bool | None
    communes: int = 0
    registered: int = 0
    unstated: int = 0
    version: int = 0
    source: str = ""


def of_place(place: str, rows: Iterable[Any], shown: Any | None) -> Target | None:
    """The target of one indicator for the place, None where there is none.

    Args:
        place: An area id.
        rows: Of the query registered_by_commune, of the one indicator.
        shown: The place's own value of the month, a row of summed_by_area, or None.
    """
    listed = list(rows)
    own = next((row for row in listed if row.area_id == place), None)
    if own is not None:
        operator = "" if missing(own.operator) else str(own.operator)
        result = None if shown is None else float(shown.value)
        reached = None if shown is None else verdict(operator, own.target, shown.low, shown.high)
        return Target(
            own.target, operator, result, reached, version=int(own.version), source=own.source
        )
    if not listed or listed[0].rollup != "sum":
        return None
    return _over_communes(listed)


def _over_communes(rows: list[Any]) -> Target:
    both = [row for row in rows if not missing(row.value)]
    stated = [row for row in both if not missing(row.operator)]
    operators = {str(row.operator) for row in stated}
    operator = operators.pop() if len(operators) == 1 else ""
    low = sum(-inf if missing(row.low) else row.low for row in stated)
    high = sum(inf if missing(row.high) else row.high for row in stated)
    target = sum(row.target for row in stated)
    return Target(
        value=float(target),
        operator=operator,
        result=float(sum(row.value for row in stated)) if stated else None,
        reached=verdict(operator, target, low, high) if stated else None,
        communes=len(stated),
        registered=len(rows),
        unstated=len(both) - len(stated),
        source="; ".join(sorted({row.source for row in rows})),
    )


def verdict(operator: str, target: float, low: float, high: float) -> bool | None:
    """Whether a value within bounds reaches the target; None where that is not certain.

    Args:
        operator: One of those of table `target`, or "" where it is not stated.
        target: The target.
        low: The lowest the value may be; NaN where open.
        high: The highest.
    """
    low, high = (-inf if missing(low) else low), (inf if missing(high) else high)
    least, most = _compared(operator, low, target), _compared(operator, high, target)
    if operator == "=":
        return None if low < high and low <= target <= high else low == high == target
    return least if least is not None and least == most else None


def _compared(operator: str, value: float, target: float) -> bool | None:
    match operator:
        case ">=":
            return value >= target
        case ">":
            return value > target
        case "<=":
            return value <= target
        case "<":
            return value < target
    return None

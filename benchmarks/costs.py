"""What queries cost, beside what they should: the arithmetic of `benchmarks.queries`."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isfinite, isnan, nan
from typing import Any

from benchmarks import asked

HEAD = ("CPU ms", "3 M", "30 M", "30/3", "rows 30/3", "by hand", "/ by hand", "pandas /", "missed")
MOST_TIMES_GROWN, MOST_TIMES_BY_HAND, LEAST_TIMES_PANDAS = 2.0, 1.5, 10.0
SHORT_MS, ALLOWED_MS = 10.0, 5.0


@dataclass(frozen=True)
class Cost:
    """What one query cost, in milliseconds of CPU; NaN where it was not measured.

    Attributes:
        small: At 3 million observations.
        large: At 30 million; infinite where the memory limit did not suffice.
        more: How many times longer the answer is at 30 million.
        hand: By hand in DuckDB, at 30 million.
        pandas: At 30 million.
        is_slice: Whether the query asks for some areas or indicators.
    """

    name: str
    small: float
    large: float = nan
    more: float = 1.0
    hand: float = nan
    pandas: float = nan
    is_slice: bool = True

    def missed(self) -> str:
        """The targets that the query misses, in words; "" where it meets them."""
        said = []
        if self.is_slice and _is_above(self.large, self.small, MOST_TIMES_GROWN):
            grows = _is_above(self.large, self.small, MOST_TIMES_GROWN * max(self.more, 1.0))
            said.append("grows" if grows else "longer answer")
        if _is_above(self.large, self.hand, MOST_TIMES_BY_HAND):
            said.append("by hand")
        if self.large == inf:
            said.append("out of memory")
        if self.pandas < LEAST_TIMES_PANDAS * self.large:
            said.append("pandas")
        return ", ".join(said)


def _or_zero(value: float) -> float:
    return 0.0 if isnan(value) else value


def _is_above(this: float, other: float, times: float) -> bool:
    allowed = ALLOWED_MS if this < SHORT_MS else 0.0
    return this > times * other + allowed


def costs_of(
    small: dict[str, Any], bigger: dict[str, Any] | None, pandas: dict[str, Any] | None
) -> list[Cost]:
    """Each query's costs, slices first and the dearest at the most observations first in each."""
    no: dict[str, Any] = {"queries": {}}
    found = []
    for name, measured in small["queries"].items():
        at_most = (bigger or no)["queries"].get(name, {})
        by_pandas = (pandas or no)["queries"].get(name, nan)
        more = at_most.get("rows", nan) / max(measured["rows"], 1)
        found.append(
            Cost(
                name,
                measured["cpu"],
                at_most.get("cpu", nan),
                more,
                at_most.get("hand", nan),
                by_pandas,
                asked.is_slice(name),
            )
        )
    return sorted(
        found, key=lambda cost: (not cost.is_slice, -max(cost.small, _or_zero(cost.large)))
    )


def row_of(cost: Cost) -> list[str]:
    """The query's row of the table; "" where there is nothing to say."""
    said = [
        (cost.small, ".1f"),
        (cost.large, ".1f"),
        (cost.large / cost.small, ".1f"),
        (cost.more, ".1f"),
        (cost.hand, ".1f"),
        (cost.large / cost.hand, ".1f"),
        (cost.pandas / cost.large, ".1f"),
    ]
    numbers = ["" if isnan(value) else f"{value:{form}}" for value, form in said]
    return [cost.name if cost.is_slice else f"{cost.name} (all)", *numbers, cost.missed()]


def kept(found: list[Cost]) -> dict[str, dict[str, float]]:
    """What is committed of each query: milliseconds of CPU, of what was measured."""
    return {
        cost.name: {
            name: round(value, 1)
            for name, value in {
                "3 M": cost.small,
                "30 M": cost.large,
                "by hand": cost.hand,
                "pandas": cost.pandas,
            }.items()
            if isfinite(value)
        }
        for cost in found
    }


def changes(found: list[Cost], before: dict[str, dict[str, float]]) -> list[str]:
    """A line for each query that grows otherwise than what was committed said.

    Args:
        found: What was measured now.
        before: What `kept` gave then.
    """
    said = []
    for cost in found:
        then = before.get(cost.name, {})
        if not {"3 M", "30 M"} <= then.keys():
            continue
        was, now = then["30 M"] / max(then["3 M"], 1), cost.large / max(cost.small, 1)
        if now > 2 * was or 2 * now < was:
            said.append(f"{cost.name}: 30 M was {was:.1f} times 3 M when committed, now {now:.1f}")
    return said

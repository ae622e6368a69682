"""Whether a target is reached, by the sign that was stated with it."""

from __future__ import annotations

import math

NEAR = 0.9  # of a target: from here on it is nearly reached
REACHED, NEARLY, BEHIND, UNREPORTED, UNSURE = (
    "reached",
    "nearly",
    "behind",
    "unreported",
    "unsure",
)


def state_of(
    target: float | None,
    low: float | None,
    high: float | None,
    *,
    operator: str | None,
    is_reported: bool = True,
) -> str:
    """One of the states above.

    Where the bounds of a result lead to two states it is UNSURE, as it is where no sign is stated:
    which way is good is never guessed. Nearly is at least 90 % of a target, or at most 110 % of
    one that is not to be passed.

    Args:
        target: None where there is none to compare with.
        low: The least the result may be; None where that is open.
        high: The most it may be.
        operator: The sign of the target, None where it is not stated.
        is_reported: Whether there is a result at all; False is never a low result.
    """
    if not is_reported:
        return UNREPORTED
    if target is None or operator is None:
        return UNSURE
    least = -math.inf if low is None else low
    most = math.inf if high is None else high
    ends = {_state(target, value, operator) for value in (least, most)}
    crosses = operator == "=" and least < target < most
    return ends.pop() if len(ends) == 1 and not crosses else UNSURE


def _state(target: float, value: float, sign: str) -> str:
    passed = {
        ">": value > target,
        ">=": value >= target,
        "<": value < target,
        "<=": value <= target,
        "=": value == target,
    }[sign]
    if passed:
        return REACHED
    up = value >= NEAR * target
    down = value <= (2 - NEAR) * target
    near = {">": up, ">=": up, "<": down, "<=": down, "=": up and down}[sign]
    return NEARLY if near else BEHIND

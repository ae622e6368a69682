"""Which targets are reached: by sign, by polarity, by bounds."""

import pytest

from data.reaching import state_of


@pytest.mark.parametrize(
    ("target", "low", "high", "operator", "polarity", "state"),
    [
        (100, 100, 100, ">=", "more", "reached"),
        (100, 100, 100, ">", "more", "nearly"),
        (100, 90, 90, ">=", "more", "nearly"),
        (100, 89, 89, ">=", "more", "behind"),
        (100, 110, 110, None, "more", "reached"),
        (100, 110, 110, None, "less", "nearly"),
        (100, 111, 111, None, "less", "behind"),
        (100, 100, 100, "<=", "less", "reached"),
        (100, 100, 100, "<", "less", "nearly"),
        (100, 80, 80, "<=", "more", "reached"),
        (100, 100, 100, "=", "neither", "reached"),
        (100, 105, 105, "=", "neither", "nearly"),
        (100, 80, 80, "=", "neither", "behind"),
        (100, 100, 100, None, "neither", "unsure"),
        (100, 120, None, ">=", "more", "reached"),
        (100, 50, None, ">=", "more", "unsure"),
        (100, None, 80, ">=", "more", "behind"),
        (100, None, 120, ">=", "more", "unsure"),
        (100, 95, 105, "=", "neither", "unsure"),
        (None, 95, 105, ">=", "more", "unsure"),
    ],
)
def test_state(
    target: float | None,
    low: float | None,
    high: float | None,
    operator: str | None,
    polarity: str,
    state: str,
) -> None:
    assert state_of(target, low, high, operator=operator, polarity=polarity) == state


def test_what_was_not_reported_is_not_low() -> None:
    said = state_of(100, 0, 0, operator=">=", polarity="more", is_reported=False)
    assert said == "unreported"

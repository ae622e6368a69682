"""Which targets are reached: by the sign that is stated, and by bounds."""

import pytest

from data.reaching import state_of


@pytest.mark.parametrize(
    ("target", "low", "high", "operator", "state"),
    [
        (100, 100, 100, ">=", "reached"),
        (100, 100, 100, ">", "nearly"),
        (100, 90, 90, ">=", "nearly"),
        (100, 89, 89, ">=", "behind"),
        (100, 110, 110, "<=", "nearly"),
        (100, 111, 111, "<=", "behind"),
        (100, 110, 110, None, "unsure"),  # which way is good is never guessed
        (100, 80, 80, None, "unsure"),
        (100, 100, 101, ">", "unsure"),
        (100, 101, None, ">", "reached"),
        (100, 90, 110, "<=", "unsure"),
        (100, 100, 100, "<=", "reached"),
        (100, 100, 100, "<", "nearly"),
        (100, 80, 80, "<=", "reached"),
        (100, 100, 100, "=", "reached"),
        (100, 105, 105, "=", "nearly"),
        (100, 80, 80, "=", "behind"),
        (100, 100, 100, None, "unsure"),
        (100, 120, None, ">=", "reached"),
        (100, 50, None, ">=", "unsure"),
        (100, None, 80, ">=", "behind"),
        (100, None, 120, ">=", "unsure"),
        (100, 95, 105, "=", "unsure"),
        (None, 95, 105, ">=", "unsure"),
    ],
)
def test_state(
    target: float | None,
    low: float | None,
    high: float | None,
    operator: str | None,
    state: str,
) -> None:
    assert state_of(target, low, high, operator=operator) == state


def test_what_was_not_reported_is_not_low() -> None:
    said = state_of(100, 0, 0, operator=">=", is_reported=False)
    assert said == "unreported"

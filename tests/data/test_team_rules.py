"""A team is inside its rule, outside it, or not to be judged; never two of these."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.team_rules import ABOVE, BELOW, INSIDE, NO_RULE, UNSAID, VERDICTS, TeamRule, verdict

ENDS = st.none() | st.integers(0, 12)


def rule(low: float | None, high: float | None) -> TeamRule:
    day = date(2025, 1, 1)
    return TeamRule("a", "A", low, high, day, "day", "printed", "s", "", False)


@pytest.mark.parametrize(
    ("members", "low", "high", "expected"),
    [
        (4, 4, 7, INSIDE),
        (7, 4, 7, INSIDE),
        (3, 4, 7, BELOW),
        (8, 4, 7, ABOVE),
        (0, 4, None, BELOW),
        (900, 4, None, INSIDE),
        (10, None, 10, INSIDE),
        (11, None, 10, ABOVE),
        (0, None, 10, INSIDE),
        (None, 4, 7, UNSAID),
    ],
)
def test_both_ends_are_allowed(
    members: int | None, low: int | None, high: int | None, expected: str
) -> None:
    assert verdict(members, rule(low, high)) == expected


def test_nothing_is_held_against_a_rule_that_is_not_known() -> None:
    assert {verdict(members, None) for members in (None, 0, 5)} == {NO_RULE}


@given(st.lists(st.none() | st.integers(0, 15)), ENDS, ENDS)
def test_every_team_has_one_verdict(
    sizes: list[int | None], low: int | None, high: int | None
) -> None:
    found = Counter(verdict(size, rule(low, high)) for size in sizes)
    told = [size for size in sizes if size is not None]
    allowed = range(low or 0, 16 if high is None else high + 1)
    assert set(found) <= set(VERDICTS)
    assert found.total() == len(sizes)
    assert found[UNSAID] == len(sizes) - len(told)
    if low is None or high is None or low <= high:
        assert found[INSIDE] == sum(size in allowed for size in told)
    assert found[BELOW] + found[ABOVE] + found[INSIDE] == len(told)

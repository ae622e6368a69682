"""Verdicts on two values, each found another way: in whole thousandths, by trying every corner."""

from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reading import beside, verdict, why_not

OPEN = float("nan")


class Row(NamedTuple):
    """A figure with what a verdict looks at."""

    value: float
    low: float
    high: float
    as_of: Any = pd.Timestamp(2026, 10, 31)
    starts_on: Any = pd.Timestamp(2026, 10, 1)
    indicator: str = "rate"
    dataset: str = "demo"
    timing: str = "cumulative"
    period_start: Any = pd.NaT
    in_conflict: bool = False
    remark_en: str = ""
    carried: str = "own"
    parts: int = 1
    expected: int = 1


def row(value: float, low: float | None = None, high: float | None = None, **rest: Any) -> Row:
    return Row(value, value if low is None else low, value if high is None else high, **rest)


SEPTEMBER = {"as_of": pd.Timestamp(2026, 9, 30), "starts_on": pd.Timestamp(2026, 9, 1)}
tenths = st.integers(0, 1000)
spans = st.tuples(tenths, tenths).map(sorted)


def expected_of_share(earlier: list[int], later: list[int]) -> str:
    """In tenths of a point: every pair of ends at least 50 on one side, or nothing."""
    corners = [b - a for a in earlier for b in later]
    if all(each >= 50 for each in corners):
        return "better"
    return "worse" if all(each <= -50 for each in corners) else "no_clear_change"


def of_tenths(span: list[int]) -> Row:
    low, high = (end / 10 for end in span)
    return Row(low, low, high)


@given(spans, spans)
def test_a_share_is_judged_by_all_that_it_may_be(earlier: list[int], later: list[int]) -> None:
    said = verdict(of_tenths(earlier), of_tenths(later), "more", "%")
    assert said.says == expected_of_share(earlier, later)


@given(spans, spans)
def test_back_and_forth_are_opposites(earlier: list[int], later: list[int]) -> None:
    one, other = of_tenths(earlier), of_tenths(later)
    forth, back = verdict(one, other, "more", "%"), verdict(other, one, "more", "%")
    opposite = {"better": "worse", "worse": "better"}
    assert back.says == opposite.get(forth.says, forth.says)
    ends = (forth.low, forth.high, back.low, back.high)
    assert [float(end or 0) for end in ends[:2]] == [-float(end or 0) for end in ends[:1:-1]]


@given(spans, spans)
def test_polarity_turns_the_judgement_and_not_the_direction(
    earlier: list[int], later: list[int]
) -> None:
    one, other = of_tenths(earlier), of_tenths(later)
    said = {p: verdict(one, other, p, "%") for p in ("more", "less", "neither")}
    turned = {"better": ("worse", "more"), "worse": ("better", "less")}
    pair = (said["less"].says, said["neither"].says)
    assert pair == turned.get(said["more"].says, ("no_clear_change",) * 2)
    assert len({each.rises for each in said.values()}) == 1


@given(tenths, tenths, st.integers(0, 500))
def test_a_higher_value_is_never_judged_lower(earlier: int, later: int, more: int) -> None:
    order = ["worse", "no_clear_change", "better"]
    base = of_tenths([earlier, earlier])
    one = verdict(base, of_tenths([later, later]), "more", "%").says
    other = verdict(base, of_tenths([later + more] * 2), "more", "%").says
    assert order.index(other) >= order.index(one)


@given(st.integers(1, 10**7), st.integers(0, 10**7))
def test_a_count_is_judged_in_percent_of_the_earlier(earlier: int, later: int) -> None:
    change = Fraction(later - earlier, earlier)
    wanted = "no_clear_change"
    if abs(change) >= Fraction(5, 100):
        wanted = "better" if change > 0 else "worse"
    assert verdict(row(earlier), row(later), "more", "teams").says == wanted


@pytest.mark.parametrize(
    ("earlier", "later", "unit", "says"),
    [
        (57.3, 62.3, "%", "better"),
        (57.3, 62.2999, "%", "no_clear_change"),
        (62.3, 57.3, "%", "worse"),
        (100, 105, "teams", "better"),
        (1000, 1049, "teams", "no_clear_change"),
        (100, 95, "teams", "worse"),
        (0, 3, "teams", "better"),
        (0, 0, "teams", "no_clear_change"),
        (0, 3, "%", "no_clear_change"),
    ],
)
def test_exactly_five_is_said_and_less_is_not(
    earlier: float, later: float, unit: str, says: str
) -> None:
    assert verdict(row(earlier), row(later), "more", unit).says == says


@pytest.mark.parametrize(
    ("earlier", "later", "unit", "said"),
    [
        # What is open decides only where it lies on the right side.
        (row(50), row(60, 60, OPEN), "%", ("better", "")),
        (row(50, 50, OPEN), row(60), "%", ("not_comparable", "bounds")),
        (row(60, 60, OPEN), row(50), "%", ("worse", "")),
        (
            row(80, 80, OPEN, carried="sum", parts=18, expected=20),
            row(90, carried="sum", parts=20, expected=20),
            "teams",
            ("not_comparable", "parts"),
        ),
        (
            row(80, carried="sum", parts=20, expected=20),
            row(90, 90, OPEN, carried="sum", parts=18, expected=20),
            "teams",
            ("better", ""),
        ),
        (
            row(80, carried="sum", parts=20, expected=20),
            row(81, carried="sum", parts=12, expected=12),
            "teams",
            ("not_comparable", "units"),
        ),
        # The bounds of a share say nothing of the communes left out of it.
        (
            row(50, carried="ratio", parts=20, expected=20),
            row(90, carried="ratio", parts=19, expected=20),
            "%",
            ("not_comparable", "parts"),
        ),
        (row(50, in_conflict=True), row(90), "%", ("not_comparable", "disputed")),
        (row(50), row(90, remark_en="odd"), "%", ("not_comparable", "remark")),
        (row(50), row(90, dataset="published"), "%", ("not_comparable", "dataset")),
        (row(50), row(90, indicator="other"), "%", ("not_comparable", "indicator")),
        (row(50, as_of=pd.NaT), row(90), "%", ("not_comparable", "undated")),
        (row(50, timing="in_period"), row(90), "%", ("not_comparable", "period")),
        (row(9, **SEPTEMBER), row(2), "rank", ("not_comparable", "edition")),
        (row(9), row(2), "rank", ("worse", "")),
    ],
)
def test_what_does_not_compare_says_why(
    earlier: Row, later: Row, unit: str, said: tuple[str, str]
) -> None:
    found = verdict(earlier, later, "more", unit)
    assert (found.says, found.reason) == said


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 9, 1), ""),
        (date(2026, 9, 2), "method"),
        (date(2026, 10, 31), "method"),
        (date(2026, 11, 1), ""),
    ],
)
def test_a_new_method_parts_values(day: date, reason: str) -> None:
    assert why_not(row(1, **SEPTEMBER), row(2), "%", [day]) == reason


@pytest.mark.parametrize(
    ("own", "whole", "unit", "said"),
    [
        (row(66), row(60), "%", ("better", "")),
        (row(64), row(60), "%", ("no_clear_change", "")),
        (row(66), row(60, carried="ratio", parts=95, expected=102), "%", ("better", "")),
        (row(66), row(6000), "teams", ("not_comparable", "kind")),
        (row(66, **SEPTEMBER), row(60), "%", ("not_comparable", "apart")),
        (
            row(66, carried="ratio", parts=9, expected=10),
            row(60),
            "%",
            ("not_comparable", "parts"),
        ),
        (row(66), row(60, in_conflict=True), "%", ("not_comparable", "disputed")),
    ],
)
def test_beside_the_whole(own: Row, whole: Row, unit: str, said: tuple[str, str]) -> None:
    found = beside(own, whole, "more", unit)
    assert (found.says, found.reason) == said

"""Bounds against a second way of reckoning: by the digits of the number as text."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.qualifiers import QUALIFIERS, bounds

NUMBERS = st.decimals(min_value=0, max_value=10**8, places=4, allow_nan=False)


@pytest.mark.parametrize(
    ("value", "qualifier", "low", "high"),
    [
        ("12000", "about", 11500, 12500),
        ("8093900", "about", 8093850, 8093950),
        ("75", "about", 74.5, 75.5),
        ("0.24", "about", 0.235, 0.245),
        ("10", "about", 5, 15),
        ("1.50", "about", 1.45, 1.55),
        (0.24, "about", 0.235, 0.245),
        ("1797", "exact", 1797, 1797),
        ("1800", "more_than", 1800, None),
        ("4", "at_least", 4, None),
        ("24303", "nearly", None, 24303),
        ("10", "at_most", None, 10),
    ],
)
def test_bounds(value: str, qualifier: str, low: float | None, high: float | None) -> None:
    assert bounds(value, qualifier) == (low, high)


@given(NUMBERS)
def test_about_is_one_unit_of_the_last_digit_that_is_not_zero_wide(number: object) -> None:
    text = f"{number:f}".rstrip("0").rstrip(".")
    places = len(text.split(".")[1]) if "." in text else 0
    zeros = 0 if places or text == "0" else len(text) - len(text.rstrip("0"))
    half = Fraction(10) ** (zeros - places) / 2
    low, high = bounds(text, "about")
    assert (low, high) == (float(Fraction(text) - half), float(Fraction(text) + half))


@given(NUMBERS, st.sampled_from(QUALIFIERS))
def test_the_value_itself_is_always_within(number: object, qualifier: str) -> None:
    low, high = bounds(str(number), qualifier)
    assert low is None or low <= float(str(number))
    assert high is None or float(str(number)) <= high
    assert (low, high) != (None, None)


@pytest.mark.parametrize("qualifier", ["", "roughly", "Exact"])
def test_unknown_qualifier_names_the_legal_ones(qualifier: str) -> None:
    with pytest.raises(ValueError, match=rf"'{qualifier}' is not one of exact, about"):
        bounds("1", qualifier)


@pytest.mark.parametrize("value", ["nan", "Infinity"])
def test_a_value_must_be_finite(value: str) -> None:
    with pytest.raises(ValueError, match="finite"):
        bounds(value, "exact")

"""Printed dates: the last and the first day they may mean."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.dates import first_day, parse_as_of


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("", None, None, "none"),
        ("2022", date(2022, 1, 1), date(2022, 12, 31), "year"),
        ("2022-06", date(2022, 6, 1), date(2022, 6, 30), "month"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31), "month"),
        ("2025-07-02", date(2025, 7, 2), date(2025, 7, 2), "day"),
    ],
)
def test_printed_date(text: str, first: date | None, last: date | None, precision: str) -> None:
    assert parse_as_of(text) == (last, precision)
    assert first_day(last, precision) == first


@given(st.dates(date(1900, 1, 1), date(2100, 12, 30)), st.sampled_from([4, 7, 10]))
def test_the_days_are_those_that_print_alike(day: date, length: int) -> None:
    printed = day.isoformat()[:length]
    last, precision = parse_as_of(printed)
    first = first_day(last, precision)
    assert first is not None
    assert last is not None
    assert first <= day <= last
    assert first.isoformat()[:length] == last.isoformat()[:length] == printed
    for outside in (first - timedelta(1), last + timedelta(1)):
        assert outside.isoformat()[:length] != printed


@pytest.mark.parametrize(
    "text", ["6-2022", "2022-13", "2022-02-30", "2022-6", "12/5/2025", "2022-06 "]
)
def test_other_forms_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"month|day|date"):
        parse_as_of(text)


@pytest.mark.parametrize(
    ("as_of", "precision"), [(None, "day"), (date(2025, 1, 1), "none"), (date(2025, 1, 1), "week")]
)
def test_date_and_precision_must_fit(as_of: date | None, precision: str) -> None:
    with pytest.raises(ValueError, match="precision"):
        first_day(as_of, precision)

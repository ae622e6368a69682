"""What is stored is written so that reading it back changes nothing."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.imports.numbers import MARKS, NotANumber, parse
from data.imports.written import Figure
from data.qualifiers import QUALIFIERS, bounds


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (Figure(4200, 4200, 4200, "exact"), "4200"),
        (Figure(4200, 4150, 4250, "about"), "khoảng 4200"),
        (Figure(62.8, None, 62.8, "nearly"), "gần 62,8"),
        (Figure(75, 75, None, "more_than"), "trên 75"),
        (Figure(75, 75, None, "at_least"), "ít nhất 75"),
        (Figure(75, None, 75, "at_most"), "không quá 75"),
        (Figure(11, 10, 12, "about"), "10 - 12"),
    ],
)
def test_written(figure: Figure, text: str) -> None:
    assert figure.written(",") == text


@given(
    number=st.decimals(min_value=0, max_value=10**9, places=2),
    qualifier=st.sampled_from(QUALIFIERS),
    mark=st.sampled_from(MARKS),
)
def test_what_is_written_is_read_back(number, qualifier, mark):
    figure = Figure(float(number), *bounds(number, qualifier), qualifier)
    found = parse(figure.written(mark), mark)
    assert Figure(found.value, found.low, found.high, found.qualifier) == figure


YEARS = range(1900, 2100)


@given(low=st.integers(0, 10**6), more=st.integers(1, 10**6), mark=st.sampled_from(MARKS))
@example(low=2021, more=4, mark=",")  # years
@example(low=6, more=2016, mark=",")  # a month
def test_a_range_is_read_back_unless_it_may_be_a_date(low, more, mark):
    figure = Figure(low + more / 2, low, low + more, "about")
    if low + more in YEARS and (low in YEARS or low in range(1, 13)):
        with pytest.raises(NotANumber):
            parse(figure.written(mark), mark)
        return
    found = parse(figure.written(mark), mark)
    assert (found.value, found.low, found.high, found.qualifier) == (
        figure.value,
        figure.low,
        figure.high,
        figure.qualifier,
    )

"""Ratios against a second way of reckoning: samples within the bounds, and the files by hand."""

import math
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from data import ratios
from data.qualifiers import QUALIFIERS, bounds
from data.ratios import Number, divide, quotient

CLOSE = Fraction(1, 10**9)  # what floating point may add


def number(value: object, qualifier: str) -> Number:
    low, high = (math.nan if bound is None else bound for bound in bounds(str(value), qualifier))
    return Number(float(str(value)), low, high, qualifier)


NUMBERS = st.builds(number, st.integers(0, 10**7), st.sampled_from(QUALIFIERS))


def within(said: Number, draw: st.DataObject) -> Fraction:
    """A number that the words allow; counts are not below zero, and nothing is above 10^12."""
    low = 0 if math.isnan(said.low) else max(said.low, 0)
    high = 10**12 if math.isnan(said.high) else said.high
    return Fraction(draw.draw(st.floats(low, high)))


@given(NUMBERS, NUMBERS, st.sampled_from([1, 100, 1000]), st.data())
def test_whatever_the_parts_are_the_ratio_lies_within_its_bounds(
    above: Number, below: Number, factor: int, data: st.DataObject
) -> None:
    found = quotient(above, below, factor)
    x, y = within(above, data), within(below, data)
    assume(y > 0)
    if found is None:
        return
    true = x / y * factor
    assert math.isnan(found.low) or Fraction(found.low) * (1 - CLOSE) <= true
    assert math.isnan(found.high) or true <= Fraction(found.high) * (1 + CLOSE)


@given(NUMBERS, NUMBERS)
def test_the_words_of_a_ratio_fit_its_bounds(above: Number, below: Number) -> None:
    found = quotient(above, below)
    open_ends = {
        (math.isnan(above.low) or math.isnan(below.high)),
        (math.isnan(above.high) or math.isnan(below.low) or below.low <= 0),
    }
    assert (found is None) == (below.value == 0 or open_ends == {True})
    if found is None:
        return
    if math.isnan(found.high):
        assert found.qualifier in ("more_than", "at_least")
        assert found.value == found.low
    elif math.isnan(found.low):
        assert found.qualifier in ("nearly", "at_most")
        assert found.value == found.high
    else:
        exact = above.qualifier == below.qualifier == "exact"
        assert found.qualifier == ("exact" if exact else "about")
        assert found.low <= found.value <= found.high


@pytest.mark.parametrize(
    ("above", "below", "said"),
    [
        (("101475", "exact"), ("161624", "exact"), "exact"),
        (("12000", "nearly"), ("1797", "exact"), "nearly"),
        (("12000", "nearly"), ("1862200", "about"), "nearly"),
        (("1800", "more_than"), ("276", "exact"), "more_than"),
        (("4", "at_least"), ("2", "exact"), "at_least"),
        (("4", "at_least"), ("2", "nearly"), "more_than"),
        (("10", "at_most"), ("2", "exact"), "at_most"),
        (("100", "exact"), ("50", "more_than"), "at_most"),  # how far below, nothing says
        (("100", "exact"), ("50", "nearly"), "more_than"),
        (("12000", "nearly"), ("1800", "more_than"), "at_most"),
        (("15000", "more_than"), ("4000", "more_than"), None),
        (("15000", "nearly"), ("4000", "nearly"), None),
        (("15000", "exact"), ("0", "exact"), None),
        (("5", "exact"), ("0", "at_most"), None),
    ],
)
def test_a_ratio_in_words(above: tuple[str, str], below: tuple[str, str], said: str | None) -> None:
    found = quotient(number(*above), number(*below))
    assert (found and found.qualifier) == said


def test_an_open_end_gives_the_bound_itself() -> None:
    found = quotient(number("1800", "more_than"), number("1000", "about"))
    assert found
    assert found.value == found.low == pytest.approx(1800 / 1500)


def figure(area: str, as_of: str, value: float, **more: object) -> dict[str, object]:
    """A row of the view `figure`, as far as a ratio needs it."""
    day, qualifier = pd.Timestamp(as_of), str(more.pop("qualifier", "exact"))
    said = number(value, qualifier)
    told = {"starts_on": day, "precision": "day", "source_id": "s", "source": "S", "url": "u"}
    of = {"area_id": area, "vintage": "2024", "level": "province", "source_kind": "original"}
    known = {"as_of": day, "value": said.value, "low": said.low, "high": said.high}
    return (
        of | told | known | {"qualifier": qualifier, "in_conflict": False, "disputed": False} | more
    )


def one(rows: list[dict[str, object]], parts: list[dict[str, object]], per: str) -> pd.Series:
    return divide(pd.DataFrame(rows), pd.DataFrame(parts), per).iloc[0]


@pytest.mark.parametrize(
    ("dates", "chosen"),
    [
        (["2024-01-01", "2024-05-31"], 1),  # the nearer
        (["2024-07-10", "2024-05-20"], 0),
        (["2023-06-30"], 0),  # 365 days before 29 June 2024
        (["2023-06-01"], None),
        (["2025-06-30", "2022-01-01"], 0),
        (["2025-07-01"], None),
    ],
)
@pytest.mark.parametrize("per", ["teams", "communes"])
def test_the_nearest_part_divides_and_none_beyond_a_year(
    dates: list[str], chosen: int | None, per: str
) -> None:
    parts = [figure("a", day, 10 + place) for place, day in enumerate(dates)]
    found = one([figure("a", "2024-06-30", 220, starts_on=pd.Timestamp("2024-06-29"))], parts, per)
    assert (None if pd.isna(found.part_value) else found.part_value - 10) == chosen
    assert pd.isna(found.value) == (chosen is None)


def test_days_that_overlap_come_first_and_then_the_same_source() -> None:
    year = {"starts_on": pd.Timestamp("2024-01-01"), "precision": "year"}
    parts = [
        figure("a", "2024-07-01", 10),
        figure("a", "2024-12-31", 20, source_id="t", **year),
        figure("a", "2024-06-30", 40, source_id="r"),
    ]
    row = figure("a", "2024-06-30", 400)
    assert one([row], parts, "teams").part_value == 40
    assert one([row | {"source_id": "t"}], parts, "teams").part_value == 20
    assert one([row], parts[:2], "teams").part_value == 20
    assert one([row], parts[:1], "teams").part_value == 10


def test_the_registry_counts_only_where_no_text_is_near() -> None:
    registry = figure("a", "2025-03-31", 5, source_id=ratios.REGISTRY)
    near, far = figure("a", "2024-06-30", 4), figure("a", "2020-06-30", 2)
    row = figure("a", "2024-12-31", 20)
    assert one([row], [registry, near], "communes").value == 5
    assert one([row], [registry, far], "communes").value == 4
    early = one([figure("a", "2021-12-31", 20)], [registry], "communes")
    assert (early.value, early.part_as_of) == (4, pd.Timestamp("2025-03-31"))


def test_one_source_of_population_counts_for_all_areas_of_a_level() -> None:
    parts = [
        figure("a", "2019-12-31", 1000, source_id="old"),
        figure("b", "2019-12-31", 2000, source_id="old"),
        figure("c", "2023-12-31", 500, source_id="new"),
        figure("a", "2023-12-31", 4000, source_id="new"),
        figure("d", "2019-12-31", 100, source_id="old"),
        figure("e", "2022-12-31", 50, source_id="own", level="district"),
    ]
    rows = pd.DataFrame([figure(area, "2024-12-31", 20) for area in "abcde"])
    rows.loc[4, "level"] = "district"
    found = divide(rows, pd.DataFrame(parts), "people")
    assert found["value"].fillna(-1).tolist() == [20, 10, -1, 200, 400]
    tied = divide(rows.head(3), pd.DataFrame(parts[:4]), "people")
    assert tied["value"].fillna(-1).tolist() == [5, -1, 40]


def test_rows_and_columns_stay_and_nothing_is_made_up() -> None:
    rows = pd.DataFrame(
        [
            figure("a", "2024-06-30", 30),
            figure("b", "2024-06-30", 30),
            figure("a", "2024-06-30", 30) | {"as_of": pd.NaT, "starts_on": pd.NaT},
            figure("a", "2024-06-30", 30) | {"value": math.nan, "low": math.nan, "high": math.nan},
        ],
        index=[7, 3, 5, 9],
    )
    before = rows.copy()
    parts = pd.DataFrame([figure("a", "2024-06-30", 10, in_conflict=True, qualifier="nearly")])
    found = divide(rows, parts, "teams")
    pd.testing.assert_frame_equal(rows, before)
    assert list(found.index) == [7, 3, 5, 9]
    assert list(found.columns[: len(rows.columns)]) == list(rows.columns)
    assert found["value"].fillna(-1).tolist() == [3, -1, -1, -1]
    assert found["in_conflict"].tolist() == [True, False, False, False]
    assert found["disputed"].tolist() == [True, False, False, False]
    told = found.iloc[0]
    assert (told.part_value, told.part_qualifier, told.part_source) == (10, "nearly", "S")
    for empty in (divide(rows.head(0), parts, "teams"), divide(rows, parts.head(0), "teams")):
        assert empty["value"].isna().all()
        assert list(empty.columns) == list(found.columns)

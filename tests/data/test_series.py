"""Index, change, share and age against fractions, and against every truth their bounds allow."""

from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import queries
from data import series
from data.qualifiers import QUALIFIERS, bounds
from data.ratios import Number
from data.warehouse import Warehouse

COUNTS = st.integers(1, 10**6)
JANUARY, JUNE = date(2024, 1, 15), (date(2024, 6, 1), date(2024, 6, 30))
DECEMBER, NEXT = date(2024, 12, 31), date(2025, 3, 1)


def rows(*told: tuple[Any, ...], **common: Any) -> pd.DataFrame:
    """Rows of the view `figure`, each (days, value) with a qualifier and other cells if any."""
    built = []
    for n, (when, value, *rest) in enumerate(told):
        cells: dict[str, Any] = rest[1] if len(rest) > 1 else {}
        start, end = when if isinstance(when, tuple) else (when, when)
        qualifier = rest[0] if rest else "exact"
        low, high = bounds(str(value), qualifier)
        built.append(
            {
                "area_id": "a",
                "dataset": "published",
                "timing": "cumulative",
                "period_start": pd.NaT,
                "starts_on": pd.Timestamp(start),
                "as_of": pd.Timestamp(end),
                "precision": "day" if start == end else "month",
                "value": float(value),
                "low": low,
                "high": high,
                "qualifier": qualifier,
                "in_conflict": False,
                "remark_en": "",
                "source": f"source {n}",
                "source_kind": "original",
                "url": f"https://example.org/{n}",
                "origin": f"file:{n}",
            }
            | common
            | cells
        )
    return pd.DataFrame(built).astype({"low": float, "high": float})


def told(found: pd.DataFrame) -> list[tuple[date, float, str]]:
    return [(row.as_of.date(), row.value, row.qualifier) for row in found.itertuples()]


DISPUTED, CARE = {"in_conflict": True}, {"remark_en": "Printed twice."}
AREA_B = {"area_id": "b"}


def month(n: int) -> dict[str, Any]:
    return {"timing": "in_period", "period_start": pd.Timestamp(2024, n, 1)}


@pytest.mark.parametrize(
    ("given_rows", "expected"),
    [
        (rows((JANUARY, 200), (DECEMBER, 250)), [(JANUARY, 100), (DECEMBER, 125)]),
        (rows((DECEMBER, 250), (JANUARY, 200)), [(JANUARY, 100), (DECEMBER, 125)]),
        (rows((JANUARY, 200)), []),
        (rows((JANUARY, 200), (DECEMBER, 300, "exact", AREA_B)), []),
        (rows((JANUARY, 200), (JANUARY, 200)), []),
        (rows((JANUARY, 200), (DECEMBER, 250, "exact", DISPUTED), (NEXT, 260)), []),
        (rows((JANUARY, 200), (DECEMBER, 250, "exact", CARE), (NEXT, 260)), []),
        (rows((JANUARY, 0), (DECEMBER, 250)), [(JANUARY, 0), (DECEMBER, 100)]),
        (rows((JANUARY, 180, "nearly"), (DECEMBER, 200)), [(JANUARY, 90), (DECEMBER, 100)]),
        (rows((JANUARY, 9, "nearly"), (DECEMBER, 20, "more_than")), []),
        (rows((JANUARY, 10, "exact", month(1)), (DECEMBER, 90, "exact", month(1))), []),
        (
            rows((JANUARY, 10, "exact", month(1)), (DECEMBER, 15, "exact", month(12))),
            [(JANUARY, 100), (DECEMBER, 150)],
        ),
        (
            rows((JUNE, 200), (date(2024, 6, 9), 190, "more_than"), (NEXT, 300)),
            [(JUNE[1], 100), (NEXT, 150)],
        ),
    ],
    ids=[
        *("grows", "by date", "alone", "areas apart", "same days", "disputed", "care", "from zero"),
        *("bound before", "bounds alone", "a year is no month", "months", "told by a known value"),
    ],
)
def test_an_index_starts_at_the_first_known_value(
    given_rows: pd.DataFrame, expected: list[tuple[date, float]]
) -> None:
    assert [(day, value) for day, value, _ in told(series.index(given_rows, []))] == expected


BREAK = date(2024, 12, 1)


def test_a_change_of_method_starts_the_index_anew() -> None:
    given_rows = rows((JANUARY, 200), (JUNE, 300), (DECEMBER, 1000), (NEXT, 1100))
    found = series.index(given_rows, [BREAK])
    assert [value for _, value, _ in told(found)] == [100, 150, 100, pytest.approx(110)]
    assert [day.date() for day in found["base_as_of"]] == [JANUARY, JANUARY, DECEMBER, DECEMBER]
    changed = series.change(given_rows, [BREAK], growing=True)
    assert told(changed) == [(JUNE[1], 100, "exact"), (NEXT, 100, "exact")]


def test_a_date_astride_a_change_of_method_is_compared_with_nothing() -> None:
    year = (date(2024, 1, 1), date(2024, 12, 31))
    given_rows = rows((date(2023, 1, 1), 1), (year, 2), (NEXT, 3))
    assert series.index(given_rows, [BREAK]).empty
    assert series.change(given_rows, [BREAK], growing=True).empty
    assert len(series.change(given_rows, [date(2024, 1, 1)], growing=True)) == 1


def test_more_than_stays_more_than() -> None:
    # The nation's members: 130,487 on 14 June 2022, over 340,000 on 23 March 2025.
    given_rows = rows((date(2022, 6, 14), 130487), (date(2025, 3, 23), 340000, "more_than"))
    (changed,) = series.change(given_rows, [], growing=True).itertuples()
    assert (changed.value, changed.low, changed.qualifier) == (209513, 209513, "more_than")
    assert pd.isna(changed.high)
    assert changed.percent == pytest.approx(float(Fraction(209513 * 100, 130487)))
    assert pd.isna(changed.percent_high)
    scaled = series.index(given_rows, []).iloc[1]
    assert scaled["value"] == pytest.approx(float(Fraction(340000 * 100, 130487)))
    assert (scaled["qualifier"], scaled["base_value"]) == ("more_than", 130487)
    assert scaled["base_source"] == "source 0"
    assert scaled["source"] == "source 1"


def test_a_change_is_since_the_last_known_value_whose_days_have_passed() -> None:
    given_rows = rows(
        (JANUARY, 100), (JUNE, 90, "nearly"), (date(2024, 6, 9), 80, "about"), (DECEMBER, 120)
    )
    found = series.change(given_rows, [], growing=False)
    assert told(found) == [(date(2024, 6, 9), -20, "about"), (DECEMBER, 40, "about")]
    assert [day.date() for day in found["base_as_of"]] == [JANUARY, date(2024, 6, 9)]
    assert found["percent"].isna().all()
    assert (found["low"].tolist(), found["high"].tolist()) == ([-25, 35], [-15, 45])


def test_differences_are_in_decimals() -> None:
    exact = [Number(v, v, v, "exact") for v in (0.6961, 0.4014)]
    assert series.difference(*exact) == Number(0.2947, 0.2947, 0.2947, "exact")


@st.composite
def said(draw: st.DrawFn, among: tuple[str, ...]) -> tuple[int, str, Fraction]:
    """A count as it is said, and one that it may truly be."""
    value, qualifier = draw(COUNTS), draw(st.sampled_from(among))
    low, high = bounds(value, qualifier)
    first = Fraction(0) if low is None else Fraction(low)
    last = Fraction(10**9) if high is None else Fraction(high)
    return value, qualifier, first + (last - first) * draw(st.fractions(0, 1, max_denominator=50))


def within(truth: Fraction, low: float, high: float) -> bool:
    near = Fraction(1, 10**6) * (1 + abs(truth))
    return (pd.isna(low) or truth >= Fraction(low) - near) and (
        pd.isna(high) or truth <= Fraction(high) + near
    )


@settings(deadline=None, max_examples=60)
@given(said(series.KNOWN), said(QUALIFIERS))
def test_no_truth_lies_outside_the_bounds(
    earlier: tuple[int, str, Fraction], later: tuple[int, str, Fraction]
) -> None:
    given_rows = rows((JANUARY, *earlier[:2]), (DECEMBER, *later[:2]))
    changed = series.change(given_rows, [], growing=True).iloc[0]
    assert within(later[2] - earlier[2], changed["low"], changed["high"])
    grown = (later[2] / earlier[2] - 1) * 100
    assert within(grown, changed["percent_low"], changed["percent_high"])
    scaled = series.index(given_rows, []).iloc[1]
    assert within(later[2] / earlier[2] * 100, scaled["low"], scaled["high"])
    for found in (changed, scaled):
        ends = {"more_than": "low", "at_least": "low", "nearly": "high", "at_most": "high"}
        end = ends.get(later[1])
        assert found["qualifier"] in {later[1], "about"}
        assert end is None or (found["value"] == found[end] and found["qualifier"] == later[1])
        assert (found["qualifier"] == "exact") == (earlier[1] == later[1] == "exact")


@settings(deadline=None, max_examples=60)
@given(st.lists(COUNTS, min_size=2, max_size=6))
def test_an_index_of_exact_values_is_each_over_the_first(values: list[int]) -> None:
    found = series.index(rows(*((date(2020 + n, 1, 1), v) for n, v in enumerate(values))), [])
    assert found["value"].tolist() == [
        pytest.approx(float(Fraction(value * 100, values[0]))) for value in values
    ]
    changes = series.change(
        rows(*((date(2020 + n, 1, 1), v) for n, v in enumerate(values))), [], growing=True
    )
    assert changes["value"].sum() == values[-1] - values[0]


# Area, indicator, then what the published file says of each: days and value.
PRINTED = [
    ("2024-p20", "members", "Lạng Sơn", {"2022-06": "7777", "2024-04-15": "9042"}),
    ("2024-p38", "members", "Thanh Hóa", {"2024-10": "15995", "2025-05": "19066"}),
    ("vn", "provinces_covered", "", {"2022-06-14": "34", "2022-08-23": "49", "2025-03-23": "63"}),
]


@pytest.mark.parametrize(("area", "indicator", "name", "known"), PRINTED)
def test_published_figures_give_the_index_that_the_file_gives(
    seeded: Warehouse,
    printed: dict[str, dict[str, str]],
    area: str,
    indicator: str,
    name: str,
    known: dict[str, str],
) -> None:
    exact = {
        row["as_of"]: row["value"]
        for row in printed.values()
        if (row["indicator"], row["measure"], row["qualifier"]) == (indicator, "result", "exact")
        and (row["area"] == name if name else row["level"] == "nation")
    }
    assert exact == known
    with seeded.cursor() as cursor:
        found = queries.run(
            cursor, "trend_by_area", dataset="published", indicator=indicator, areas=[area]
        )
    numbers = [Fraction(value) for _day, value in sorted(exact.items())]
    index = series.index(found, [])
    reckoned = index[index["qualifier"] == "exact"].sort_values("as_of")
    assert reckoned["value"].tolist() == [
        pytest.approx(float(number / numbers[0] * 100)) for number in numbers
    ]
    change = series.change(found, [], growing=True)
    reckoned = change[change["qualifier"] == "exact"].sort_values("as_of")
    assert reckoned["value"].tolist() == [
        float(after - before) for before, after in pairwise(numbers)
    ]


@pytest.mark.parametrize(
    ("given_rows", "reason"),
    [
        (rows((JANUARY, 1)), "one"),
        (rows((JANUARY, 1), (JUNE, 2, "exact", DISPUTED)), "disputed"),
        (rows((JANUARY, 1), (JUNE, 2, "exact", CARE)), "remark"),
        (rows((JANUARY, 1, "nearly"), (JUNE, 2, "more_than")), "bounds"),
        (rows((JANUARY, 1, "nearly"), (JUNE, 2)), "bounds"),
        (rows((JANUARY, 1), (NEXT, 2)), "method"),
        (rows((JANUARY, 1), (JANUARY, 1)), "apart"),
    ],
)
def test_there_is_a_reason_for_each_silence(given_rows: pd.DataFrame, reason: str) -> None:
    assert series.why_not(given_rows, [BREAK]) == reason


def test_a_share_is_of_the_whole_of_the_same_days() -> None:
    parts = rows((JUNE, 50), (NEXT, 30, "more_than"), (JANUARY, 10))
    wholes = rows(
        (date(2024, 6, 2), 400),
        (date(2024, 6, 29), 500),
        (NEXT, 300),
        (date(2023, 1, 1), 90),
        (JANUARY, 20, "more_than"),
        area_id="w",
    )
    found = series.shares(parts, wholes, {"a": "w"})
    said_of = {origin: (share.value, share.qualifier) for origin, (share, _) in found.items()}
    assert said_of == {"file:0": (10, "exact"), "file:1": (10, "more_than")}
    assert [whole.value for _share, whole in found.values()] == [500, 300]
    assert series.shares(parts, wholes, {}) == {}
    assert series.shares(parts.assign(in_conflict=True), wholes, {"a": "w"}) == {}
    assert series.shares(parts.assign(timing="in_period"), wholes, {"a": "w"}) == {}


def test_the_latest_of_each_area_and_how_much_earlier_it_is() -> None:
    given_rows = rows(
        (JANUARY, 1),
        (JUNE, 3, "more_than"),
        (JUNE, 4),
        (JUNE, 5, "exact", {"source_kind": "copy"}),
        (date(2024, 6, 3), 6, "exact", {"area_id": "b"}),
        (date(2022, 6, 30), 7, "exact", {"area_id": "c"}),
        (date(2024, 3, 31), 8, "exact", {"area_id": "d"}),
    )
    found = series.latest(given_rows)
    assert list(zip(found["area_id"], found["value"], found["behind"], strict=True)) == [
        ("a", 4, 0),
        ("b", 6, 0),
        ("d", 8, 3),
        ("c", 7, 24),
    ]
    assert series.latest(given_rows[:0]).empty
    year = rows((JANUARY, 1), ((date(2024, 1, 1), DECEMBER), 2, "exact", AREA_B))
    assert series.latest(year)["behind"].tolist() == [0, 0]

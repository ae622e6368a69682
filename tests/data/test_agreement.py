"""Which figures contradict each other, and which printed percentages follow from their parts."""

import math
from itertools import combinations
from types import SimpleNamespace

import pandas as pd
import pytest

import queries
from data.agreement import agrees, contradict, contradictions, reckoned
from data.qualifiers import bounds
from data.ratios import Number
from data.warehouse import Warehouse


def figure(value: float, as_of: str, qualifier: str = "exact", **more: object) -> SimpleNamespace:
    low, high = (math.nan if bound is None else bound for bound in bounds(value, qualifier))
    day = pd.Timestamp(as_of) if as_of else pd.NaT
    known = {"value": value, "low": low, "high": high, "qualifier": qualifier, "as_of": day}
    told = {"starts_on": day, "source_id": "s", "source_kind": "original", "remark_en": ""}
    return SimpleNamespace(**(known | told | {"origin": f"{value}@{as_of}"} | more))


def number(value: str, qualifier: str) -> Number:
    low, high = (math.nan if bound is None else bound for bound in bounds(value, qualifier))
    return Number(float(value), low, high, qualifier)


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        (("2349", "exact"), ("4351", "exact"), True),
        (("1684", "exact"), ("1680", "more_than"), False),
        (("24303", "nearly"), ("24000", "more_than"), False),
        (("1679", "exact"), ("1680", "more_than"), True),
        (("100", "nearly"), ("200", "nearly"), False),
        (("12000", "about"), ("12500", "exact"), False),
        (("12000", "about"), ("12501", "exact"), True),
    ],
)
def test_contradictions_are_disjoint_bounds_on_the_same_day(
    one: tuple[str, str], other: tuple[str, str], clash: bool
) -> None:
    first, second = (figure(float(v), "2025-05-08", q) for v, q in (one, other))
    assert contradict(first, second) is contradict(second, first) is clash
    later = figure(float(other[0]), "2025-05-09", other[1])
    assert not contradict(first, later)


def test_each_pair_is_said_once_and_the_most_contradicted_first() -> None:
    rows = [figure(n, "2022-06-01") for n in (1, 2)] + [
        figure(9, "2022-12-31", starts_on=pd.Timestamp("2022-01-01")),
        figure(3, "2022-07-01"),
        figure(5, ""),
    ]
    said = [(row.value, [other.value for other in others]) for row, others in contradictions(rows)]
    assert said == [(9, [1, 2, 3]), (1, [2])]
    assert list(contradictions([])) == []


def test_the_released_conflicts_are_those_the_warehouse_marks(seeded: Warehouse) -> None:
    with seeded.cursor() as cursor:
        areas = [row[0] for row in cursor.execute("select area_id from area").fetchall()]
        marked = queries.run(cursor, "conflicts_by_area", dataset="published", areas=areas)
        alls = cursor.execute("select * from figure where as_of is not null").df()
    found = set()
    for _key, rows in alls.groupby(["area_id", "indicator"]):
        listed = list(rows.itertuples())
        for one, other in combinations(listed, 2):
            if contradict(one, other):
                found |= {one.origin, other.origin}
    assert set(marked["origin"]) == found
    assert {"Thanh Hóa", "Việt Nam"} <= set(marked["short_name"])
    assert not {"Lạng Sơn", "Đà Nẵng"} & set(marked["short_name"])
    teams = marked[(marked["short_name"] == "Thanh Hóa") & (marked["indicator"] == "teams")]
    assert sorted(teams["value"]) == [2349, 4351]


@pytest.mark.parametrize(
    ("printed", "ratio", "same"),
    [
        (("63", "nearly"), 101475 / 161624 * 100, True),
        (("62", "nearly"), 101475 / 161624 * 100, False),
        (("91.4", "exact"), 9690 / 10599 * 100, True),
        (("91.5", "exact"), 9690 / 10599 * 100, False),
        (("100", "exact"), 99.6, True),
        (("100", "exact"), 99.4, False),
        (("72", "more_than"), 16 / 22 * 100, True),
        (("81.5", "exact"), 1579 / 1937 * 100, True),
    ],
)
def test_a_printed_percentage_against_its_parts(
    printed: tuple[str, str], ratio: float, same: bool
) -> None:
    assert agrees(number(*printed), Number(ratio, ratio, ratio, "exact")) is same
    above = Number(ratio, math.nan, ratio, "nearly")
    assert agrees(number(*printed), above) or not same


def test_parts_are_those_of_the_same_time() -> None:
    printed = figure(63, "2022-06-30", "nearly")
    near, far = figure(101475, "2022-06-30"), figure(90000, "2020-06-30")
    people = figure(161624, "2022-06-30")
    found = reckoned(printed, [far, near], [people])
    assert found
    assert found[0].value == pytest.approx(62.7846, abs=1e-4)
    assert found[1:] == (near, people)
    assert reckoned(printed, [far], [people]) is None
    doubtful = figure(161624, "2022-06-30", remark_en="perhaps hectares")
    assert reckoned(printed, [near], [doubtful]) is None


def test_undated_parts_belong_to_an_undated_percentage_of_their_source() -> None:
    printed, sixteen, of = figure(72, "", "more_than"), figure(16, ""), figure(22, "")
    found = reckoned(printed, [sixteen], [of])
    assert found
    assert found[0].value == pytest.approx(72.7272, abs=1e-4)
    assert reckoned(printed, [figure(16, "", source_id="t")], [of]) is None
    assert reckoned(printed, [figure(16, "2022-06-30")], [of]) is None

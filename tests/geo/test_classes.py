"""Map classes: each value in exactly one round, half-open class, in whatever order they come."""

import itertools
import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.classes import (
    MOST_CLASSES,
    MOST_DISTINCT,
    Classes,
    classes_by,
    rank_classes,
    round_classes,
)

# Counts up to the nation's population, rates and scores with up to four decimals.
NUMBERS = st.one_of(
    st.integers(0, 200_000_000).map(float),
    st.integers(-1_000_000, 1_000_000).map(lambda n: n / 10_000),
)
VALUES = st.lists(NUMBERS | st.none() | st.just(math.nan), max_size=80)

WAYS = ("round", "quantiles", "equal", "natural")
# Values as they are shown: whole numbers, or with one or two decimals.
SHOWN = st.integers(0, 2).flatmap(
    lambda decimals: st.tuples(
        st.just(decimals),
        st.lists(
            st.integers(-30, 5_000_000).map(lambda n: n / 10**decimals)
            | st.none()
            | st.just(math.nan),
            max_size=80,
        ),
    )
)
FEW = st.lists(st.integers(0, 60), min_size=1, max_size=9)


def known(values: list[float | None]) -> list[float]:
    return [v for v in values if v is not None and not math.isnan(v)]


def holders(classes: Classes, value: float) -> list[int]:
    """The classes that hold the value, found by looking at each interval in turn."""
    ends = [*classes.edges[1:], math.inf]
    return [
        i
        for i, (low, end) in enumerate(zip(classes.edges, ends, strict=True))
        if low <= value < end
    ]


def significant_digits(number: float) -> int:
    return len(Decimal(repr(number)).normalize().as_tuple().digits)


def vietnamese(number: float) -> str:
    return f"{number:g}".replace(".", ",")


@given(VALUES)
def test_every_value_is_in_one_class_and_every_class_has_one(values: list[float | None]) -> None:
    classes = round_classes(values)
    by_hand = [holders(classes, value) for value in known(values)]
    assert [len(found) for found in by_hand] == [1] * len(by_hand)
    counts = classes.counts(values)
    assert counts == [
        *(by_hand.count([place]) for place in range(len(classes.edges))),
        len(values) - len(by_hand),
    ]
    assert all(counts[:-1])
    assert sum(counts) == len(values)


@given(VALUES)
def test_edges_rise_and_are_round(values: list[float | None]) -> None:
    edges = round_classes(values).edges
    assert list(edges) == sorted(set(edges))
    assert len(edges) <= MOST_CLASSES
    assert [edge for edge in edges if significant_digits(edge) > 3] == []


@given(VALUES.flatmap(lambda values: st.tuples(st.just(values), st.permutations(values))))
def test_the_order_of_values_does_not_matter(orders: tuple[list[float], list[float]]) -> None:
    values, shuffled = orders
    assert round_classes(values) == round_classes(shuffled)


@pytest.mark.parametrize(
    ("values", "edges"),
    [
        ([], ()),
        ([None, math.nan], ()),
        ([0.0], (0,)),
        ([-0.0252, -0.0251, 2_090_000.0], (-0.0252, -0.0251, 2_090_000)),
        ([7.0, 7.0, None], (5,)),
        ([1.0, 2.0, 3.0], (1, 2, 3)),
        ([100, 230, 380, 520, 660, 940], (100, 200, 300, 500, 600, 800)),
        ([62.8, 64.1, 66.2, 68.9, 71.3], (62, 64, 66, 68, 71)),
        ([1.0] * 60 + [2.0] * 3, (1, 2)),
    ],
    ids=str,
)
def test_edges_as_one_would_draw_them(values: list[float | None], edges: tuple[float, ...]) -> None:
    assert round_classes(values).edges == edges


def test_a_value_on_an_edge_is_in_the_class_above_it() -> None:
    classes = Classes((0, 10, 20))
    assert classes.index([0, 9.99, 10, 19, 20, 500, None, math.nan]).tolist() == [
        *(0, 0, 1, 1, 2, 2),
        *(3, 3),
    ]
    assert classes.no_data == 3


@pytest.mark.parametrize(
    ("last", "labels"),
    [
        (63, ["1–10", "11–20", "21–30", "31–40", "41–50", "51–60", "61+"]),
        (34, ["1–5", "6–10", "11–15", "16–20", "21–25", "26–30", "31+"]),
        (36, ["1–10", "11–20", "21–30", "31+"]),
        (7, ["1", "2", "3", "4", "5", "6", "7+"]),
        (8, ["1–2", "3–4", "5–6", "7+"]),
        (1, ["1+"]),
    ],
)
def test_ranks_are_in_tens(last: int, labels: list[str]) -> None:
    classes = rank_classes(last)
    written = classes.labels(lambda n: f"{n:.0f}", True, "{edge}+")
    assert [label.replace(" – ", "–") for label in written] == labels
    assert sum(classes.counts(range(1, last + 1))) == last
    assert all(classes.counts(range(1, last + 1))[:-1])


@pytest.mark.parametrize(
    ("edges", "whole", "labels"),
    [
        ((), True, []),
        ((500,), True, ["500 trở lên"]),
        ((500, 1000, 1500), True, ["500 – 999", "1000 – 1499", "1500 trở lên"]),
        ((0, 1, 2, 5), True, ["0", "1", "2 – 4", "5 trở lên"]),
        ((0.4, 0.5, 0.65), False, ["0,4 – <0,5", "0,5 – <0,65", "0,65 trở lên"]),
        ((1, 2), False, ["1 – <2", "2 trở lên"]),
    ],
)
def test_labels(edges: tuple[float, ...], whole: bool, labels: list[str]) -> None:
    assert Classes(edges).labels(vietnamese, whole, "{edge} trở lên") == labels


@pytest.mark.parametrize("way", WAYS)
@given(shown=SHOWN)
def test_however_cut_each_value_is_in_one_class_and_edges_can_be_written(
    way: str, shown: tuple[int, list[float | None]]
) -> None:
    decimals, values = shown
    classes = classes_by(way, values, decimals)
    edges = classes.edges
    assert list(edges) == sorted(set(edges))
    assert len(edges) <= MOST_CLASSES
    if way != "round":
        assert [edge for edge in edges if round(edge, decimals) != edge] == []
    by_hand = [holders(classes, value) for value in known(values)]
    assert [len(found) for found in by_hand] == [1] * len(by_hand)
    assert classes.counts(values)[:-1] == [by_hand.count([i]) for i in range(len(edges))]
    if way != "equal":  # equally wide classes may be empty, no others
        assert all(classes.counts(values)[:-1])
    assert bool(edges) == bool(known(values))


@given(SHOWN)
def test_round_classes_are_one_of_the_ways(shown: tuple[int, list[float | None]]) -> None:
    decimals, values = shown
    assert classes_by("round", values, decimals) == round_classes(values)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=200, unique=True))
def test_quantiles_hold_equally_many(values: list[int]) -> None:
    """Of different values; equal ones stay together, whatever that does to the counts."""
    counts = classes_by("quantiles", values, 0).counts(values)[:-1]
    assert len(counts) == min(MOST_CLASSES, len(values))
    assert max(counts) - min(counts) <= 1


@given(st.lists(st.integers(-1000, 10**6), min_size=2, max_size=80))
def test_equal_classes_are_equally_wide(values: list[int]) -> None:
    edges = classes_by("equal", values, 0).edges
    assert edges[0] == min(values)
    if len(set(values)) >= MOST_CLASSES and max(values) - min(values) >= MOST_CLASSES:
        step = Fraction(max(values) - min(values), MOST_CLASSES)
        assert edges == tuple(math.floor(min(values) + k * step) for k in range(MOST_CLASSES))


def spread(group: list[int]) -> Fraction:
    """The squared deviations from the group's mean, exactly."""
    mean = Fraction(sum(group), len(group))
    return sum(((value - mean) ** 2 for value in group), Fraction())


def cut(values: list[int], firsts: tuple[int, ...]) -> list[list[int]]:
    """The values in classes that begin with each of `firsts`."""
    ends = [*firsts[1:], math.inf]
    return [
        [value for value in values if first <= value < end]
        for first, end in zip(firsts, ends, strict=True)
    ]


@given(FEW)
def test_natural_breaks_are_the_best_of_all_partitions(values: list[int]) -> None:
    distinct = sorted(set(values))
    classes = min(MOST_CLASSES, len(distinct))
    least = min(
        sum(map(spread, cut(values, (distinct[0], *others))))
        for others in itertools.combinations(distinct[1:], classes - 1)
    )
    edges = tuple(int(edge) for edge in classes_by("natural", values, 0).edges)
    assert len(edges) == classes
    assert sum(map(spread, cut(values, edges))) == least


@pytest.mark.parametrize(
    ("way", "values", "decimals", "edges"),
    [
        # Two heaps and a value apart: natural breaks find them, the others cut through.
        ("natural", [1, 2, 3, 50, 51, 52, 400, 401, 900, 1500, 1501, 9000], 0,
         (1, 50, 400, 900, 1500, 9000)),
        ("quantiles", [1, 2, 3, 50, 51, 52, 400, 401, 900, 1500, 1501, 9000], 0,
         (1, 3, 51, 400, 900, 1501)),
        ("equal", [1, 2, 3, 50, 51, 52, 400, 401, 900, 1500, 1501, 9001], 0,
         (1, 1501, 3001, 4501, 6001, 7501)),
        ("equal", [0.0, 1.0], 1, (0.0, 0.5)),
        ("natural", [62.84, 62.86, 71.35], 1, (62.8, 71.3)),  # where 62.84 and 62.86 read alike
        ("quantiles", [None, math.nan], 0, ()),
        ("natural", [7, 7, None], 0, (7,)),
        ("equal", [0, 0, 0], 2, (0,)),
    ],
    ids=str,
)  # fmt: skip
def test_edges_by_each_way(
    way: str, values: list[float | None], decimals: int, edges: tuple[float, ...]
) -> None:
    assert classes_by(way, values, decimals).edges == edges


def test_natural_breaks_of_very_many_values_are_near_the_best_and_do_not_take_long() -> None:
    heaps = [centre + n % 10 for n in range(4 * MOST_DISTINCT) for centre in (0, 1000, 5000)]
    edges = classes_by("natural", heaps, 0).edges
    assert {0, 1000, 5000} <= set(edges)


def test_an_upper_bound_at_an_edge_is_in_the_class_below() -> None:
    classes = Classes((0, 10, 20))
    values = [10, 10, 20, 19, 0, None]
    bounded = [True, False, True, True, True, True]
    assert classes.index(values, bounded).tolist() == [0, 1, 1, 1, 0, 3]

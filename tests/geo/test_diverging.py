"""Classes of changes: the same edges on both sides of 0, no change of its own, unknown apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.diverging import diverging_classes


def test_falls_and_rises_have_the_same_round_edges() -> None:
    classes = diverging_classes([-40, -12, -3, 0, 1, 2, 3, 5, 8, 12, 20, 60], 0)
    assert classes.labels(str, "{edge} and more", "unchanged", "?") == [
        "▼ 20.0 and more",
        "▼ 5.0 – 19.0",
        "▼ 1.0 – 4.0",
        "unchanged",
        "▲ 1.0 – 4.0",
        "▲ 5.0 – 19.0",
        "▲ 20.0 and more",
        "?",
    ]
    values = [-40, -10, -9, -2, 0, 2, 3, 9, 10, 5]
    unsure = [False] * 9 + [True]
    assert classes.index(values, unsure, [False] * 10).tolist() == [0, 1, 1, 2, 3, 4, 4, 5, 5, 7]


def test_less_than_an_edge_is_below_it() -> None:
    classes = diverging_classes([1, 2, 3, 5, 8, 12, 20, 60], 0)
    found = classes.index([10, -10, 10], [False] * 3, [True, True, False]).tolist()
    assert found == [classes.side + 2, classes.side - 2, classes.side + 3]


def test_without_a_change_there_is_one_class_on_each_side() -> None:
    classes = diverging_classes([0, 0.04], 1)
    assert classes.index([0.04, 0.06], [False] * 2, [False] * 2).tolist() == [1, 2]


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1), st.integers(0, 2))
def test_the_sign_decides_the_side(numbers: list[int], decimals: int) -> None:
    values = [number / 10**decimals for number in numbers]
    classes = diverging_classes(values, decimals)
    sure = [False] * len(values)
    found = classes.index(values, sure, sure).tolist()
    mirrored = classes.index([-value for value in values], sure, sure).tolist()
    for value, place, other in zip(values, found, mirrored, strict=True):
        assert 0 <= place <= 2 * classes.side
        assert (place > classes.side) == (value > 0)
        assert (place < classes.side) == (value < 0)
        assert place + other == 2 * classes.side
    assert classes.amounts.edges[0] == pytest.approx(10**-decimals)

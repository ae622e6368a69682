"""What holds whatever the lines and figures are: totals, bounds, what is missing, what stays."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.warehouse import Warehouse
from tests.carried import DAY, NEW, OLD, Line, Value, by_area, carried, fill
from tests.world import build_world

QUALIFIERS = st.sampled_from(["exact", "about", "more_than", "at_least", "nearly", "at_most"])


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    warehouse = build_world(tmp_path_factory.mktemp("holds") / "atlas.duckdb")
    yield warehouse
    warehouse.close()


@st.composite
def partings(draw: st.DrawFn) -> list[Line]:
    """Each old commune goes to one new one as a whole, or in two or three shares that make 1."""
    lines = []
    for old in OLD:
        targets = draw(st.lists(st.sampled_from([*NEW]), min_size=1, max_size=3, unique=True))
        weights = [draw(st.integers(1, 100)) for _ in targets]
        shares = [weight / sum(weights) for weight in weights]
        lines += [Line(old, new, share) for new, share in zip(targets, shares, strict=True)]
    return lines


def counts(least: int = 0) -> st.SearchStrategy[dict[str, int]]:
    return st.fixed_dictionaries({old: st.integers(least, 5000) for old in OLD})


def figures(values: dict[str, int], said: dict[str, str] | None = None) -> list[Value]:
    return [Value(old, n, DAY, (said or {}).get(old, "exact")) for old, n in values.items()]


def reached(lines: list[Line]) -> set[str]:
    """The new communes that got more than slivers; what only a sliver went to has no sum."""
    return {line.new for line in lines if line.share >= 0.03}


@settings(deadline=None, max_examples=25)
@given(partings(), counts())
def test_the_total_is_the_same_with_and_without_the_break(
    world: Warehouse, lines: list[Line], values: dict[str, int]
) -> None:
    lines = [line for line in lines if line.new in reached(lines)]
    whole = {old: sum(line.share for line in lines if line.old == old) for old in OLD}
    fill(world, lines, figures(values))
    rows = by_area(carried(world)).values()
    total = sum(values[old] * whole[old] for old in OLD)
    assert sum(row.value for row in rows) == pytest.approx(total)
    assert sum(row.low for row in rows) <= total + 1e-6
    assert sum(row.high for row in rows) >= total - 1e-6


@settings(deadline=None, max_examples=25)
@given(partings(), counts(1), st.fixed_dictionaries(dict.fromkeys(OLD, QUALIFIERS)))
def test_bounds_are_those_of_the_parts(
    world: Warehouse, lines: list[Line], values: dict[str, int], said: dict[str, str]
) -> None:
    fill(world, lines, figures(values, said))
    with world.cursor() as cursor:
        ends = {
            area: (low, high)
            for area, low, high in cursor.execute(
                "select area_id, low, high from observation"
            ).fetchall()
        }
    rows = by_area(carried(world))
    assert set(rows) == reached(lines)
    for new, row in rows.items():
        own = [line for line in lines if line.new == new]
        low: float | None = 0.0
        high: float | None = 0.0
        for line in own:
            least, most = ends[OLD[line.old]]
            room = 0.0 if line.share == 1 else 0.1
            low = None if low is None or least is None else low + least * max(line.share - room, 0)
            high = None if high is None or most is None else high + most * min(line.share + room, 1)
        unchanged = len(own) == 1 and own[0].share == 1
        if unchanged:
            assert (row.carried, row.qualifier) == ("own", said[own[0].old])
        elif high is None and not low:
            assert row.carried == "open"
            assert math.isnan(row.value)
            continue
        assert (math.nan if low is None else low) == pytest.approx(row.low, nan_ok=True)
        assert (math.nan if high is None else high) == pytest.approx(row.high, nan_ok=True)
        assert not row.value < row.low - 1e-9
        assert not row.value > row.high + 1e-9


@settings(deadline=None, max_examples=25)
@given(partings(), counts(1), st.sampled_from([*OLD]))
def test_a_part_that_is_missing_is_never_zero(
    world: Warehouse, lines: list[Line], values: dict[str, int], dropped: str
) -> None:
    fill(world, lines, figures(values))
    before = by_area(carried(world))
    left = {old: n for old, n in values.items() if old != dropped}
    fill(world, lines, figures(left))
    after = by_area(carried(world))
    names = {"a": "Lá Xanh", "b": "Bờ Cát", "c": "Bờ Cạt", "d": "Suối Trong"}
    for new, row in after.items():
        touched = any((line.old, line.new) == (dropped, new) for line in lines)
        if not touched:
            # Sums of parts in another order differ in the last digit.
            assert row.value == pytest.approx(before[new].value, rel=1e-12)
            assert row.qualifier == before[new].qualifier
            assert row.missing_parts == ""
        else:
            assert row.missing_parts == names[dropped]
            assert row.qualifier == "at_least" or row.carried == "open"
            assert math.isnan(row.high)
            assert not row.value > before[new].value + 1e-9
    # What had nothing but the part that is missing has no value at all, and not zero.
    fed = {line.new for line in lines if line.old != dropped and line.share >= 0.03}
    assert set(after) == fed


@settings(deadline=None, max_examples=25)
@given(st.permutations([*NEW]), counts(), st.fixed_dictionaries(dict.fromkeys(OLD, QUALIFIERS)))
def test_carrying_is_the_identity_where_nothing_changed(
    world: Warehouse, order: list[str], values: dict[str, int], said: dict[str, str]
) -> None:
    lines = [Line(old, new) for old, new in zip(OLD, order, strict=False)]
    fill(world, lines, figures(values, said))
    with world.cursor() as cursor:
        stored = cursor.execute(
            "select area_id, value, low, high, qualifier, source_id, origin from observation"
        ).fetchall()
    rows = by_area(carried(world))
    assert set(rows) == set(order)
    kept = {area: rest for area, *rest in stored}
    for line in lines:
        row, own = rows[line.new], kept[OLD[line.old]]
        found = [row.value, row.low, row.high, row.qualifier, row.source_id, row.origin]
        assert [None if each != each else each for each in found] == own
        assert (row.carried, row.missing_parts) == ("own", "")

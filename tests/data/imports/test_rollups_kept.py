"""Sums are right after every file that is stored and every one that is taken back."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import rollups
from data.imports import storing
from data.warehouse import Warehouse
from tests.data.imports.staging import current, store

COMMUNES = ("Xã Lá Xanh", "Bờ Cát")
PROVINCE = "2024-p91"
INDICATORS = ("teams", "population", "smartphone_users")
PERIODS = ("5/2024", "6/2024")
Cells = dict[tuple[str, str, str], int]
FILES = st.dictionaries(
    st.tuples(st.sampled_from(COMMUNES), st.sampled_from(INDICATORS), st.sampled_from(PERIODS)),
    st.integers(1, 900),
    min_size=1,
    max_size=6,
)
DEEDS = st.lists(FILES | st.integers(0, 5), min_size=1, max_size=4)


def kept(world: Warehouse, *, afresh: bool = False) -> list[tuple[object, ...]]:
    """The sums there are of what was reported; afresh: those that there should be."""
    with world.cursor() as cursor:
        cursor.begin()
        if afresh:
            cursor.execute("delete from rollup")
            rollups.start(cursor)
        rows = cursor.execute(
            "select * from rollup where dataset = 'reported' order by area_id, indicator_id, as_of"
        ).fetchall()
        cursor.rollback()
    return rows


def told(world: Warehouse) -> dict[tuple[str, date, str], float]:
    """Value and parts of the province by indicator and day."""
    with world.cursor() as cursor:
        rows = cursor.execute(
            "select indicator_id, as_of, value, parts from rollup "
            "where dataset = 'reported' and area_id = $province",
            {"province": PROVINCE},
        ).fetchall()
    values = {(indicator, day, "value"): value for indicator, day, value, _ in rows}
    return values | {(indicator, day, "parts"): parts for indicator, day, _, parts in rows}


def reckoned(cells_told: dict[tuple[str, str, str], float]) -> dict[tuple[str, date, str], float]:
    """The same from the communes' figures that hold, without SQL."""
    cells: dict[tuple[str, date], dict[str, float]] = defaultdict(dict)
    for (area, indicator, said), value in cells_told.items():
        cells[indicator, date.fromisoformat(said)][area] = value
    sums: dict[tuple[str, date, str], float] = {}
    for (indicator, day), of in cells.items():
        sums |= {(indicator, day, "value"): sum(of.values()), (indicator, day, "parts"): len(of)}
    for day in {day for _, day in cells}:
        above = cells.get(("smartphone_users", day), {})
        below = cells.get(("population", day), {})
        if both := above.keys() & below.keys():
            share = 100 * sum(above[name] for name in both) / sum(below[name] for name in both)
            sums["smartphone_rate", day, "value"] = share
            sums["smartphone_rate", day, "parts"] = len(both)
    return sums


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(deeds=DEEDS)
def test_sums_follow_what_is_stored_and_undone(world: Warehouse, deeds: list[Cells | int]) -> None:
    stored: list[tuple[str, Cells]] = []
    try:
        for deed in deeds:
            if not isinstance(deed, int):
                batch = store(world, [(*place, str(n)) for place, n in deed.items()])
                if batch:
                    stored.append((batch, deed))
            elif stored:
                storing.undo(world, stored.pop(deed % len(stored))[0], "Xã Lá Xanh")
            assert told(world) == pytest.approx(reckoned(current(world)))
        assert kept(world) == kept(world, afresh=True)
    finally:
        for batch, _ in stored:
            storing.undo(world, batch, "Xã Lá Xanh")
    assert kept(world) == []

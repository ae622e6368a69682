"""Rows as named tuples hold what the frame of the same answer holds."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import duckdb
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import queries
from data.warehouse import Warehouse
from queries.rows import as_tuples, rows
from tests.queries.test_headers import EXAMPLES
from tests.world import build_world

CELLS = {
    "bigint": st.integers(-(2**62), 2**62),
    "boolean": st.booleans(),
    "date": st.dates(),
    "double": st.floats(allow_nan=False),
    "integer": st.integers(-(2**31), 2**31 - 1),
    "timestamp": st.datetimes(),
    "varchar": st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    "varchar[]": st.lists(st.text("aâđ", max_size=3), max_size=3),
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    warehouse = build_world(tmp_path_factory.mktemp("rows") / "atlas.duckdb")
    yield warehouse
    warehouse.close()


def plain(cell: object) -> object:
    """A cell as Python has it; what is missing tells of which kind."""
    if isinstance(cell, (list, tuple)) or type(cell).__name__ == "ndarray":
        return [plain(each) for each in cell]  # type: ignore[attr-defined]
    if cell is None or cell is pd.NA or cell is pd.NaT or cell != cell:
        return f"missing: {cell}"
    return cell


def same(found: tuple[Any, ...], frame: pd.DataFrame) -> bool:
    """Whether the tuples have the names and cells of the frame's rows."""
    expected = list(frame.itertuples(index=False))
    return [[plain(cell) for cell in row] for row in found] == [
        [plain(cell) for cell in row] for row in expected
    ] and all(row._fields == tuple(frame.columns) for row in found)


@pytest.mark.parametrize("name", queries.names())
def test_every_query_gives_the_rows_of_its_frame(world: Warehouse, name: str) -> None:
    params = {param: EXAMPLES[param] for param in queries.params_of(name)}
    with world.cursor() as cursor:
        assert same(rows(cursor, name, **params), queries.run(cursor, name, **params))


def test_many_at_once_get_what_they_asked_for(world: Warehouse) -> None:
    with world.cursor() as cursor:
        areas = [area for (area,) in cursor.execute("select area_id from area").fetchall()]

    def named(area: str) -> list[str]:
        with world.cursor() as cursor:
            return [row.area_id for row in rows(cursor, "area_by_id", area=area)]

    with ThreadPoolExecutor(8) as threads:
        asked = areas * 5
        assert list(threads.map(named, asked)) == [[area] for area in asked]


@given(st.data(), st.sampled_from(sorted(CELLS)))
def test_every_type_comes_as_a_frame_has_it(data: st.DataObject, kind: str) -> None:
    cells = data.draw(st.lists(st.none() | CELLS[kind], max_size=4))
    with duckdb.connect() as cursor:
        cursor.execute(f"create table told (place integer, cell {kind})")
        for place, cell in enumerate(cells):
            cursor.execute(
                "insert into told values ($place, $cell)", {"place": place, "cell": cell}
            )
        asked = "select place, cell from told order by place"
        assert same(as_tuples(cursor.execute(asked)), cursor.execute(asked).df())

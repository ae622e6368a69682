"""Files of the invented world, staged without a file: rows of area, indicator, period and text."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import pyarrow as pa

from data.imports import checks, stage, storing
from data.imports.delivery import Delivery, Origin
from data.imports.layout import Column, Layout
from data.imports.lore import lore
from data.imports.storing import Counts
from data.migrations import Cursor
from data.warehouse import Warehouse

TODAY = date(2026, 11, 25)
PLACES = {"area": 0, "indicator": 1, "period": 2, "value": 3}
Row = tuple[str, str, str, str | float]


def layout(sheet: str = "", decimal: str = ",", **said: Any) -> Layout:
    columns = tuple(Column(place, role, role) for role, place in PLACES.items())
    return Layout(sheet, "results", (0, 1), (1, 1000), columns, decimal=decimal, **said)


def cells(rows: Sequence[Row], first: int = 2) -> pa.Table:
    """As tidying gives them: area, indicator, period, and a text or the file's own number."""
    blank = [""] * len(rows)
    texts = [row[3] if isinstance(row[3], str) else f"{row[3]:g}" for row in rows]
    numbers = [None if isinstance(row[3], str) else float(row[3]) for row in rows]
    return pa.table(
        {
            "row": pa.array(range(first, first + len(rows)), pa.int32()),
            "place": pa.array([PLACES["value"]] * len(rows), pa.int16()),
            "code": blank,
            "area": [row[0] for row in rows],
            "commune": blank,
            "district": blank,
            "province": blank,
            "village": blank,
            "indicator": [row[1] for row in rows],
            "period": [row[2] for row in rows],
            "text": texts,
            "number": pa.array(numbers, pa.float64()),
            "target_kind": blank,
            "operator": blank,
            "due": blank,
        }
    )


def delivery(
    name: str = "bao_cao.csv", title: str = "Báo cáo tháng", kind: str = "results"
) -> Delivery:
    return Delivery(name, "0" * 64, Origin(title, "Xã Lá Xanh"), "Xã Lá Xanh", kind)


@contextmanager
def staged(
    world: Warehouse, rows: Sequence[Row], said: Delivery | None = None, **layouts: Any
) -> Iterator[tuple[Cursor, Counts]]:
    """A cursor with the rows staged, checked and compared, and how they stand."""
    said = said or delivery()
    cursor = world.lasting_cursor()
    try:
        stage.stage(cursor, [(layout(**layouts), cells(rows))], lore(world))
        checks.check(cursor, said, TODAY)
        yield cursor, storing.compare(world, cursor, said)
    finally:
        cursor.close()


def store(world: Warehouse, rows: Sequence[Row], said: Delivery | None = None) -> str:
    """The id of the batch that the rows were stored as."""
    said = said or delivery()
    with staged(world, rows, said) as (cursor, counts):
        return storing.commit(world, cursor, said, counts)


def current(world: Warehouse) -> dict[tuple[str, str, str], float]:
    """The reported values by area, indicator and last day."""
    with world.cursor() as cursor:
        rows = cursor.execute(
            "select area_id, indicator_id, as_of, value from observation where dataset = 'reported'"
        ).fetchall()
    found = {(area, indicator, as_of.isoformat()): value for area, indicator, as_of, value in rows}
    assert len(found) == len(rows), "a figure is there twice"
    return found

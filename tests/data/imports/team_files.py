"""Lists of teams of the invented world: sheets of them, staged, stored, and what is there then."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from data import statements
from data.imports import checks, registry
from data.imports.layout import Column, Layout
from data.imports.lore import lore
from data.imports.problems import Problem
from data.imports.stage import Unfound
from data.imports.workbook import Sheet, letters
from data.migrations import Cursor
from data.warehouse import Warehouse

TODAY = date(2026, 11, 25)
FIELDS = registry.FIELDS
Row = Mapping[str, str | float]


def team(members: str | float = "5", **said: str | float) -> Row:
    return {"area": "Xã Lá Xanh", "period": "10/2024", "members": members, **said}


def sheet_of(rows: Sequence[Row], name: str = "Tổ") -> Sheet:
    cells = [[row.get(field, "") for row in rows] for field in FIELDS]
    texts = [[c if isinstance(c, str) else f"{c:g}" for c in column] for column in cells]
    numbers = [[None if isinstance(c, str) else c for c in column] for column in cells]
    names = [letters(place) for place in range(len(FIELDS))]
    return Sheet(
        name,
        pa.table([pa.array(["x", *column], pa.string()) for column in texts], names),
        pa.table([pa.array([None, *column], pa.float64()) for column in numbers], names),
    )


def layout(rows: int, name: str = "Tổ", **said: Any) -> Layout:
    columns = tuple(Column(place, field, field) for place, field in enumerate(FIELDS))
    return Layout(name, "teams", (0, 1), (1, rows + 1), columns, decimal=",", **said)


@contextmanager
def staged(world: Warehouse, *sheets: Sequence[Row]) -> Iterator[tuple[Cursor, list[Unfound]]]:
    cursor = world.lasting_cursor()
    try:
        read = []
        for at, rows in enumerate(sheets, 1):
            said = layout(len(rows), f"Tổ {at}")
            read.append((said, registry.read(sheet_of(rows, said.sheet), said)))
        unfound = registry.stage(cursor, read, lore(world))
        registry.check(cursor, TODAY)
        yield cursor, list(unfound)
    finally:
        cursor.close()


def found_in(world: Warehouse, *sheets: Sequence[Row]) -> list[Problem]:
    with staged(world, *sheets) as (cursor, _):
        return [
            problem
            for problem in checks.problems(cursor, 100)
            if problem.code != "team_unknown_village"
        ]


def codes(world: Warehouse, *rows: Row) -> list[tuple[str, int, str, str, str]]:
    return [(p.code, p.row, p.field, p.found, p.expected) for p in found_in(world, rows)]


def store(world: Warehouse, rows: Sequence[Row]) -> str:
    """The id of the batch that the rows were stored as, in the flow of every file."""
    batch = f"b-{secrets.token_hex(6)}"
    now = datetime(2026, 11, 25)
    with staged(world, rows) as (cursor, _):
        counts = registry.compare(cursor)
        if not counts[2] + counts[3]:
            return ""
        with world.transaction(cursor):
            _store_batch(cursor, batch, counts, now)
            registry.store(cursor, batch=batch, source="s-to", file_name="to.xlsx", now=now)
            statements.write(cursor, "imports/store_problems", batch=batch)
    return batch


def _store_batch(cursor: Cursor, batch: str, counts: tuple[int, ...], now: datetime) -> None:
    rows, _, added, changed, same, left_out = counts
    statements.write(
        cursor,
        "imports/store_batch",
        batch=batch,
        dataset="reported",
        file_name="to.xlsx",
        sha256="",
        who="",
        office="",
        kind="teams",
        source="s-to",
        now=now,
        read=rows,
        added=added,
        changed=changed,
        same=same,
        left_out=left_out,
    )


def teams(world: Warehouse) -> list[tuple[Any, ...]]:
    """The teams as they are: village, name, day, and some of what is told."""
    with world.cursor() as cursor:
        return cursor.execute(
            "select coalesce(village, ''), name, cast(as_of as varchar), members, women_union, "
            "leader_role, sessions_online from team_now where dataset = 'reported' order by all"
        ).fetchall()

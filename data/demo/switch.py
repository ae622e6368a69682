"""The simulation switched on and off: all of it in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Callable

from data import removing, rollups, statements
from data.access import audit, rights
from data.access.people import MACHINE, Visitor
from data.datasets import DEMO
from data.demo import plan, tables
from data.migrations import Cursor
from data.warehouse import Warehouse

TABLES = ("rollup", *removing.TABLES)  # that hold anything of it
Tell = Callable[[float], None]


def is_on(opened: Warehouse) -> bool:
    """Whether the warehouse holds the simulation."""
    with opened.cursor() as cursor:
        return _is_in(cursor)


def turn_on(opened: Warehouse, tell: Tell = lambda _: None, by: Visitor = MACHINE) -> bool:
    """Whether the simulation was stored now; False where it was on already.

    Raises LookupError where the warehouse does not know what became of a commune.

    Args:
        opened: The warehouse, which stays readable meanwhile.
        tell: Told how far it is, from 0 to 1; what it raises takes everything back.
        by: Whose right is asked, and who is kept in the audit.
    """
    rights.demand(by, rights.Action.SIMULATE)
    if is_on(opened):
        return False
    cursor = opened.lasting_cursor()
    try:
        tell(0.0)
        built = tables.build(plan.read(cursor))
        tell(0.2)
        with opened.transaction(cursor):
            if _is_in(cursor):  # switched on elsewhere meanwhile
                return False
            _store(cursor, built, tell)
        audit.record(by, rights.Action.SIMULATE, "on")
        return True
    finally:
        cursor.close()


def turn_off(opened: Warehouse, by: Visitor = MACHINE) -> bool:
    """Whether there was a simulation to take out; no row of it is left in any table.

    Args:
        opened: The warehouse.
        by: As for `turn_on`.
    """
    rights.demand(by, rights.Action.SIMULATE)
    if not is_on(opened):
        return False
    cursor = opened.lasting_cursor()
    try:
        with opened.transaction(cursor):
            for statement in ("leaving", "forget_sums"):
                statements.write(cursor, f"demo/{statement}")
            removing.remove(cursor)
        audit.record(by, rights.Action.SIMULATE, "off")
        return True
    finally:
        cursor.close()


def _is_in(cursor: Cursor) -> bool:
    return bool(statements.write(cursor, "demo/batches").fetchall()[0][0])


def _store(cursor: Cursor, built: tables.Tables, tell: Tell) -> None:
    for table, rows in built.rows.items():
        statements.store(cursor, table, rows)
    tell(0.4)
    cursor.register("demo_cell", built.cells)
    cursor.register("demo_report", built.reports)
    cursor.register("demo_indicator", built.indicators)
    for statement, done in (("store_targets", 0.45), ("store_log", 0.6), ("store_current", 0.8)):
        statements.write(cursor, f"demo/{statement}")
        tell(done)
    rollups.renew(cursor, DEMO)
    tell(0.95)
